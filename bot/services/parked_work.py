"""Work that was set aside: what it is, why, and how it goes back into its queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import NotFoundError
from storage.models import WorkItem
from storage.unit_of_work import UnitOfWorkFactory

PAYLOADS_KEPT = timedelta(days=7)  # long enough to look into a complaint; payloads hold what people wrote


@dataclass(frozen=True, kw_only=True)
class ParkedItem:
    """One item that a person may replay. Never its payload: that may quote people."""

    id: int
    queue: str
    kind: str
    reason: str
    attempts: int
    created_at: datetime
    parked_at: datetime | None


def list_parked(units: UnitOfWorkFactory, *, limit: int = 50) -> list[ParkedItem]:
    """Return the newest set-aside items."""
    with units() as uow:
        return [_value(item) for item in uow.queue.parked(limit=limit)]


def replay_parked(units: UnitOfWorkFactory, item_id: int, *, actor: str) -> None:
    """Put one set-aside item back into its queue; NotFoundError `parked_not_found` when there is none."""
    with units() as uow:
        item = uow.queue.get(item_id)
        if item is None or item.state != "set_aside":
            raise NotFoundError("parked_not_found", id=item_id)
        uow.audit.append(actor, "work.replayed", "work_item", item_id, reason=item.reason)
        uow.queue.replay(item)
        uow.commit()


def forget_payloads(units: UnitOfWorkFactory) -> int:
    """Empty the payloads of work that ended a week ago; return how many. A sweep for the clock."""
    with units() as uow:
        count = uow.queue.blank_finished(uow.now - PAYLOADS_KEPT)
        uow.commit()
        return count


def _value(item: WorkItem) -> ParkedItem:
    return ParkedItem(
        id=item.id or 0,
        queue=item.queue,
        kind=item.kind,
        reason=item.reason or "",
        attempts=item.attempts,
        created_at=item.created_at,
        parked_at=item.finished_at,
    )
