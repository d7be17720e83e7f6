"""Two senders under Telegram's own limits: how much of what is allowed they use, and how often they are refused.

python -m tests.faults.rates --engine sqlite --seconds 60
"""

import argparse
import asyncio
import time

from bot.chat.limits import Rates
from bot.forms.screen import Screen
from bot.rehearsal.limits import Limits
from bot.services.outgoing import send_screen
from tests.faults.fleet import FIRST_AGENT, Fleet, fleet

CHATS = 60  # more than 30, so that the bot's own limit is what binds
LEAST_SHARE = 0.95
SENDERS = ("worker-1", "worker-2")


async def drill(*, engine: str, seconds: float) -> dict[str, float]:
    """Return what was allowed, sent and refused in so many seconds of steady sending."""
    rate = Rates().bot.per_second
    async with fleet(engine, CHATS) as running:
        running.server.limits = Limits()  # enforced: a message too many is a 429
        running.hurried = False
        for name in SENDERS:
            await running.start(name)
        await asyncio.sleep(WARM_UP)
        _queue(running, int(rate * (seconds + WARM_UP) / CHATS) + 5)
        while _sent(running) < rate:  # the first burst
            await asyncio.sleep(0.01)
        began, before = time.monotonic(), _sent(running)
        await asyncio.sleep(seconds)
        took, sent = time.monotonic() - began, _sent(running) - before
        refused = running.server.refused
    return {
        "allowed": round(took * rate),
        "sent": sent,
        "share": round(sent / (took * rate), 3),
        "refused": refused,
    }


WARM_UP = 15.0  # seconds that the senders may take to start


def _queue(running: Fleet, each: int) -> None:
    with running.unit() as uow:
        for number in range(each):
            for chat in range(CHATS):
                send_screen(uow, Screen(text=f"{number}"), chat_id=FIRST_AGENT + chat)
        uow.commit()


def _sent(running: Fleet) -> int:
    return sum(m.from_bot for p in running.server.world.people for m in running.server.world.messages(p))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seconds", type=float, default=60.0)
    found = asyncio.run(drill(**vars(parser.parse_args())))
    for name, value in found.items():
        print(f"{name:>10}  {value}")
    return 0 if found["share"] >= LEAST_SHARE and not found["refused"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
