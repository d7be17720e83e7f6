"""Promises to pay with amount and day, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from review.promise import find_promise
from tests.review.evidence.corpus import call

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("asked", "answered", "amount", "due_on"),
    [
        ("什么时候能还？", "下个月五号还三千二。", "3200", date(2026, 12, 5)),
        ("您这期能还吗？", "周五我先打一千五过去。", "1500", date(2026, 11, 27)),
        ("哪天能到账？", "月底给你转两千。", "2000", date(2026, 11, 30)),
        ("哪天能到账？", "下周三还八百块。", "800", date(2026, 12, 2)),
        ("When can you pay?", "I'll send two hundred on Friday.", "200", date(2026, 11, 27)),
        ("When can you pay?", "I can pay the three fifty-one tomorrow.", "351", date(2026, 11, 25)),
        ("So, one fifty-four today?", "One fifty-four today, yes.", "154", TUESDAY),
        ("When can you pay?", "I'll put forty on, on the twenty-seventh.", "40", date(2026, 11, 27)),
    ],
)
def test_promise_is_read_with_amount_and_day(asked: str, answered: str, amount: str, due_on: date) -> None:
    promise = find_promise(call([["agent", asked], ["customer", answered]]), TUESDAY)
    assert promise is not None
    assert (promise.amount, promise.due_on) == (Decimal(amount), due_on)
    assert promise.quote in answered


@pytest.mark.parametrize(
    "answered",
    [
        "这个月还不上，下个月再说。",
        "要是周五发工资就还。",
        "我上周五就还过了。",
        "If I get paid on Friday I might pay.",
        "It comes out on the fifth.",
    ],
)
def test_condition_refusal_and_report_are_no_promise(answered: str) -> None:
    assert find_promise(call([["agent", "这期呢？"], ["customer", answered]]), TUESDAY) is None


def test_amount_that_the_agent_named_is_taken_where_the_customer_names_none() -> None:
    promise = find_promise(
        call([["agent", "本期两千六百五，您哪天能还？"], ["customer", "明天就还。"]]), TUESDAY
    )
    assert promise is not None
    assert promise.amount == Decimal(2650)


def test_without_the_day_of_the_call_the_date_stays_open() -> None:
    promise = find_promise(call([["agent", "哪天能还？"], ["customer", "明天还一千。"]]), None)
    assert promise is not None
    assert promise.due_on is None


def test_agent_promises_nothing_for_the_customer() -> None:
    assert find_promise(call([["agent", "您明天还一千。"], ["customer", "看看吧。"]]), TUESDAY) is None
