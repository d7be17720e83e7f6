"""Hands updates from the inbox to handlers: what a handler writes, what it says and "done" are one transaction."""

import asyncio
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.chat.boundary import MAX_TRIES, set_aside, settle_failure
from bot.chat.pace import MANY_BEHIND, Pace
from bot.chat.reading import ordering_key, read_update
from bot.chat.router import Handler, Router, private_only
from bot.chat.turn import Incoming, open_turn
from bot.runtime import DatabaseThreads, Held, LeaseLoop, Observe, Timing, Wakeups, unobserved
from bot.services.reach import note_blocked
from storage.errors import LeaseLostError
from storage.unit_of_work import UnitOfWorkFactory


@dataclass(kw_only=True, slots=True)
class Flight:
    """One update on its way through PTB: the item, and how it ended."""

    held: Held
    settled: bool = False
    error: Exception | None = None
    filled: set[str] = field(default_factory=lambda: {"outbox", "job"})
    """The queues in which there may be something new to do."""


# PTB hands its callbacks the update only; which item it came from travels beside it, in the task.
FLIGHT: ContextVar[Flight] = ContextVar("flight")


class Dispatcher:
    """Works the inbox: per chat in order, chats side by side."""

    def __init__(
        self,
        *,
        application: Application[Any, Any, Any, Any, Any, Any],
        router: Router,
        units: UnitOfWorkFactory,
        services: Any,
        threads: DatabaseThreads,
        wake: Wakeups,
        timing: Timing = Timing(),  # noqa: B008 (frozen value)
        observe: Observe = unobserved,
        pace: Pace | None = None,
    ) -> None:
        self._application = application
        self._observe = observe
        self._units = units
        self._services = services
        self._threads = threads
        self._wake = wake
        self._pace = pace or Pace()
        self.loop = LeaseLoop("inbox", self.dispatch, units=units, threads=threads, wake=wake, timing=timing)
        application.add_handlers(router.ptb_handlers(self._run_handler))
        application.add_error_handler(_note_error)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then finish what is in hand."""
        await self.loop.run(stop)

    async def dispatch(self, held: Held) -> None:
        """Work one leased update to its end."""
        await self._let_others_pass(held)
        begin = time.perf_counter()
        await self._dispatch(held)
        self._observe(held.kind, time.perf_counter() - begin)

    async def _let_others_pass(self, held: Held) -> None:
        pause = self._pace.pause(ordering_key(held.payload))
        if pause and await self._threads.run(lambda: self._floods(held)):
            await asyncio.sleep(pause)

    def _floods(self, held: Held) -> bool:
        with self._units() as uow:
            return uow.queue.has_behind(held.id, MANY_BEHIND)

    async def _dispatch(self, held: Held) -> None:
        if held.attempts > MAX_TRIES:
            # It was claimed that often without an ending: whoever worked it died of it.
            return await self._threads.run(lambda: set_aside(self._units, held, "worker_died"))
        try:
            update = Update.de_json(held.payload, self._application.bot)
            read_update(update)
        except Exception as error:  # noqa: BLE001 (whatever a malformed update makes the library raise)
            reason = f"unparsable:{type(error).__name__}"
            return await self._threads.run(lambda: set_aside(self._units, held, reason))
        flight = Flight(held=held)
        token = FLIGHT.set(flight)
        try:
            await self._application.process_update(update)
        finally:
            FLIGHT.reset(token)
        await self._end(flight)
        self._wake.poke(*flight.filled)
        return None

    async def _run_handler(self, handler: Handler, update: Update) -> None:
        flight, incoming = FLIGHT.get(), read_update(update)
        if incoming is None:
            return
        chosen = handler if incoming.private else private_only
        flight.settled = True
        await self._threads.run(lambda: self._handle(flight, chosen, incoming))

    def _handle(self, flight: Flight, handler: Handler, incoming: Incoming) -> None:
        held = flight.held
        try:
            flight.filled = self._unit(held, handler, incoming)
        except LeaseLostError:
            raise
        except Exception as error:  # noqa: BLE001 (the boundary)
            settle_failure(self._units, self._services, held, incoming, error)

    def _unit(self, held: Held, handler: Handler, incoming: Incoming) -> set[str]:
        with self._units() as uow:
            item = uow.queue.mine(held.id, held.owner)
            turn = open_turn(uow, incoming, self._services)
            if turn.actor is not None:
                turn.actor.blocked_bot_at = None if incoming.kind != "blocked" else uow.now
            elif (customer := uow.loans.borrower_by_chat(incoming.user_id)) is not None:
                if incoming.kind == "blocked":
                    note_blocked(uow, customer)
                else:
                    customer.chat_blocked_at = None
            handler(turn)
            turn.close()
            uow.queue.done(item)
            uow.commit()
            return uow.queue.filled

    async def _end(self, flight: Flight) -> None:
        error = flight.error
        if error is not None and not isinstance(error, LeaseLostError):
            await self._threads.run(
                lambda: settle_failure(self._units, self._services, flight.held, None, error)
            )
        elif not flight.settled:
            await self._threads.run(lambda: self._ignore(flight.held))

    def _ignore(self, held: Held) -> None:
        with self._units() as uow:
            uow.queue.done(uow.queue.mine(held.id, held.owner), ignored=True)
            uow.commit()


async def _note_error(_update: object, context: Any) -> None:
    FLIGHT.get().error = context.error
