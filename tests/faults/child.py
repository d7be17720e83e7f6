"""The real program as one process of a drill: `huifang run` or `huifang worker`, at drill time.

The clock is moved by so many seconds, so that it is always a working morning; pace `hurried` lifts the sending limits.
Drills fork it from a process that has imported this file and done nothing else: a start is then what the program does
at its start, not what Python does at every one.
"""

import asyncio
import logging
import os
from datetime import UTC, datetime, timedelta

from bot.bootstrap import build_program, build_services
from bot.chat.limits import Limits, Rate, Rates
from bot.settings import read_settings

ROLES = {
    "run": frozenset({"intake", "dispatcher", "deliverer", "worker"}),
    "worker": frozenset({"dispatcher", "deliverer", "worker"}),
}
PREFIX = "HUIFANG_"
ANY = Rate(burst=1e9, per_second=1e9)


class ShiftedClock:
    """The machine's time, moved: every process of a drill agrees on it."""

    def __init__(self, shift: timedelta) -> None:
        self._shift = shift

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


def main(role: str, shift: float, pace: str, settings: dict[str, str], log: str) -> None:
    """Run one process of the program until it is told to end or killed."""
    with open(log, "ab", buffering=0) as lines:  # noqa: PTH123 (a plain descriptor is what is needed)
        os.dup2(lines.fileno(), 1)
        os.dup2(lines.fileno(), 2)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    os.environ.update(settings)
    logging.basicConfig(level=logging.WARNING, force=True)
    clock = ShiftedClock(timedelta(seconds=shift))
    services = build_services(read_settings(), clock=clock, bot_username="drill_bot", migrate=False)
    limits = Limits(Rates(bot=ANY, private=ANY, group=ANY) if pace == "hurried" else Rates())
    program = build_program(services, limits=limits, poll_seconds=5, roles=ROLES[role])
    asyncio.run(program.run())
