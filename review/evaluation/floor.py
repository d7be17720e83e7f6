"""The figures below which a change must not fall."""

from collections.abc import Mapping

from review.evaluation.report import Report

MORE_IS_WORSE = "false_alarm_rate_clean"


def below(report: Report, floor: Mapping[str, float]) -> tuple[str, ...]:
    """Return in words every figure that is worse than its floor; shares are 0 to 1, a missing figure is the worst."""
    measured = {
        "customer_f1": report.customer.f1,
        "agent_f1": report.agent.f1,
        "flagged_share": report.flagged_share,
        MORE_IS_WORSE: report.false_alarm_rate,
        "quote_validity": report.quote_validity,
    }
    return tuple(
        f"{name} is {measured[name]}, the floor is {limit}"
        for name, limit in {**floor, "quote_validity": 1.0}.items()
        if _worse(name, measured[name], limit)
    )


def _worse(name: str, value: float | None, limit: float) -> bool:
    if value is None:
        return True
    return value > limit if name == MORE_IS_WORSE else value < limit
