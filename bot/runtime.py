"""What the program's loops share: wake-ups, the database threads, leased work, graceful stops, safe log lines."""

import asyncio
import logging
import os
import secrets
import socket
import traceback
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from storage.errors import LeaseLostError
from storage.models import WorkItem
from storage.passing import is_passing
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

T = TypeVar("T")
log = logging.getLogger(__name__)

DATABASE_TROUBLE_PAUSE = 1.0  # seconds between tries while the database cannot be reached
PROCESSES = Path("/proc")
CAUSES_SHOWN = 5  # links of an exception chain in one log line


Job = Callable[[Any, dict[str, Any]], Awaitable[None]]
"""`(services, payload)`; long computing belongs in a thread (`asyncio.to_thread`)."""


Observe = Callable[[str, float], None]
"""`(name, seconds)`: told how long something took."""


def unobserved(_name: str, _seconds: float) -> None:
    """Forget a timing."""


class Loop(Protocol):
    """Something that runs until it is told to stop, and then finishes what it holds."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set."""
        ...


class Wakeups:
    """Tells the loops of this process that there is something to do; other processes are found by polling."""

    def __init__(self) -> None:
        self._events: dict[str, asyncio.Event] = {}

    def poke(self, *queues: str) -> None:
        """Wake the loops of these queues. Call it from the event loop, after the commit."""
        for queue in queues:
            self._event(queue).set()

    async def wait(self, queue: str, *, seconds: float) -> None:
        """Return after a poke, or after so many seconds; a poke before the call counts."""
        event = self._event(queue)
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), seconds)
        event.clear()

    def _event(self, queue: str) -> asyncio.Event:
        return self._events.setdefault(queue, asyncio.Event())


class DatabaseThreads:
    """Runs database work off the event loop. SQLite has one writer: more than one thread only waits."""

    def __init__(self, *, size: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=size, thread_name_prefix="database")

    async def run(self, work: Callable[[], T]) -> T:
        """Return what `work` returns, from a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Wait for what is running and end the threads."""
        self._pool.shutdown(wait=True)


@dataclass(frozen=True, kw_only=True)
class Timing:
    """How a loop paces itself. Seconds unless a type says otherwise."""

    poll: float = 0.2
    lease: timedelta = timedelta(seconds=30)
    concurrency: int = 64
    grace: float = 10.0
    """How long a stop waits for work in hand before it hands it back."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """A leased item as a value: rows do not leave the unit of work."""

    id: int
    owner: str
    kind: str
    payload: dict[str, Any]
    attempts: int
    """This try included, so 1 at the first."""
    prepared: Any = None
    """What the claiming transaction has already made ready for the work."""


def hold(item: WorkItem, owner: str, prepared: Any = None) -> Held:
    """Return the value of a row that `owner` has just claimed."""
    return Held(
        id=item.id or 0,
        owner=owner,
        kind=item.kind,
        payload=item.payload,
        attempts=item.attempts,
        prepared=prepared,
    )


def owner_name(role: str) -> str:
    """Return a name that no other loop on any machine has; `is_gone` reads it."""
    return f"{role}:{_machine()}:{os.getpid()}:{secrets.token_hex(4)}"


def is_gone(owner: str) -> bool:
    """Return whether the process behind an owner's name is certainly dead: same machine, and no such process.

    False where it cannot be known; then the lease's end decides.
    """
    _, machine, process, *_ = [*owner.split(":"), "", ""]
    known = PROCESSES.is_dir() and process.isdecimal() and machine == _machine()
    return known and not (PROCESSES / process).exists()


def _machine() -> str:
    # Two containers may share a host's name and not its processes: the kernel's start and the process
    # namespace tell them apart.
    try:
        boot = (PROCESSES / "sys/kernel/random/boot_id").read_text(encoding="ascii")[:8]
        namespace = (PROCESSES / "self/ns/pid").stat().st_ino
    except OSError:
        return socket.gethostname()
    return f"{socket.gethostname()}/{boot}/{namespace}"


Claim = Callable[[UnitOfWork, str, int], Sequence[Held | None]]
"""Leases up to so many items for an owner; None stands for one that has ended within the claim."""


class LeaseLoop:
    """Claims items of one queue and works each in its own task, as many at once as `timing` allows."""

    def __init__(
        self,
        queue: str,
        work: Callable[[Held], Awaitable[None]],
        *,
        units: UnitOfWorkFactory,
        threads: DatabaseThreads,
        wake: Wakeups,
        timing: Timing,
        claim: Claim | None = None,
    ) -> None:
        self._queue = queue
        self._work = work
        self._units = units
        self._threads = threads
        self._wake = wake
        self._timing = timing
        self._claim = claim or self._claim_oldest
        self._owner = owner_name(queue)
        self._tasks: set[asyncio.Task[None]] = set()
        self._dropped: set[int] = set()
        """Items that could not be worked nor put back, because the database was away."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; then finish what is in hand and hand back the rest."""
        await self._take_back()
        while not stop.is_set():
            free = self._timing.concurrency - len(self._tasks)
            if await self._start_more(free) < max(free, 1):
                # Looking again at once would put itself before the work just started.
                await self._wake.wait(self._queue, seconds=self._timing.poll)
        await self._finish()

    async def drain(self) -> int:
        """Work until nothing more can be claimed now; return how many items were worked."""
        total = 0
        while claimed := await self._start_more(self._timing.concurrency):
            total += claimed
            if self._tasks:
                await asyncio.wait(self._tasks)
        return total

    async def _start_more(self, free: int) -> int:
        if free <= 0:
            return 0
        try:
            items = await self._threads.run(lambda: self._claim_some(free))
        except Exception as error:  # noqa: BLE001 (the loop must outlive a database that is away)
            log.warning("claim failed queue=%s %s", self._queue, describe(error))
            await asyncio.sleep(DATABASE_TROUBLE_PAUSE)
            return 0
        for item in items:
            if item is not None:
                task = asyncio.create_task(self._guarded(item))
                self._tasks.add(task)
                task.add_done_callback(self._forget)
        return len(items)

    def _claim_some(self, free: int) -> Sequence[Held | None]:
        dropped = tuple(self._dropped)
        with self._units() as uow:
            if dropped:
                uow.queue.hand_back(self._owner, dropped)
            items = self._claim(uow, self._owner, free)
            if items or dropped:
                uow.commit()
        self._dropped.difference_update(dropped)
        return items

    def _claim_oldest(self, uow: UnitOfWork, owner: str, limit: int) -> Sequence[Held | None]:
        rows = uow.queue.claim(self._queue, owner, limit=limit, lease=self._timing.lease)
        return [hold(row, owner) for row in rows]

    async def _guarded(self, item: Held) -> None:
        try:
            await self._work(item)
        except LeaseLostError:
            log.info("lease lost queue=%s item=%s", self._queue, item.id)
        except Exception as error:  # noqa: BLE001 (the item returns when its lease ends)
            if is_passing(error):
                # Handed back with the next claim: the lease would keep it half a minute.
                self._dropped.add(item.id)
            log.error("work failed queue=%s item=%s %s", self._queue, item.id, describe(error))  # noqa: TRY400 (without its words)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._wake.poke(self._queue)

    async def _finish(self) -> None:
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=self._timing.grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._threads.run(self._release)

    async def _take_back(self) -> None:
        """Free at once what dead processes of this machine held; without this it would wait for its leases."""
        try:
            await self._threads.run(self._take_back_now)
        except Exception as error:  # noqa: BLE001 (the leases end by themselves)
            log.warning("nothing taken back queue=%s %s", self._queue, describe(error))

    def _take_back_now(self) -> None:
        with self._units() as uow:
            gone = [owner for owner in uow.queue.owners(self._queue) if is_gone(owner)]
            for owner in gone:
                log.info("taken back queue=%s items=%s", self._queue, uow.queue.take_back(self._queue, owner))
            if gone:
                uow.commit()

    def _release(self) -> None:
        with self._units() as uow:
            if uow.queue.release(self._owner):
                uow.commit()


def backoff(attempts: int, *, base: timedelta, cap: timedelta, jitter: float) -> timedelta:
    """Return the pause after so many tries: doubling, capped, spread by a quarter; `jitter` is 0 to 1."""
    doublings = min(max(attempts - 1, 0), 20)
    return timedelta(seconds=min(base * 2**doublings, cap).total_seconds() * (0.75 + 0.5 * jitter))


def renew(units: UnitOfWorkFactory, item: Held, lease: timedelta) -> datetime:
    """Prolong a lease from now; raises LeaseLostError when another worker has the item."""
    with units() as uow:
        row = uow.queue.mine(item.id, item.owner)
        row.lease_until = until = uow.now + lease
        uow.commit()
        return until


def describe(error: BaseException) -> str:
    """Return types and places of an error chain, for logs: never its words, which may quote people."""
    parts: list[str] = []
    link: BaseException | None = error
    while link is not None and len(parts) < CAUSES_SHOWN:
        frames = traceback.extract_tb(link.__traceback__)
        places = " > ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in frames)
        parts.append(f"{type(link).__name__} [{places}]")
        link = link.__cause__ or link.__context__
    return "error=" + " caused by ".join(parts)


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-2:])
