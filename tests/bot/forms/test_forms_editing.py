"""Back, jump, review, changing one answer; superseded answers; differences."""

from bot.forms.answers import AnswerStatus, diff
from bot.forms.session import Kind
from tests.bot.forms.journeys import begin, clean_until, do, identified, step


def edit(session, key, *actions):
    return do(session, f"#edit:{session.definition.position[key]}", *actions)


def test_back_returns_to_the_previous_question_and_keep_goes_on():
    session = do(identified(), "received_dealer", "match")
    back = do(session, "#back")
    assert back.cursor == "disb.amount_match"
    assert do(back, "#keep").cursor == session.cursor


def test_back_twice_then_a_new_answer_keeps_the_later_one():
    session = do(identified(), "received_dealer", "match", "self", "#back", "#back")
    changed = do(session, "higher")
    assert changed.answers["veh.current_user"].value == "self"
    assert changed.cursor == "disb.amount_stated"


def test_back_on_the_first_question_says_so():
    session = begin()
    assert step(session, "#back")[1].text_key == "form-notice-first"


def test_changed_answer_keeps_later_ones_and_returns_to_the_review():
    session = clean_until(identified(), "review")
    changed = edit(session, "veh.user_changed", "#decline")
    assert changed.cursor == "review"
    assert set(session.answers) == set(changed.answers)


def test_changed_answer_that_opens_questions_asks_them_before_the_review():
    session = clean_until(identified(), "review")
    changed = edit(session, "pay.impact", "tight")
    assert changed.cursor == "hard.support_pref"
    assert do(changed, "none").cursor == "review"


def test_hidden_answer_is_superseded_and_comes_back_with_its_question():
    session = clean_until(identified(), "review", disb__amount_match="higher")
    hidden = edit(session, "disb.amount_match", "match")
    assert hidden.answers["disb.amount_stated"].status is AnswerStatus.SUPERSEDED
    assert hidden.answers["disb.amount_stated"].value == session.answers["disb.amount_stated"].value
    shown = edit(hidden, "disb.amount_match", "lower")
    assert shown.answers["disb.amount_stated"] == session.answers["disb.amount_stated"]


def test_declined_answer_that_was_hidden_comes_back_declined():
    session = do(identified(), "received_dealer", "higher", "#decline", "#back", "#back", "match", "#review")
    assert session.answers["disb.amount_stated"].status is AnswerStatus.SUPERSEDED
    again = edit(session, "disb.amount_match", "higher")
    assert again.answers["disb.amount_stated"].status is AnswerStatus.DECLINED


def test_jump_ahead_comes_back_to_where_it_left():
    session = do(identified(), "received_dealer")
    jumped = do(session, f"#jump:{session.definition.position['inc.stable']}")
    assert jumped.cursor == "inc.stable"
    assert do(jumped, "stable").cursor == "disb.amount_match"


def test_jump_to_a_hidden_question_changes_nothing():
    session = identified()
    same, outcome = step(session, f"#jump:{session.definition.position['hard.reason']}")
    assert (same, outcome.kind) == (session, Kind.NOT_HERE)


def test_review_lists_and_continue_goes_on():
    session = do(identified(), "received_dealer", "#review")
    assert session.cursor == "review"
    assert do(session, "#keep").cursor == "disb.amount_match"


def test_difference_names_what_changed_and_what_was_hidden():
    before = clean_until(identified(), "review", disb__amount_match="higher")
    after = edit(before, "disb.amount_match", "match")
    changes = {change.question: change for change in diff(before.answers, after.answers)}
    assert set(changes) == {"disb.amount_match", "disb.amount_stated", "disb.mismatch_reason"}
    assert (changes["disb.amount_match"].before.value, changes["disb.amount_match"].after.value) == (
        "higher",
        "match",
    )


def test_progress_grows_and_names_the_group():
    session = identified()
    assert (session.progress.number, session.progress.total, session.progress.group) == (7, 16, "disb")


def test_own_lien_is_no_third_party_interest():
    session = do(clean_until(identified(), "right.third_party_interest"), "yes", "our_lien_only")
    assert session.answers["right.third_party_interest"].value == "no"
    assert not [
        effect for effect in session.effects() if getattr(effect, "key", "") == "collateral.second_pledge"
    ]
