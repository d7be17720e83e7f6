"""When a staff member works. Pure: `now` is an argument."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.policy.days import BusinessCalendar
from storage.models import StaffMember

SATURDAY, SUNDAY = 5, 6


def hours_on(member: StaffMember, now: datetime, calendar: BusinessCalendar) -> tuple[time, time] | None:
    """Return the working hours of the member's local day at `now`, or None on a day off."""
    day = now.astimezone(ZoneInfo(member.timezone)).date()
    if calendar.is_holiday(day):
        kind = "holiday"
    elif calendar.is_workday(day):
        kind = "mon_fri"
    else:
        kind = "sat" if day.weekday() == SATURDAY else "sun"
    hours = member.working_hours.get(kind)
    return (time.fromisoformat(hours[0]), time.fromisoformat(hours[1])) if hours else None


def is_working(member: StaffMember, now: datetime, calendar: BusinessCalendar) -> bool:
    """Return whether the member is on duty and inside the working hours (the end is exclusive)."""
    if not (member.active and member.on_duty):
        return False
    hours = hours_on(member, now, calendar)
    if hours is None:
        return False
    start, end = hours
    # An end of 00:00 means midnight at the end of the day.
    clock = now.astimezone(ZoneInfo(member.timezone)).time()
    return start <= clock and (clock < end or end == time(0))
