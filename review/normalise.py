"""Text as tokens that two spellings of the same words share, each with its place in the original.

Full and half width, case, spaces, punctuation, traditional and simplified characters, digits and numerals
do not matter; words, their order, and the value of every number do.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from review.numerals import english_number, number_at
from review.traditional import TO_SIMPLIFIED

REMEMBERED = (
    512  # texts, a few calls: a review asks for the same turn many times, and talk must not pile up in memory
)
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`＇", "'"))
WORD = re.compile(r"[a-z\u00c0-\u024f]+(?:'[a-z]+)*")
ENGLISH_NUMERAL = re.compile(r"[a-z]+(?:[ -]+[a-z]+)*")
CONTRACTIONS = {"cannot": ("can", "not")}  # the only pair that is written both joined and apart


@dataclass(frozen=True, kw_only=True)
class Token:
    """One word, character or number, and the half-open range of the original that it stands for."""

    text: str
    start: int
    end: int
    number: bool = False


@dataclass(frozen=True, kw_only=True)
class Normalised:
    """Comparable text and the way back to the original."""

    original: str
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """Return the tokens joined by single spaces."""
        return " ".join(token.text for token in self.tokens)

    def find(self, wanted: "Normalised") -> tuple[tuple[int, int], ...]:
        """Return the original ranges of every place where the wanted tokens stand in a row."""
        return tuple(self.range_of(first, len(wanted.tokens)) for first in self.positions(wanted))

    def positions(self, wanted: "Normalised", *, any_number: bool = False) -> tuple[int, ...]:
        """Return the token positions of the wanted tokens; `any_number` lets numbers differ in value."""
        needle = [_comparable(token, any_number=any_number) for token in wanted.tokens]
        hay = [_comparable(token, any_number=any_number) for token in self.tokens]
        size = len(needle)
        return tuple(at for at in range(len(hay) - size + 1) if size and hay[at : at + size] == needle)

    def range_of(self, first: int, count: int) -> tuple[int, int]:
        """Return the original range of `count` tokens from position `first`."""
        return self.tokens[first].start, self.tokens[first + count - 1].end


def _comparable(token: Token, *, any_number: bool) -> str:
    return "0" if token.number and any_number else token.text


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Return the text in one width, case and script, each character in its old place (length is kept)."""
    if text.isascii():
        return text.lower().translate(APOSTROPHES)
    return "".join(_fold_character(character) for character in text).translate(APOSTROPHES)


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).translate(TO_SIMPLIFIED).casefold()
    return plain if len(plain) == 1 else character


@lru_cache(maxsize=REMEMBERED)
def normalise(text: str) -> Normalised:
    """Return the comparable tokens of a text; offsets point into the text as given."""
    folded = fold(text)
    tokens: list[Token] = []
    at = 0
    while at < len(folded):
        taken = _tokens_at(folded, at)
        tokens += taken
        at = taken[-1].end if taken else at + 1
    return Normalised(original=text, tokens=tuple(tokens))


def _tokens_at(folded: str, at: int) -> list[Token]:
    if found := number_at(folded, at):
        value, end = found
        return [Token(text=value, start=at, end=end, number=True)]
    if match := WORD.match(folded, at):
        return _english(folded, match)
    if folded[at].isalnum():
        return [Token(text=folded[at], start=at, end=at + 1, number=folded[at].isdigit())]
    return []


def _english(folded: str, match: re.Match[str]) -> list[Token]:
    start, end = match.span()
    run = ENGLISH_NUMERAL.match(folded, start)
    if run and (found := english_number(run.group())):
        value, size = found
        return [Token(text=value, start=start, end=start + size, number=True)]
    word = match.group().replace("'", "")
    parts = CONTRACTIONS.get(word, (word,))
    return [Token(text=part, start=start, end=end) for part in parts]
