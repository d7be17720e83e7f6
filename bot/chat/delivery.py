"""Takes calls from the outbox to Telegram: claim, re-check, record the attempt, call, close.

`sendMessage` has no idempotency key. An attempt row is committed before the call and closed after it; one that
was never closed is an unknown outcome, and the item's kind says whether to repeat or to hold.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Message
from telegram.error import TelegramError

from bot.chat.calls import FREE_OF_CHARGE, Call, Skip, build_call
from bot.chat.closing import Closer
from bot.chat.limits import Limits
from bot.chat.outcomes import Ending, Outcome, classify
from bot.chat.rendering import CardRenderers
from bot.chat.settling import Settler
from bot.runtime import DatabaseThreads, Held, LeaseLoop, Timing, Wakeups, describe, hold
from bot.services.outgoing import delete_message
from storage.models import WorkItem
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

log = logging.getLogger(__name__)

CALL_TIMEOUT = 20.0  # seconds; a call must end, one way or the other, before its lease of 30 does
MAX_RENDERINGS = 3  # tries before a card that cannot be rendered is set aside
DELETIONS_PER_SWEEP = 200


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A call whose attempt row has been committed."""

    call: Call
    attempt_id: int
    leaves_at: float
    """On the monotonic clock, seconds: when the limits let the call go."""


class Deliverer:
    """Works the outbox: per chat in order, chats side by side, within the shared limits."""

    def __init__(
        self,
        *,
        bot: Bot,
        renderers: CardRenderers,
        units: UnitOfWorkFactory,
        services: Any,
        threads: DatabaseThreads,
        wake: Wakeups,
        limits: Limits = Limits(),  # noqa: B008 (holds no state of its own)
        timing: Timing = Timing(),  # noqa: B008 (frozen value)
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._bot = bot
        self._renderers = renderers
        self._services = services
        self._limits = limits
        self._timing = timing
        self._settler = Settler(limits=limits, jitter=jitter)
        self._closer = Closer(units=units, threads=threads, settler=self._settler)
        self.loop = LeaseLoop(
            "outbox",
            self.deliver,
            units=units,
            threads=threads,
            wake=wake,
            timing=timing,
            claim=self._claim,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then finish what is in hand."""
        await self.loop.run(stop)

    async def deliver(self, held: Held) -> None:
        """Make the call of one leased item and close its attempt."""
        prepared: Prepared = held.prepared
        await asyncio.sleep(max(0.0, prepared.leaves_at - time.monotonic()))
        outcome = await self._call(prepared.call)
        await self._closer.close(held, prepared.attempt_id, outcome)

    def _claim(self, uow: UnitOfWork, owner: str, limit: int) -> Sequence[Held | None]:
        began = time.monotonic()  # what `uow.now` is on the clock that nobody sets
        allowed = min(limit, self._limits.bot_allowance(uow))
        if allowed <= 0:
            return []
        items = uow.queue.claim("outbox", owner, limit=allowed, lease=self._timing.lease)
        # Claim, re-check and attempt row are one transaction: one disk flush less before a reply leaves.
        return [self._prepare_safely(uow, item, owner, began) for item in items]

    def _prepare_safely(self, uow: UnitOfWork, item: WorkItem, owner: str, began: float) -> Held | None:
        try:
            with uow.savepoint():
                prepared = self._prepare(uow, item, began)
        except Exception as error:  # noqa: BLE001 (a renderer may fail in any way)
            uow.budgets.forget_locks()  # they went with the savepoint
            self._cannot_prepare(uow, item, error)
            return None
        return hold(item, owner, prepared) if prepared else None

    def _prepare(self, uow: UnitOfWork, item: WorkItem, began: float) -> Prepared | None:
        if self._was_interrupted(uow, item):
            self._settler.unknown(uow, item)
            return None
        call = build_call(uow, item, self._renderers, self._services)
        if isinstance(call, Skip):
            uow.queue.end(item, call.state, call.reason)
            return None
        leaves_at = began
        if item.payload["do"] not in FREE_OF_CHARGE:
            grant = self._limits.spend(uow, item.payload["chat"])
            if not grant.paid:
                uow.queue.retry(item, at=grant.at, reason="limits")
                item.attempts -= 1  # waiting its turn is no try
                return None
            leaves_at += (grant.at - uow.now).total_seconds()
        attempt = uow.queue.start_attempt(item)
        return Prepared(call=call, attempt_id=attempt.id or 0, leaves_at=leaves_at)

    def _was_interrupted(self, uow: UnitOfWork, item: WorkItem) -> bool:
        never_closed = [each for each in uow.queue.attempts(item) if each.finished_at is None]
        for attempt in never_closed:
            attempt.outcome, attempt.code, attempt.finished_at = "unknown", "interrupted", uow.now
        return bool(never_closed)

    def _cannot_prepare(self, uow: UnitOfWork, item: WorkItem, error: Exception) -> None:
        log.error("cannot prepare item=%s kind=%s %s", item.id, item.kind, describe(error))
        reason = f"failed:{type(error).__name__}"
        if item.attempts < MAX_RENDERINGS:
            self._settler.retry(uow, item, reason)
        else:
            self._settler.set_aside(uow, item, reason)

    async def _call(self, call: Call) -> Outcome:
        try:
            async with asyncio.timeout(CALL_TIMEOUT):
                result = await getattr(self._bot, call.method)(**call.arguments)
        except TelegramError as error:
            return classify(error)
        except TimeoutError:
            return Outcome(ending=Ending.UNKNOWN, code="timeout")
        except Exception as error:  # noqa: BLE001 (the library refuses arguments in its own ways)
            log.error("call failed method=%s %s", call.method, describe(error))  # noqa: TRY400 (without its words)
            return Outcome(ending=Ending.REJECTED, code=type(error).__name__)
        message_id = result.message_id if isinstance(result, Message) else None
        return Outcome(ending=Ending.SENT, message_id=message_id)


def queue_due_deletions(units: UnitOfWorkFactory) -> int:
    """Queue the deletion of messages whose time has come; return how many. A sweep for the clock."""
    with units() as uow:
        due = uow.chats.to_delete(uow.now, limit=DELETIONS_PER_SWEEP)
        for message in due:
            delete_message(uow, message)
        uow.commit()
        return len(due)
