"""The real program as one process of a drill: `huifang run` or `huifang worker`, at drill time.

Started by the drills as `python -m tests.faults.child ROLE SHIFT PACE`; SHIFT moves the clock by so many seconds,
so that it is always a working morning; PACE `hurried` lifts the sending limits.
"""

import asyncio
import logging
import sys
from datetime import UTC, datetime, timedelta

from bot.bootstrap import build_program, build_services
from bot.chat.limits import Limits, Rate, Rates
from bot.settings import read_settings

ROLES = {
    "run": frozenset({"intake", "dispatcher", "deliverer", "worker"}),
    "worker": frozenset({"dispatcher", "deliverer", "worker"}),
}
ANY = Rate(burst=1e9, per_second=1e9)


class ShiftedClock:
    """The machine's time, moved: every process of a drill agrees on it."""

    def __init__(self, shift: timedelta) -> None:
        self._shift = shift

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


def main(role: str, shift: float, pace: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    clock = ShiftedClock(timedelta(seconds=shift))
    services = build_services(read_settings(), clock=clock, bot_username="drill_bot", migrate=False)
    limits = Limits(Rates(bot=ANY, private=ANY, group=ANY) if pace == "hurried" else Rates())
    program = build_program(services, limits=limits, poll_seconds=5, roles=ROLES[role])
    asyncio.run(program.run())


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
