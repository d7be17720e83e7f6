"""Reads the evidence corpus: claims about invented calls, and whether the gate may show them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.domain import (
    Certainty,
    Evidence,
    Holder,
    Polarity,
    Proposal,
    Role,
    Severity,
    Slots,
    Speakers,
    Time,
    Transcript,
    Turn,
)

FOLDER = Path(__file__).parents[2] / "fixtures" / "evidence"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One claim, its call and the right outcome; `reasons` are the codes that fit a wrong claim."""

    id: str
    trap: str
    language: str
    transcript: Transcript
    proposal: Proposal
    accept: bool
    reasons: tuple[str, ...]


def read_corpus() -> list[Case]:
    """Return all cases of all files."""
    return [
        _case(path.stem, json.loads(line))
        for path in sorted(FOLDER.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def call(turns: list[list[str]], *, suspect: bool = False, language: str = "zh-CN") -> Transcript:
    """Return a transcript of [role, text] pairs."""
    return Transcript(
        source_format="test",
        language=language,
        turns=tuple(Turn(index=at, role=Role(role), text=text) for at, (role, text) in enumerate(turns, 1)),
        speakers=Speakers(agent="agent", customer="customer", suspect=suspect),
        checksum="",
    )


def claim(
    key: str, *evidence: tuple[int, str], slots: dict[str, str] | None = None, severity: str = "medium"
) -> Proposal:
    """Return a proposal with evidence as (turn, quote) pairs; slots default to the affirmed reading."""
    holder = "agent" if key.startswith("agent.") else "self"
    filled = {"holder": holder, "time": "now", "polarity": "affirmed", "certainty": "stated"} | (slots or {})
    return Proposal(
        key=key,
        severity=Severity(severity),
        evidence=tuple(Evidence(turn=turn, quote=quote) for turn, quote in evidence),
        slots=Slots(
            holder=Holder(filled["holder"]),
            time=Time(filled["time"]),
            polarity=Polarity(filled["polarity"]),
            certainty=Certainty(filled["certainty"]),
        ),
    )


def _case(trap: str, row: dict[str, Any]) -> Case:
    made = row["claim"]
    also = [(item["turn"], item["quote"]) for item in made.get("also", [])]
    return Case(
        id=row["id"],
        trap=trap,
        language=row["lang"],
        transcript=call(row["transcript"], suspect=row.get("suspect", False), language=row["lang"]),
        proposal=claim(made["key"], *also, (made["turn"], made["quote"]), slots=made["slots"]),
        accept=row["accept"],
        reasons=tuple((row["reason"] or "").split("|")),
    )
