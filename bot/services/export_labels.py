"""Decided signals as labelled cases: what leads confirmed and dismissed teaches and measures the next reviewer."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.services.review_call import known_values
from bot.services.transcripts import load_transcript
from bot.services.work import read_subject
from review.domain import Role, Transcript
from review.redaction import redact, redact_text
from storage.models import StoredReview, StoredSignal
from storage.repositories.reviews import UNDECIDED
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

SPOKEN_BY = {
    Role.AGENT: "Agent",
    Role.BOT: "Agent",
    Role.CUSTOMER: "Customer",
    Role.THIRD_PARTY: "Third party",
}
CONFIRMED = ("confirmed", "resolved")
AGENT_PREFIX = "agent."


@dataclass(frozen=True, kw_only=True)
class ExportedLabels:
    """How many calls were written, and how many were left out because a signal still waits for its decision."""

    calls: int
    confirmed: int
    dismissed: int
    undecided: int

    def as_json(self) -> dict[str, int]:
        """Return the counts, ready for JSON."""
        return {
            "calls": self.calls,
            "confirmed": self.confirmed,
            "dismissed": self.dismissed,
            "undecided": self.undecided,
        }


def export_labels(new_unit: UnitOfWorkFactory, folder: Path) -> ExportedLabels:
    """Write redacted transcripts and `labels.jsonl` as `huifang evaluate` reads them; nothing personal leaves.

    Only calls whose signals are all decided are written. The same call keeps its name, so that a second export
    into the folder renews it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    undecided = 0
    with new_unit() as uow:
        for review in uow.reviews.newest_of_transcripts():
            signals = uow.reviews.signals_of_review(review.id or 0)
            if any(signal.state in UNDECIDED for signal in signals):
                undecided += 1
                continue
            row, text = _case(uow, review, signals)
            (folder / f"{row['id']}.txt").write_text(text, encoding="utf-8")
            rows.append(row)
        uow.audit.append("cli", "labels_exported", "review", None, calls=len(rows))
        uow.commit()
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / "labels.jsonl").write_text("".join(lines), encoding="utf-8")
    return ExportedLabels(
        calls=len(rows),
        confirmed=sum(len(row["customer_signals"]) + len(row["agent_signals"]) for row in rows),
        dismissed=sum(len(row["hard_negatives"]) for row in rows),
        undecided=undecided,
    )


def _case(
    uow: UnitOfWork, review: StoredReview, signals: Sequence[StoredSignal]
) -> tuple[dict[str, Any], str]:
    subject = read_subject(uow, review.callback_id)
    known = known_values(subject)
    stored = uow.reviews.transcript(review.transcript_id)
    transcript = redact(load_transcript(stored), known).transcript if stored else None
    kept = [signal for signal in signals if signal.state in CONFIRMED]
    dismissed = [signal for signal in signals if signal.state == "rejected"]
    row = {
        "id": f"call-{review.transcript_id:06d}",
        "variant": subject.callback.form_key,
        "clean": not kept,
        "customer_signals": [_label(item, known) for item in kept if not item.key.startswith(AGENT_PREFIX)],
        "agent_signals": [_label(item, known) for item in kept if item.key.startswith(AGENT_PREFIX)],
        "hard_negatives": [
            {"key": item.proposed_key, "type": _reason(uow, item), "turn": turn}
            for item in dismissed
            for turn in _turns(item)[:1]
        ],
        "optional_signals": [],
        "promise_to_pay": None,
    }
    return row, "".join(_tagged(transcript)) if transcript else ""


def _label(signal: StoredSignal, known: dict[str, str]) -> dict[str, Any]:
    quotes = [str(item["quote"]) for item in signal.evidence]
    return {
        "key": signal.key,
        "severity": signal.severity,
        "turns": _turns(signal),
        "quote": redact_text(quotes[0], known).text if quotes else "",
    }


def _turns(signal: StoredSignal) -> list[int]:
    return sorted({int(item["turn"]) for item in signal.evidence})


def _reason(uow: UnitOfWork, signal: StoredSignal) -> str:
    decisions = uow.reviews.decisions_of(signal.id or 0)
    return (decisions[-1].reason if decisions else None) or "other"


def _tagged(transcript: Transcript) -> Iterator[str]:
    for turn in transcript.turns:
        yield f"{SPOKEN_BY.get(turn.role, 'Customer')}: {' '.join(turn.text.split())}\n"
