"""Closes a delivery attempt: what its outcome means for the item, the message, the person and the limits."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.chat.calls import CREATING, message_of
from bot.chat.limits import Limits
from bot.chat.outcomes import Ending, Outcome
from bot.runtime import backoff
from bot.services.reach import undelivered
from storage.models import WorkItem
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

RETRY_BASE = timedelta(seconds=0.5)
RETRY_CAP = timedelta(seconds=60)
MISCONFIGURED_PAUSE = timedelta(seconds=60)  # a person has to change the token first
GIVE_UP_AFTER = timedelta(hours=24)  # a card of yesterday helps nobody; a person may replay it
MAX_UNKNOWN = 8
"""At most so many doubtful sends of one message, so at most so many doubles. An agent without the form cannot work, so that
being shown it twice is the smaller harm; at three, 200 kills in an hour left two forms unsent."""

# How attempt rows name the endings (see DeliveryAttempt.outcome).
ATTEMPT_OUTCOMES = {
    Ending.SENT: "sent",
    Ending.GONE: "skipped",
    Ending.TOO_LATE: "skipped",
    Ending.REFUSED: "refused",
    Ending.REJECTED: "refused",
    Ending.LIMITED: "retry",
    Ending.NOT_SENT: "retry",
    Ending.MISCONFIGURED: "retry",
    Ending.UNKNOWN: "unknown",
}


@dataclass(frozen=True, kw_only=True)
class Settler:
    """Applies outcomes within the unit of work at hand. `jitter` gives 0 to 1."""

    limits: Limits
    jitter: Callable[[], float]

    def apply(self, uow: UnitOfWork, item: WorkItem, outcome: Outcome) -> None:
        """End the item or put it back, and write what is now known."""
        match outcome.ending:
            case Ending.SENT:
                self._sent(uow, item, outcome)
            case Ending.GONE:
                self._mark(uow, item)
                uow.queue.done(item, gone=True)
            case Ending.TOO_LATE:
                uow.queue.end(item, "expired", "too_late")
            case Ending.REFUSED:
                self._refused(uow, item)
            case Ending.REJECTED:
                self.set_aside(uow, item, f"rejected:{outcome.code}")
            case Ending.LIMITED:
                self.limits.limited(uow, item.payload["chat"], outcome.retry_after)
                uow.queue.retry(item, at=uow.now + outcome.retry_after, reason="limited")
            case Ending.MISCONFIGURED:
                log.error("bot token refused item=%s", item.id)
                uow.queue.retry(item, at=uow.now + MISCONFIGURED_PAUSE, reason="misconfigured")
            case Ending.NOT_SENT:
                self.retry(uow, item, outcome.code or "not_sent")
            case Ending.UNKNOWN:
                self.unknown(uow, item)

    def unknown(self, uow: UnitOfWork, item: WorkItem) -> None:
        """Repeat or hold an item that may have arrived, as its kind declares."""
        if item.payload["do"] in CREATING:
            doubtful = sum(1 for attempt in uow.queue.attempts(item) if attempt.outcome == "unknown")
            if item.repeat == "hold" or doubtful >= MAX_UNKNOWN:
                self.set_aside(uow, item, "unknown_outcome")
                return
        self.retry(uow, item, "unknown_outcome")

    def retry(self, uow: UnitOfWork, item: WorkItem, reason: str) -> None:
        """Put an item back with a growing pause; set it aside when it has grown too old."""
        if uow.now - item.created_at > GIVE_UP_AFTER:
            self.set_aside(uow, item, "gave_up")
            return
        pause = backoff(item.attempts, base=RETRY_BASE, cap=RETRY_CAP, jitter=self.jitter())
        uow.queue.retry(item, at=uow.now + pause, reason=reason)

    def set_aside(self, uow: UnitOfWork, item: WorkItem, reason: str) -> None:
        """Park an item for a person; the log names it and never quotes it."""
        log.error("outbox item set aside item=%s kind=%s reason=%s", item.id, item.kind, reason)
        uow.queue.set_aside(item, reason)

    def _sent(self, uow: UnitOfWork, item: WorkItem, outcome: Outcome) -> None:
        message = message_of(uow, item)
        if message is not None and item.payload["do"] in CREATING:
            message.message_id = outcome.message_id
        if item.payload["do"] == "delete":
            self._mark(uow, item)
        uow.queue.done(item)

    def _refused(self, uow: UnitOfWork, item: WorkItem) -> None:
        message = message_of(uow, item)
        staff = uow.staff.by_chat_user(item.payload["chat"])
        if staff is not None:
            staff.blocked_bot_at = uow.now
        customer = None if staff else uow.loans.borrower_by_chat(item.payload["chat"])
        if customer is not None:
            undelivered(uow, customer, item.payload)
        if message is not None:
            message.state = "gone"
        uow.queue.end(item, "cancelled", "refused")

    def _mark(self, uow: UnitOfWork, item: WorkItem) -> None:
        message = message_of(uow, item)
        if message is not None:
            message.state = "deleted" if item.payload["do"] == "delete" else "gone"
