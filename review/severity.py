"""How grave a finding is by the taxonomy's rules: a proposer's own grade is checked by code, and differences are kept.

Three things decide, in this order: words that the rules know for a grade, the levels that the signal's rule knows
at all, and other findings of the same call. Where code and proposer differ, the more cautious grade is shown.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from review.domain import Grading, Severity, Signal
from review.taxonomy import SignalDefinition, Taxonomy

BY_WORDS, BY_RANGE, BY_OTHERS = "words", "range", "others"
STRESS_CAUSES = frozenset(
    {
        "stress.payment_affected",
        "stress.income_loss",
        "stress.expense_shock",
        "stress.debt_burden",
        "vuln.health_life_event",
    }
)
_LEVEL = re.compile(r"\b(low|medium|high|critical)\b")


def graded(signals: Iterable[Signal], taxonomy: Taxonomy, by_rules: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Return the signals with the more cautious of both grades, and a note where they differ.

    `by_rules` are the offline reviewer's findings of the same call, graded by it.
    """
    proposed = tuple(signals)
    alone = tuple(_by_code(item, taxonomy, by_rules) for item in proposed)
    company = tuple(item for item in by_rules if item.key not in {signal.key for signal in proposed})
    together = regrade((*alone, *company))
    return tuple(_noted(*pair, by_rules) for pair in zip(proposed, alone, together, strict=False))


def levels(definition: SignalDefinition) -> tuple[Severity, ...]:
    """Return the levels that a signal can have by its rule and default, lowest first."""
    named = {Severity(found) for found in _LEVEL.findall(definition.severity_rule)}
    return tuple(level for level in Severity if level in named | {definition.severity})


def _by_code(signal: Signal, taxonomy: Taxonomy, by_rules: tuple[Signal, ...]) -> Signal:
    same = [item.severity for item in by_rules if item.key == signal.key and _share_a_turn(item, signal)]
    if same:
        return replace(signal, severity=max(same, key=lambda level: level.rank))
    definition = taxonomy.get(signal.key)
    known = levels(definition) if definition else tuple(Severity)
    # A level that the rule does not know becomes the next graver one that it does, else its gravest.
    fitting = [level for level in known if level.rank >= signal.severity.rank]
    return replace(signal, severity=fitting[0] if fitting else known[-1])


def _noted(proposed: Signal, alone: Signal, final: Signal, by_rules: tuple[Signal, ...]) -> Signal:
    if final.severity is proposed.severity:
        return proposed
    if final.severity is not alone.severity:
        reason = BY_OTHERS
    else:
        found = any(item.key == proposed.key and _share_a_turn(item, proposed) for item in by_rules)
        reason = BY_WORDS if found else BY_RANGE
    note = Grading(proposed=proposed.severity, by_code=final.severity, reason=reason)
    return replace(proposed, severity=note.shown, grading=note)


def _share_a_turn(one: Signal, other: Signal) -> bool:
    return bool(set(one.turns) & set(other.turns))


def regrade(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Return the signals with severities that follow from the others found in the same call."""
    keys = {item.key for item in signals}
    return tuple(_regraded(item, keys) for item in signals)


def _regraded(signal: Signal, keys: set[str]) -> Signal:
    severity = signal.severity
    if signal.key == "stress.deferral_request" and severity is Severity.MEDIUM and keys & STRESS_CAUSES:
        severity = Severity.HIGH
    if signal.key == "stress.expense_shock" and "stress.payment_affected" in keys:
        severity = Severity.HIGH
    if signal.key == "collateral.third_party_user" and keys & {"fraud.straw_borrower", "fraud.ab_loan"}:
        severity = Severity.HIGH
    return signal if severity is signal.severity else replace(signal, severity=severity)
