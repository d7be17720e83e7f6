"""Labelled calls from a folder: `NNN.txt` and every `labels*.jsonl`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.domain import Severity
from review.errors import ReviewError


class LabelsError(ReviewError):
    """A labels file is malformed. Data: ``file`` and ``line``."""

    code = "labels_malformed"


@dataclass(frozen=True, kw_only=True)
class LabelledCall:
    """One call and what careful readers found in it; severities by signal key."""

    id: str
    path: Path
    variant: str
    clean: bool
    customer: dict[str, Severity]
    agent: dict[str, Severity]
    optional: frozenset[str]

    @property
    def expected(self) -> dict[str, Severity]:
        """Return customer and agent signals together."""
        return self.customer | self.agent


def read_labels(folder: Path) -> tuple[LabelledCall, ...]:
    """Return the calls of all label files, by id; raises LabelsError naming file and line."""
    files = sorted(folder.glob("labels*.jsonl"))
    if not files:
        raise LabelsError(f"no labels*.jsonl in {folder}", file=str(folder), line=None)
    calls = [_call(folder, file, number, line) for file in files for number, line in _lines(file)]
    return tuple(sorted(calls, key=lambda call: call.id))


def _lines(file: Path) -> list[tuple[int, str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _call(folder: Path, file: Path, number: int, line: str) -> LabelledCall:
    try:
        row = json.loads(line)
        call = LabelledCall(
            id=row["id"],
            path=_transcript(folder, row["id"]),
            variant=row.get("variant", "first_30d"),
            clean=row["clean"],
            customer=_severities(row.get("customer_signals", [])),
            agent=_severities(row.get("agent_signals", [])),
            optional=frozenset(item["key"] for item in row.get("optional_signals", [])),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise LabelsError(f"{file.name}:{number}: {error!r}", file=file.name, line=number) from error
    if not call.path.is_file():
        raise LabelsError(
            f"{file.name}:{number}: no transcript {call.path.name}", file=file.name, line=number
        )
    return call


def _transcript(folder: Path, name: str) -> Path:
    """Return the transcript of a call: NNN.txt, or NNN with whatever ending there is."""
    plain = folder / f"{name}.txt"
    return plain if plain.is_file() else next(iter(sorted(folder.glob(f"{name}.*"))), plain)


def _severities(rows: list[dict[str, Any]]) -> dict[str, Severity]:
    """Return the gravest severity of each key."""
    found: dict[str, Severity] = {}
    for row in rows:
        severity = Severity(row.get("severity", "medium"))
        found[row["key"]] = max(found.get(row["key"], severity), severity, key=lambda item: item.rank)
    return found
