"""When a promise to pay counts as kept (domain pack, sections 2.4 and 7): pure, the day comes in."""

from datetime import date

from bot.policy.days import BusinessCalendar, add_business_days

KEPT_SHARE_PERCENT = 95  # of the promised amount; bank fees and rounding must not break a promise
GRACE_BUSINESS_DAYS = 1  # after the promised day; a transfer needs a night

ACTIVE, KEPT, PARTLY_KEPT, BROKEN = "active", "kept", "partly_kept", "broken"
PROVISIONAL, DECLINED = "provisional", "declined"
"""Heard on a call and not yet confirmed by a person; and found to be none."""
STALE, LAPSED = "stale", "lapsed"
"""Provisional ones that ended: a newer transcript replaced the call, or their day went by."""


def last_day(due_on: date, calendar: BusinessCalendar) -> date:
    """Return the last day on which a payment still keeps a promise."""
    return add_business_days(due_on, GRACE_BUSINESS_DAYS, calendar)


def promise_state(*, promised: int, paid: int, due_on: date, today: date, calendar: BusinessCalendar) -> str:
    """Return how a promise stands; `paid` is what came in until its last day. Amounts in the same unit."""
    if paid * 100 >= promised * KEPT_SHARE_PERCENT:
        return KEPT
    if today <= last_day(due_on, calendar):
        return ACTIVE
    return PARTLY_KEPT if paid > 0 else BROKEN
