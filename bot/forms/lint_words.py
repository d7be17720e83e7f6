"""Words: both languages everywhere, the same text keys in both locales, no stray placeholder."""

import re
from collections.abc import Iterator
from importlib.resources import files

from bot.forms.definition import FormDefinition, Labels
from bot.texts import LOCALES

Trouble = tuple[str, str, str]

PLACEHOLDERS = frozenset(
    {"surname", "full_name", "amount", "due_date", "summary", "company", "agent", "hotline", "crisis_line"}
    | {"complaint_line", "minutes"}
)
_KEY = re.compile(r"^([a-z][a-z0-9-]*) =", re.MULTILINE)
_VARIABLE = re.compile(r"\$([a-z_]+)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PLACEHOLDER = re.compile(r"\{(.*?)\}")


def missing_translations(form: FormDefinition) -> Iterator[Trouble]:
    """Yield labels that are empty, in the wrong language, or use a placeholder that nothing fills."""
    yield from _labels("form", form.labels)
    for group, labels in form.groups.items():
        yield from _labels(group, labels)
    for script in form.scripts:
        yield from _labels(f"scripts.{script.key}", script.labels)
    for question in form.questions:
        yield from _labels(question.key, question.labels)
        for option in question.options:
            yield from _labels(f"{question.key}.{option.key}", option.labels, chinese_needed=False)


def missing_texts() -> Iterator[tuple[str, str]]:
    """Yield (text key, problem) where the locales do not hold the same keys and variables."""
    found = {locale: _messages(locale) for locale in LOCALES}
    first, *others = LOCALES
    for other in others:
        for key in sorted(found[first].keys() | found[other].keys()):
            if found[first].get(key) != found[other].get(key):
                yield key, "missing_translation"


def _labels(place: str, labels: Labels, *, chinese_needed: bool = True) -> Iterator[Trouble]:
    zh, en = labels["zh"].strip(), labels["en"].strip()
    if not zh or (chinese_needed and not _CHINESE.search(zh)):
        yield place, "missing_translation", "zh"
    if not en or _CHINESE.search(en):
        yield place, "missing_translation", "en"
    for name in _PLACEHOLDER.findall(zh + en):
        if name not in PLACEHOLDERS:
            yield place, "unknown_key", f"{{{name}}}"


def _messages(locale: str) -> dict[str, frozenset[str]]:
    text = (files("prompts") / "texts" / locale / "forms.ftl").read_text(encoding="utf-8")
    starts = [*_KEY.finditer(text)]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {
        match[1]: frozenset(_VARIABLE.findall(text[match.start() : end]))
        for match, end in zip(starts, ends, strict=True)
    }
