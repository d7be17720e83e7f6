"""The lease queue's rows, the record of delivery attempts, and the budgets that all processes share."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import instant, json_dict, maybe_instant, personal_dict


class WorkItem(SQLModel, table=True):
    """One unit of durable work: an update that came in, a call that goes out, or a job."""

    __tablename__ = "work_item"
    __table_args__ = (
        UniqueConstraint("queue", "key", name="uq_work_item_key"),
        Index("ix_work_item_claim", "queue", "state", "lane", "available_at", "id"),
        Index("ix_work_item_order", "queue", "ordering_key", "state", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    queue: str
    """`inbox`, `outbox` or `job`."""
    key: str
    """Idempotency key: the same key is never queued twice."""
    ordering_key: str
    """Items with the same ordering key run one after another, oldest first (a chat, usually)."""
    lane: int = 50
    """Smaller goes first: replies before cards before bulk."""
    kind: str
    payload: dict[str, Any] = personal_dict("work_item.payload")
    state: str = "ready"
    """ready → leased → done | set_aside | expired | cancelled"""
    available_at: datetime = instant()
    not_after: datetime | None = maybe_instant()
    repeat: str = "repeat"
    """After an unknown outcome: `repeat` (may arrive twice) or `hold` (a person decides)."""
    lease_owner: str | None = None
    lease_until: datetime | None = maybe_instant()
    attempts: int = 0
    reason: str | None = None
    result: dict[str, Any] = json_dict()
    created_at: datetime = instant()
    finished_at: datetime | None = maybe_instant()


class DeliveryAttempt(SQLModel, table=True):
    """One try to hand an outbox item to Telegram, written before the try, closed after it."""

    __tablename__ = "delivery_attempt"

    id: int | None = Field(default=None, primary_key=True)
    work_item_id: int = Field(foreign_key="work_item.id", index=True)
    started_at: datetime = instant()
    finished_at: datetime | None = maybe_instant()
    outcome: str = "unknown"
    """`sent`, `retry`, `refused`, `skipped` or `unknown` (never closed)."""
    code: str | None = None


class SendBudget(SQLModel, table=True):
    """What may still be sent, per scope (`bot`, `chat:<id>`); shared by every worker of the bot."""

    __tablename__ = "send_budget"

    scope: str = Field(primary_key=True)
    tokens: float
    refilled_at: datetime = instant()
    blocked_until: datetime | None = maybe_instant()
    """Set by Telegram's own "too many requests": nothing goes out in this scope before."""
    limited_chat: int | None = Field(default=None, sa_type=BigInteger)
    """On the bot's row: the chat that was limited last, to tell one busy chat from a busy bot."""
    limited_at: datetime | None = maybe_instant()


class ModelDay(SQLModel, table=True):
    """What the model has cost on one day of the lender's; open reservations count as spent."""

    __tablename__ = "model_day"

    day: date = Field(primary_key=True)
    tokens: int = Field(default=0, sa_type=BigInteger)
    unpriced: int = Field(default=0, sa_type=BigInteger)
    """Tokens of models that the price list does not know: what they cost is unknown."""
    cost_nano: int = Field(default=0, sa_type=BigInteger)
    """Billionths of the price list's currency, so that sums are exact on either engine."""
    told_at: datetime | None = maybe_instant()
    """When staff were told that this day's budget is used up."""
