"""The notation of patterns: gaps, references to word lists, and whole words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from review.domain import Severity
from review.phrases.words import EN, ZH

# Folded text has half-width commas and question marks, but keeps the Chinese full stop.
ZH_GAPS = {"__": r"(?:[^。!?;…]{0,16}?)", "_": r"(?:[^,。!?;…\s]{0,6}?)"}
EN_GAPS = {"__": r"(?:(?:,? [\w'$£€.,-]+){0,8}?,? )", "_": r"(?:(?:,? [\w'$£€-]+){0,3}?,? )"}
EN_GAP = re.compile("__?")
REFERENCE = re.compile(r"@([a-z]+)")
CHINESE = re.compile("[一-鿿]")
LATIN = re.compile("[a-z]")


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One way to say it. `topic`/`echo`: what the agent said just before/just after, "" = anything."""

    text: str
    severity: Severity
    chinese: bool
    topic: str = ""
    echo: str = ""
    weak: bool = False
    """True where the words alone say little: counted only on calls that the agent treats as out of the ordinary."""


def zh(severity: str, *texts: str, when: str = "", echo: str = "") -> tuple[Pattern, ...]:
    """Return Chinese patterns of one severity."""
    return tuple(_pattern(text, severity, chinese=True, topic=when, echo=echo) for text in texts)


def en(severity: str, *texts: str, when: str = "", echo: str = "") -> tuple[Pattern, ...]:
    """Return English patterns of one severity; they match whole words."""
    return tuple(_pattern(text, severity, chinese=False, topic=when, echo=echo) for text in texts)


def _pattern(text: str, severity: str, *, chinese: bool, topic: str, echo: str) -> Pattern:
    return Pattern(
        text=expand(text, ZH, ZH_GAPS) if chinese else expand(text, EN, EN_GAPS),
        severity=Severity(severity),
        chinese=chinese,
        topic=topic,
        echo=echo,
        weak=bool(topic or echo) or Severity(severity).rank < Severity.HIGH.rank or "__" in text,
    )


def expand(text: str, words: Mapping[str, str], gaps: Mapping[str, str]) -> str:
    """Return a text of the notation as a regular expression."""
    filled = REFERENCE.sub(lambda match: f"(?:{words[match.group(1)]})", text)
    return EN_GAP.sub(lambda match: gaps[match.group()], filled)


def compiled(texts: list[str], *, chinese: bool) -> re.Pattern[str]:
    """Return one expression for all texts; English matches whole words only."""
    joined = "|".join(f"(?:{text})" for text in texts)
    # \b is wrong beside Chinese characters: they count as word characters.
    return re.compile(joined if chinese else rf"(?<![a-z'])(?:{joined})(?![a-z])")


def joined(texts: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return one expression for texts of either language, or None for no text."""
    chinese = [expand(text, ZH, ZH_GAPS) for text in texts if CHINESE.search(text)]
    english = [expand(text, EN, EN_GAPS) for text in texts if not CHINESE.search(text)]
    parts = [compiled(chinese, chinese=True).pattern] if chinese else []
    parts += [compiled(english, chinese=False).pattern] if english else []
    return re.compile("|".join(parts)) if parts else None


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """The same thing said in Chinese and in English."""

    chinese: re.Pattern[str]
    english: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a folded text."""
        return self.chinese.search(text) or self.english.search(text)


def phrases(*, chinese: tuple[str, ...], english: tuple[str, ...]) -> Phrases:
    """Return phrases from texts in the notation."""
    return Phrases(
        chinese=compiled([item.text for item in zh("low", *chinese)], chinese=True),
        english=compiled([item.text for item in en("low", *english)], chinese=False),
    )
