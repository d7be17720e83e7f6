"""How one finding changes the severity of another, by the rules of the taxonomy."""

from dataclasses import replace

from review.domain import Severity, Signal

STRESS_CAUSES = frozenset(
    {
        "stress.payment_affected",
        "stress.income_loss",
        "stress.expense_shock",
        "stress.debt_burden",
        "vuln.health_life_event",
    }
)


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
