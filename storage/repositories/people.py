"""Everything about one person, over all tables: to give it out, and to erase it."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from storage.models import AuditEvent, ChatMessage, Hold, WorkItem
from storage.personal import PersonRecord, erase_of, expired_rows
from storage.repositories.base import Repository

SCAN = 500  # work items looked through at a time


class PeopleRepository(Repository):
    """Queries that follow a person through every table."""

    def record(self, borrower_id: int) -> PersonRecord:
        """Return everything that belongs to a borrower."""
        return PersonRecord(self._session, borrower_id)

    def expired(self, table: str, instant: str, before: datetime, *, after: int, limit: int) -> list[int]:
        """Return the numbers of rows from before an instant that still hold personal data, in order."""
        return expired_rows(self._session, table, instant, before, after=after, limit=limit)

    def erase(self, table: str, numbers: list[int], rule: str, now: datetime, key: bytes) -> int:
        """Empty the personal columns of these rows, each with a tombstone; return how many held anything."""
        return erase_of(self._session, table, numbers, rule, now, key)

    def borrowers_held(self, marker: str, now: datetime) -> list[int]:
        """Return the borrowers with a hold of this marker in force."""
        query = select(Hold.borrower_id, Hold.ends_at).where(
            Hold.marker == marker, col(Hold.lifted_at).is_(None)
        )
        return sorted({number for number, end in self._session.exec(query) if end is None or end > now})

    def events_about(self, numbers: dict[str, set[int]]) -> Iterator[dict[str, Any]]:
        """Yield the audit events about these rows, oldest first."""
        for entity in sorted(numbers):
            wanted = [str(number) for number in sorted(numbers[entity])]
            for start in range(0, len(wanted), SCAN):
                query = select(AuditEvent).where(
                    AuditEvent.entity == entity, col(AuditEvent.entity_id).in_(wanted[start : start + SCAN])
                )
                for event in self._session.exec(query.order_by(col(AuditEvent.id))):
                    yield event.model_dump(include={"id", "at", "actor", "action", "entity", "entity_id"})

    def work_that_names(self, words: Collection[str]) -> Iterator[WorkItem]:
        """Yield work whose payload holds one of these words; payloads are sealed, so all of them are opened."""
        last = 0
        while True:
            query = select(WorkItem).where(col(WorkItem.id) > last).order_by(col(WorkItem.id)).limit(SCAN)
            batch = self._session.exec(query).all()
            for item in batch:
                text = json.dumps(item.payload, ensure_ascii=False)
                if any(word in text for word in words):
                    yield item
            if len(batch) < SCAN:
                return
            last = batch[-1].id or 0

    def messages_about(self, subjects: dict[str, set[int]], chat_id: int | None) -> list[ChatMessage]:
        """Return the live messages about these subjects (kind → numbers), and all in the person's own chat."""
        found: list[ChatMessage] = []
        for kind, numbers in subjects.items():
            query = select(ChatMessage).where(
                ChatMessage.kind == kind,
                col(ChatMessage.subject_id).in_(numbers),
                ChatMessage.state == "live",
            )
            found.extend(self._session.exec(query))
        if chat_id is not None:
            query = select(ChatMessage).where(ChatMessage.chat_id == chat_id, ChatMessage.state == "live")
            found.extend(row for row in self._session.exec(query) if row not in found)
        return found
