"""Recordings of calls and photos of inspections: what is known about content that lies in the archive."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import instant, json_dict, json_list, maybe_instant, personal


class Recording(SQLModel, table=True):
    """One recorded call. `digest` is the SHA-256 of the file as it came: the same file is the same recording."""

    __tablename__ = "recording"
    __table_args__ = (
        Index("ix_recording_state", "state", "id"),
        Index("ix_recording_retention", "retain_until"),
    )

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    callback_id: int | None = Field(default=None, foreign_key="callback.id", index=True)
    """None while nobody knows which call it is."""
    attempt_id: int | None = Field(default=None, foreign_key="attempt.id")
    agent_id: int | None = Field(default=None, foreign_key="staff_member.id", index=True)
    transcript_id: int | None = Field(default=None, foreign_key="transcript.id", index=True)
    source: str
    """`chat` or `folder`."""
    name: str | None = personal("recording.name")
    """The file's own name; recorders put phone numbers into it."""
    mime: str | None = None
    size: int = Field(sa_type=BigInteger)
    state: str = "archived"
    """archived → waiting (no endpoint) | transcribing → transcribed; or silent, unreadable, one_voice, text_sent,
    failed; `unmatched` until somebody says which call it is; `erased` at the end of its retention."""
    reason: str | None = None
    tries: int = 0
    container: str | None = None
    channels: int | None = None
    duration_ms: int | None = None
    playable: str | None = None
    """Digest of the normalised copy (OGG/Opus) that clips are cut from."""
    words: str | None = None
    """Digest of the recogniser's whole answer, each word with its confidence."""
    replies: dict[str, Any] = json_dict()
    """Digests of the answers for pieces already transcribed, so that a retry pays for none twice."""
    recorded_at: datetime | None = maybe_instant()
    received_at: datetime = instant()
    retain_until: datetime = instant()
    legal_hold: str | None = None
    """Why it must be kept beyond its retention; None = no hold."""
    erased_at: datetime | None = maybe_instant()


class Inspection(SQLModel, table=True):
    """What was compared after one vehicle inspection. Findings are facts: `{"fact": key, "values": {…}}`."""

    __tablename__ = "inspection"

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="form_response.id", unique=True)
    callback_id: int = Field(foreign_key="callback.id", index=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    agent_id: int | None = Field(default=None, foreign_key="staff_member.id")
    findings: list[dict[str, Any]] = json_list()
    checked_at: datetime = instant()


class InspectionPhoto(SQLModel, table=True):
    """One photo: the original and the copy without hidden data, both by digest, and what the camera wrote."""

    __tablename__ = "inspection_photo"
    __table_args__ = (UniqueConstraint("response_id", "file_id", name="uq_inspection_photo"),)

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="form_response.id", index=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    question: str
    file_id: str
    digest: str | None = Field(default=None, index=True)
    shared: str | None = None
    failure: str | None = None
    taken_at: str | None = None
    """The camera's own time, ISO without a zone unless the camera wrote one."""
    latitude: float | None = None
    longitude: float | None = None
    fetched_at: datetime = instant()
    retain_until: datetime = instant()
