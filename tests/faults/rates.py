"""Two senders under Telegram's own limits: how much of what is allowed they use, and how often they are refused.

python -m tests.faults.rates --engine sqlite --seconds 60

Twice so many seconds: first many chats, so that the bot's 30 a second bind; then a few chats and groups, so that
one a second in a chat and 20 a minute in a group do. In both, more waits than may go out.
"""

import argparse
import asyncio
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.forms.screen import Screen
from bot.rehearsal.limits import Limits
from bot.services.outgoing import send_screen
from tests.faults.fleet import FIRST_AGENT, FIRST_GROUP, Fleet, fleet

MANY = range(FIRST_AGENT, FIRST_AGENT + 60)  # chats; more than 30, so that the bot's own limit is what binds
FEW = range(FIRST_AGENT + 60, FIRST_AGENT + 70)
GROUPS = range(FIRST_GROUP, FIRST_GROUP - 3, -1)
BOT_PER_SECOND, CHAT_PER_SECOND, GROUP_PER_MINUTE = 30.0, 1.0, 20
LEAST_SHARE = 0.95
SENDERS = ("worker-1", "worker-2")
START_UP = 90.0  # seconds that the senders may take to start on a machine that is busy
BURSTS = 8.0  # seconds after which what Telegram lets pass at once has passed


@dataclass(frozen=True, kw_only=True)
class Shares:
    """Sent of allowed, per limit, and what broke one."""

    bot: float
    chat: float
    group: float
    worst_chat: float
    worst_group: float
    most_in_a_minute: int
    """In one group, over all minutes that begin with a message."""
    sent: int
    refused: int
    load: float
    """Processes that wanted a core, at the end."""

    @property
    def held(self) -> bool:
        return (
            min(self.bot, self.chat, self.group) >= LEAST_SHARE
            and self.most_in_a_minute <= GROUP_PER_MINUTE
            and not self.refused
        )


async def drill(*, engine: str, seconds: float) -> Shares:
    """Return the shares of what was allowed in so many seconds of steady sending, twice."""
    async with fleet(engine, len(MANY) + len(FEW), groups=len(GROUPS)) as running:
        running.server.limits = Limits()  # enforced: a message too many is a 429
        running.hurried = False
        for name in SENDERS:
            await running.start(name)
        await asyncio.to_thread(_queue, running, {FEW: 1})
        await _sent_any(running)
        await asyncio.to_thread(
            _queue, running, {MANY: int(BOT_PER_SECOND * (seconds + BURSTS) / len(MANY)) + 2}
        )
        over_bot = await _measure(running, seconds)
        await _drained(running)
        spent = seconds + BURSTS
        await asyncio.to_thread(
            _queue,
            running,
            {FEW: int(CHAT_PER_SECOND * spent) + 5, GROUPS: int(GROUP_PER_MINUTE / 60 * spent) + 5},
        )
        over_chats = await _measure(running, seconds)
        chats = [over_chats[chat] / (CHAT_PER_SECOND * seconds) for chat in FEW]
        groups = [over_chats[chat] / (GROUP_PER_MINUTE / 60 * seconds) for chat in GROUPS]
        return Shares(
            bot=round(sum(over_bot.values()) / (BOT_PER_SECOND * seconds), 3),
            chat=round(sum(chats) / len(chats), 3),
            group=round(sum(groups) / len(groups), 3),
            worst_chat=round(min(chats), 3),
            worst_group=round(min(groups), 3),
            most_in_a_minute=max(_most_in_a_minute(running, chat) for chat in GROUPS),
            sent=len(running.server.arrivals),
            refused=running.server.refused,
            load=round(os.getloadavg()[0], 1),
        )


async def _measure(running: Fleet, seconds: float) -> Counter[int]:
    """Return how many messages each chat got in so many seconds, once the bursts are over."""
    await asyncio.sleep(BURSTS)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(seconds)
    return Counter(chat for at, chat in running.server.arrivals if began <= at < began + seconds)


async def _sent_any(running: Fleet) -> None:
    async with asyncio.timeout(START_UP):
        while len(running.server.arrivals) < len(FEW):
            await asyncio.sleep(0.05)


async def _drained(running: Fleet) -> None:
    def waiting() -> bool:
        with running.unit() as uow:
            return any(
                queue == "outbox" and state in ("ready", "leased") for queue, state, _ in uow.queue.depth()
            )

    while await asyncio.to_thread(waiting):
        await asyncio.sleep(0.5)


def _queue(running: Fleet, each: Mapping[Sequence[int], int]) -> None:
    """Queue so many messages for each chat. In a thread: Telegram's stand-in must not stand still meanwhile."""
    with running.unit() as uow:
        for chats, count in each.items():
            for number in range(count):
                for chat in chats:
                    send_screen(uow, Screen(text=f"{number}"), chat_id=chat)
        uow.commit()


def _most_in_a_minute(running: Fleet, chat: int) -> int:
    times = [at for at, to in running.server.arrivals if to == chat]
    return max((sum(begin <= at < begin + 60 for at in times) for begin in times), default=0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seconds", type=float, default=60.0)
    found = asyncio.run(drill(**vars(parser.parse_args())))
    for name, value in asdict(found).items():
        print(f"{name:>18}  {value}")
    return 0 if found.held else 1


if __name__ == "__main__":
    raise SystemExit(main())
