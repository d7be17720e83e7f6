"""Messages in chats that the program may have to edit, replace or delete later."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.models.base import instant, maybe_instant, personal_string


class ChatMessage(SQLModel, table=True):
    """A sent card or form screen. `message_id` is None until delivery has been confirmed."""

    __tablename__ = "chat_message"
    __table_args__ = (
        Index("ix_chat_message_subject", "chat_id", "kind", "subject_id", "state"),
        Index("ix_chat_message_deletion", "state", "delete_at"),
        Index("ix_chat_message_place", "chat_id", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    kind: str
    """`callback_card`, `form`, `signal_card`, `phone`, `digest` …"""
    subject_id: int | None = None
    staff_id: int | None = Field(default=None, foreign_key="staff_member.id")
    state: str = "live"
    """live → deleting → deleted, or gone (the person deleted it, or the bot is blocked)."""
    outgoing: int = 0
    """How many outbox items concern this message; makes their keys."""
    created_at: datetime = instant()
    delete_at: datetime | None = maybe_instant()


class ChatExpectation(SQLModel, table=True):
    """What the next free text of a person answers: a form question, a reason, a transcript."""

    __tablename__ = "chat_expectation"

    chat_user_id: int = Field(primary_key=True, sa_type=BigInteger)
    kind: str
    subject_id: int | None = None
    detail: str | None = personal_string("chat_expectation.detail")
    set_at: datetime = instant()
    expires_at: datetime | None = maybe_instant()
