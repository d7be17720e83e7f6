"""What a drill with agents came to: what they did, what is stored, what arrived, and the difference."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import asdict, dataclass

from sqlalchemy.exc import OperationalError
from sqlmodel import select

from bot.chat.calls import CREATING
from storage.models import DeliveryAttempt, FormResponse, WorkItem
from tests.faults.agents import PATIENCE, Agent, Counts
from tests.faults.fleet import PROCESSES, Fleet

LONGEST = 600.0  # minutes


@dataclass(kw_only=True)
class Tally:
    """What a drill came to. All of `lost`, `doubled`, `out_of_order` must be 0."""

    engine: str
    seed: int
    kills: int = 0
    kills_with_leases: int = 0
    weather: int = 0
    strikes: int = 0
    """Times that the database, the disk or the clock was tampered with."""
    told_standstill: int = 0
    updates: int = 0
    handled: int = 0
    set_aside: int = 0
    answers_stored: int = 0
    messages_sent: int = 0
    repeats_to_staff: int = 0
    press_answers_expired: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    seconds: float = 0.0
    load: float = 0.0
    """Processes that wanted a core, at the end."""

    @property
    def clean(self) -> bool:
        """Return whether nothing is lost, doubled, out of order or parked."""
        return not (self.lost or self.doubled or self.out_of_order or self.set_aside)


async def press_through(
    running: Fleet,
    tally: Tally,
    counts: Counts,
    *troubles: Coroutine[object, object, None],
    agents: int,
    updates: int,
    minutes: float = LONGEST,
) -> None:
    """Let the agents make so many updates while the troubles strike, wait for quiet, and fill in the tally."""
    for name in PROCESSES:
        await running.start(name)
    began = time.monotonic()
    striking = [asyncio.create_task(trouble) for trouble in troubles]
    alarm = asyncio.get_running_loop().call_later(minutes * 60, setattr, counts, "ended", True)
    await asyncio.gather(*(Agent(running, n, counts).work(updates) for n in range(agents)))
    alarm.cancel()
    for task in striking:
        task.cancel()
    for ended in await asyncio.gather(*striking, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    tally.weather = len(running.server.faults.fired)
    running.server.faults.clear()
    await _quiet(running)
    tally.seconds, tally.load = round(time.monotonic() - began, 1), round(os.getloadavg()[0], 1)
    _count(running, counts, tally)


def report(tally: Tally) -> int:
    """Print a tally; return the exit code."""
    for name, value in asdict(tally).items():
        print(f"{name:>22}  {value}")
    return 0 if tally.clean else 1


async def _quiet(running: Fleet) -> None:
    """Wait until nothing waits any more."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OperationalError), running.unit() as uow:  # it may still be coming back
            if all(state not in ("ready", "leased") for _, state, _ in uow.queue.depth()):
                return
        await asyncio.sleep(0.5)


def _count(running: Fleet, counts: Counts, tally: Tally) -> None:
    with running.unit() as uow:
        inbox = Counter(uow.session.exec(select(WorkItem.state).where(WorkItem.queue == "inbox")).all())
        outbox = Counter(uow.session.exec(select(WorkItem.state).where(WorkItem.queue == "outbox")).all())
        steps = sum(uow.session.exec(select(FormResponse.step)).all())
        forms = len(uow.session.exec(select(FormResponse.id)).all())
        doubtful = (
            select(DeliveryAttempt)
            .join(WorkItem)
            .where(DeliveryAttempt.outcome == "unknown", WorkItem.kind.in_(CREATING))
        )
        unknown = len(uow.session.exec(doubtful).all())
        told = select(WorkItem.id).where(WorkItem.kind.in_(CREATING), WorkItem.state == "done")
        wanted = len(uow.session.exec(told).all())  # the forms asked for, and what the sweeps say, each once
    sent = sum(m.from_bot for p in running.server.world.people for m in running.server.world.messages(p))
    moves = counts.updates - counts.anew
    steps -= sum(counts.first_steps.values())
    extra = max(0, sent - wanted)
    tally.kills, tally.updates, tally.handled = running.kills, counts.updates, inbox["done"]
    tally.set_aside = inbox["set_aside"] + outbox["set_aside"]
    tally.answers_stored, tally.messages_sent = steps, sent
    tally.repeats_to_staff = min(extra, unknown)
    tally.told_standstill = counts.told
    tally.press_answers_expired = counts.expired
    tally.lost = (
        (counts.updates - inbox["done"]) + max(0, moves - steps) + max(0, wanted - sent) + counts.screens_lost
    )
    tally.doubled = (
        max(0, steps - moves)
        + (extra - tally.repeats_to_staff)
        + max(0, forms - len(running.server.world.people))
    )
    tally.out_of_order = counts.stale + counts.backwards
