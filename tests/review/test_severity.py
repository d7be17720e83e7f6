"""A proposer's severity is checked by the taxonomy's rule: differences are kept, the more cautious grade is shown."""

import pytest

from review.domain import Certainty, Evidence, Holder, Polarity, Role, Severity, Signal, Slots, Time
from review.severity import graded, levels
from review.taxonomy import load_taxonomy
from tests.review.llm.calls import CONTEXT, OFFLINE, STRESSED, FakeModel, reviewer_with
from tests.review.llm.servers import ANSWER, FINDING

TAXONOMY = load_taxonomy()
SLOTS = Slots(holder=Holder.SELF, time=Time.NOW, polarity=Polarity.AFFIRMED, certainty=Certainty.STATED)


def signal(key: str, severity: str, turn: int = 4, origin: str = "llm") -> Signal:
    return Signal(
        key=key, severity=Severity(severity), speaker=Role.CUSTOMER, slots=SLOTS, rationale="",
        evidence=(Evidence(turn=turn, quote="-"),), follow_up=(), origin=origin,
    )  # fmt: skip


def grade(*found: Signal, rules: tuple[Signal, ...] = ()) -> list[tuple[str, str | None]]:
    return [
        (item.severity.value, item.grading.reason if item.grading else None)
        for item in graded(found, TAXONOMY, rules)
    ]


def rule(key: str, severity: str, turn: int = 4) -> tuple[Signal, ...]:
    return (signal(key, severity, turn, "offline"),)


@pytest.mark.parametrize(
    ("key", "proposed", "shown", "reason"),
    [
        ("stress.payment_affected", "medium", "medium", None),
        ("stress.income_loss", "low", "medium", "range"),
        ("fraud.ab_loan", "medium", "critical", "range"),
        ("stress.income_loss", "critical", "critical", "range"),
        ("agent.false_promise", "low", "high", "range"),
    ],
)
def test_level_that_the_rule_does_not_know_is_noted(
    key: str, proposed: str, shown: str, reason: str | None
) -> None:
    assert grade(signal(key, proposed)) == [(shown, reason)]


def test_words_that_the_rules_grade_higher_win() -> None:
    found = signal("stress.payment_affected", "low")
    assert grade(found, rules=rule("stress.payment_affected", "high")) == [("high", "words")]


def test_models_graver_grade_stays_and_the_difference_is_kept() -> None:
    [item] = graded(
        [signal("stress.payment_affected", "high")], TAXONOMY, rule("stress.payment_affected", "low")
    )
    assert (item.severity, item.as_json()["grading"]) == (
        Severity.HIGH,
        {"proposed": "high", "by_code": "low", "reason": "words"},
    )


def test_rules_grade_of_other_words_says_nothing() -> None:
    found = signal("stress.payment_affected", "low")
    assert grade(found, rules=rule("stress.payment_affected", "high", turn=9)) == [("low", None)]


@pytest.mark.parametrize("company", ["proposed", "rules"])
def test_other_findings_of_the_call_raise_it_as_they_do_offline(company: str) -> None:
    request = signal("stress.deferral_request", "medium")
    cause = signal("stress.income_loss", "high", 6)
    found = (
        grade(request, cause) if company == "proposed" else grade(request, rules=rule(cause.key, "high", 6))
    )
    assert found[0] == ("high", "others")


def test_every_signal_has_a_level_and_its_default_is_one() -> None:
    assert all(item.severity in levels(item) for item in TAXONOMY.signals)


def test_review_by_a_model_is_graded_like_the_offline_one() -> None:
    model = FakeModel([ANSWER | {"findings": [FINDING | {"sev": "low"}]}])
    [found] = [i for i in reviewer_with(model).review(STRESSED, CONTEXT).signals if i.key == FINDING["key"]]
    [by_rules] = [i for i in OFFLINE.review(STRESSED, CONTEXT).signals if i.key == FINDING["key"]]
    assert (found.origin, found.severity) == ("llm", by_rules.severity)
    assert found.grading is not None
    assert found.grading.proposed is Severity.LOW
