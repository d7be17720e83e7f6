from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rulebook import load_rulebook
from bot.services.loan_file import fields
from bot.services.loan_file.amounts import currency_code, minor_units, money
from bot.services.loan_file.dates import EXCEL_EPOCH, day, disbursement_day
from bot.services.loan_file.faults import FieldError
from bot.services.loan_file.rows import PARSERS
from bot.services.loan_file.segments import segment_parser

TODAY = date(2026, 11, 24)
segments = segment_parser(load_rulebook().cadence.segments)


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-01", "2026/11/1", "2026.11.01", "2026年11月1日", "20261101", "２０２６－１１－０１", "1 Nov 2026",
        "01-Nov-2026", "November 1, 2026", "2026-11-01 00:00:00", "2026-11-01T08:30", "46327",
        "2026年11月1日 08:30",
    ],
)  # fmt: skip
def test_usual_writings_of_a_day_are_read(written: str) -> None:
    assert day(written) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("03/04/2026", "date_ambiguous"),
        ("2026-02-30", "date_impossible"),
        ("2026-13-01", "date_impossible"),
        ("31/02/2026", "date_impossible"),
        ("1/2/26", "date_unreadable"),
        ("4632", "date_unreadable"),
        ("463270", "date_unreadable"),
        ("99999", "date_unreadable"),
        ("next week", "date_unreadable"),
        ("1 Foo 2026", "date_unreadable"),
        ("1979-12-31", "date_too_old"),
        ("2028-01-01", "date_in_future"),
    ],
)
def test_unusable_day_names_its_reason(written: str, reason: str) -> None:
    with pytest.raises(FieldError) as caught:
        disbursement_day(written, today=TODAY, zone="Asia/Shanghai")
    assert caught.value.reason == reason


@pytest.mark.parametrize(("written", "expected"), [("13/04/2026", 13), ("04/13/2026", 13), ("04/04/2026", 4)])
def test_day_that_can_only_be_read_one_way_is_read(written: str, expected: int) -> None:
    assert day(written) == date(2026, 4, expected)


def test_instant_becomes_the_day_in_the_loans_zone() -> None:
    assert day("2026-10-31T17:30:00Z", zone="Asia/Shanghai") == date(2026, 11, 1)
    assert day("2026-10-31T17:30:00Z", zone="Europe/London") == date(2026, 10, 31)


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_survives_iso_chinese_and_serial_writing(when: date) -> None:
    assert day(when.isoformat()) == when
    assert day(f"{when.year}年{when.month}月{when.day}日") == when
    assert day(str((when - EXCEL_EPOCH).days)) == when


@pytest.mark.parametrize(
    ("written", "major"),
    [
        ("50303", "50303"), ("50,303.50", "50303.50"), ("12,34,567", "1234567"), ("¥50303", "50303"), ("5.03万", "50300"),
        ("5w", "50000"), ("50303元", "50303"), ("５０３０３．５", "50303.5"), ("CNY 50303", "50303"), ("12.5", "12.5"),
    ],
)  # fmt: skip
def test_usual_writings_of_an_amount_are_read(written: str, major: str) -> None:
    assert money(written) == Decimal(major)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("0", "amount_not_positive"),
        ("-5000", "amount_not_positive"),
        ("9" * 13, "amount_too_large"),
        ("9" * 5000, "amount_too_large"),
        ("1.234", "amount_ambiguous"),
        ("12,50", "amount_ambiguous"),
        ("1.234,56", "amount_ambiguous"),
        ("1,23", "amount_ambiguous"),
        ("1e5", "amount_unreadable"),
        ("NaN", "amount_unreadable"),
        ("about 5", "amount_unreadable"),
    ],
)
def test_unusable_amount_names_its_reason(written: str, reason: str) -> None:
    with pytest.raises(FieldError) as caught:
        money(written)
    assert caught.value.reason == reason


@pytest.mark.parametrize(("currency", "minor"), [("CNY", 123450), ("JPY", 1235), ("KWD", 1234500)])
def test_minor_units_follow_the_currency(currency: str, minor: int) -> None:
    assert minor_units(Decimal("1234.5"), currency) == minor


@given(st.integers(min_value=1, max_value=10**14))
def test_minor_units_survive_writing_in_major_units(minor: int) -> None:
    assert minor_units(money(f"{minor // 100}.{minor % 100:02}"), "CNY") == minor


def test_currency_must_exist() -> None:
    assert [currency_code(word) for word in ("cny", "人民币", "inr")] == ["CNY", "CNY", "INR"]
    with pytest.raises(FieldError, match="currency_unknown"):
        currency_code("ABC")


@pytest.mark.parametrize("written", ["68", "68%", "0.68", "68.00 %", "６８％"])
def test_share_is_read_as_fraction(written: str) -> None:
    assert fields.share(written) == Decimal("0.6800")


@pytest.mark.parametrize(
    ("written", "expected"), [("8.5", "0.085"), ("8.5%", "0.085"), ("0.085", "0.085"), ("0.5%", "0.005")]
)
def test_rate_is_read_as_fraction(written: str, expected: str) -> None:
    assert fields.rate(written) == Decimal(expected)


@pytest.mark.parametrize("written", ["1.10101199001011E+17", "1.39e10"])
def test_number_that_lost_digits_is_refused(written: str) -> None:
    with pytest.raises(FieldError, match="digits_lost"):
        fields.identifier(written)


def test_full_width_identifier_is_the_same_identifier() -> None:
    assert fields.identifier("ＨＴ００１") == "HT001"
    assert fields.phone("（０１０）１２３４－５６７８") == "01012345678"


@pytest.mark.parametrize("written", ["#N/A", "#REF!", "#DIV/0!"])
def test_excel_error_is_no_text(written: str) -> None:
    with pytest.raises(FieldError, match="formula_error"):
        fields.text(written)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("二手车", ["used_vehicle"]),
        ("used_vehicle;thin_file", ["thin_file", "used_vehicle"]),
        ("工薪客户,二手车", ["standard_salaried", "used_vehicle"]),
        ("Salaried, standard; Used vehicle", ["standard_salaried", "used_vehicle"]),
        ("低首付/高贷款成数", ["high_ltv"]),
        ("used vehicle", ["used_vehicle"]),
        ("二手车 二手车", ["used_vehicle"]),
    ],
)
def test_segment_is_known_by_key_and_by_either_name(written: str, keys: list[str]) -> None:
    assert segments(written) == keys


def test_unknown_segment_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FieldError) as caught:
        segments("二手车;富豪")
    assert caught.value.reason == "segment_unknown"
    assert "standard_salaried" in caught.value.data["known"]


def outcome(parse: Callable[[str], Any], written: str) -> Any:
    """Return the value, or the reason code why there is none."""
    try:
        return parse(written)
    except FieldError as error:
        return error.reason


@given(st.sampled_from(sorted(PARSERS)), st.text(max_size=300))
def test_any_text_gives_a_value_or_a_reason(column: str, written: str) -> None:
    assert outcome(PARSERS[column], written) is not None


@given(st.text(max_size=60))
def test_any_text_is_a_possible_day_or_has_a_reason(written: str) -> None:
    found = outcome(partial(disbursement_day, today=TODAY, zone="Asia/Shanghai"), written)
    assert found >= date(1980, 1, 1) if isinstance(found, date) else found.startswith("date_")
