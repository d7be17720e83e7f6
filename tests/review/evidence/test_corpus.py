"""The published corpus: no wrong claim passes, no right one is lost."""

from collections import Counter

import pytest

from review.domain import Rejection
from review.evidence import REASONS, Accepted, check
from review.taxonomy import load_taxonomy
from tests.review.evidence.corpus import Case, read_corpus

CASES = read_corpus()
PAIRS_MIN = 300
RIGHT_SHARE_MIN = 0.35
REASON_MISMATCHES = 6  # wrong claims rejected under a code other than the expected; a code may be arguable


def _outcome(case: Case) -> Accepted | Rejection:
    return check(case.proposal, case.transcript, load_taxonomy())


@pytest.mark.parametrize("case", [item for item in CASES if not item.accept], ids=lambda case: case.id)
def test_wrong_claim_is_rejected_with_a_known_reason(case: Case):
    outcome = _outcome(case)
    assert isinstance(outcome, Rejection)
    assert outcome.reason in REASONS


@pytest.mark.parametrize("case", [item for item in CASES if item.accept], ids=lambda case: case.id)
def test_right_claim_is_shown_verbatim(case: Case):
    outcome = _outcome(case)
    assert isinstance(outcome, Accepted), outcome
    for item in outcome.signal.evidence:
        turn = case.transcript.turn(item.turn)
        assert turn is not None
        assert item.quote
        assert item.quote in turn.text


def test_rejections_carry_the_expected_reason():
    wrong = [item for item in CASES if not item.accept]
    outcomes = [(item, _outcome(item)) for item in wrong]
    misses = [
        (item.id, outcome.reason)
        for item, outcome in outcomes
        if isinstance(outcome, Rejection) and outcome.reason not in item.reasons
    ]
    assert len(misses) <= REASON_MISMATCHES, misses


def test_corpus_is_large_balanced_and_complete():
    languages = Counter(item.language for item in CASES)
    keys = {item.proposal.key for item in CASES}
    ids = [item.id for item in CASES]
    assert len(CASES) >= PAIRS_MIN
    assert sum(item.accept for item in CASES) >= RIGHT_SHARE_MIN * len(CASES)
    assert min(languages.values()) >= 0.4 * len(CASES)
    assert {item.key for item in load_taxonomy().signals} <= keys
    assert len(ids) == len(set(ids))
