"""The lease queue: order, fairness, leases, keys; and two processes on one database."""

import multiprocessing
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from storage.engine import make_engine
from storage.errors import LeaseLostError
from storage.models import WorkItem
from storage.unit_of_work import UnitOfWork

START = datetime(2026, 3, 2, tzinfo=UTC)
LEASE = timedelta(seconds=30)
PER_PROCESS = 150

pytestmark = pytest.mark.both_engines


class SetClock:
    def __init__(self):
        self.at = START

    def now(self):
        return self.at


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def url(database_url):
    return database_url


@pytest.fixture
def units(url, clock):
    engine = make_engine(url)
    yield lambda: UnitOfWork(engine, clock)
    engine.dispose()


def put(units, *keys, chat="a", **more):
    with units() as uow:
        for key in keys:
            uow.queue.put("inbox", "update", {}, key=key, ordering_key=chat, **more)
        uow.commit()


def claim(units, owner="w", limit=10):
    with units() as uow:
        claimed = uow.queue.claim("inbox", owner, limit=limit, lease=LEASE)
        uow.commit()
        return [item.key for item in claimed]


def settle(units, key, action):
    with units() as uow:
        item = uow.session.exec(select(WorkItem).where(WorkItem.key == key)).one()
        action(uow.queue, item)
        uow.commit()


def test_same_key_is_queued_once(units):
    put(units, "1", "1")
    assert claim(units) == ["1"]


def test_items_of_one_chat_come_one_after_another(units):
    put(units, "1", "2")
    assert [claim(units), claim(units)] == [["1"], []]
    settle(units, "1", lambda queue, item: queue.done(item))
    assert claim(units) == ["2"]


def test_thousand_items_of_one_chat_do_not_delay_another(units):
    put(units, *map(str, range(1_000)), chat="busy")
    put(units, "quiet", chat="quiet")
    assert claim(units, limit=2) == ["0", "quiet"]


def test_smaller_lane_goes_first_between_chats(units):
    put(units, "bulk", chat="a", lane=60)
    put(units, "reply", chat="b", lane=10)
    assert claim(units, limit=1) == ["reply"]


def test_item_waiting_for_its_retry_holds_back_its_chat_only(units):
    put(units, "1", "2", chat="a")
    put(units, "3", chat="b")
    settle(units, "1", lambda queue, item: queue.retry(item, at=START + LEASE, reason="x"))
    assert claim(units) == ["3"]


def test_set_aside_item_lets_its_chat_go_on_and_can_be_replayed(units):
    put(units, "1", "2")
    settle(units, "1", lambda queue, item: queue.set_aside(item, "poison"))
    assert claim(units) == ["2"]
    settle(units, "2", lambda queue, item: queue.done(item))
    settle(units, "1", lambda queue, item: queue.replay(item))
    assert claim(units) == ["1"]


def test_leased_item_returns_when_its_lease_ends_and_the_late_owner_has_lost_it(units, clock):
    put(units, "1")
    claim(units, owner="first")
    clock.at += LEASE
    assert claim(units, owner="second") == ["1"]
    with units() as uow, pytest.raises(LeaseLostError):
        uow.queue.mine(1, "first")


def test_released_items_are_claimed_again_at_once_and_the_try_is_not_counted(units):
    put(units, "1")
    claim(units, owner="stopping")
    with units() as uow:
        assert uow.queue.release("stopping") == 1
        uow.commit()
    assert claim(units) == ["1"]
    with units() as uow:
        assert uow.queue.get(1).attempts == 1


def test_payload_of_finished_work_is_forgotten_and_its_key_kept(units, clock):
    for key in ("done", "parked", "waiting"):
        with units() as uow:
            uow.queue.put("inbox", "update", {"text": "private"}, key=key, ordering_key=key)
            uow.commit()
    settle(units, "done", lambda queue, item: queue.done(item))
    settle(units, "parked", lambda queue, item: queue.set_aside(item, "x"))
    clock.at += timedelta(days=8)
    with units() as uow:
        counts = [uow.queue.blank_finished(clock.at - timedelta(days=days)) for days in (9, 7, 7)]
        uow.commit()
    with units() as uow:
        assert counts == [0, 1, 0]
        assert [uow.queue.get(number).payload for number in (1, 2)] == [{}, {"text": "private"}]
        assert not uow.queue.put("inbox", "update", {}, key="done", ordering_key="a")


def test_rolled_back_claim_leaves_the_item_free(units):
    put(units, "1")
    with units() as uow:
        uow.queue.claim("inbox", "w", limit=1, lease=LEASE)
    assert claim(units) == ["1"]


def test_two_processes_share_one_database_and_work_every_item_once(units, url):
    put(units, *[f"x{number}" for number in range(20)], chat="one")
    for number in range(2 * PER_PROCESS - 20):
        put(units, f"y{number}", chat=str(number % 40))
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        worked = pool.map(_work_until_dry, [(url, "p1"), (url, "p2")])
    assert sorted(worked[0] + worked[1]) == sorted(set(worked[0] + worked[1]))
    assert len(worked[0] + worked[1]) == 2 * PER_PROCESS
    assert [key for key in _in_order(units) if key.startswith("x")] == [f"x{number}" for number in range(20)]


def _in_order(units):
    with units() as uow:
        items = [uow.queue.get(number) for number in range(1, 2 * PER_PROCESS + 1)]
        return [item.key for item in sorted(items, key=lambda item: item.result["order"])]


def _work_until_dry(arguments):
    url, owner = arguments
    engine, clock, worked = make_engine(url), SetClock(), []
    while True:
        with UnitOfWork(engine, clock) as uow:
            items = uow.queue.claim("inbox", owner, limit=3, lease=LEASE)
            uow.commit()
        if not items:
            with UnitOfWork(engine, clock) as uow:
                if uow.queue.idle("inbox"):
                    return worked
            continue
        for item in items:
            with UnitOfWork(engine, clock) as uow:
                order = sum(count for _, state, count in uow.queue.depth() if state in ("ready", "leased"))
                uow.queue.done(uow.queue.mine(item.id, owner), order=-order)
                uow.commit()
            worked.append(item.key)
