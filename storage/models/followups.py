"""What a confirmed signal opens: support cases and tasks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.models.base import instant, json_dict, json_list, maybe_instant, personal_dict, personal_string


class SupportCase(SQLModel, table=True):
    """Help being arranged for a borrower in difficulty. It never changes the loan."""

    __tablename__ = "support_case"

    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    callback_id: int | None = Field(default=None, foreign_key="callback.id")
    signal_id: int | None = Field(default=None, foreign_key="signal.id")
    reason: str = ""
    requested: list[str] = json_list()
    affordable_minor: int | None = Field(default=None, sa_type=BigInteger)
    since_on: date | None = None
    """Since when paying has been hard, as the customer said."""
    recover_on: date | None = None
    state: str = "draft"
    owner_id: int | None = Field(default=None, foreign_key="staff_member.id")
    due_at: datetime = instant()
    opened_at: datetime = instant()
    decision: str | None = None
    decided_by: int | None = Field(default=None, foreign_key="staff_member.id")
    decided_at: datetime | None = maybe_instant()
    start_on: date | None = None
    end_on: date | None = None
    draft: dict[str, Any] = json_dict()
    """The offer that its owner is putting together: kind and terms so far."""


class Task(SQLModel, table=True):
    """A piece of work for a person or a desk that is not a callback."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_open", "state", "due_at"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    desk: str = ""
    """The desk that owns it when no person does: fraud, compliance, support, collateral, data …"""
    owner_id: int | None = Field(default=None, foreign_key="staff_member.id", index=True)
    loan_id: int | None = Field(default=None, foreign_key="loan.id", index=True)
    callback_id: int | None = Field(default=None, foreign_key="callback.id")
    signal_id: int | None = Field(default=None, foreign_key="signal.id", index=True)
    question: str | None = personal_string("task.question")
    reply: str | None = personal_string("task.reply")
    details: dict[str, Any] = personal_dict("task.details")
    created_by: str = ""
    created_at: datetime = instant()
    due_at: datetime | None = maybe_instant()
    state: str = "open"
    done_at: datetime | None = maybe_instant()
