"""The provisional score: evidence for each item, and what a person must look at first."""

from typing import Any

from review.offline import OfflineReviewer
from review.ports import CallContext
from review.scorecard import JUDGES, load_scorecard
from review.taxonomy import load_taxonomy
from tests.review.evidence.corpus import call

REVIEWER = OfflineReviewer(load_taxonomy())
OPENING = "您好，我是晨光汽车金融客服，工号086，本次通话会录音。做个回访，方便吗？"


def items(*turns: list[str]) -> dict[str, dict[str, Any]]:
    card = REVIEWER.review(call(list(turns)), CallContext()).scorecard
    return {item["key"]: item for item in card.items}


def fails(*turns: list[str]) -> set[str]:
    return {
        item["key"]
        for item in REVIEWER.review(call(list(turns)), CallContext()).scorecard.auto_fail_candidates
    }


def test_every_item_of_the_data_file_has_a_judge() -> None:
    keys = {item["k"] for section in load_scorecard()["sections"] for item in section["items"]}
    assert keys == set(JUDGES)


def test_full_opening_is_scored_with_its_turn() -> None:
    found = items(["agent", OPENING], ["customer", "方便。"])
    assert {found[key]["score"] for key in ("op.greeting_id", "op.notice", "op.purpose_time")} == {"full"}
    assert found["op.notice"]["turns"] == [1]


def test_missing_recording_notice_scores_nothing() -> None:
    assert items(["agent", "喂，你好。"], ["customer", "嗯。"])["op.notice"]["score"] == "none"


def test_cue_that_nobody_picks_up_scores_nothing() -> None:
    found = items(["agent", OPENING], ["customer", "我被裁了，还不上。"], ["agent", "再见。"])
    assert found["sp.cue"]["score"] == "none"


def test_items_that_words_cannot_show_do_not_count() -> None:
    assert items(["agent", OPENING], ["customer", "好。"])["cl.notes"]["score"] == "na"


def test_payment_talk_after_a_crisis_is_a_candidate() -> None:
    turns = (["agent", "您打算怎么还？"], ["customer", "我不想活了。"], ["agent", "那今天先还多少？"])
    assert "af.crisis_ignored" in fails(*turns)


def test_care_after_a_crisis_is_none() -> None:
    turns = (["agent", "您打算怎么还？"], ["customer", "我不想活了。"], ["agent", "我很担心您，现在安全吗？"])
    assert "af.crisis_ignored" not in fails(*turns)
