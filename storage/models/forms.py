"""Form responses with their answers and every later change."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import PersonalJson, instant, maybe_instant, personal_dict, personal_words


class FormResponse(SQLModel, table=True):
    """One filling-in of one form version. The open session lives here, not in any process."""

    __tablename__ = "form_response"

    id: int | None = Field(default=None, primary_key=True)
    callback_id: int = Field(foreign_key="callback.id", index=True)
    attempt_id: int | None = Field(default=None, foreign_key="attempt.id")
    agent_id: int | None = Field(default=None, foreign_key="staff_member.id", index=True)
    form_key: str
    form_version: int
    form_length: str = "short"
    state: str = "draft"
    step: int = 0
    session: dict[str, Any] = personal_dict("form_response.session")
    """What `bot.forms` dumps; answers stand in their own table."""
    source: str = "agent_entry"
    started_at: datetime = instant()
    updated_at: datetime = instant()
    submitted_at: datetime | None = maybe_instant()


class Answer(SQLModel, table=True):
    """The current answer to one question; value and status are kept apart."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("response_id", "question", name="uq_answer_question"),)

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="form_response.id", index=True)
    question: str
    value: Any = Field(default=None, sa_column=Column(PersonalJson("answer.value"), nullable=True))
    status: str
    source: str = "agent_entry"
    answered_at: datetime = instant()


class AnswerChange(SQLModel, table=True):
    """A change after submission: old, new, who, when, why."""

    __tablename__ = "answer_change"

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="form_response.id", index=True)
    question: str
    old: dict[str, Any] = personal_dict("answer_change.old")
    new: dict[str, Any] = personal_dict("answer_change.new")
    changed_by: str
    changed_at: datetime = instant()
    reason: str = personal_words("answer_change.reason")
