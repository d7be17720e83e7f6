"""The real program as one process of a drill: `huifang run` or `huifang worker`, at drill time.

The clock is moved by so many seconds, so that it is always a working morning; pace `hurried` lifts the sending limits.
Drills fork it from a process that has imported this file and done nothing else: a start is then what the program does
at its start, not what Python does at every one.
"""

import asyncio
import logging
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Connection

from bot.bootstrap import build_program, build_services
from bot.chat.limits import Limits, Rate, Rates
from bot.settings import read_settings
from storage.engine import is_sqlite, make_engine

ROLES = {
    "run": frozenset({"intake", "dispatcher", "deliverer", "worker"}),
    "worker": frozenset({"dispatcher", "deliverer", "worker"}),
}
PREFIX = "HUIFANG_"
JUMPS, FULL = "jumps", "full"  # files beside the drill's log: how far the clock was set; the disk is full
MOST_PAGES = 1_073_741_823  # SQLite's own default
ANY = Rate(burst=1e9, per_second=1e9)


class ShiftedClock:
    """The machine's time, moved: every process of a drill agrees on it."""

    def __init__(self, shift: timedelta, jumps: Path | None = None) -> None:
        self._shift = shift
        self._jumps = jumps

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift + self._jump()

    def _jump(self) -> timedelta:
        """Return by how much the drill has set the clock: the file's one number, seconds."""
        try:
            return timedelta(seconds=float(self._jumps.read_text())) if self._jumps else timedelta(0)
        except (FileNotFoundError, ValueError):
            return timedelta(0)


def main(role: str, shift: float, pace: str, settings: dict[str, str], log: str) -> None:
    """Run one process of the program until it is told to end or killed."""
    with open(log, "ab", buffering=0) as lines:  # noqa: PTH123 (a plain descriptor is what is needed)
        os.dup2(lines.fileno(), 1)
        os.dup2(lines.fileno(), 2)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    os.environ.update(settings)
    logging.basicConfig(level=logging.WARNING, force=True)
    time.tzset()
    folder = Path(log).parent
    clock = ShiftedClock(timedelta(seconds=shift), folder / JUMPS)
    engine = make_engine(settings[PREFIX + "DATABASE_URL"])
    if is_sqlite(engine):
        event.listen(engine, "begin", lambda connection: _limit_room(connection, folder / FULL))
    services = build_services(
        read_settings(), clock=clock, engine=engine, bot_username="drill_bot", migrate=False
    )
    limits = Limits(Rates(bot=ANY, private=ANY, group=ANY) if pace == "hurried" else Rates())
    program = build_program(services, limits=limits, poll_seconds=5, roles=ROLES[role])
    asyncio.run(program.run())


def _limit_room(connection: Connection, full: Path) -> None:
    # SQLite takes a maximum below the present size for the present size: then no page more.
    connection.exec_driver_sql(f"PRAGMA max_page_count={1 if full.exists() else MOST_PAGES}")
