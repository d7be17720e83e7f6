"""Data keys (sealed), the sealed head of the audit trail, and what stays of erased rows."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.models.base import instant, maybe_instant


class DataKey(SQLModel, table=True):
    """A random key, sealed by the operator's secret. `purpose`: `data`, `digest` or `audit`."""

    __tablename__ = "data_key"

    id: int | None = Field(default=None, primary_key=True)
    purpose: str
    wrapped: str
    wrapped_by: str
    """Name of the secret that sealed it; says nothing about the secret."""
    created_at: datetime = instant()
    retired_at: datetime | None = maybe_instant()
    """From when on it only opens old values."""


class AuditHead(SQLModel, table=True):
    """How many audit events there are and the hash of the last, keyed: without the key it cannot be forged."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True)
    events: int
    head: str
    mac: str


class Tombstone(SQLModel, table=True):
    """What stays of an erased row: which, when, by which rule, and a keyed digest of what it held."""

    __tablename__ = "tombstone"
    __table_args__ = (Index("ix_tombstone_entity", "entity", "entity_id"),)

    id: int | None = Field(default=None, primary_key=True)
    entity: str
    entity_id: int
    rule: str
    digest: str
    erased_at: datetime = instant()
