"""What planning one loan takes and gives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.policy.explain import Line
from bot.policy.holds import Hold
from bot.policy.tiers import Tier

OPEN_STATES = frozenset({"planned", "ready", "in_progress", "waiting_retry", "waiting_customer", "partial"})
REPLAN_REASONS = frozenset({"hold", "no_longer_needed"})
"""A cycle cancelled for one of these comes back when its cause is gone; any other ending is final."""


class CycleState(StrEnum):
    """What a list of callbacks shows; a missed deadline is still worked and counts as late."""

    PLANNED = "planned"
    OPEN = "open"
    MISSED_DEADLINE = "missed_deadline"
    DONE = "done"
    DONE_LATE = "done_late"
    NO_LONGER_NEEDED = "no_longer_needed"


@dataclass(frozen=True, kw_only=True)
class LoanFacts:
    """What the cadence knows about a loan. Days are local to `tz`."""

    disbursed_on: date
    tz: str
    tier: Tier
    segments: frozenset[str] = frozenset()
    imported_on: date | None = None
    closed: bool = False
    tier_since: date | None = None
    collateral_signal_on: date | None = None
    arrangement: tuple[date, date] | None = None
    """First and last day of a support arrangement in force."""
    self_opt_in: bool = False
    last_contact_on: date | None = None
    """Day of the last completed callback of any form, for the gap between proactive ones."""
    holds: tuple[Hold, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PastCycle:
    """A cycle that exists already. `ended_on` is the local day on which it was completed or closed."""

    form_key: str
    cycle_key: str
    state: str
    ended_on: date | None = None
    close_reason: str = ""

    @property
    def open(self) -> bool:
        """Return whether somebody may still work it."""
        return self.state in OPEN_STATES

    @property
    def final(self) -> bool:
        """Return whether it is over for good and may anchor the next one."""
        return not self.open and not (self.state == "cancelled" and self.close_reason in REPLAN_REASONS)


@dataclass(frozen=True, kw_only=True)
class PlannedCycle:
    """A callback that the rules ask for. `due_at` and `closes_at` are the last second of their local day."""

    form_key: str
    cycle_key: str
    rule_key: str
    window_open: datetime
    due_at: datetime
    closes_at: datetime
    due_on: date
    closes_on: date
    late: bool
    backlog: bool = False
    """True when the deadline had passed before the loan was imported: nobody here missed it."""
    call_only: bool = False
    self_link_on: date | None = None
    merged: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    explanation: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Suppressed:
    """A cycle that holds keep back, with their markers."""

    cycle: PlannedCycle
    markers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NotNeeded:
    """An open cycle that the rules no longer ask for; reason `loan_closed` or `no_longer_needed`."""

    cycle_key: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CadencePlan:
    """All that planning one loan says. `next_look_at` None = only new facts can change it."""

    cycles: tuple[PlannedCycle, ...]
    suppressed: tuple[Suppressed, ...]
    not_needed: tuple[NotNeeded, ...]
    next_look_at: datetime | None


def cycle_state(state: str, closes_at: datetime, ended_at: datetime | None, now: datetime) -> CycleState:
    """Return how a callback in this machine state reads at `now`; late = ended after it closed."""
    if state == "planned":
        return CycleState.MISSED_DEADLINE if now > closes_at else CycleState.PLANNED
    if state in OPEN_STATES:
        return CycleState.MISSED_DEADLINE if now > closes_at else CycleState.OPEN
    if state == "cancelled":
        return CycleState.NO_LONGER_NEEDED
    return CycleState.DONE_LATE if ended_at is not None and ended_at > closes_at else CycleState.DONE
