"""Dates as lenders write them. Two readings of one writing are refused rather than guessed."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.services.loan_file.faults import FieldError, plain

EARLIEST = date(1980, 1, 1)  # no car loan that is still open is older
LATEST_AHEAD = timedelta(days=366)  # a payout booked further ahead than a year is a typing error
LATEST = date(2100, 1, 1)  # an insurance cannot run longer
EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of the usual date system, its leap-year error included
SERIAL_DIGITS = 5  # 29221 (1980) to 73051 (2100); no other writing of a date is five bare digits

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH_NAME = re.compile(r"(\d{1,2})[-/. ]([a-z]{3})[a-z]*\.?[-/., ]+(\d{4})")
_MONTH_NAME_DAY = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_TIME = re.compile(r"(?<=\d|日)[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*$", re.IGNORECASE)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})", re.IGNORECASE)


def day(value: str, *, zone: str = "UTC") -> date:
    """Return a calendar date; an instant with an offset becomes the date in `zone`."""
    text = plain(value)
    if _INSTANT.fullmatch(text):
        return _local_date(text, zone)
    return _calendar_date(_TIME.sub("", text))


def disbursement_day(value: str, *, today: date, zone: str) -> date:
    """Return a date on which a loan can have been paid out."""
    found = day(value, zone=zone)
    if found < EARLIEST:
        raise FieldError("date_too_old")
    if found > today + LATEST_AHEAD:
        raise FieldError("date_in_future")
    return found


def _local_date(text: str, zone: str) -> date:
    try:
        return datetime.fromisoformat(text.upper()).astimezone(ZoneInfo(zone)).date()
    except (ValueError, OverflowError) as error:
        raise FieldError("date_impossible") from error


@lru_cache(maxsize=20_000)  # a portfolio has few different dates
def _calendar_date(text: str) -> date:
    try:
        return date(*_parts(text))
    except ValueError as error:
        if isinstance(error, FieldError):
            raise
        raise FieldError("date_impossible") from error


def _parts(text: str) -> tuple[int, int, int]:
    if match := _YEAR_FIRST.fullmatch(text) or _BARE.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _YEAR_LAST.fullmatch(text):
        return _day_or_month_first(int(match[1]), int(match[2]), int(match[3]))
    lower = text.lower()
    if match := _DAY_MONTH_NAME.fullmatch(lower):
        return int(match[3]), _month(match[2]), int(match[1])
    if match := _MONTH_NAME_DAY.fullmatch(lower):
        return int(match[3]), _month(match[1]), int(match[2])
    if len(text) == SERIAL_DIGITS and text.isdecimal():
        return _from_serial(int(text))
    raise FieldError("date_unreadable")


def _day_or_month_first(first: int, second: int, year: int) -> tuple[int, int, int]:
    if first > 12 or first == second:
        return year, second, first
    if second > 12:
        return year, first, second
    raise FieldError("date_ambiguous")


def _month(name: str) -> int:
    if name not in MONTHS:
        raise FieldError("date_unreadable")
    return MONTHS.index(name) + 1


def _from_serial(serial: int) -> tuple[int, int, int]:
    found = EXCEL_EPOCH + timedelta(days=serial)
    if not EARLIEST <= found <= LATEST:
        raise FieldError("date_unreadable")
    return found.year, found.month, found.day
