"""The database locked or restarted, the disk full, the clock set, while agents press: nothing lost or doubled.

python -m tests.faults.trouble database --engine sqlite --updates 400 --strikes 8 --seed 1
python -m tests.faults.trouble disk --engine postgresql
python -m tests.faults.trouble clock --engine sqlite
"""

import argparse
import asyncio
import os
import random
import signal
import sqlite3
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from sqlalchemy import create_engine, make_url

from storage.engine import make_engine
from tests.faults.agents import Counts
from tests.faults.child import FULL, JUMPS
from tests.faults.fleet import MORNING, NURSERY, Fleet, fleet
from tests.faults.tally import Tally, press_through, report

# Two minutes before New York's clocks go back: whoever reads local time does so twice.
BEFORE_AUTUMN = datetime(2026, 11, 1, 5, 58, tzinfo=UTC)
LONG_LOCK = 13.0  # seconds; longer than a writer waits
HOURS = (1, 2, 3, 5)
OUTSIDERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
# What PostgreSQL answers when a file cannot grow, raised by a trigger while the table has a row.
FULL_DISK = """
CREATE TABLE drill_full (full_since timestamptz);
CREATE FUNCTION drill_no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM drill_full) THEN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drill_no_room BEFORE INSERT ON work_item FOR EACH ROW EXECUTE FUNCTION drill_no_room();
CREATE TRIGGER drill_no_room BEFORE INSERT ON chat_message FOR EACH ROW EXECUTE FUNCTION drill_no_room();
"""

Strike = Callable[[Fleet, random.Random, int], Awaitable[None]]


async def drill(*, what: str, engine: str, updates: int, strikes: int, seed: int, agents: int) -> Tally:
    """Run one kind of trouble and return its tally."""
    counts, tally, chance = Counts(), Tally(engine=engine, seed=seed), random.Random(seed)
    start = BEFORE_AUTUMN if what == "clock" else MORNING
    async with fleet(engine, agents, start=start) as running:
        running.environment["TZ"] = "America/New_York"
        if engine == "postgresql":
            _prepare(running)
        striking = _strike(running, counts, tally, chance, STRIKES[what], strikes, updates / (strikes + 1))
        await press_through(running, tally, counts, striking, agents=agents, updates=updates)
        if engine == "sqlite" and not await asyncio.to_thread(_is_whole, running):
            raise SystemExit("the database file is damaged")
    return tally


async def _strike(
    running: Fleet,
    counts: Counts,
    tally: Tally,
    chance: random.Random,
    strike: Strike,
    strikes: int,
    pause: float,
) -> None:
    due = 0.0
    for number in range(strikes):
        due += pause
        while counts.updates < due:
            await asyncio.sleep(0.01)
        await strike(running, chance, number)
        tally.strikes += 1


async def _database(running: Fleet, chance: random.Random, number: int) -> None:
    if running.settings.database_url.startswith("postgresql"):
        await asyncio.to_thread(_cut if number % 2 else _crash, running)
        return
    seconds = LONG_LOCK if number == 1 else chance.uniform(0.5, 3)
    path = make_url(running.settings.database_url).database
    foreign = NURSERY.Process(target=hold_write_lock, args=(path, seconds), daemon=True)
    await asyncio.to_thread(foreign.start)
    await asyncio.to_thread(foreign.join)


async def _disk(running: Fleet, chance: random.Random, number: int) -> None:
    if running.settings.database_url.startswith("postgresql"):
        await asyncio.to_thread(_run, running, "INSERT INTO drill_full VALUES (now())")
    (running.folder / FULL).touch()
    await asyncio.sleep(chance.uniform(2, 4))
    (running.folder / FULL).unlink()
    if running.settings.database_url.startswith("postgresql"):
        await asyncio.to_thread(_run, running, "DELETE FROM drill_full")


async def _clock(running: Fleet, chance: random.Random, number: int) -> None:
    hours = 0 if number % 2 else chance.choice(HOURS) * (-1 if number % 4 else 1)
    fresh = running.folder / f"{JUMPS}.new"
    fresh.write_text(str(hours * 3_600.0))
    fresh.replace(running.folder / JUMPS)


STRIKES: dict[str, Strike] = {"database": _database, "disk": _disk, "clock": _clock}


def hold_write_lock(path: str, seconds: float) -> None:
    """Be somebody else's program that holds the file's write lock for so long."""
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    time.sleep(seconds)
    connection.execute("ROLLBACK")


def _prepare(running: Fleet) -> None:
    # A server that is killed loses what it had not yet written; the tests' server otherwise does not mind.
    name = make_url(running.settings.database_url).database
    _run(running, f"ALTER DATABASE {name} SET synchronous_commit = on")
    _run(running, FULL_DISK)


def _cut(running: Fleet) -> None:
    _run(running, f"SELECT pg_terminate_backend(pid) FROM ({OUTSIDERS}) AS others")


def _crash(running: Fleet) -> None:
    """Kill one server process: PostgreSQL then ends all others and recovers, as after any crash."""
    victims = _run(running, OUTSIDERS)
    if victims:
        os.kill(victims[0], signal.SIGKILL)


def _run(running: Fleet, statement: str) -> list[int]:
    address = make_url(running.settings.database_url).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql(statement)
            return [row[0] for row in found] if found.returns_rows else []
    finally:
        engine.dispose()


def _is_whole(running: Fleet) -> bool:
    engine = make_engine(running.settings.database_url)
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    finally:
        engine.dispose()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=sorted(STRIKES))
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--updates", type=int, default=400)
    parser.add_argument("--strikes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--agents", type=int, default=10)
    options = parser.parse_args()
    tally = asyncio.run(drill(**vars(options)))
    wordless = options.what == "disk" and not tally.told_standstill
    return report(tally) or int(wordless)


if __name__ == "__main__":
    raise SystemExit(main())
