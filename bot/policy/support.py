"""What an arrangement may be: its kinds, the terms that each asks for, and the bounds of every term. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.policy.days import add_months

LATEST_START = timedelta(days=366)  # an arrangement for later than a year is a new contract
LONGEST_MONTHS = 24  # months that an arrangement, or the growth of a term, may have
LAST_DUE_DAY = 28  # a day that every month has
ENDING_NOTICE = timedelta(days=7)  # domain pack, section 2.3: one call 7 days before it ends
STEP_AMOUNT, STEP_DAY, STEP_MONTHS, STEP_FROM, STEP_UNTIL = "amount", "day", "months", "from", "until"


class Kind(StrEnum):
    """What may be arranged. Nothing here changes the loan: it is what a person agreed with the customer."""

    DUE_DATE = "due_date_change"
    DEFERRAL = "short_deferral"
    REDUCED = "reduced_payment"
    EXTENSION = "term_extension"


STEPS: Mapping[Kind, tuple[str, ...]] = {
    Kind.DUE_DATE: (STEP_DAY, STEP_FROM, STEP_UNTIL),
    Kind.DEFERRAL: (STEP_FROM, STEP_UNTIL),
    Kind.REDUCED: (STEP_AMOUNT, STEP_FROM, STEP_UNTIL),
    Kind.EXTENSION: (STEP_MONTHS, STEP_FROM, STEP_UNTIL),
}
"""Which terms each kind asks for, in the order in which they are asked."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms of an arrangement. `amount_minor` is what is paid each month meanwhile, in minor units."""

    kind: Kind
    from_on: date
    until_on: date
    amount_minor: int | None = None
    due_day: int | None = None
    months: int | None = None


def next_step(kind: Kind, given: Mapping[str, object]) -> str | None:
    """Return the term to ask for next, or None when all are there."""
    return next((step for step in STEPS[kind] if step not in given), None)


def may_start(day: date, today: date) -> bool:
    """Return whether an arrangement may start on that day."""
    return today <= day <= today + LATEST_START


def may_end(day: date, start: date) -> bool:
    """Return whether an arrangement that starts on `start` may end on that day."""
    return start < day <= add_months(start, LONGEST_MONTHS)


def may_pay(minor: int, instalment_minor: int | None) -> bool:
    """Return whether a monthly payment is a reduced one: something, and less than the instalment."""
    return minor > 0 and (instalment_minor is None or minor < instalment_minor)


def half_term(start: date, end: date) -> date:
    """Return the day in the middle, when the first check is due."""
    return start + (end - start) // 2


def ending_check(start: date, end: date) -> date:
    """Return the day of the check before it ends: a week before, or its middle where it is shorter than that."""
    week_before = end - ENDING_NOTICE
    return week_before if week_before > start else half_term(start, end)
