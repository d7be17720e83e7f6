"""The five variants: each walks to its end on its own kind of call."""

import pytest

from bot.forms.catalogue import LENGTHS, form_keys
from bot.forms.walk import act, clean_actions
from tests.bot.forms.journeys import begin, clean_until, do, identified


def test_there_are_five_variants():
    assert form_keys() == (
        "due_followup",
        "first_30d",
        "quarterly_risk",
        "self_checkin",
        "vehicle_inspection",
    )


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("key", form_keys())
def test_clean_path_ends_complete_with_every_must_have(key, length):
    session = clean_until(begin(key, length), "review")
    assert session.is_complete
    assert all(session.view.settled(question) for question in session.definition.must_have)


def test_overdue_customer_is_led_to_a_promise():
    session = identified("due_followup", **{"loan.dpd": 5})
    session = do(session, "may_be_late")
    session = clean_until(session, "ptp.made", pay__already_paid="no")
    session = do(session, "yes", "!3200", "#date:2026-12-01", "app")
    assert session.answers["ptp.date"].value["date"] == "2026-12-01"
    assert clean_until(session, "review").is_complete


def test_customer_who_cannot_pay_is_not_pressed_for_a_promise():
    session = do(identified("due_followup", **{"loan.dpd": 5}), "cannot_pay")
    assert "ptp.made" not in {question.key for question in session.visible_questions}


def test_customer_before_the_due_date_is_not_asked_why_it_was_missed():
    shown = {question.key for question in identified("due_followup", **{"loan.dpd": 0}).visible_questions}
    assert not {"pay.already_paid", "pay.missed_reason", "ptp.made"} & shown


def test_refused_inspection_takes_no_photos():
    session = do(clean_until(begin("vehicle_inspection"), "insp.consent"), "no")
    assert session.answers["insp.result"].value == "refused"
    assert not [question for question in session.visible_questions if question.type == "photo"]
    while session.question is not None:
        for action in clean_actions(session):
            session = act(session, action)
    assert do(session, "#submit").cursor == "submitted"


def test_day_button_pressed_after_midnight_still_means_the_day_it_showed():
    session = clean_until(identified(), "hard.recover_on", pay__impact="may_be_late")
    assert do(session, "#date:2026-11-25").answers["hard.recover_on"].value["date"] == "2026-11-25"


def test_declined_must_have_still_completes():
    session = identified()
    while session.question is not None and session.cursor != "close.summary_ok":
        session = do(session, "#decline")
    assert do(session, "yes").is_complete
