"""Holidays and make-up workdays, and arithmetic with days."""

from datetime import date, time

import pytest
from policy_samples import CN, local

from bot.business_calendar import PublicHolidays, library_workdays
from bot.policy.days import add_business_days, add_months, at_local, end_of_day, local_day
from bot.rulebook import PolicyFileError, calendar_for, parse_cadence, parse_retry, read_policy_file


@pytest.mark.parametrize(
    ("day", "holiday", "workday"),
    [
        ("2026-02-17", True, False),
        ("2026-02-14", False, True),
        ("2026-10-10", False, True),
        ("2026-10-17", False, False),
        ("2026-11-24", False, True),
        ("2027-10-01", True, False),
    ],
)
def test_chinese_calendar_knows_holidays_and_make_up_workdays(day, holiday, workday):
    day = date.fromisoformat(day)
    assert (CN.is_holiday(day), CN.is_workday(day)) == (holiday, workday)


@pytest.mark.parametrize("year", [2025, 2026])
def test_table_of_make_up_workdays_agrees_with_the_library(year):
    table = read_policy_file("workdays.yaml")["places"]["CN"]["make_up_workdays"]
    assert {day for day in table if day.year == year} == library_workdays("CN", year)


def test_lenders_own_days_beat_the_library():
    own = PublicHolidays("CN", extra_holidays=[date(2026, 11, 24)], extra_workdays=[date(2026, 10, 1)])
    assert (own.is_holiday(date(2026, 11, 24)), own.is_workday(date(2026, 11, 24))) == (True, False)
    assert (own.is_holiday(date(2026, 10, 1)), own.is_workday(date(2026, 10, 1))) == (False, True)


@pytest.mark.parametrize(
    ("place", "day"),
    [("US-MA", "2026-04-20"), ("GB", "2026-12-25"), ("IN", "2026-08-15"), ("AU", "2026-01-26")],
)
def test_other_places_have_their_holidays(place, day):
    assert calendar_for(place).is_holiday(date.fromisoformat(day))


@pytest.mark.parametrize("place", ["EU", "*"])
def test_place_without_a_calendar_knows_weekends_only(place):
    assert not calendar_for(place).is_holiday(date(2026, 12, 25))
    assert not calendar_for(place).is_workday(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("count", "day"), [(0, "2026-09-30"), (1, "2026-10-08"), (3, "2026-10-10"), (-1, "2026-09-29")]
)
def test_business_days_skip_the_holiday_week_and_use_the_make_up_saturday(count, day):
    assert add_business_days(date(2026, 9, 30), count, CN) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("months", "day"), [(1, "2026-02-28"), (2, "2026-03-31"), (13, "2027-02-28"), (25, "2028-02-29")]
)
def test_month_without_the_day_ends_on_its_last(months, day):
    assert add_months(date(2026, 1, 31), months) == date.fromisoformat(day)


def test_local_day_of_one_instant_differs_by_zone():
    at = local("2026-11-24 00:30")
    assert (local_day(at, "Asia/Shanghai"), local_day(at, "America/New_York")) == (
        date(2026, 11, 24),
        date(2026, 11, 23),
    )


def test_day_on_which_clocks_change_ends_at_its_own_midnight():
    assert end_of_day(date(2026, 11, 1), "America/New_York") == local(
        "2026-11-01 23:59:59", "America/New_York"
    )
    assert at_local(date(2026, 3, 8), time(9), "America/New_York") == local(
        "2026-03-08 09:00", "America/New_York"
    )


@pytest.mark.parametrize(
    ("file", "parse", "field", "value"),
    [
        ("cadence.yaml", parse_cadence, "first_callback_deadline_days", 31),
        ("cadence.yaml", parse_cadence, "quarterly_hard_max_days", 93),
        ("cadence.yaml", parse_cadence, "default_segment", "nobody"),
        ("cadence.yaml", parse_cadence, "unheard_of", 1),
        ("retry.yaml", parse_retry, "cycle_days", "ten"),
    ],
)
def test_rulebook_refuses_what_would_break_a_promise(file, parse, field, value):
    data = read_policy_file(file)
    data[field] = value
    with pytest.raises(PolicyFileError) as caught:
        parse(data)
    assert caught.value.data["file"] == file


def test_segment_without_a_row_is_refused():
    data = read_policy_file("cadence.yaml")
    data["rows"] = data["rows"][1:]
    with pytest.raises(PolicyFileError):
        parse_cadence(data)
