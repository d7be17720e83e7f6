"""An open form survives a restart and a change of device."""

import json

import pytest

from bot.errors import BadInputError, NotFoundError
from bot.forms.callback_data import decode, encode
from bot.forms.resume import load_state
from bot.texts import texts_for
from tests.bot.forms.journeys import FACTS, TODAY, begin, clean_until, do, identified


def reload(session):
    plain = json.loads(json.dumps(session.dump_state()))
    return load_state(plain, facts=FACTS, today=TODAY)


def test_every_step_of_a_troubled_call_reloads_as_it_was():
    session = do(clean_until(identified(), "buf.support_available"), "savings")
    steps = (
        "#stress",
        "job_loss",
        "#ok",
        "#date:-30",
        "!下个月15号",
        "#keep",
        "!两千多",
        "#keep",
        "due_date_change",
        "#ok",
    )
    for action in steps:
        session = do(session, action)
        assert reload(session) == session


def test_reloaded_form_goes_on_where_it_stood():
    assert do(reload(do(identified(), "received_dealer")), "match").cursor == "veh.current_user"


@pytest.mark.parametrize(
    "broken", [{}, {"form": "first_30d"}, {"cursor": "nowhere"}, {"answers": [1]}, {"step": "x"}]
)
def test_unreadable_state_is_an_error_with_a_text(broken):
    state = broken if broken.keys() <= {"form"} else begin().dump_state() | broken
    with pytest.raises(BadInputError) as caught:
        load_state(state, facts={}, today=TODAY)
    assert texts_for("zh-CN").has(caught.value.text_key)


def test_state_of_an_unknown_version_is_not_found():
    with pytest.raises(NotFoundError):
        load_state(begin().dump_state() | {"version": 99}, facts={}, today=TODAY)


def test_button_data_names_form_and_step_and_fits():
    data = encode("0193f0a2c4d17bb08d2e9b6f", 123_456, "date:+3660")
    assert len(data.encode()) <= 64
    press = decode(data)
    assert (press.form_id, press.step, press.action) == ("0193f0a2c4d17bb08d2e9b6f", 123_456, "date:+3660")


@pytest.mark.parametrize("data", ["", "f", "f:1", "f:1:2", "g:1:2:ok", "f::2:ok", "f:1:Ä:ok", "f:1:2:"])
def test_foreign_button_data_is_refused(data):
    with pytest.raises(BadInputError):
        decode(data)


def test_loan_that_became_overdue_meanwhile_opens_its_questions():
    state = clean_until(identified("due_followup"), "close.summary_ok").dump_state()
    later = load_state(state, facts={**FACTS, "loan.dpd": 3}, today=TODAY)
    assert "pay.already_paid" in later.missing_must_have


def test_question_that_no_longer_applies_makes_way_on_reload():
    session = clean_until(identified("due_followup", **{"loan.dpd": 3}), "pay.already_paid")
    later = load_state(session.dump_state(), facts=FACTS, today=TODAY)
    assert (later.cursor, later.step) == ("inc.stable", session.step + 1)
