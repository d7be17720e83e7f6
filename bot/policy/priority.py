"""In what order an agent's queue stands (domain pack, section 2.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.policy.tiers import Tier

TIER_WEIGHT = 10
OVERDUE_CAP = 30  # lateness alone must not outrank a crisis
HOURS_PER_POINT = 4
SLOT_BONUS = 15
SLOT_TOLERANCE = timedelta(minutes=30)  # a time that the customer chose wins this long before and after it
SECONDS_PER_HOUR = 3600


@dataclass(frozen=True, kw_only=True)
class QueueItem:
    """One callback in a queue. `slot_at` is the time the customer chose, if any."""

    callback_id: str
    priority: int
    tier: Tier
    due_at: datetime
    created_at: datetime
    slot_at: datetime | None = None


def queue_score(priority: int, tier: Tier, due_at: datetime, now: datetime, *, customer_slot: bool) -> float:
    """Return priority + 10·tier (R1 = 1 … R4 = 4) + min(30, hours overdue / 4) + 15 for a customer's slot."""
    hours = max(0.0, (now - due_at).total_seconds() / SECONDS_PER_HOUR)
    overdue = min(float(OVERDUE_CAP), hours / HOURS_PER_POINT)
    return priority + TIER_WEIGHT * tier.rank + overdue + (SLOT_BONUS if customer_slot else 0)


def score_of(item: QueueItem, now: datetime) -> float:
    """Return the queue score of one item at `now`."""
    return queue_score(item.priority, item.tier, item.due_at, now, customer_slot=item.slot_at is not None)


def slot_is_now(item: QueueItem, now: datetime) -> bool:
    """Return whether the customer expects the call within half an hour of `now`."""
    return item.slot_at is not None and abs(now - item.slot_at) <= SLOT_TOLERANCE


def sort_queue(items: Iterable[QueueItem], now: datetime) -> tuple[QueueItem, ...]:
    """Return the items in working order: slots that are now, then score, ties by oldest."""
    return tuple(
        sorted(
            items,
            key=lambda item: (
                not slot_is_now(item, now),
                -score_of(item, now),
                item.created_at,
                item.callback_id,
            ),
        )
    )
