"""A dead process holds nothing for long: its leases end, and a new process on its machine frees them at once."""

import multiprocessing
import os
import signal
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.runtime import DatabaseThreads, LeaseLoop, Timing, Wakeups, is_gone, owner_name
from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork

LEASE = timedelta(seconds=2)
ITEMS = 60
PACE = 0.02  # seconds that an item takes, so that a killed worker dies with work in hand
SPAWN = multiprocessing.get_context("spawn")

pytestmark = pytest.mark.both_engines


class MachineClock:
    def now(self):
        return datetime.now(UTC)


def units_on(url):
    engine = make_engine(url)
    return lambda: UnitOfWork(engine, MachineClock())


def work(url, owner):
    """Work the queue until everything is done, each item's effect in one transaction with its end."""
    units = units_on(url)
    while True:
        with units() as uow:
            items = uow.queue.claim("job", owner, limit=5, lease=LEASE)
            uow.commit()
            if not items and all(state not in ("ready", "leased") for _, state, _ in uow.queue.depth()):
                return
        for item in items:
            time.sleep(PACE)
            with units() as uow:
                held = uow.queue.mine(item.id, owner)
                uow.audit.append(owner, "worked", "item", item.key)
                uow.queue.done(held)
                uow.commit()


def effects(url):
    with units_on(url)() as uow:
        return Counter(event.entity_id for event in uow.audit._events())


def test_work_of_a_killed_worker_is_done_by_the_others_within_one_lease(database_url):
    with units_on(database_url)() as uow:
        for number in range(ITEMS):
            uow.queue.put("job", "any", {}, key=str(number), ordering_key=str(number))
        uow.commit()
    workers = [SPAWN.Process(target=work, args=(database_url, f"w{n}")) for n in range(3)]
    for worker in workers:
        worker.start()
    wait_for(lambda: holds(database_url, "w0"))
    os.kill(workers[0].pid, signal.SIGKILL)
    killed_at = time.monotonic()
    for worker in workers[1:]:
        worker.join(30)
    took = time.monotonic() - killed_at
    assert effects(database_url) == {str(number): 1 for number in range(ITEMS)}
    assert took < LEASE.total_seconds() + ITEMS * PACE + 3


def holds(url, owner):
    with units_on(url)() as uow:
        return owner in uow.queue.owners("job")


def wait_for(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def name_yourself(pipe):
    pipe.send(owner_name("job"))


def dead_owner():
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=name_yourself, args=(theirs,))
    process.start()
    process.join()
    return ours.recv()


async def test_a_new_loop_frees_what_a_dead_process_of_its_machine_held(database_url):
    units, threads = units_on(database_url), DatabaseThreads(size=1)
    with units() as uow:
        for key, owner in (("1", dead_owner()), ("2", owner_name("job"))):
            uow.queue.put("job", "any", {}, key=key, ordering_key=key)
            uow.flush()
            uow.queue.claim("job", owner, limit=1, lease=timedelta(hours=1))
        uow.commit()
    loop = LeaseLoop("job", None, units=units, threads=threads, wake=Wakeups(), timing=Timing())
    await loop._take_back()
    with units() as uow:
        assert [uow.queue.get(number).state for number in (1, 2)] == ["ready", "leased"]
        assert uow.queue.get(1).attempts == 1
    threads.close()


@pytest.mark.parametrize("owner", ["w", "", "job:elsewhere:1:x", "job:a/b/c:notanumber:x", "a:b"])
def test_an_owner_that_cannot_be_judged_counts_as_alive(owner, engine_kind):
    assert not is_gone(owner)
