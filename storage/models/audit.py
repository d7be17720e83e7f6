"""The append-only, hash-chained audit trail."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.models.base import instant, json_dict


class AuditEvent(SQLModel, table=True):
    """One thing somebody did. Holds ids, codes and hashes; never call text or personal data."""

    __tablename__ = "audit_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant()
    actor: str = Field(index=True)
    """`staff:7`, `customer:12`, `system:planner`, `cli:operator`."""
    action: str = Field(index=True)
    entity: str
    entity_id: str = Field(index=True)
    details: dict[str, Any] = json_dict()
    previous_hash: str
    hash: str
