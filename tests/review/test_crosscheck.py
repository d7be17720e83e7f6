"""Form against talk, loan facts against talk, and the coverage receipt."""

from typing import Any

from review.coverage import cover
from review.domain import Mismatch
from review.offline import OfflineReviewer
from review.ports import CallContext
from review.taxonomy import load_taxonomy
from tests.review.evidence.corpus import call

REVIEWER = OfflineReviewer(load_taxonomy())
STRESSED = [["agent", "经济状况会影响按时还款吗？"], ["customer", "会，厂里停工了，这个月还不上。"]]


def mismatches(turns: list[list[str]], **context: Any) -> tuple[Mismatch, ...]:
    return REVIEWER.review(call(turns), CallContext(**context)).mismatches


def test_no_impact_on_the_form_against_stress_in_the_talk_is_a_mismatch() -> None:
    found = mismatches(STRESSED, answers={"pay.impact": "no_impact"})
    assert [(item.question, item.form, item.turn) for item in found] == [("pay.impact", "no_impact", 2)]
    assert found[0].transcript in STRESSED[1][1]


def test_answer_that_agrees_with_the_talk_is_no_mismatch() -> None:
    assert mismatches(STRESSED, answers={"pay.impact": "cannot_pay"}) == ()


def test_declined_answer_is_not_compared() -> None:
    assert mismatches(STRESSED, answers={"pay.impact": {"value": "no_impact", "status": "declined"}}) == ()


def test_answer_to_a_question_never_asked_stands_nowhere() -> None:
    found = mismatches(STRESSED, answers={"veh.current_user": "self"}, must_have=("veh.current_user",))
    assert [(item.question, item.turn, item.transcript) for item in found] == [("veh.current_user", 0, "")]


def test_wrong_instalment_and_due_day_are_mismatches() -> None:
    turns = [["agent", "您每月还款日十五号，月供三千五。"], ["customer", "嗯。"]]
    found = mismatches(turns, loan={"instalment": 320000, "due_day": 10, "currency": "CNY"})
    assert {item.question for item in found} == {"disb.instalment_stated", "disb.due_day_stated"}


def test_amount_within_tolerance_is_right() -> None:
    turns = [["agent", "您每月还款日十五号，月供三千二。"], ["customer", "嗯。"]]
    assert mismatches(turns, loan={"instalment": 321000, "due_day": 15, "currency": "CNY"}) == ()


def test_receipt_names_the_asking_and_the_answering_turn() -> None:
    turns = [
        ["agent", "车现在谁在开？"],
        ["customer", "啥？"],
        ["agent", "车谁在开？"],
        ["customer", "我自己。"],
    ]
    line = cover(call(turns), ("veh.current_user",))[0]
    assert (line.asked_turn, line.answered_turn) == (1, 4)


def test_question_that_nobody_asked_has_no_turns() -> None:
    line = cover(call(STRESSED), ("gps.state",))[0]
    assert (line.asked_turn, line.answered_turn) == (None, None)


def test_english_wordings_are_recognised() -> None:
    turns = [["agent", "And who's driving it day to day?"], ["customer", "Me."]]
    assert cover(call(turns, language="en"), ("veh.current_user",))[0].answered_turn == 2
