"""When instalments fall due."""

from datetime import date, timedelta

from bot.policy.days import add_months


def next_due(first_due: date, due_day: int, after: date, term: int | None) -> date | None:
    """Return the first due day later than `after`; None once all `term` instalments (if known) are past."""
    months = max(0, (after.year - first_due.year) * 12 + after.month - first_due.month)
    due = _due_in(first_due, months, due_day)
    if due <= after:
        months += 1
        due = _due_in(first_due, months, due_day)
    return due if term is None or months < term else None


def _due_in(first_due: date, months: int, due_day: int) -> date:
    month = add_months(first_due.replace(day=1), months)
    last = add_months(month, 1) - timedelta(days=1)
    return month.replace(day=min(due_day, last.day))
