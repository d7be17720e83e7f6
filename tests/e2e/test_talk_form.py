"""The form in chat: what an agent sees and does while talking."""

import pytest

from bot.forms.callback_data import encode
from bot.forms.session import REVIEW
from bot.forms.walk import actions_for, clean_actions
from bot.rehearsal.cast import AGENT, LEADING_LOAN, SECOND_AGENT, SUPPORT
from storage.models import AnswerChange
from tests.e2e.theatre import Theatre, as_button

LOAN_FACTS = ("98,000", "98000", "3,200", "HF-2026-0101")


async def test_form_is_filled_and_submitted_by_pressing(theatre: Theatre):
    await theatre.starts()
    await theatre.fills()
    await theatre.press_form("submit")
    assert theatre.texts("agent-transcript-send") in theatre.chat(AGENT)
    assert theatre.audit("form_submitted")


async def test_no_loan_fact_is_shown_before_identity_is_passed(theatre: Theatre):
    await theatre.starts()
    for _ in range(6):
        _, session = theatre.session()
        if not session.blocked_by_identity:
            break
        form = theatre.message_with(AGENT, "f:").text
        assert not any(fact in form for fact in LOAN_FACTS)
        await theatre._answers(session, AGENT, LEADING_LOAN, {})
    assert not theatre.session()[1].blocked_by_identity


async def test_jumping_past_identity_is_refused_in_words(theatre: Theatre):
    await theatre.starts()
    response, session = theatre.session()
    place = session.definition.position["pay.impact"]
    said = await theatre.forges(AGENT, encode(str(response), session.step, f"jump:{place}"))
    assert said == theatre.texts("form-notice-identity-first")
    assert theatre.session()[1].cursor == session.cursor


async def test_progress_counts_up(theatre: Theatre):
    session = await theatre.reaches("disb.received")
    shown = theatre.message_with(AGENT, "f:").text
    number, total = session.progress.number, session.progress.total
    assert shown.startswith(f"{number}/{total} ")


async def test_back_returns_to_the_question_before(theatre: Theatre):
    await theatre.reaches("inc.stable")
    before = theatre.session()[1].trail[-1]
    await theatre.press_form("back")
    assert theatre.session()[1].cursor == before


async def test_an_answer_is_changed_from_the_overview_and_comes_back_there(theatre: Theatre):
    await theatre.starts()
    await theatre.fills()
    session = theatre.session()[1]
    place = session.definition.position["veh.user_changed"]
    await theatre.press_form(f"edit:{place}")
    assert theatre.session()[1].cursor == "veh.user_changed"
    await theatre.press_form("keep")
    assert theatre.session()[1].cursor == REVIEW


async def test_a_stale_press_gets_a_notice_and_changes_nothing(theatre: Theatre):
    await theatre.starts()
    response, session = theatre.session()
    old = encode(str(response), session.step, "o0")
    await theatre.presses(AGENT, old)
    before = theatre.session()[1]
    assert await theatre.forges(AGENT, old) == theatre.texts("form-notice-stale")
    assert theatre.session()[1] == before


async def test_a_double_press_counts_once(theatre: Theatre):
    await theatre.starts()
    response, session = theatre.session()
    data = encode(str(response), session.step, "o0")
    theatre.phone(AGENT).press(data)
    second = theatre.phone(AGENT).press(data)
    await theatre.settle()
    assert second.answer.result().text == theatre.texts("form-notice-stale")
    assert theatre.session()[1].step == session.step + 1


async def test_text_where_a_button_is_expected_is_answered_and_loses_nothing(theatre: Theatre):
    await theatre.reaches("disb.received")
    before = theatre.session()[1]
    await theatre.says(AGENT, "qwertz 9")
    assert theatre.session()[1].answers == before.answers
    assert theatre.last(AGENT).text not in ("", theatre.texts("chat-not-understood"))


async def test_a_pressed_button_of_a_deleted_form_still_works(theatre: Theatre):
    await theatre.starts()
    form = theatre.message_with(AGENT, "f:")
    await theatre.presses(AGENT, f"go:{theatre.callback_id()}")  # the form comes anew below
    response, session = theatre.session()
    await theatre.presses(AGENT, encode(str(response), session.step, "o0"), on=form.id)
    assert theatre.session()[1].step == session.step + 1


async def test_an_open_form_survives_a_restart(theatre: Theatre):
    session = await theatre.reaches("inc.stable")
    await theatre.restarts()
    await theatre.press_form("o0")
    assert theatre.session()[1].answers.keys() > session.answers.keys()


async def test_a_paused_form_goes_on_where_it_stopped(theatre: Theatre):
    session = await theatre.reaches("inc.stable")
    said = await theatre.press_form("pause")
    assert said == theatre.texts("agent-form-paused")
    await theatre.presses(AGENT, f"go:{theatre.callback_id()}")
    assert theatre.session()[1].cursor == session.cursor
    assert theatre.message_with(AGENT, "f:").text


async def test_stress_raised_early_jumps_to_the_hardship_questions(theatre: Theatre):
    await theatre.reaches("disb.received")
    await theatre.press_form("stress")
    question = theatre.session()[1].question
    assert question is not None
    assert question.group == "hard"


async def test_a_form_handed_over_is_no_longer_the_first_agents(theatre: Theatre):
    await theatre.starts()
    response, session = theatre.session()
    with theatre.unit() as uow:
        colleague = theatre.staff(uow, SECOND_AGENT).id
    await theatre.forges(AGENT, f"hand:{theatre.callback_id()}:{colleague}")
    said = await theatre.forges(AGENT, encode(str(response), session.step, "o0"))
    assert said == theatre.texts("error-not-your-work")


# -- corrections ----------------------------------------------------------------------------------


async def correct_one(theatre: Theatre, question: str, option: str) -> None:
    await theatre.presses(AGENT, f"fix:{theatre.callback_id()}")
    _, session = correction(theatre)
    place = session.definition.position[question]
    response, _ = theatre.session()
    await theatre.presses(AGENT, encode(str(response), session.step, f"edit:{place}"))
    _, session = correction(theatre)
    asked = session.question
    assert asked is not None
    for action in actions_for(session, asked, option):
        response, session = correction(theatre)
        await theatre.presses(AGENT, encode(str(response), session.step, as_button(session, action)))


def correction(theatre: Theatre):
    from bot.services.correct_form import CORRECTION
    from bot.services.form_base import load_session
    from bot.services.work import read_subject

    with theatre.unit() as uow:
        response = uow.forms.latest_of(theatre.callback_id())
        state = response.session[CORRECTION]["session"]
        subject = read_subject(uow, response.callback_id)
        return response.id, load_session(theatre.program.services, uow, state, subject)


async def submit_correction(theatre: Theatre, reason: str) -> None:
    while correction(theatre)[1].cursor != REVIEW:
        for action in clean_actions(correction(theatre)[1]):
            response, session = correction(theatre)
            if action.startswith("!"):
                await theatre.says(AGENT, action[1:])
            else:
                await theatre.presses(AGENT, encode(str(response), session.step, as_button(session, action)))
    response, session = correction(theatre)
    await theatre.presses(AGENT, encode(str(response), session.step, "submit"))
    assert theatre.last(AGENT).text == theatre.texts("agent-amend-reason")
    await theatre.says(AGENT, reason)


async def test_a_correction_keeps_old_new_who_when_and_why(theatre: Theatre):
    await theatre.completes()
    await correct_one(theatre, "exp.change_plan", "decrease")
    await submit_correction(theatre, "听错了 misheard")
    with theatre.reading() as uow:
        response = uow.forms.latest_of(theatre.callback_id())
        agent = theatre.staff(uow, AGENT)
        change = next(c for c in uow.forms.changes(response.id) if c.question == "exp.change_plan")
        answer = next(a for a in uow.forms.answers(response.id) if a.question == "exp.change_plan")
    assert (change.old["value"], change.new["value"]) == (["no_change"], ["decrease"])
    assert (change.changed_by, change.reason) == (f"staff:{agent.id}", "听错了 misheard")
    assert change.changed_at == theatre.clock.now()
    assert (response.state, answer.value) == ("amended", ["decrease"])


async def test_nothing_is_replaced_until_the_reason_is_given(theatre: Theatre):
    await theatre.completes()
    before = theatre.session()[1].answers
    await correct_one(theatre, "exp.change_plan", "decrease")
    assert theatre.session()[1].answers == before
    assert theatre.count(AnswerChange) == (0,)


async def test_a_dropped_correction_leaves_the_answers(theatre: Theatre):
    await theatre.completes()
    before = theatre.session()[1].answers
    await correct_one(theatre, "exp.change_plan", "decrease")
    response, _ = theatre.session()
    await theatre.forges(AGENT, f"fixno:{response}")
    assert theatre.session()[1].answers == before
    assert await theatre.presses(AGENT, f"fix:{theatre.callback_id()}") == theatre.texts("agent-correct-how")


async def test_a_correction_that_tells_of_trouble_raises_a_signal(theatre: Theatre):
    await theatre.completes()
    assert not theatre.signals(key="stress.payment_affected")
    await correct_one(theatre, "pay.impact", "may_be_late")
    await submit_correction(theatre, "漏记 left out")
    assert theatre.signals(key="stress.payment_affected", origin="form")


async def test_a_correction_survives_a_restart(theatre: Theatre):
    await theatre.completes()
    await correct_one(theatre, "exp.change_plan", "decrease")
    await theatre.restarts()
    await submit_correction(theatre, "again")
    assert theatre.count(AnswerChange) != (0,)


@pytest.mark.parametrize("person", [SECOND_AGENT, SUPPORT])
async def test_others_may_not_correct(theatre: Theatre, person):
    await theatre.completes()
    said = await theatre.forges(person, f"fix:{theatre.callback_id()}")
    assert said in (theatre.texts("error-not-your-work"), theatre.texts("error-not-allowed"))
    assert theatre.audit("refused")
