"""Transcripts, reviews, signals, and the decisions that people take on them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import (
    instant,
    json_list,
    maybe_instant,
    personal_dict,
    personal_list,
    personal_string,
    personal_words,
)


class StoredTranscript(SQLModel, table=True):
    """The canonical transcript of one call; `turns` as `review.domain.Turn` fields."""

    __tablename__ = "transcript"
    __table_args__ = (UniqueConstraint("callback_id", "checksum", name="uq_transcript_content"),)

    id: int | None = Field(default=None, primary_key=True)
    callback_id: int = Field(foreign_key="callback.id", index=True)
    agent_id: int | None = Field(default=None, foreign_key="staff_member.id")
    source_format: str
    language: str
    turns: list[dict[str, Any]] = personal_list("transcript.turns")
    speakers: dict[str, Any] = personal_dict("transcript.speakers")
    warnings: list[str] = personal_list("transcript.warnings")
    duration_ms: int | None = None
    checksum: str
    state: str = "ready"
    version: int = 1
    received_at: datetime = instant()


class StoredReview(SQLModel, table=True):
    """One pass of one reviewer over one transcript, with all that is needed to repeat it."""

    __tablename__ = "review"

    id: int | None = Field(default=None, primary_key=True)
    transcript_id: int = Field(foreign_key="transcript.id", index=True)
    callback_id: int = Field(foreign_key="callback.id", index=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    agent_id: int | None = Field(default=None, foreign_key="staff_member.id")
    state: str = "queued"
    kind: str = "offline"
    model: str = ""
    prompt_version: str = ""
    input_hash: str = ""
    tokens: int = 0
    cost: Decimal = Field(default=Decimal(0), max_digits=12, decimal_places=6)
    currency: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Of the cost; empty where no model was paid, or where tokens were used and their price is not known."""
    summary: str = personal_words("review.summary")
    result: dict[str, Any] = personal_dict("review.result")
    """The whole review in the shape of the JSON contract."""
    failure: str | None = None
    queued_at: datetime = instant()
    proposed_at: datetime | None = maybe_instant()
    finalised_at: datetime | None = maybe_instant()


class StoredSignal(SQLModel, table=True):
    """One proposed finding and where it stands."""

    __tablename__ = "signal"
    __table_args__ = (Index("ix_signal_waiting", "state", "decide_by"),)

    id: int | None = Field(default=None, primary_key=True)
    review_id: int | None = Field(default=None, foreign_key="review.id", index=True)
    response_id: int | None = Field(default=None, foreign_key="form_response.id", index=True)
    callback_id: int = Field(foreign_key="callback.id", index=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    agent_id: int | None = Field(default=None, foreign_key="staff_member.id")
    team: str = ""
    key: str
    severity: str
    proposed_key: str
    proposed_severity: str
    speaker: str
    origin: str
    """`offline`, `llm` or `form`."""
    evidence: list[dict[str, Any]] = personal_list("signal.evidence")
    slots: dict[str, Any] = personal_dict("signal.slots")
    rationale: str = personal_words("signal.rationale")
    follow_up: list[str] = json_list()
    state: str = "proposed"
    proposed_at: datetime = instant()
    decide_by: datetime = instant()
    escalation: int = 0
    """How many levels the waiting decision has climbed."""
    decided_at: datetime | None = maybe_instant()
    ended_at: datetime | None = maybe_instant()
    """When a confirmed cause ended; its tier points decay from here."""


class Decision(SQLModel, table=True):
    """A person's verdict. The unique pair makes one of two simultaneous presses lose."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("signal_id", "sequence", name="uq_decision_authoritative"),)

    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = Field(foreign_key="signal.id", index=True)
    sequence: int = 1
    decided_by: int = Field(foreign_key="staff_member.id")
    at: datetime = instant()
    verdict: str
    reason: str | None = None
    key: str
    severity: str
    note: str | None = personal_string("decision.note")
    seconds: float = 0.0
    """Time from first seeing the card to deciding."""
    evidence_opened: bool = False


class SignalView(SQLModel, table=True):
    """When one person first saw a signal's card and first opened its evidence."""

    __tablename__ = "signal_view"
    __table_args__ = (UniqueConstraint("signal_id", "staff_id", name="uq_signal_view"),)

    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = Field(foreign_key="signal.id", index=True)
    staff_id: int = Field(foreign_key="staff_member.id")
    seen_at: datetime = instant()
    opened_at: datetime | None = maybe_instant()
