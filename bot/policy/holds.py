"""Holds: markers that stop contact for a while or for good (domain pack, sections 5.4 and 6.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

LIFT_BY_ANOTHER = frozenset(
    {"crisis", "fraud_victim", "identity_denial", "legal_representative", "cease_contact"}
)
"""Markers that only somebody else than the person who placed them may lift."""

LONG_HOLD = timedelta(days=30)
"""A planned callback behind a hold longer than this is cancelled; it is planned anew afterwards."""


@dataclass(frozen=True, kw_only=True)
class Hold:
    """A marker on a customer or loan. `until` None = until somebody lifts it; `subject` narrows it."""

    marker: str
    since: datetime
    until: datetime | None = None
    subject: str = ""

    def active(self, at: datetime) -> bool:
        """Return whether the hold stops contact at this instant; the end is exclusive."""
        return self.since <= at and (self.until is None or at < self.until)


def active_holds(holds: Iterable[Hold], at: datetime) -> tuple[Hold, ...]:
    """Return the holds in force at this instant."""
    return tuple(hold for hold in holds if hold.active(at))


def may_lift(marker: str, placed_by: object, lifted_by: object) -> bool:
    """Return whether this person may lift it: crisis, fraud and legal holds need a second person."""
    return marker not in LIFT_BY_ANOTHER or placed_by != lifted_by


def is_long(hold: Hold, at: datetime) -> bool:
    """Return whether waiting for the hold's end makes no sense for a planned callback."""
    return hold.until is None or hold.until - at > LONG_HOLD
