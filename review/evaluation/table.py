"""Reports as plain-text tables of at most 80 columns."""

from review.domain import Severity
from review.evaluation.counts import Counts
from review.evaluation.report import Report

HEAD = f"{'signal':<32}{'found':>7}{'alarm':>7}{'missed':>8}{'prec':>7}{'rec':>7}{'F1':>7}"


def render(report: Report) -> str:
    """Return overall figures, one line a key, and the severities of hits."""
    average, longest = report.milliseconds
    lines = [
        f"{len(report.calls)} calls, {sum(call.clean for call in report.calls)} of them clean",
        f"calls with a customer signal that were flagged   {share(report.flagged_share)}",
        f"clean calls with a false alarm                   {share(report.false_alarm_rate)}",
        f"quotes that are verbatim                         {share(report.quote_validity)}",
        f"hits with the labelled severity                  {share(report.severity_agreement)}",
        f"time per call                                    {average} ms on average, {longest} ms at most",
        "",
        HEAD,
        _row("all customer signals", report.customer),
        _row("all agent signals", report.agent),
        *(_row(key, counts) for key, counts in report.by_key.items()),
        "",
        "severity, labelled (down) against found (across)",
        f"{'':<10}" + "".join(f"{item.value:>10}" for item in Severity),
        *(_severities(report, labelled) for labelled in Severity),
    ]
    if report.unstable:
        lines.append(f"not the same on every repeat: {', '.join(report.unstable)}")
    return "\n".join(lines)


def share(value: float | None) -> str:
    """Return a share as a percentage, or a dash."""
    return "   -" if value is None else f"{value * 100:.1f} %"


def _row(name: str, counts: Counts) -> str:
    figures = "".join(
        f"{'-' if value is None else f'{value:.2f}':>7}"
        for value in (counts.precision, counts.recall, counts.f1)
    )
    return f"{name:<32}{counts.hits:>7}{counts.false_alarms:>7}{counts.misses:>8}{figures}"


def _severities(report: Report, labelled: Severity) -> str:
    cells = "".join(f"{report.severity.get((labelled, found), 0):>10}" for found in Severity)
    return f"{labelled.value:<10}{cells}"
