"""Two reports side by side."""

from review.evaluation.report import Report
from review.evaluation.table import share


def compare(before: Report, after: Report) -> str:
    """Return what changed between two reports on the same calls: overall, by key, and by call."""
    lines = [
        _line("customer F1", before.customer.f1, after.customer.f1),
        _line("agent F1", before.agent.f1, after.agent.f1),
        _line("flagged calls", before.flagged_share, after.flagged_share),
        _line("false alarms on clean", before.false_alarm_rate, after.false_alarm_rate),
    ]
    for key in sorted({*before.by_key, *after.by_key}):
        old, new = before.by_key.get(key), after.by_key.get(key)
        pair = (old.f1 if old else None, new.f1 if new else None)
        if pair[0] != pair[1]:
            lines.append(_line(key, *pair))
    return "\n".join([*lines, *_calls(before, after)])


def _line(name: str, before: float | None, after: float | None) -> str:
    return f"{name:<34}{share(before):>9} -> {share(after):>9}"


def _calls(before: Report, after: Report) -> list[str]:
    old = {call.id: call for call in before.calls}
    lines: list[str] = []
    for call in after.calls:
        was = old.get(call.id)
        if was is None:
            continue
        better = {*was.misses, *was.false_alarms} - {*call.misses, *call.false_alarms}
        worse = {*call.misses, *call.false_alarms} - {*was.misses, *was.false_alarms}
        marks = [*(f"+{key}" for key in sorted(better)), *(f"-{key}" for key in sorted(worse))]
        if marks:
            lines.append(f"{call.id}: {' '.join(marks)}")
    return lines
