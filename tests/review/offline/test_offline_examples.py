"""The taxonomy's own examples, and ordinary talk that must raise nothing."""

from pathlib import Path

import pytest

from review.domain import Role
from review.offline import OfflineReviewer
from review.ports import CallContext
from review.taxonomy import SignalDefinition, load_taxonomy
from tests.review.evidence.corpus import call, read_corpus

TALK = Path(__file__).parents[2] / "fixtures" / "offline" / "ordinary_talk.tsv"
TAXONOMY = load_taxonomy()
REVIEWER = OfflineReviewer(TAXONOMY)
FOUND = 0.97  # share of right examples; the rest is idiom that only a model reads
ALARMS = 0.03  # share of ordinary answers that may still raise something
CLAIMS_FOUND = 0.95
CLAIMS_ALARMED = 0.05
STRUCTURAL = {
    "speaker_suspect",
    "injection",
    "lying_slots",
    "unknown_key",
    "digits",
    "wrong_speaker",
    "wrong_turn",
}


def raised(turns: list[list[str]], language: str) -> set[str]:
    review = REVIEWER.review(call(turns, language=language), CallContext())
    return {item.key for item in (*review.signals, *review.conduct)}


def said(definition: SignalDefinition, text: str) -> list[list[str]]:
    return [["agent", text]] if definition.speaker is Role.AGENT else [["agent", "您好"], ["customer", text]]


def test_positive_examples_of_the_taxonomy_are_found() -> None:
    examples = [
        (item, lang, text)
        for item in TAXONOMY.signals
        for lang in ("zh", "en")
        for text in item.positives(lang)
    ]
    hits = [item.key in raised(said(item, text), lang) for item, lang, text in examples]
    assert sum(hits) / len(hits) >= FOUND


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hard_negatives_of_the_taxonomy_raise_nothing(language: str) -> None:
    for item in TAXONOMY.signals:
        for negative in item.negatives(language):
            if "：" not in negative.text and ": " not in negative.text:  # those hold two speakers
                assert item.key not in raised(said(item, negative.text), language), negative.text


def test_ordinary_talk_raises_next_to_nothing() -> None:
    rows = [line.split("\t") for line in TALK.read_text("utf-8").splitlines()]
    alarms = [row for row in rows if raised([["agent", row[0]], ["customer", row[1]]], "zh")]
    assert len(rows) > 150
    assert len(alarms) / len(rows) <= ALARMS


def test_claims_of_the_evidence_corpus_are_found_and_its_traps_are_not() -> None:
    cases = [case for case in read_corpus() if case.trap not in STRUCTURAL]
    keys = {
        case.id: {s.key for s in REVIEWER.review(case.transcript, CallContext()).signals} for case in cases
    }
    customer = [case for case in cases if not case.proposal.key.startswith("agent.")]
    right = [case.proposal.key in keys[case.id] for case in customer if case.accept]
    wrong = [case.proposal.key in keys[case.id] for case in customer if not case.accept]
    assert sum(right) / len(right) >= CLAIMS_FOUND
    assert sum(wrong) / len(wrong) <= CLAIMS_ALARMED
