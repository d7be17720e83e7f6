"""What the gate does with many proposals, and how each rejection is counted."""

from dataclasses import replace

import pytest

from review.domain import Evidence, Rejection, Role, Severity, Speakers
from review.evidence import Accepted, GateResult, Match, check, gate
from review.taxonomy import load_taxonomy
from tests.review.evidence.corpus import call, claim

PAYMENT = "stress.payment_affected"
INCOME = "stress.income_loss"
CALL = call(
    [
        ["agent", "下期准备好了吗？再不还就让派出所去抓你。"],
        ["customer", "我上个月被裁了。这期真的還不上，要晚１０天。"],
        ["agent", "您还有别的困难吗？"],
        ["customer", "没有了，就是这期真的还不上。"],
    ]
)


def _gate(*proposals, transcript=CALL) -> GateResult:
    return gate(proposals, transcript, load_taxonomy())


def _check(proposal, transcript=CALL) -> Accepted | Rejection:
    return check(proposal, transcript, load_taxonomy())


def test_every_proposal_is_shown_merged_or_rejected():
    result = _gate(
        claim(INCOME, (2, "我上个月被裁了")),
        claim(PAYMENT, (2, "这期真的还不上")),
        claim(PAYMENT, (4, "这期真的还不上"), severity="high"),
        claim("agent.threat_coercion", (1, "再不还就让派出所去抓你")),
        claim(PAYMENT, (2, "我永远不还了")),
    )
    assert result.counts == {"proposed": 5, "shown": 3, "rejected": 2, "duplicates": 1}
    assert [item.key for item in result.conduct] == ["agent.threat_coercion"]
    assert [item.reason for item in result.rejected] == ["duplicate", "quote_not_found"]


def test_duplicates_keep_all_evidence_and_the_graver_severity():
    result = _gate(
        claim(PAYMENT, (4, "这期真的还不上"), severity="high"),
        claim(PAYMENT, (2, "这期真的还不上"), severity="low"),
    )
    assert result.signals[0].turns == (2, 4)
    assert result.signals[0].severity is Severity.HIGH


def test_quote_is_the_original_text_not_the_proposed_one():
    outcome = _check(claim(PAYMENT, (2, "这期真的还不上，要晚十天")))
    assert isinstance(outcome, Accepted)
    assert outcome.signal.evidence == (Evidence(turn=2, quote="这期真的還不上，要晚１０天"),)
    assert outcome.match is Match.NORMALISED


def test_literal_quote_is_graded_exact():
    outcome = _check(claim(INCOME, (2, "我上个月被裁了")))
    assert isinstance(outcome, Accepted)
    assert outcome.match is Match.EXACT


def test_signal_carries_the_actions_of_the_taxonomy():
    outcome = _check(claim(INCOME, (2, "我上个月被裁了")))
    assert isinstance(outcome, Accepted)
    assert outcome.signal.follow_up == ("support_case", "offer_deferral", "recontact")
    assert outcome.signal.speaker is Role.CUSTOMER


def test_one_invented_quote_rejects_the_whole_proposal():
    outcome = _check(claim(INCOME, (2, "我上个月被裁了"), (4, "家里揭不开锅了")))
    assert isinstance(outcome, Rejection)
    assert (outcome.reason, outcome.turn) == ("quote_not_found", 4)


def test_no_evidence_is_no_signal():
    assert _check(claim(INCOME)).reason == "quote_too_short"


def test_no_conduct_signal_while_speakers_are_suspect():
    doubtful = replace(CALL, speakers=Speakers(suspect=True))
    result = _gate(claim("agent.threat_coercion", (1, "再不还就让派出所去抓你")), transcript=doubtful)
    assert result.conduct == ()
    assert result.rejected[0].reason == "speaker_suspect"


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [(PAYMENT, "这期我还不上了", None), ("agent.abusive_tone", "你是听不懂人话吗", "wrong_speaker")],
)
def test_unlabelled_recording_is_read_for_content_never_for_conduct(key, text, reason):
    mono = call([["unknown", "您好。"], ["unknown", text]])
    assert getattr(_check(claim(key, (2, text)), mono), "reason", None) == reason


def test_rejection_names_turn_and_quote():
    rejected = _gate(claim(PAYMENT, (2, "这期真的还不上，要晚11天"))).rejected[0]
    assert rejected.as_json() == {
        "key": PAYMENT,
        "quote": "这期真的还不上，要晚11天",
        "reason": "digits_differ",
        "turn": 2,
    }
