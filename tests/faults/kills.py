"""Kill -9 at random points while agents press form buttons: nothing lost, nothing doubled, nothing out of order.

python -m tests.faults.kills --engine sqlite --updates 20000 --kills 200 --seed 1
"""

import argparse
import asyncio
import random

from tests.faults.agents import Counts
from tests.faults.fleet import PROCESSES, Fleet, fleet
from tests.faults.tally import LONGEST, Tally, press_through, report

WEATHER = (
    ("getUpdates", {"kind": "duplicate"}),
    ("getUpdates", {"kind": "reorder"}),
    ("getUpdates", {"kind": "server_error"}),
    ("getUpdates", {"kind": "drop_before"}),
    ("sendMessage", {"kind": "drop_after"}),
    ("sendMessage", {"kind": "too_many", "retry_after": 1}),
    ("editMessageText", {"kind": "server_error"}),
    ("editMessageText", {"kind": "drop_after"}),
    ("editMessageText", {"kind": "slow", "delay": 2.0}),
    ("answerCallbackQuery", {"kind": "drop_before"}),
    ("*", {"kind": "server_error", "times": 20}),  # Telegram is down for a moment
)


async def drill(
    *,
    engine: str,
    updates: int,
    kills: int,
    seed: int,
    agents: int,
    weather: int = 0,
    minutes: float = LONGEST,
) -> Tally:
    """Run the drill and return its tally; `weather` is how many faults of Telegram and the network strike.

    After so many minutes the agents stop early; the tally says how far they came.
    """
    counts, tally, chance = Counts(), Tally(engine=engine, seed=seed), random.Random(seed)
    async with fleet(engine, agents) as running:
        await press_through(
            running,
            tally,
            counts,
            _kill(running, counts, tally, chance, kills, updates / (kills + 1)),
            _storm(running, counts, chance, weather, updates),
            agents=agents,
            updates=updates,
            minutes=minutes,
        )
    return tally


async def _kill(
    running: Fleet, counts: Counts, tally: Tally, chance: random.Random, kills: int, pause: float
) -> None:
    due = 0.0
    while running.kills < kills:
        due += chance.uniform(0.5, 1.5) * pause
        while counts.updates < due:
            await asyncio.sleep(0.005)
        await asyncio.sleep(chance.uniform(0, 0.05))  # between any two commits, not just after a press
        name = chance.choice(PROCESSES)
        mark = f":{running.processes[name].pid}:"
        tally.kills_with_leases += await asyncio.to_thread(_holds, running, mark)
        await running.kill(name)


async def _storm(running: Fleet, counts: Counts, chance: random.Random, faults: int, updates: int) -> None:
    due = 0.0
    for _ in range(faults):
        due += updates / (faults + 1)
        while counts.updates < due:
            await asyncio.sleep(0.01)
        method, options = chance.choice(WEATHER)
        running.server.faults.add(method=method, **options)


def _holds(running: Fleet, mark: str) -> bool:
    with running.unit() as uow:
        return any(mark in owner for queue in ("inbox", "outbox", "job") for owner in uow.queue.owners(queue))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--agents", type=int, default=40)
    parser.add_argument("--weather", type=int, default=0, help="faults of Telegram and the network")
    parser.add_argument("--minutes", type=float, default=LONGEST, help="the agents stop then at the latest")
    tally = asyncio.run(drill(**vars(parser.parse_args())))
    return report(tally)


if __name__ == "__main__":
    raise SystemExit(main())
