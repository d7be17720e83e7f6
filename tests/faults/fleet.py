"""What drills share: a database with open callbacks, real processes to kill, and a Bot API on loopback."""

import asyncio
import multiprocessing
import os
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot.bootstrap import build_services
from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.errors import TooManyRequestsError
from bot.rehearsal.limits import Limits
from bot.rehearsal.params import Params
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.values import Group, Person
from bot.settings import Settings
from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork
from tests.faults import child
from tests.faults.child import PREFIX, ShiftedClock
from tests.support.planning import add_agent, add_callback, add_loan
from tests.support.postgresql import open_server

NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(["tests.faults.child"])
PROCESSES = ("run-1", "worker-1")  # one poller, as Telegram wants; both handle, deliver and work jobs
STOP_SECONDS = 30.0  # until a process that does not end is killed
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, ten in Shanghai: inside every contact window
FIRST_AGENT = 80_000
FIRST_GROUP = -1_000_000_000_001


@contextmanager
def drill_database(engine: str, folder: Path) -> Iterator[str]:
    """Yield the address of an empty database on the asked engine."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'drill.sqlite3'}"
        return
    with open_server(f"drill-{os.getpid()}") as server:
        if server is None:
            raise SystemExit("no PostgreSQL here: see tests/support/postgresql.py")
        with server.database() as url:
            yield url


class CountingServer(RehearsalServer):
    """Telegram's stand-in, noting when each message arrived and counting what it refuses for being too much."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.refused = 0
        self.arrivals: list[tuple[float, int]] = []
        """(seconds on the loop's clock, chat) of each new message."""
        self.news: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        """Set when something in a chat is new."""

    async def call(self, method: str, params: Params) -> Any:
        """Run one method."""
        try:
            result = await super().call(method, params)
        except TooManyRequestsError:
            self.refused += 1
            raise
        if method == "sendMessage":
            self.arrivals.append((asyncio.get_running_loop().time(), result["chat"]["id"]))
        if method in ("sendMessage", "editMessageText"):
            self.news[result["chat"]["id"]].set()
        return result


@dataclass(kw_only=True)
class Fleet:
    """A running stand-in for Telegram, the settings of the program, and its processes."""

    server: CountingServer
    settings: Settings
    shift: timedelta
    processes: dict[str, BaseProcess] = field(default_factory=dict)
    kills: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    """More of the environment of the processes."""
    hurried: bool = True
    """Whether the processes send without limits of their own."""

    async def start(self, name: str) -> None:
        """Start a process; its name begins with its role (`run`, `worker-2`)."""
        settings = {
            PREFIX + "DATABASE_URL": self.settings.database_url,
            PREFIX + "BOT_TOKEN": self.server.token,
            PREFIX + "BOT_API_URL": self.server.api_url,
            PREFIX + "CONTACT_POLICY": self.settings.contact_policy,
        }
        settings |= self.environment
        log = str(self.folder / "processes.log")
        pace = "hurried" if self.hurried else "limited"
        shift = self.shift.total_seconds()
        process = NURSERY.Process(
            target=child.main, args=(name.partition("-")[0], shift, pace, settings, log), daemon=True
        )
        await asyncio.to_thread(process.start)
        self.processes[name] = process

    @property
    def folder(self) -> Path:
        """Return where the drill's files are."""
        return self.settings.archive_dir.parent

    async def kill(self, name: str) -> None:
        """Kill a process as the power cut does, and start another in its place."""
        process = self.processes[name]
        if process.is_alive():
            process.kill()
            self.kills += 1
        await asyncio.to_thread(process.join)
        await self.start(name)

    async def stop(self) -> None:
        """End every process in good order."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            await asyncio.to_thread(process.join, STOP_SECONDS)
            process.kill()

    @contextmanager
    def unit(self) -> Iterator[UnitOfWork]:
        """Yield a unit of work on the drill's database."""
        engine = make_engine(self.settings.database_url)
        try:
            with UnitOfWork(engine, ShiftedClock(self.shift)) as uow:
                yield uow
        finally:
            engine.dispose()


@asynccontextmanager
async def fleet(
    engine: str, agents: int, *, groups: int = 0, start: datetime = MORNING
) -> AsyncIterator[Fleet]:
    """Yield a fleet without processes yet, with so many agents, each with an open callback, and so many groups."""
    with (
        tempfile.TemporaryDirectory(prefix="huifang-drill-") as name,
        drill_database(engine, Path(name)) as url,
    ):
        settings = Settings(database_url=url, archive_dir=Path(name) / "archive", contact_policy="cn")
        people = [Person(id=FIRST_AGENT + n, first_name=f"坐席{n}") for n in range(agents)]
        shift = start - datetime.now(UTC)
        clock = VirtualClock(start=start)
        rooms = [Group(id=FIRST_GROUP - n, title=f"群{n}") for n in range(groups)]
        async with CountingServer(clock, people=people, groups=rooms, limits=Limits(enabled=False)) as server:
            server.world.started |= {person.id for person in people}
            _fill(settings, shift, agents)
            running = Fleet(server=server, settings=settings, shift=shift)
            try:
                yield running
            finally:
                await running.stop()


def _fill(settings: Settings, shift: timedelta, agents: int) -> None:
    engine = make_engine(settings.database_url)
    services = build_services(settings, clock=ShiftedClock(shift), engine=engine)
    with services.new_unit() as uow:
        for number in range(agents):
            agent = add_agent(uow, f"坐席{number}", chat_user_id=FIRST_AGENT + number, locale="zh-CN")
            loan = add_loan(uow, f"D{number:04}", plan_next_at=None)
            closes = uow.now + timedelta(days=9)
            # In work already, so that the sweeps have nothing of their own to say.
            add_callback(
                uow,
                loan,
                assignee_id=agent.id,
                state="in_progress",
                due_at=uow.now + timedelta(days=5),
                closes_at=closes,
            )
        uow.commit()
    engine.dispose()
