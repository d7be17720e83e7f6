"""Hits, misses and false alarms, and the figures that follow from them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Calls on which a key was rightly found, wrongly found, and missed."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            hits=self.hits + other.hits,
            false_alarms=self.false_alarms + other.false_alarms,
            misses=self.misses + other.misses,
        )

    @property
    def precision(self) -> float | None:
        """Return the share of findings that are right, or None where nothing was found."""
        return ratio(self.hits, self.hits + self.false_alarms)

    @property
    def recall(self) -> float | None:
        """Return the share of labels that were found, or None where there is no label."""
        return ratio(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of both, or None where the key occurs nowhere."""
        return ratio(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)

    def as_json(self) -> dict[str, Any]:
        """Return counts and figures."""
        return {
            "hits": self.hits,
            "false_alarms": self.false_alarms,
            "misses": self.misses,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
        }


def ratio(part: int, whole: int) -> float | None:
    """Return part of whole to four digits, or None where there is no whole."""
    return round(part / whole, 4) if whole else None
