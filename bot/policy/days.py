"""Calendar days and business days of one place. Instants are aware UTC; days are the loan's local days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
MONTHS_PER_YEAR = 12


class BusinessCalendar(Protocol):
    """Which days are holidays and which are worked in one place; make-up workdays count as worked."""

    def is_holiday(self, day: date) -> bool:
        """Return whether the day is a public holiday (a plain weekend is not)."""
        ...

    def is_workday(self, day: date) -> bool:
        """Return whether offices work: no weekend and no holiday, or a make-up workday."""
        ...


def require_aware(at: datetime) -> datetime:
    """Return the instant in UTC; ValueError for a naive one, which would silently move a deadline."""
    if at.tzinfo is None:
        raise ValueError("a datetime without a time zone is not an instant")
    return at.astimezone(UTC)


def local_day(at: datetime, tz: str) -> date:
    """Return the calendar day that people at `tz` have at this instant."""
    return require_aware(at).astimezone(ZoneInfo(tz)).date()


def at_local(day: date, clock: time, tz: str) -> datetime:
    """Return the UTC instant of a local wall-clock time (the first of two when clocks go back)."""
    return datetime.combine(day, clock, tzinfo=ZoneInfo(tz)).astimezone(UTC)


def start_of_day(day: date, tz: str) -> datetime:
    """Return the UTC instant at which the local day begins."""
    return at_local(day, time(0), tz)


def end_of_day(day: date, tz: str) -> datetime:
    """Return the last whole second of the local day, so that its printed local date is that day."""
    return start_of_day(day + ONE_DAY, tz) - timedelta(seconds=1)


def add_business_days(day: date, count: int, calendar: BusinessCalendar) -> date:
    """Return the `count`-th workday after `day` (negative: before); 0 returns `day` as it is."""
    step = ONE_DAY if count >= 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        if calendar.is_workday(day):
            left -= 1
    return day


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the month's last day where it has no such day."""
    index = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_PER_YEAR)
    for length in (day.day, 30, 29, 28):
        if length > day.day:
            continue
        try:
            return date(year, month + 1, length)
        except ValueError:
            continue
    return date(year, month + 1, 28)
