"""Callbacks (the business object), attempts to reach the customer, identity checks."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import instant, json_dict, json_list, maybe_instant, personal_dict


class Callback(SQLModel, table=True):
    """One cycle of one form for one loan. Unique by (loan, form, cycle), so no planner can double it."""

    __tablename__ = "callback"
    __table_args__ = (
        UniqueConstraint("loan_id", "form_key", "cycle_key", name="uq_callback_cycle"),
        Index("ix_callback_opening", "state", "window_open"),
        Index("ix_callback_retry", "state", "next_try_at"),
        Index("ix_callback_closing", "state", "deadline_missed", "closes_at"),
        Index("ix_callback_desk", "assignee_id", "state", "pushed_at"),
        Index("ix_callback_rank", "state", "backlog", "rank", "due_at"),
        Index("ix_callback_slot", "customer_slot_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    form_key: str
    cycle_key: str
    rule_key: str
    purpose: str = "service"
    trigger: str | None = None
    explanation: list[dict[str, Any]] = json_list()
    """Lines for *why due*: `{"text": key, "values": {…}}`."""
    window_open: datetime = instant()
    due_at: datetime = instant()
    closes_at: datetime = instant()
    rank: int = 50
    """The part of the queue order that time does not change: priority plus ten per tier step."""
    tier: str = "R1"
    team: str = ""
    language: str = "zh-CN"
    assignee_id: int | None = Field(default=None, foreign_key="staff_member.id")
    state: str = "planned"
    deadline_missed: bool = False
    deadline_reason: str | None = None
    backlog: bool = False
    """True for work that an import brought in already late; it is spread, not flooded."""
    customer_slot_at: datetime | None = maybe_instant()
    next_try_at: datetime | None = maybe_instant()
    pushed_at: datetime | None = maybe_instant()
    claimed_at: datetime | None = maybe_instant()
    attempts: int = 0
    reschedules: int = 0
    completed_at: datetime | None = maybe_instant()
    outcome: str | None = None
    close_reason: str | None = None
    closed_at: datetime | None = maybe_instant()
    """When a terminal state was reached, whichever it was."""
    details: dict[str, Any] = json_dict()
    """What the cycle asks for besides: `tasks`, `call_only`, `self_link_on` (ISO day), `merged` (cycle keys)."""
    merged_into: int | None = None
    reopened_from: int | None = None
    source_signal_id: int | None = None
    created_at: datetime = instant()
    updated_at: datetime = instant()


class Attempt(SQLModel, table=True):
    """One try to reach the customer; a blocked try is kept with its reasons and counts for nothing."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_agent", "agent_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    callback_id: int = Field(foreign_key="callback.id", index=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    borrower_id: int = Field(foreign_key="borrower.id", index=True)
    agent_id: int | None = Field(default=None, foreign_key="staff_member.id")
    at: datetime = instant(index=True)
    channel: str = "phone"
    direction: str = "outbound"
    purpose: str = "service"
    policy_key: str
    policy_version: str = ""
    allowed: bool
    reasons: list[dict[str, Any]] = json_list()
    state: str = "dialing"
    outcome: str | None = None
    connected: bool = False
    requested_by_customer: bool = False
    ended_at: datetime | None = maybe_instant()
    details: dict[str, Any] = personal_dict("attempt.details")


class IdentityCheck(SQLModel, table=True):
    """Results of the identity factors, never their values."""

    __tablename__ = "identity_check"

    id: int | None = Field(default=None, primary_key=True)
    callback_id: int = Field(foreign_key="callback.id", index=True)
    attempt_id: int | None = Field(default=None, foreign_key="attempt.id")
    factors: dict[str, Any] = json_dict()
    result: str
    at: datetime = instant()
