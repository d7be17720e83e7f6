"""Sent cards and what the next text of a person answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from storage.models import ChatExpectation, ChatMessage
from storage.repositories.base import Repository


class ChatRepository(Repository):
    """Queries on chat messages and expectations."""

    def message(self, number: int) -> ChatMessage | None:
        """Return a chat message by its row number."""
        return self._session.get(ChatMessage, number)

    def at(self, chat_id: int, message_id: int) -> ChatMessage | None:
        """Return the row behind a message in a chat."""
        query = select(ChatMessage).where(
            ChatMessage.chat_id == chat_id, ChatMessage.message_id == message_id
        )
        return self._session.exec(query).first()

    def live(self, kind: str, subject_id: int, chat_id: int | None = None) -> Sequence[ChatMessage]:
        """Return the live messages about a subject, newest first."""
        query = select(ChatMessage).where(
            ChatMessage.kind == kind, ChatMessage.subject_id == subject_id, ChatMessage.state == "live"
        )
        if chat_id is not None:
            query = query.where(ChatMessage.chat_id == chat_id)
        return self._session.exec(query.order_by(col(ChatMessage.id).desc())).all()

    def of_kind(self, kind: str, chat_id: int) -> Sequence[ChatMessage]:
        """Return the live messages of a kind in a chat, newest first."""
        query = select(ChatMessage).where(
            ChatMessage.kind == kind, ChatMessage.chat_id == chat_id, ChatMessage.state == "live"
        )
        return self._session.exec(query.order_by(col(ChatMessage.id).desc())).all()

    def next_outgoing(self, message: ChatMessage) -> int:
        """Return the next number for an outbox item that concerns this message."""
        message.outgoing += 1
        return message.outgoing

    def to_delete(self, now: datetime, *, limit: int) -> Sequence[ChatMessage]:
        """Return live messages whose deletion time has come and whose delivery is confirmed."""
        query = select(ChatMessage).where(
            ChatMessage.state == "live",
            col(ChatMessage.delete_at).is_not(None),
            col(ChatMessage.delete_at) <= now,
            col(ChatMessage.message_id).is_not(None),
        )
        return self._session.exec(query.order_by(col(ChatMessage.delete_at)).limit(limit)).all()

    def count_since(self, kind: str, chat_id: int, since: datetime) -> int:
        """Return how many messages of a kind were queued for a chat since then."""
        query = select(func.count()).select_from(ChatMessage)
        query = query.where(
            ChatMessage.kind == kind, ChatMessage.chat_id == chat_id, ChatMessage.created_at >= since
        )
        return self._session.exec(query).one()

    def messages_since(self, kind: str, chat_id: int, since: datetime) -> Sequence[ChatMessage]:
        """Return the messages of a kind that were queued for a chat since then."""
        query = select(ChatMessage).where(
            ChatMessage.kind == kind, ChatMessage.chat_id == chat_id, ChatMessage.created_at >= since
        )
        return self._session.exec(query.order_by(col(ChatMessage.id))).all()

    def expectation(self, chat_user_id: int) -> ChatExpectation | None:
        """Return what the next text of a person answers."""
        return self._session.get(ChatExpectation, chat_user_id)

    def expect(self, expectation: ChatExpectation) -> None:
        """Replace what the next text of a person answers."""
        self._session.merge(expectation)

    def expect_nothing(self, chat_user_id: int) -> None:
        """Forget what the next text of a person would have answered."""
        row = self._session.get(ChatExpectation, chat_user_id)
        if row is not None:
            self._session.delete(row)
