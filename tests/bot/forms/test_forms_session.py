"""Filling in a form: the short path, statuses, staleness, multi-selects, read-backs."""

import pytest

from bot.forms.answers import AnswerStatus
from bot.forms.moves import press
from bot.forms.resume import reopen
from bot.forms.session import Kind
from bot.forms.speech import attach, say
from bot.forms.walk import count_clean_presses
from tests.bot.forms.journeys import IDENTIFIED, begin, clean_until, do, identified, step

SEED = {
    "disb.received",
    "disb.amount_match",
    "veh.current_user",
    "veh.user_changed",
    "right.third_party_interest",
    "inc.stable",
    "exp.change_plan",
    "buf.support_available",
    "pay.impact",
}


def test_first_callback_takes_18_presses_on_a_clean_path():
    session = do(
        begin(), *IDENTIFIED, "received_dealer", "match", "self", "no_change", "no", "stable",
        "no_change", "savings", "#ok", "no_impact", "yes", "#submit",
    )  # fmt: skip
    assert session.cursor == "submitted"
    assert count_clean_presses(session.definition) == 18


def test_must_haves_of_the_first_callback_are_the_eight_seed_questions():
    form = begin().definition
    assert set(form.must_have) == SEED
    assert all("seed" in form.by_key[key].flags for key in SEED)


def test_stale_press_changes_nothing_and_says_so():
    old = begin()
    now = do(old, "connected")
    same, outcome = press(now, old.step, "k:no_answer")
    assert (same, outcome.kind, outcome.text_key) == (now, Kind.STALE, "form-notice-stale")


def test_double_press_counts_once():
    first = identified()
    second, _ = press(first, first.step, "k:received_dealer")
    third, outcome = press(second, first.step, "k:received_dealer")
    assert (third, outcome.kind) == (second, Kind.STALE)


@pytest.mark.parametrize(
    "action", ["o99", "k:nothing", "ok", "date:+1", "jump:9999", "retry", "", "o", "drop table", "o²"]
)
def test_press_that_does_not_fit_changes_nothing(action):
    session = identified()
    same, outcome = press(session, session.step, action)
    assert (same, outcome.kind) == (session, Kind.NOT_HERE)


def test_declined_unknown_and_not_asked_stay_distinct():
    session = do(identified(), "#decline", "match", "self", "#unknown", "no", "lower", "#unknown", "#unknown")
    statement = session.statement()
    assert statement["disb.received"].status is AnswerStatus.DECLINED
    assert statement["veh.user_changed"].status is AnswerStatus.UNKNOWN
    assert statement["pay.impact"].status is AnswerStatus.NOT_ASKED
    assert statement["hard.reason"].status is AnswerStatus.NOT_APPLICABLE


def test_unknown_on_a_set_with_its_own_word_uses_that_word():
    session, _ = press(identified(), identified().step, "unknown")
    assert session.answers["disb.received"].value == "unsure"


def test_gate_cannot_be_declined():
    session = begin()
    assert press(session, session.step, "decline") == (session, step(session, "#decline")[1])
    assert step(session, "#decline")[1].kind is Kind.NOT_HERE


def test_multi_select_keeps_the_order_of_the_list():
    session = clean_until(identified(), "buf.support_available")
    session = do(session, "family", "savings", "insurance", "insurance", "#ok")
    assert session.answers["buf.support_available"].value == ("savings", "family")


def test_multi_select_without_a_tick_asks_for_one():
    session = clean_until(identified(), "buf.support_available")
    same, outcome = step(session, "#ok")
    assert (same, outcome.kind, outcome.text_key) == (session, Kind.INCOMPLETE, "form-notice-tick-one")


def test_lone_option_answers_a_multi_select_in_one_press():
    session = do(clean_until(identified(), "buf.support_available"), "savings", "none")
    assert session.answers["buf.support_available"].value == ("none",)
    assert session.cursor == "pay.impact"


def test_words_are_read_back_as_an_absolute_date_before_they_count():
    session = clean_until(identified(), "hard.since", pay__impact="may_be_late")
    asked, outcome = say(session, "上个月15号")
    assert outcome.kind is Kind.READ_BACK
    assert "hard.since" not in asked.answers
    kept = do(asked, "#keep")
    assert kept.answers["hard.since"].value == {
        "date": "2026-10-15",
        "precision": "day",
        "text": "上个月15号",
    }


def test_read_back_that_is_wrong_can_be_entered_again():
    session = clean_until(identified(), "hard.since", pay__impact="may_be_late")
    again = do(session, "!上周五", "#retry")
    assert (again.cursor, dict(again.pending)) == ("hard.since", {})


def test_date_button_counts_at_once():
    session = clean_until(identified(), "hard.recover_on", pay__impact="may_be_late")
    session = do(session, "#date:+30")
    assert session.answers["hard.recover_on"].value["date"] == "2026-12-24"


def test_interpreted_amount_is_read_back_and_plain_digits_are_not():
    session = clean_until(identified(), "hard.affordable_now", pay__impact="may_be_late")
    assert say(session, "两千多")[1].kind is Kind.READ_BACK
    assert do(session, "!1500").answers["hard.affordable_now"].value["minor"] == 150_000


@pytest.mark.parametrize(
    ("cursor", "text", "key"),
    [
        ("inc.stable", "我家的猫很可爱", "error-form-choice-unclear"),
        ("hard.affordable_now", "很多", "error-form-amount-unreadable"),
        ("hard.since", "明天", "error-form-date-in-future"),
        ("review", "好的", "error-form-use-buttons"),
    ],
)
def test_bad_text_is_explained_and_nothing_is_lost(cursor, text, key):
    session = clean_until(identified(), cursor, pay__impact="may_be_late")
    same, outcome = say(session, text)
    assert (same, outcome.kind, outcome.text_key) == (session, Kind.BAD_INPUT, key)


def test_photo_where_none_is_wanted_is_explained():
    session = identified()
    same, outcome = attach(session, "photo", "file-1")
    assert (same, outcome.text_key) == (session, "error-form-photo-not-wanted")


def test_photos_collect_until_done():
    session = clean_until(begin("vehicle_inspection"), "insp.vin_photo")
    for media in ("a", "b", "b"):
        session, _ = attach(session, "photo", media)
    assert do(session, "#ok").answers["insp.vin_photo"].value == {"media": ["a", "b"]}


def test_optional_question_can_be_skipped_and_a_required_one_cannot():
    session = clean_until(identified(), "hard.since", pay__impact="may_be_late")
    skipped = do(session, "#skip")
    assert skipped.answers["hard.since"].status is AnswerStatus.NOT_ASKED
    assert step(skipped, "#skip")[1].kind is Kind.NOT_HERE


def test_submit_before_the_must_haves_names_how_many_are_missing():
    session = do(identified(), "#review")
    same, outcome = step(session, "#submit")
    assert (same, outcome.kind) == (session, Kind.INCOMPLETE)
    assert outcome.values == {"count": len(session.missing_must_have)}


def test_submitted_form_takes_no_more_presses_until_reopened():
    done = do(clean_until(identified(), "review"), "#submit")
    assert step(done, "stable")[1].text_key == "form-notice-submitted"
    assert reopen(done).cursor == "review"


def test_record_confirmed_lately_is_kept_in_one_press():
    session = identified(known={"disb.received": "received_dealer"})
    assert do(session, "#keep").answers["disb.received"].value == "received_dealer"


def test_long_form_asks_no_more_than_its_ceiling_and_still_completes():
    session = clean_until(identified("first_30d", "long"), "review")
    assert session.is_complete
    opened = sum(
        q.show_if is not None and not q.required
        for q in session.visible_questions
        if q.key in session.answers
    )
    assert session.asked_of_customer - opened <= session.definition.max_questions_asked
