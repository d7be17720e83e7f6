"""What a rule is: patterns for one signal, compiled once into few expressions."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from review.domain import Role, Severity
from review.phrases.notation import Pattern, compiled, en, joined, zh

__all__ = ["Group", "Rule", "en", "zh"]


@dataclass(frozen=True, kw_only=True)
class Group:
    """All patterns of a rule that share severity, language, topic and echo, as one expression."""

    expression: re.Pattern[str]
    severity: Severity
    chinese: bool
    topic: str
    echo: str
    weak: bool


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How one signal is said. `not_in` are words that, in the same clause, make a match mean something else."""

    key: str
    patterns: tuple[Pattern, ...]
    not_in: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    """Words anywhere in the turn with which it is no such thing: long past, usual, or evened out."""
    speaker: Role = field(default=Role.CUSTOMER)
    answers: bool = True
    """False where even a clean answer may hold it."""
    third_party: bool = False
    """True where the words of somebody who is not the borrower count as well."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Return the compiled groups, gravest first."""
        kinds: dict[tuple[Severity, bool, str, str, bool], list[str]] = {}
        for item in self.patterns:
            kinds.setdefault((item.severity, item.chinese, item.topic, item.echo, item.weak), []).append(
                item.text
            )
        groups = [
            Group(
                expression=compiled(texts, chinese=kind[1]),
                severity=kind[0],
                chinese=kind[1],
                topic=kind[2],
                echo=kind[3],
                weak=kind[4],
            )
            for kind, texts in kinds.items()
        ]
        return tuple(sorted(groups, key=lambda group: -group.severity.rank))

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """Return the expression of `not_in`, or None."""
        return joined(self.not_in)

    @cached_property
    def excused(self) -> re.Pattern[str] | None:
        """Return the expression of `not_with`, or None."""
        return joined(self.not_with)
