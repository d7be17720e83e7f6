"""Claims queued jobs by lease and runs them; a job that dies with its worker is run again by another.

A job writes in units of work of its own and may therefore run twice: it must find out what is already done.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from bot.forms.screen import Screen
from bot.notices import is_expected, notice_text
from bot.runtime import DatabaseThreads, Held, Job, LeaseLoop, Timing, Wakeups, backoff, describe, renew
from bot.services.outgoing import send_screen
from bot.texts import closest_locale, texts_for
from storage.errors import LeaseLostError
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

log = logging.getLogger(__name__)

JOB_TIMING = Timing(poll=0.5, concurrency=4)
MAX_TRIES = 5
RETRY_BASE = timedelta(seconds=2)
RETRY_CAP = timedelta(minutes=5)
RENEWALS_PER_LEASE = 3  # two renewals may fail before the lease is lost


class Worker:
    """Works the job queue. `jobs` maps kinds to functions.

    A payload with `chat` (and perhaps `locale`) names who is told when the job cannot be done.
    """

    def __init__(
        self,
        *,
        jobs: Mapping[str, Job],
        units: UnitOfWorkFactory,
        services: Any,
        threads: DatabaseThreads,
        wake: Wakeups,
        timing: Timing = JOB_TIMING,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._jobs = jobs
        self._units = units
        self._services = services
        self._threads = threads
        self._wake = wake
        self._timing = timing
        self._jitter = jitter
        self.loop = LeaseLoop("job", self.work, units=units, threads=threads, wake=wake, timing=timing)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then finish what is in hand."""
        await self.loop.run(stop)

    async def work(self, held: Held) -> None:
        """Run one leased job to its end, or put it back."""
        error: Exception | None = None
        renewing = asyncio.create_task(self._keep(held))
        try:
            # A kind that is not known here may be known to a newer worker: it is tried again like any fault.
            await self._jobs[held.kind](self._services, held.payload)
        except Exception as caught:  # noqa: BLE001 (a job may fail in any way)
            error = caught
        finally:
            renewing.cancel()
            with suppress(asyncio.CancelledError):
                await renewing
        await self._threads.run(lambda: self._settle(held, error))
        self._wake.poke("outbox", "job")

    async def _keep(self, held: Held) -> None:
        while True:
            await asyncio.sleep(self._timing.lease.total_seconds() / RENEWALS_PER_LEASE)
            try:
                await self._threads.run(lambda: renew(self._units, held, self._timing.lease))
            except LeaseLostError:
                return
            except Exception as error:  # noqa: BLE001 (the next renewal may succeed)
                log.warning("lease not renewed item=%s %s", held.id, describe(error))

    def _settle(self, held: Held, error: Exception | None) -> None:
        if error is not None:
            log.warning(
                "job failed item=%s kind=%s try=%s %s", held.id, held.kind, held.attempts, describe(error)
            )
        with self._units() as uow:
            item = uow.queue.mine(held.id, held.owner)
            if error is None:
                uow.queue.done(item)
            elif not is_expected(error) and held.attempts < MAX_TRIES:
                pause = backoff(held.attempts, base=RETRY_BASE, cap=RETRY_CAP, jitter=self._jitter())
                uow.queue.retry(item, at=uow.now + pause, reason=type(error).__name__)
            else:
                uow.queue.set_aside(item, f"failed:{getattr(error, 'code', type(error).__name__)}")
                _tell(uow, held, error)
            uow.commit()


def _tell(uow: UnitOfWork, held: Held, error: Exception) -> None:
    chat_id = held.payload.get("chat")
    if isinstance(chat_id, int):
        texts = texts_for(closest_locale(held.payload.get("locale")))
        text = notice_text(error, texts, reference=held.id)
        send_screen(uow, Screen(text=text), chat_id=chat_id, key=f"job-failed:{held.id}:{held.attempts}")
