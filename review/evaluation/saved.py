"""A run kept in a file, so that two versions of rules, prompt or model can be compared call by call.

The labels, which are people's verdicts, are kept with the run: a later change of labels does not rewrite it.
"""

import json
from pathlib import Path
from typing import Any

from review.domain import Severity
from review.errors import ReviewError
from review.evaluation.report import CallResult, Report


class RunError(ReviewError):
    """A kept run cannot be read. Data: ``file``."""

    code = "run_unreadable"


def save_run(report: Report, path: Path) -> None:
    """Write a run; the same run always gives the same bytes but for the times."""
    rows = {"calls": [_row(call) for call in report.calls], "unstable": list(report.unstable)}
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_run(path: Path) -> Report:
    """Return a kept run; raises RunError."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return Report(calls=tuple(_call(row) for row in rows["calls"]), unstable=tuple(rows["unstable"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{path.name}: {error!r}", file=path.name) from error


def _row(call: CallResult) -> dict[str, Any]:
    return {
        "id": call.id,
        "clean": call.clean,
        "expected": dict(call.expected),
        "found": dict(call.found),
        "optional": sorted(call.optional),
        "turns": call.turns,
        "quotes": call.quotes,
        "verbatim": call.verbatim,
        "seconds": call.seconds,
    }


def _call(row: dict[str, Any]) -> CallResult:
    return CallResult(
        id=row["id"],
        clean=row["clean"],
        expected={key: Severity(value) for key, value in row["expected"].items()},
        found={key: Severity(value) for key, value in row["found"].items()},
        optional=frozenset(row["optional"]),
        turns=row["turns"],
        quotes=row["quotes"],
        verbatim=row["verbatim"],
        seconds=row["seconds"],
    )
