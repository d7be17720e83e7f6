"""The hash chain: every event carries the hash of the one before it; the head is authenticated with a key."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from storage.audit_anchor import Anchor, head_mac
from storage.models import AuditEvent, AuditHead

GENESIS = "0" * 64
CHAIN_LOCK = 0x68756966616E67  # "huifang": the PostgreSQL advisory lock that serialises appends
LOWEST = -(2**31)  # below every number a row can have: one slipped in before the first must be seen too
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
    """Appends to and verifies the trail within one session; `key` authenticates the head where there is one."""

    def __init__(self, session: Session, now: datetime, key: bytes | None = None) -> None:
        self._session = session
        self._now = now
        self._key = key
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

    def seal_head(self) -> None:
        """Authenticate the present head, if this unit appended; the unit of work calls this before it commits."""
        if self._head is not None and self._key is not None:
            events, head = self._head
            row = AuditHead(id=1, events=events, head=head, mac=head_mac(self._key, events, head))
            self._session.merge(row)

    def seal_first_head(self) -> None:
        """Authenticate the head of a trail from before there was a key."""
        self._head = self._read_head()
        self.seal_head()

    def head(self) -> tuple[int, str]:
        """Return the number of the last event and its hash, as they stand."""
        return self._read_head()

    def verify(self, anchors: Sequence[Anchor | None] = ()) -> AuditVerdict:
        """Walk the whole trail; stop at the first event that was changed, dropped, added or moved.

        Then the head must be the authenticated one, and the trail must go through every anchor.
        """
        count, head, expected_id = 0, GENESIS, 1
        hashes = {anchor.events: "" for anchor in anchors if anchor is not None}
        for event in self._events():
            reason = _fault(event, expected_id, head)
            if reason:
                fault = AuditFault(event_id=event.id or 0, reason=reason)
                return AuditVerdict(events=count, head=head, fault=fault)
            count, head, expected_id = count + 1, event.hash, expected_id + 1
            if count in hashes:
                hashes[count] = head
        reason = self._head_fault(count, head)
        if reason:
            return AuditVerdict(events=count, head=head, fault=AuditFault(event_id=count, reason=reason))
        return AuditVerdict(events=count, head=head, fault=_anchor_fault(anchors, hashes, count))

    def _head_fault(self, events: int, head: str) -> str | None:
        if self._key is None:
            return None
        row = self._session.get(AuditHead, 1, populate_existing=True)
        if row is None:
            return "head_missing"
        if not hmac.compare_digest(row.mac, head_mac(self._key, row.events, row.head)):
            return "head_forged"
        if row.events > events:
            return "tail_missing"
        return None if (row.events, row.head) == (events, head) else "head_differs"

    def _read_head(self) -> tuple[int, str]:
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
        query = select(AuditEvent.id, AuditEvent.hash).order_by(col(AuditEvent.id).desc()).limit(1)
        row = self._session.exec(query).first()
        return (row[0] or 0, row[1]) if row else (0, GENESIS)

    def _events(self) -> Iterator[AuditEvent]:
        last = LOWEST
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


def _anchor_fault(anchors: Sequence[Anchor | None], hashes: dict[int, str], events: int) -> AuditFault | None:
    hashes[0] = GENESIS
    for anchor in anchors:
        if anchor is None:
            return AuditFault(event_id=events, reason="anchor_forged")
        if anchor.events > events:
            return AuditFault(event_id=events, reason="tail_missing")
        if hashes[anchor.events] != anchor.head:
            return AuditFault(event_id=anchor.events, reason="history_rewritten")
    return None
