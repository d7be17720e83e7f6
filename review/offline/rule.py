"""What a rule is: patterns in a small notation, compiled once into few expressions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from review.domain import Role, Severity
from review.offline.words import EN, ZH

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


def zh(severity: str, *texts: str, when: str = "", echo: str = "") -> tuple[Pattern, ...]:
    """Return Chinese patterns of one severity."""
    return tuple(
        Pattern(
            text=_expand(text, ZH, ZH_GAPS), severity=Severity(severity), chinese=True, topic=when, echo=echo
        )
        for text in texts
    )


def en(severity: str, *texts: str, when: str = "", echo: str = "") -> tuple[Pattern, ...]:
    """Return English patterns of one severity; they match whole words."""
    return tuple(
        Pattern(
            text=_expand(text, EN, EN_GAPS), severity=Severity(severity), chinese=False, topic=when, echo=echo
        )
        for text in texts
    )


def _expand(text: str, words: Mapping[str, str], gaps: Mapping[str, str]) -> str:
    filled = REFERENCE.sub(lambda match: f"(?:{words[match.group(1)]})", text)
    return EN_GAP.sub(lambda match: gaps[match.group()], filled)


@dataclass(frozen=True, kw_only=True)
class Group:
    """All patterns of a rule that share severity, language, topic and echo, as one expression."""

    expression: re.Pattern[str]
    severity: Severity
    chinese: bool
    topic: str
    echo: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How one signal is said. `not_in` are words that, in the same clause, make a match mean something else."""

    key: str
    patterns: tuple[Pattern, ...]
    not_in: tuple[str, ...] = ()
    speaker: Role = field(default=Role.CUSTOMER)
    third_party: bool = False
    """True where the words of somebody who is not the borrower count as well."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Return the compiled groups, gravest first."""
        kinds: dict[tuple[Severity, bool, str, str], list[str]] = {}
        for item in self.patterns:
            kinds.setdefault((item.severity, item.chinese, item.topic, item.echo), []).append(item.text)
        groups = [
            Group(
                expression=compiled(texts, chinese=kind[1]),
                severity=kind[0],
                chinese=kind[1],
                topic=kind[2],
                echo=kind[3],
            )
            for kind, texts in kinds.items()
        ]
        return tuple(sorted(groups, key=lambda group: -group.severity.rank))

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """Return the expression of `not_in`, or None."""
        chinese = [_expand(text, ZH, ZH_GAPS) for text in self.not_in if CHINESE.search(text)]
        english = [_expand(text, EN, EN_GAPS) for text in self.not_in if not CHINESE.search(text)]
        parts = [compiled(chinese, chinese=True).pattern] if chinese else []
        parts += [compiled(english, chinese=False).pattern] if english else []
        return re.compile("|".join(parts)) if parts else None


def compiled(texts: list[str], *, chinese: bool) -> re.Pattern[str]:
    """Return one expression for all texts; English matches whole words only."""
    joined = "|".join(f"(?:{text})" for text in texts)
    # \b is wrong beside Chinese characters: they count as word characters.
    return re.compile(joined if chinese else rf"(?<![a-z'])(?:{joined})(?![a-z])")
