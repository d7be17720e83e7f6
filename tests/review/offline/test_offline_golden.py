"""The golden calls of the domain, end to end through the offline reviewer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from review.domain import Review
from review.offline import OfflineReviewer
from review.ports import CallContext
from review.taxonomy import load_taxonomy
from tests.review.evidence.corpus import call

GOLDEN = yaml.safe_load((Path(__file__).parents[2] / "fixtures" / "golden.yaml").read_text("utf-8"))["golden"]
FIRST_30D = (
    "disb.received",
    "disb.amount_match",
    "veh.current_user",
    "veh.user_changed",
    "right.third_party_interest",
    "inc.stable",
    "exp.change_plan",
    "buf.support_available",
    "pay.impact",
)


def review_of(golden: dict[str, Any], **context: Any) -> Review:
    turns = [["agent" if line[0] == "A" else "customer", line[3:]] for line in golden["turns"]]
    reviewer = OfflineReviewer(load_taxonomy())
    return reviewer.review(
        call(turns, language=golden["lang"]), CallContext(form_key=golden["form"], **context)
    )


def by_id(name: str) -> dict[str, Any]:
    return next(item for item in GOLDEN if item["id"] == name)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda item: item["id"])
def test_exactly_the_expected_signals_are_raised_with_their_severity(golden: dict[str, Any]) -> None:
    review = review_of(golden)
    raised = {item.key: item.severity.value for item in (*review.signals, *review.conduct)}
    assert raised == {item["key"]: item["severity"] for item in golden["expect"]["signals"]}


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda item: item["id"])
def test_no_call_fails_automatically_without_cause(golden: dict[str, Any]) -> None:
    keys = {item["key"] for item in review_of(golden).scorecard.auto_fail_candidates}
    assert keys >= set(golden["expect"].get("auto_fail", []))
    assert bool(keys) == bool(golden["expect"].get("auto_fail"))


def test_clean_call_scores_above_its_minimum_and_covers_every_question() -> None:
    golden = by_id("g1_clean_first")
    review = review_of(golden, must_have=FIRST_30D)
    assert review.scorecard.raw is not None
    assert review.scorecard.raw >= golden["expect"]["score_min"]
    assert all(line.asked_turn and line.answered_turn for line in review.coverage)


def test_instruction_to_the_reviewer_is_noted_and_changes_nothing() -> None:
    review = review_of(by_id("g7_injection"))
    assert review.injection_suspected
    assert len(review.signals) == 2


def test_summary_of_a_breach_names_who_answered_and_the_conduct() -> None:
    summary = review_of(by_id("g4_agent_breach")).summary
    assert summary.startswith("非本人接听。")
    assert "向第三人透露债务" in summary
