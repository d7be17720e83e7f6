"""Everything the program says to people, by key and locale, from prompts/texts/<locale>/*.ftl (Fluent)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

LOCALES = ("zh-CN", "en")
DEFAULT_LOCALE = "zh-CN"


class Texts:
    """The texts of one locale."""

    def __init__(self, locale: str, bundle: FluentBundle) -> None:
        self.locale = locale
        self._bundle = bundle

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the text for `key`; an unknown key or a missing variable is a programming error."""
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, {k: _plain(v) for k, v in values.items()})
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Return whether this locale knows `key`."""
        return self._bundle.has_message(key)


@cache
def texts_for(locale: str) -> Texts:
    """Return the texts of the closest shipped locale (`zh`, `zh-TW` → `zh-CN`; anything else → `en`)."""
    chosen = closest_locale(locale)
    # Isolation marks around values break copy and search in chats, so they are off.
    bundle = FluentBundle([chosen], use_isolating=False)
    folder = files("prompts") / "texts" / chosen
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(entry.read_text(encoding="utf-8")))
    return Texts(chosen, bundle)


def closest_locale(locale: str | None) -> str:
    """Return the shipped locale that serves a language tag best."""
    if not locale:
        return DEFAULT_LOCALE
    return "zh-CN" if locale.lower().startswith("zh") else "en"


def bilingual(labels: Mapping[str, str], locale: str) -> str:
    """Return the label of a `{zh, en}` pair, as data files carry them."""
    return labels["zh"] if closest_locale(locale) == "zh-CN" else labels["en"]


def _plain(value: Any) -> Any:
    # Fluent formats numbers by locale ("1,234"), which is wrong for identifiers; the caller formats.
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
