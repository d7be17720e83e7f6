"""Amounts as people say them."""

import pytest

from bot.errors import BadInputError
from bot.forms.parse.amount import parse_amount


@pytest.mark.parametrize(
    ("text", "major", "approx"),
    [
        ("三千五", 3500, False),
        ("三千五百", 3500, False),
        ("三千零五", 3005, False),
        ("一万二", 12000, False),
        ("一万零二百", 10200, False),
        ("两万三千四", 23400, False),
        ("1.2万", 12000, False),
        ("1万2", 12000, False),
        ("3.5k", 3500, False),
        ("3.5K", 3500, False),
        ("3,200元", 3200, False),
        ("３２００元", 3200, False),
        ("¥3200", 3200, False),
        ("3200块钱", 3200, False),
        ("一百五", 150, False),
        ("十五块五", 15.5, False),
        ("壹万贰仟", 12000, False),
        ("两千多", 2000, True),
        ("2k多", 2000, True),
        ("大概三千左右", 3000, True),
        ("about 2,000", 2000, True),
        ("roughly 1.5k", 1500, True),
        ("0", 0, False),
    ],
)
def test_amount_is_read_in_minor_units(text, major, approx):
    assert parse_amount(text) == {"minor": round(major * 100), "currency": "CNY", "approx": approx}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("不知道", "form_amount_unreadable"),
        ("三千和五百", "form_amount_unreadable"),
        ("", "form_amount_unreadable"),
        ("-500", "form_amount_unreadable"),
        ("2000-3000", "form_amount_range"),
        ("两三千", "form_amount_range"),
        ("13800001234567", "form_amount_too_large"),
    ],
)
def test_what_is_no_single_amount_is_refused_with_its_reason(text, code):
    with pytest.raises(BadInputError) as caught:
        parse_amount(text)
    assert caught.value.code == code


def test_currency_without_cents_keeps_major_units():
    assert parse_amount("3.5k", currency="JPY") == {"minor": 3500, "currency": "JPY", "approx": False}
