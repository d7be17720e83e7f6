"""No loan fact before identity; a failed identity ends the form."""

import pytest

from bot.forms.answers import AnswerSource, AnswerStatus
from bot.forms.moves import press
from bot.forms.render import render
from bot.forms.session import Kind
from bot.forms.speech import lock_out, say, verify
from bot.texts import texts_for
from tests.bot.forms.journeys import LOAN_FACTS_IN_WORDS, begin, clean_until, do, identified, step


def test_result_is_derived_when_both_factors_match():
    answer = identified().answers["idv.result"]
    assert (answer.value, answer.source) == ("passed", AnswerSource.SYSTEM_OF_RECORD)


def test_result_is_asked_when_a_factor_does_not_match_and_cannot_be_passed_by_hand():
    session = do(begin(), "connected", "yes", "now", "self", "match", "mismatch")
    assert session.cursor == "idv.result"
    assert step(session, "passed")[1].kind is Kind.NOT_HERE


def test_failed_identity_stops_the_form_and_can_be_submitted():
    session = do(begin(), "connected", "yes", "now", "self", "refused", "match", "failed")
    assert session.cursor == "review"
    assert (session.is_stopped, session.may_submit, session.is_complete) == (True, True, False)
    assert {q.group for q in session.visible_questions} <= {"open", "idv", "con"}


@pytest.mark.parametrize(("person", "result"), [("other_person", "not_attempted"), ("refused", "refused")])
def test_somebody_else_ends_the_form_without_a_loan_question(person, result):
    session = do(begin(), "connected", "yes", "now", person)
    assert session.answers["idv.result"].value == result
    assert session.is_stopped


def test_third_party_on_the_line_is_asked_only_the_relation():
    session = do(begin(), "connected_third_party", "yes", "now")
    assert session.cursor == "idv.third_party_relation"


def test_nobody_answering_ends_the_form_after_one_question():
    session = do(begin(), "no_answer")
    assert (session.cursor, len(session.visible_questions)) == ("review", 1)
    assert do(session, "#submit").cursor == "submitted"


def test_jump_to_a_loan_question_is_blocked_before_identity():
    session = begin()
    place = session.definition.position["pay.impact"]
    same, outcome = press(session, session.step, f"jump:{place}")
    assert (same, outcome.kind, outcome.text_key) == (session, Kind.BLOCKED, "form-notice-identity-first")


def test_taking_identity_back_shuts_the_loan_questions_and_keeps_their_answers():
    session = clean_until(identified(), "pay.impact")
    place = session.definition.position["idv.factor2"]
    session = do(session, f"#edit:{place}", "mismatch")
    assert session.blocked_by_identity
    assert session.answers["veh.current_user"].status is AnswerStatus.SUPERSEDED
    assert session.answers["veh.current_user"].value == "self"


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_loan_facts_appear_only_after_identity(locale):
    session = begin("due_followup")
    while session.blocked_by_identity:
        text = render(session, texts_for(locale), "f1").text
        assert not any(fact in text for fact in LOAN_FACTS_IN_WORDS)
        session = clean_until(session, session.cursor)
        session = do(
            session,
            {"open.recording_notice": "yes", "open.ok_to_talk": "now"}.get(session.cursor, _clean(session)),
        )
    text = render(clean_until(session, "pay.next_ready"), texts_for(locale), "f1").text
    assert "3,251.99" in text


def _clean(session):
    value = session.definition.clean_path[session.cursor]
    assert isinstance(value, str)
    return value


def test_code_is_handed_to_the_caller_and_passes_identity():
    session = do(begin("self_checkin"), "yes", "self")
    same, outcome = say(session, "123456")
    assert (same, outcome.kind, outcome.values) == (session, Kind.CHECK_CODE, {"code": "123456"})
    assert not verify(session, matched=True)[0].blocked_by_identity


def test_wrong_code_changes_nothing_and_no_button_can_stand_in_for_it():
    session = do(begin("self_checkin"), "yes", "self")
    assert verify(session, matched=False)[0] == session
    assert press(session, session.step, "o0")[1].kind is Kind.NOT_HERE


def test_locked_out_customer_is_not_asked_the_result():
    session, _ = lock_out(do(begin("self_checkin"), "yes", "self"))
    assert (session.answers["idv.result"].value, session.cursor) == ("failed", "review")
