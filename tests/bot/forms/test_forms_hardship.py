"""Difficulty: the branch, jumping there early, and coming back."""

from bot.forms.effects import Raise, Suggest
from bot.forms.render import render
from bot.forms.session import Kind
from bot.texts import texts_for
from tests.bot.forms.journeys import begin, clean_until, do, identified, step

BRANCH = ["hard.reason", "hard.since", "hard.recover_on", "hard.affordable_now", "hard.support_pref"]


def through_branch(session):
    seen = []
    for actions in (
        ("job_loss", "#ok"),
        ("#date:-30",),
        ("#date:+30",),
        ("!1500",),
        ("due_date_change", "#ok"),
    ):
        seen.append(session.cursor)
        session = do(session, *actions)
    return session, seen


def test_expected_lateness_opens_the_branch_in_order():
    session = do(clean_until(identified(), "pay.impact"), "may_be_late")
    session, seen = through_branch(session)
    assert (seen, session.cursor) == (BRANCH, "close.summary_ok")


def test_the_closing_read_back_tells_the_difficulty_again():
    session, _ = through_branch(do(clean_until(identified(), "pay.impact"), "may_be_late"))
    text = render(session, texts_for("zh-CN"), "1").text
    assert all(said in text for said in ("失业", "1,500", "调整还款日"))


def test_early_word_of_difficulty_jumps_to_the_branch_and_comes_back():
    session = do(identified(), "received_dealer")
    assert session.cursor == "disb.amount_match"
    session, seen = through_branch(do(session, "#stress"))
    assert (seen, session.cursor) == (BRANCH, "disb.amount_match")


def test_ticks_made_before_the_jump_are_still_there_afterwards():
    session = do(clean_until(identified(), "buf.support_available"), "savings", "#stress")
    session, _ = through_branch(session)
    assert session.cursor == "buf.support_available"
    assert session.draft(session.question) == ("savings",)


def test_difficulty_before_identity_is_noted_and_comes_first_afterwards():
    session = do(begin(), "connected", "yes", "now")
    noted, outcome = step(session, "#stress")
    assert (outcome.kind, outcome.text_key, noted.cursor) == (
        Kind.BLOCKED,
        "form-notice-stress-noted",
        session.cursor,
    )
    assert do(noted, "self", "match", "match").cursor == "hard.reason"


def test_difficulty_said_early_proposes_the_signal():
    session = do(identified(), "#stress")
    expected = Raise(key="stress.payment_affected", severity="medium", question="session.stress", option="")
    assert expected in session.effects()


def test_inability_to_pay_requires_what_support_needs_and_suggests_a_case():
    session = do(clean_until(identified(), "pay.impact"), "cannot_pay")
    assert {"hard.reason", "hard.recover_on", "hard.affordable_now", "hard.support_pref"} <= set(
        session.missing_must_have
    )
    assert Suggest(key="support_case", question="pay.impact") in session.effects()


def test_illness_asks_for_consent_to_record_it():
    session = do(clean_until(identified(), "pay.impact"), "cannot_pay", "illness_self", "#ok")
    assert "vul.record_consent" in session.missing_must_have


def test_form_without_the_branch_says_that_the_button_has_no_use():
    session = clean_until(begin("vehicle_inspection"), "insp.consent")
    assert step(session, "#stress")[1].kind is Kind.NOT_HERE
