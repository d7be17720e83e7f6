"""A turn as recognisers read it: full-width folded, invisible characters gone, spoken digits as digits.

Every view remembers which characters of the original each of its characters stands for.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_ZH = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
_ZH_DIGITS = dict(zip(_ZH, "000123456789123456789" + "1", strict=True))
_RADIO = {"么": "1", "两": "2", "拐": "7", "勾": "9", "洞": "0"}
"""Ways to say a digit on the telephone that are ordinary words elsewhere: only beside other digits."""
_EN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_EN_DIGITS = {word: str(digit) for digit, word in enumerate(_EN)} | {"oh": "0", "nought": "0"}
_DIGIT = rf"[0-9{_ZH}]"
_TOKEN = re.compile(
    rf"(?P<times>[两二三四五六七八2-8])个(?P<one>{_DIGIT})(?![0-9]*[{_ZH}千百十万]?[天月年块])"
    rf"|(?P<zh>[{_ZH}])"
    rf"|(?P<radio>(?<={_DIGIT})[么两拐勾洞]|(?<![怎什那这多要])[么两拐勾洞](?={_DIGIT}))"
    rf"|\b(?:(?P<multiple>double|triple)\s+)?(?P<en>{'|'.join(_EN_DIGITS)})\b",
    re.IGNORECASE,
)
_MULTIPLES = {"double": 2, "triple": 3}


@dataclass(frozen=True, kw_only=True)
class View:
    """Folded text, and for each of its characters where it starts and ends in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text behind a non-empty span of the view."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True)
class Reading:
    """One text and the end of what was said before it, for cues such as "your code, please"."""

    text: str
    before: str = ""

    @cached_property
    def plain(self) -> View:
        """Return the text folded to plain characters, invisible ones left out."""
        folded = [
            (form, place)
            for place, character in enumerate(self.text)
            if unicodedata.category(character) not in {"Cf", "Mn"}
            for form in unicodedata.normalize("NFKC", character)
        ]
        return View(
            text="".join(form for form, _ in folded),
            starts=tuple(place for _, place in folded),
            ends=tuple(place + 1 for _, place in folded),
        )

    @cached_property
    def digits(self) -> View:
        """Return the plain view with spoken digits, Chinese or English, written as digits."""
        plain = self.plain
        parts = list(_spoken_as_digits(plain.text))
        return View(
            text="".join(form for form, _, _ in parts),
            starts=tuple(plain.starts[start] for _, start, _ in parts),
            ends=tuple(plain.ends[end - 1] for _, _, end in parts),
        )

    def lead(self, place: int, reach: int) -> str:
        """Return up to ``reach`` characters of the digits view, or of what was said before, ahead of a place."""
        own = self.digits.text[max(0, place - reach) : place]
        return (self.before + " " + own)[-reach:] if place < reach else own


def _spoken_as_digits(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield characters, each with the span of the plain view that it stands for."""
    place = 0
    for match in _TOKEN.finditer(text):
        yield from ((text[at], at, at + 1) for at in range(place, match.start()))
        yield from ((digit, match.start(), match.end()) for digit in _token_digits(match))
        place = match.end()
    yield from ((text[at], at, at + 1) for at in range(place, len(text)))


def _token_digits(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found["times"]:
        times, one = (_digit(found[name]) for name in ("times", "one"))
        return one * int(times)
    if found["en"]:
        return _EN_DIGITS[found["en"].lower()] * _MULTIPLES.get((found["multiple"] or "").lower(), 1)
    return _digit(found["zh"] or found["radio"])


def _digit(character: str) -> str:
    return _ZH_DIGITS.get(character) or _RADIO.get(character) or character
