"""Dates in words, resolved against a given day (a Tuesday)."""

from datetime import date

import pytest

from bot.errors import BadInputError
from bot.forms.parse.date import parse_date, parse_datetime

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天", "2026-11-24"),
        ("明天", "2026-11-25"),
        ("大后天", "2026-11-27"),
        ("下周五", "2026-12-04"),
        ("这周五", "2026-11-27"),
        ("周五", "2026-11-27"),
        ("下下周一", "2026-12-07"),
        ("下个月15号", "2026-12-15"),
        ("下月十五号", "2026-12-15"),
        ("这个月28号", "2026-11-28"),
        ("15号", "2026-12-15"),
        ("二十五号", "2026-11-25"),
        ("12月15日", "2026-12-15"),
        ("明年1月3号", "2027-01-03"),
        ("2026年12月15日", "2026-12-15"),
        ("2026-12-15", "2026-12-15"),
        ("12/15", "2026-12-15"),
        ("15/12", "2026-12-15"),
        ("月底", "2026-11-30"),
        ("下个月底", "2026-12-31"),
        ("三天后", "2026-11-27"),
        ("两周后", "2026-12-08"),
        ("下周五左右", "2026-12-04"),
        ("tomorrow", "2026-11-25"),
        ("next Friday", "2026-12-04"),
        ("this Friday", "2026-11-27"),
        ("15th of next month", "2026-12-15"),
        ("the 15th", "2026-12-15"),
        ("15 December", "2026-12-15"),
        ("Dec 15, 2026", "2026-12-15"),
        ("in 3 days", "2026-11-27"),
        ("end of next month", "2026-12-31"),
    ],
)
def test_words_become_an_absolute_day(text, expected):
    value = parse_date(text, today=TODAY, when="future")
    assert (value["date"], value["precision"], value["text"]) == (expected, "day", text)


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("昨天", "2026-11-23", "day"),
        ("上周三", "2026-11-18", "day"),
        ("15号", "2026-11-15", "day"),
        ("12月15日", "2025-12-15", "day"),
        ("三个月前", "2026-08-24", "month"),
        ("去年12月", "2025-12-01", "month"),
        ("九月", "2026-09-01", "month"),
        ("2 weeks ago", "2026-11-10", "day"),
        ("last month", "2026-10-01", "month"),
    ],
)
def test_bare_words_lie_in_the_past_where_the_question_asks_since_when(text, expected, precision):
    value = parse_date(text, today=TODAY, when="past")
    assert (value["date"], value["precision"]) == (expected, precision)


@pytest.mark.parametrize("text", ["发工资那天", "过几天", "等年终奖到账", "when I get paid"])
def test_words_without_a_fixed_day_are_kept_as_said(text):
    assert parse_date(text, today=TODAY) == {"date": None, "precision": "unknown", "text": text}


@pytest.mark.parametrize(
    ("text", "when", "code"),
    [
        ("阿斯蒂芬", "any", "form_date_unreadable"),
        ("", "any", "form_date_unreadable"),
        ("2月30号", "any", "form_date_impossible"),
        ("32号", "any", "form_date_impossible"),
        ("2026-13-01", "any", "form_date_impossible"),
        ("明天", "past", "form_date_in_future"),
        ("昨天", "future", "form_date_in_past"),
    ],
)
def test_what_is_no_fitting_date_is_refused_with_its_reason(text, when, code):
    with pytest.raises(BadInputError) as caught:
        parse_date(text, today=TODAY, when=when)
    assert caught.value.code == code


def test_end_of_february_is_found_in_a_leap_year():
    assert parse_date("月底", today=date(2028, 2, 3))["date"] == "2028-02-29"


def test_31st_skips_months_that_have_none():
    assert parse_date("31号", today=TODAY, when="future")["date"] == "2026-12-31"


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("明天下午三点半", "2026-11-25", "15:30"),
        ("下周五上午10点", "2026-12-04", "10:00"),
        ("tomorrow at 3pm", "2026-11-25", "15:00"),
        ("15:30", "2026-11-24", "15:30"),
        ("晚上八点", "2026-11-24", "20:00"),
    ],
)
def test_time_of_day_is_read_beside_the_day(text, day, clock):
    value = parse_datetime(text, today=TODAY)
    assert (value["date"], value["time"]) == (day, clock)
