"""Stable typed placeholders: one secret, one number; another spelling of it gets a second number behind."""

import re
from collections.abc import Iterable, Mapping

PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_[A-Z]+)*_\d+(?:_\d+)?\]")
"""`[PHONE_1]`; `[PHONE_1_2]` is the same number in its second spelling."""


class Placeholders:
    """Hands out placeholders for one transcript and remembers what they stand for."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Start above any placeholder that the texts hold already, so that restoring is exact."""
        self._taken = {match[0] for text in texts for match in PLACEHOLDER.finditer(text)}
        self._numbers: dict[tuple[str, str], int] = {}
        self._last: dict[str, int] = {}
        self._by_surface: dict[tuple[str, str, str], str] = {}
        self.mapping: dict[str, str] = {}

    def of(self, kind: str, canonical: str, surface: str) -> str:
        """Return the placeholder of this spelling of this secret."""
        key = (kind, canonical, surface)
        if key not in self._by_surface:
            placeholder = self._free(kind, canonical)
            self._by_surface[key] = placeholder
            self.mapping[placeholder] = surface
        return self._by_surface[key]

    def _free(self, kind: str, canonical: str) -> str:
        number = self._numbers.get((kind, canonical))
        while number is None:
            self._last[kind] = self._last.get(kind, 0) + 1
            if f"[{kind}_{self._last[kind]}]" not in self._taken:
                number = self._numbers[kind, canonical] = self._last[kind]
        spelling, placeholder = 1, f"[{kind}_{number}]"
        while placeholder in self.mapping or placeholder in self._taken:
            spelling += 1
            placeholder = f"[{kind}_{number}_{spelling}]"
        return placeholder


def restore(text: str, mapping: Mapping[str, str]) -> str:
    """Return the text with every placeholder of the mapping replaced by what it stands for."""
    return PLACEHOLDER.sub(lambda match: mapping.get(match[0], match[0]), text)
