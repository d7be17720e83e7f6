"""One lease queue for updates that came in, calls that go out, and jobs.

Claiming is by lease: a worker that dies loses nothing, its items return when the lease ends. Items with the
same ordering key run one after another. The same code runs on SQLite (`BEGIN IMMEDIATE` makes claims
exclusive) and on PostgreSQL (`FOR UPDATE SKIP LOCKED`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, cast, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.errors import LeaseLostError
from storage.heads import heads, is_due
from storage.models import DeliveryAttempt, WorkItem
from storage.repositories.base import insert_unless_there


class Queue:
    """The queue within one session; the unit of work commits."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self.filled: set[str] = set()
        """Names of the queues that this unit of work put something into."""

    def put(
        self,
        queue: str,
        kind: str,
        payload: dict[str, Any],
        *,
        key: str,
        ordering_key: str,
        lane: int = 50,
        available_at: datetime | None = None,
        not_after: datetime | None = None,
        repeat: str = "repeat",
    ) -> bool:
        """Queue an item; return False, changing nothing, when the key is already there."""
        values = {
            "queue": queue,
            "kind": kind,
            "payload": payload,
            "key": key,
            "ordering_key": ordering_key,
            "lane": lane,
            "available_at": available_at or self._now,
            "not_after": not_after,
            "repeat": repeat,
            "state": "ready",
            "attempts": 0,
            "result": {},
            "created_at": self._now,
        }
        self.filled.add(queue)
        return insert_unless_there(self._session, WorkItem, values, ["queue", "key"])

    def knows(self, queue: str, key: str) -> bool:
        """Return whether an item with this key was ever queued."""
        query = select(WorkItem.id).where(WorkItem.queue == queue, WorkItem.key == key)
        return self._session.exec(query).first() is not None

    def claim(self, queue: str, owner: str, *, limit: int, lease: timedelta) -> list[WorkItem]:
        """Lease up to `limit` items: oldest first within a lane, at most one per ordering key."""
        self._free_expired(queue)
        numbers = heads(self._session, queue, self._now, limit)
        if not numbers:
            return []
        # Asked again under the lock: on PostgreSQL another worker may have taken one since.
        query = (
            select(WorkItem)
            .where(
                col(WorkItem.id).in_(numbers),
                WorkItem.state == "ready",
                is_due(self._now),
            )
            .order_by(col(WorkItem.lane), col(WorkItem.available_at), col(WorkItem.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        items = list(self._session.exec(query).all())
        for item in items:
            item.state, item.lease_owner = "leased", owner
            item.lease_until = self._now + lease
            item.attempts += 1
        self._session.flush()
        return items

    def get(self, item_id: int) -> WorkItem | None:
        """Return an item by number."""
        return self._session.get(WorkItem, item_id)

    def mine(self, item_id: int, owner: str) -> WorkItem:
        """Return the item that `owner` still holds; raises LeaseLostError otherwise."""
        item = self._session.get(WorkItem, item_id, with_for_update=True, populate_existing=True)
        if item is None or item.state != "leased" or item.lease_owner != owner:
            raise LeaseLostError(item_id=item_id)
        return item

    def done(self, item: WorkItem, **result: Any) -> None:
        """Close an item as done."""
        self._close(item, "done", None)
        item.result = result

    def retry(self, item: WorkItem, *, at: datetime, reason: str) -> None:
        """Put an item back, to be claimed not before `at`."""
        item.state, item.available_at, item.reason = "ready", at, reason
        item.lease_owner = item.lease_until = None

    def set_aside(self, item: WorkItem, reason: str) -> None:
        """Park an item that cannot be worked, with its reason; a person may replay it."""
        self._close(item, "set_aside", reason)

    def end(self, item: WorkItem, state: str, reason: str) -> None:
        """Close an item as `expired` or `cancelled`."""
        self._close(item, state, reason)

    def release(self, owner: str) -> int:
        """Hand back everything that `owner` holds (graceful stop); return how many."""
        query = select(WorkItem).where(WorkItem.state == "leased", WorkItem.lease_owner == owner)
        items = self._session.exec(query).all()
        for item in items:
            item.state, item.attempts = "ready", max(0, item.attempts - 1)
            item.lease_owner = item.lease_until = None
        return len(items)

    def hand_back(self, owner: str, numbers: Sequence[int]) -> None:
        """Hand back some of what `owner` holds; the try does not count, for the database was at fault."""
        query = select(WorkItem).where(
            col(WorkItem.id).in_(numbers), WorkItem.state == "leased", WorkItem.lease_owner == owner
        )
        for item in self._session.exec(query.with_for_update()).all():
            item.state, item.attempts = "ready", max(0, item.attempts - 1)
            item.lease_owner = item.lease_until = None

    def owners(self, queue: str) -> Sequence[str]:
        """Return who holds leases in a queue, each once."""
        query = select(WorkItem.lease_owner).where(
            WorkItem.queue == queue, WorkItem.state == "leased", col(WorkItem.lease_owner).is_not(None)
        )
        return [owner for owner in self._session.exec(query.distinct()) if owner is not None]

    def take_back(self, queue: str, owner: str) -> int:
        """Free what a dead owner holds, before its leases end; its tries stay counted. Return how many."""
        query = select(WorkItem).where(
            WorkItem.queue == queue, WorkItem.state == "leased", WorkItem.lease_owner == owner
        )
        items = self._session.exec(query.with_for_update(skip_locked=True)).all()
        for item in items:
            item.state, item.lease_owner, item.lease_until = "ready", None, None
        return len(items)

    def release_all(self) -> None:
        """Hand back everything that anybody holds; only for a database that no other process uses."""
        for item in self._session.exec(select(WorkItem).where(WorkItem.state == "leased")):
            item.state, item.lease_owner, item.lease_until = "ready", None, None

    def replay(self, item: WorkItem) -> None:
        """Make a set-aside item ready again."""
        item.state, item.available_at, item.reason = "ready", self._now, None
        item.attempts, item.finished_at = 0, None

    def depth(self) -> Sequence[tuple[str, str, int]]:
        """Return (queue, state, count) of all items that are not done."""
        query = (
            select(WorkItem.queue, WorkItem.state, func.count())
            .where(col(WorkItem.state) != "done")
            .group_by(col(WorkItem.queue), col(WorkItem.state))
        )
        return self._session.exec(query).all()

    def idle(self, queue: str) -> bool:
        """Return whether nothing is ready now or leased in a queue."""
        query = select(WorkItem.id).where(
            WorkItem.queue == queue,
            or_(
                col(WorkItem.state) == "leased",
                and_(col(WorkItem.state) == "ready", col(WorkItem.available_at) <= self._now),
            ),
        )
        return self._session.exec(query.limit(1)).first() is None

    def parked(self, *, limit: int = 50) -> Sequence[WorkItem]:
        """Return the newest set-aside items."""
        query = select(WorkItem).where(WorkItem.state == "set_aside").order_by(col(WorkItem.id).desc())
        return self._session.exec(query.limit(limit)).all()

    def behind(self, item: WorkItem, *, limit: int = 20) -> Sequence[WorkItem]:
        """Return what waits behind an item under the same ordering key, oldest first."""
        query = select(WorkItem).where(
            WorkItem.queue == item.queue,
            WorkItem.ordering_key == item.ordering_key,
            WorkItem.state == "ready",
            col(WorkItem.id) > item.id,
        )
        return self._session.exec(query.order_by(col(WorkItem.id)).limit(limit)).all()

    def blank_finished(self, before: datetime, *, limit: int = 1_000) -> int:
        """Empty the payloads of items that ended before an instant; keys and outcomes stay. Return how many.

        Payloads hold what people wrote; keys must stay, so that nothing is ever queued a second time.
        """
        query = select(WorkItem.id).where(
            col(WorkItem.state).in_(("done", "expired", "cancelled")),
            col(WorkItem.finished_at) < before,
            cast(col(WorkItem.payload), String) != "{}",
        )
        numbers = self._session.exec(query.order_by(col(WorkItem.id)).limit(limit)).all()
        blank = update(WorkItem).where(col(WorkItem.id).in_(numbers)).values(payload={})
        self._session.execute(blank)
        return len(numbers)

    def has_behind(self, item_id: int, count: int) -> bool:
        """Return whether at least `count` items wait behind an item under its ordering key."""
        item = aliased(WorkItem)
        query = (
            select(WorkItem.id)
            .join(
                item,
                and_(
                    col(item.queue) == col(WorkItem.queue),
                    col(item.ordering_key) == col(WorkItem.ordering_key),
                ),
            )
            .where(item.id == item_id, WorkItem.state == "ready", col(WorkItem.id) > item_id)
        )
        return self._session.exec(query.offset(count - 1).limit(1)).first() is not None

    def since_nth_newest(self, queue: str, ordering_key: str, count: int) -> datetime | None:
        """Return when the `count`-th newest finished item of an ordering key came in; None where there are fewer."""
        query = select(WorkItem.created_at).where(
            WorkItem.queue == queue, WorkItem.ordering_key == ordering_key, WorkItem.state == "done"
        )
        return self._session.exec(query.order_by(col(WorkItem.id).desc()).offset(count - 1).limit(1)).first()

    def start_attempt(self, item: WorkItem) -> DeliveryAttempt:
        """Record that a delivery is about to be tried; open attempts are unknown outcomes."""
        attempt = DeliveryAttempt(work_item_id=item.id or 0, started_at=self._now)
        self._session.add(attempt)
        self._session.flush()
        return attempt

    def attempts(self, item: WorkItem) -> Sequence[DeliveryAttempt]:
        """Return the delivery attempts of an item, oldest first."""
        query = select(DeliveryAttempt).where(DeliveryAttempt.work_item_id == item.id)
        return self._session.exec(query.order_by(col(DeliveryAttempt.id))).all()

    def _free_expired(self, queue: str) -> None:
        # Apart from the claim, so that the claim walks one index in order and stops early in a long queue.
        query = select(WorkItem.id).where(
            WorkItem.queue == queue, WorkItem.state == "leased", col(WorkItem.lease_until) <= self._now
        )
        expired = self._session.exec(query.with_for_update(skip_locked=True)).all()
        if expired:
            self._session.execute(update(WorkItem).where(col(WorkItem.id).in_(expired)).values(state="ready"))

    def _close(self, item: WorkItem, state: str, reason: str | None) -> None:
        item.state, item.reason, item.finished_at = state, reason, self._now
        item.lease_owner = item.lease_until = None
