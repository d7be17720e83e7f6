"""One chat with 1,000 waiting updates must not hold up the next: how long a press waits, alone and beside it.

python -m tests.faults.busy_chat --engine sqlite
"""

import argparse
import asyncio
import statistics
import time

from bot.chat.intake import put_updates
from tests.faults.agents import Agent, Counts
from tests.faults.fleet import FIRST_AGENT, Fleet, fleet

WAITING = 1_000
PRESSES = 30
ALLOWED_MS = 100.0
NORMAL, BUSY = 0, 1


async def drill(*, engine: str) -> dict[str, float]:
    """Return median waits in ms, alone and beside the busy chat, and how much of it waited at the end."""
    async with fleet(engine, 2) as running:
        await running.start("run-1")
        agent = Agent(running, NORMAL, Counts())
        await agent._asks_anew()
        alone = await _waits(agent)
        _flood(running)
        beside = await _waits(agent)
        with running.unit() as uow:
            left = sum(n for queue, state, n in uow.queue.depth() if (queue, state) == ("inbox", "ready"))
    return {
        "alone_ms": round(statistics.median(alone), 1),
        "beside_ms": round(statistics.median(beside), 1),
        "still_waiting": left,
    }


async def _waits(agent: Agent) -> list[float]:
    found = []
    for _ in range(PRESSES):
        form = agent._form()
        assert form is not None
        began = time.monotonic()
        await agent._moves(form)
        found.append((time.monotonic() - began) * 1_000)
    return found


def _flood(running: Fleet) -> None:
    chat = {"id": FIRST_AGENT + BUSY, "type": "private"}
    person = running.server.world.people[FIRST_AGENT + BUSY].as_user()
    updates = [
        {
            "update_id": number,
            "message": {"message_id": number, "date": 0, "chat": chat, "from": person, "text": "?"},
        }
        for number in range(1, WAITING + 1)
    ]
    with running.unit() as uow:
        put_updates(uow, updates)
        uow.commit()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    found = asyncio.run(drill(**vars(parser.parse_args())))
    for name, value in found.items():
        print(f"{name:>16}  {value}")
    if not found["still_waiting"]:
        print("the busy chat was done before the measuring was: no verdict")
        return 1
    return 0 if found["beside_ms"] - found["alone_ms"] < ALLOWED_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
