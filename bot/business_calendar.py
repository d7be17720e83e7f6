"""Holidays and make-up workdays of one place, from the `holidays` library plus the lender's own table."""

from collections.abc import Collection
from datetime import date
from functools import cache

import holidays


class PublicHolidays:
    """The business calendar of one country or subdivision (`CN`, `US-MA`); `EU` and `*` know weekends only."""

    def __init__(
        self,
        place: str,
        *,
        extra_holidays: Collection[date] = (),
        extra_workdays: Collection[date] = (),
    ) -> None:
        self._library = _library(place)
        self._holidays = frozenset(extra_holidays)
        self._workdays = frozenset(extra_workdays)

    def is_holiday(self, day: date) -> bool:
        """Return whether the day is a public holiday here; a plain weekend is not."""
        if day in self._workdays:
            return False
        return day in self._holidays or day in self._library

    def is_workday(self, day: date) -> bool:
        """Return whether offices work: weekdays that are no holiday, and make-up workdays (调休)."""
        if day in self._workdays:
            return True
        return day not in self._holidays and self._library.is_working_day(day)


@cache
def _library(place: str) -> holidays.HolidayBase:
    country, _, subdivision = place.partition("-")
    if country not in holidays.list_supported_countries():
        return holidays.HolidayBase()
    known = holidays.list_supported_countries()[country]
    return holidays.country_holidays(country, subdiv=subdivision if subdivision in known else None)


def library_workdays(place: str, year: int) -> frozenset[date]:
    """Return the make-up workdays of one year that the library knows."""
    calendar = _library(place)
    date(year, 1, 1) in calendar  # noqa: B015  the library fills a year when a day of it is asked for
    return frozenset(day for day in calendar.weekend_workdays if day.year == year)
