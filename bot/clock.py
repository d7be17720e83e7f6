"""Fires named sweeps. A sweep catches up with whatever is due, so a missed or doubled tick changes nothing."""

import asyncio
import inspect
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.runtime import Observe, Wakeups, describe, unobserved

log = logging.getLogger(__name__)

GLANCE_SECONDS = 5.0  # between looks whether the machine's clock was set
CLOCK_SET_SECONDS = 5.0  # by more than that it was set; by less it is kept right little by little


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """A name, how often, and an idempotent callable: a plain one runs in a thread, a coroutine function here."""

    name: str
    interval: timedelta
    run: Callable[[], Any]


class Clock:
    """Runs sweeps: each at once and then by its interval, never twice side by side, missed ticks as one."""

    def __init__(
        self,
        sweeps: Sequence[Sweep],
        *,
        wake: Wakeups,
        observe: Observe = unobserved,
        wall: Callable[[], float] = time.time,
        glance: float = GLANCE_SECONDS,
    ) -> None:
        self._wall = wall
        self._glance = glance
        self._sweeps = tuple(sweeps)
        self._wake = wake
        self._observe = observe
        self._running: set[asyncio.Task[Any] | None] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop` is set, then let running sweeps end."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        for sweep in self._sweeps:
            scheduler.add_job(
                self._tick,
                "interval",
                args=[sweep],
                id=sweep.name,
                seconds=sweep.interval.total_seconds(),
                next_run_time=datetime.now(UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        scheduler.start()
        try:
            await self._watch(scheduler, stop)
        finally:
            scheduler.pause()
            await asyncio.gather(*filter(None, self._running), return_exceptions=True)
            scheduler.shutdown(wait=False)

    async def _watch(self, scheduler: AsyncIOScheduler, stop: asyncio.Event) -> None:
        """Wait for `stop`; when the machine's clock was set, let every sweep run now and count from there.

        The scheduler plans by the clock on the wall: set back by hours, it would rest for hours.
        """
        offset = self._wall() - time.monotonic()
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self._glance)
            moved = self._wall() - time.monotonic() - offset
            if abs(moved) > CLOCK_SET_SECONDS:
                log.warning("clock was set seconds=%.0f", moved)
                offset += moved
                for job in scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))

    async def tick_all(self) -> None:
        """Run every sweep once, in order: for a command line without a loop, and for tests."""
        for sweep in self._sweeps:
            await self._tick(sweep)

    async def _tick(self, sweep: Sweep) -> None:
        task = asyncio.current_task()
        self._running.add(task)
        try:
            await self._run(sweep)
        except Exception as error:  # noqa: BLE001 (the next tick tries again)
            log.warning("sweep failed name=%s %s", sweep.name, describe(error))
        finally:
            self._running.discard(task)
        self._wake.poke("inbox", "outbox", "job")

    async def _run(self, sweep: Sweep) -> None:
        begin = time.perf_counter()
        if inspect.iscoroutinefunction(sweep.run):
            await sweep.run()
        else:
            await asyncio.to_thread(sweep.run)
        self._observe(sweep.name, time.perf_counter() - begin)
