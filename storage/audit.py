"""The hash chain: every event carries the hash of the one before it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from storage.models import AuditEvent

GENESIS = "0" * 64
CHAIN_LOCK = 0x68756966616E67  # "huifang": the PostgreSQL advisory lock that serialises appends
VERIFY_BATCH = 2_000  # rows read at a time, so that a long trail does not fill memory


@dataclass(frozen=True, kw_only=True)
class AuditFault:
    """The first event that breaks the chain, and how."""

    event_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class AuditVerdict:
    """What `huifang audit verify` found: how many events hold, the head hash, and the first fault."""

    events: int
    head: str
    fault: AuditFault | None = None


class AuditTrail:
    """Appends to and verifies the trail within one session."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._head: tuple[int, str] | None = None

    def append(self, actor: str, action: str, entity: str, entity_id: object, **details: Any) -> None:
        """Add one event to the transaction at hand. Details hold ids, codes and counts only."""
        number, previous = self._head or self._read_head()
        event = AuditEvent(
            id=number + 1,
            at=self._now,
            actor=actor,
            action=action,
            entity=entity,
            entity_id=str(entity_id),
            details=details,
            previous_hash=previous,
            hash="",
        )
        event.hash = event_hash(event)
        self._session.add(event)
        self._head = (number + 1, event.hash)

    def verify(self) -> AuditVerdict:
        """Walk the whole trail; stop at the first event that was changed, dropped, added or moved."""
        count, head, expected_id = 0, GENESIS, 1
        for event in self._events():
            reason = _fault(event, expected_id, head)
            if reason:
                fault = AuditFault(event_id=event.id or 0, reason=reason)
                return AuditVerdict(events=count, head=head, fault=fault)
            count, head, expected_id = count + 1, event.hash, expected_id + 1
        return AuditVerdict(events=count, head=head)

    def _read_head(self) -> tuple[int, str]:
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
        query = select(AuditEvent.id, AuditEvent.hash).order_by(col(AuditEvent.id).desc()).limit(1)
        row = self._session.exec(query).first()
        return (row[0] or 0, row[1]) if row else (0, GENESIS)

    def _events(self) -> Iterator[AuditEvent]:
        last = 0
        while True:
            query = (
                select(AuditEvent)
                .where(col(AuditEvent.id) > last)
                .order_by(col(AuditEvent.id))
                .limit(VERIFY_BATCH)
            )
            batch = self._session.exec(query).all()
            yield from batch
            if len(batch) < VERIFY_BATCH:
                return
            last = batch[-1].id or 0
            self._session.expunge_all()


def event_hash(event: AuditEvent) -> str:
    """Return the SHA-256 (hex) over the event's content and the previous hash."""
    content = {
        "id": event.id,
        "at": event.at.astimezone(UTC).isoformat(),
        "actor": event.actor,
        "action": event.action,
        "entity": event.entity,
        "entity_id": event.entity_id,
        "details": event.details,
        "previous": event.previous_hash,
    }
    text_form = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text_form.encode()).hexdigest()


def _fault(event: AuditEvent, expected_id: int, head: str) -> str | None:
    if event.id != expected_id:
        return "event_missing"
    if event.previous_hash != head:
        return "chain_broken"
    if event.hash != event_hash(event):
        return "content_changed"
    return None
