"""The process dies at every commit of a press and its reply; the next one finishes, nothing lost or doubled."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.forms.screen import Screen
from bot.runtime import hold
from bot.services.outgoing import send_screen
from storage.models import AuditEvent
from storage.unit_of_work import UnitOfWork
from tests.bot.chat.chat_stage import Stage

COMMITS = range(1, 9)  # claim and handle the press; claim (with its attempt row) and close its three calls

EXPIRED = timedelta(0)  # a lease that has ended as soon as it began


class Crash(BaseException):
    """The process is gone: nothing in the program may catch this."""


class CrashingUnits:
    """Wraps units of work so that the nth commit of a process kills it, before or after it is durable."""

    def __init__(self, nth: int, *, durable: bool) -> None:
        self.left = nth
        self.durable = durable
        self.dead = False

    def __call__(self, uow: UnitOfWork) -> UnitOfWork:
        if self.dead:
            raise Crash
        commit = uow.commit

        def crashing_commit() -> None:
            self.left -= 1
            if self.left == 0 or self.dead:
                self.dead = True
                if self.durable:
                    commit()
                raise Crash
            commit()

        uow.commit = crashing_commit
        return uow


def build(database_file, *, clock=None, api=None, around=lambda uow: uow):
    stage = Stage(database_file, clock=clock, api=api, around=around)

    @stage.router.press("do")
    def do(turn):
        turn.uow.audit.append("test", "done", "press", turn.press_id)
        send_screen(turn.uow, Screen(text="to customer"), chat_id=9, repeat="hold")
        turn.reply("to staff")

    return stage


async def run_until_crash(stage):
    try:
        await stage.work()
    except Crash:
        return


async def live_and_die(database_file, nth, *, durable):
    """One process until it crashes, then another until all is quiet; returns the second."""
    first = await build(database_file, around=CrashingUnits(nth, durable=durable)).open(concurrency=1)
    first.press("do:1")
    await run_until_crash(first)
    await first.close()
    first.clock.forward(seconds=31)
    second = await build(database_file, clock=first.clock, api=first.api).open(concurrency=1)
    await second.work_through(seconds=8)
    return second


def effects(stage):
    with stage.units() as uow:
        return len(uow.session.exec(select(AuditEvent)).all())


@pytest.mark.parametrize("durable", [False, True])
@pytest.mark.parametrize("nth", COMMITS)
async def test_press_takes_effect_once_and_nothing_stays_open(database_file, nth, durable):
    stage = await live_and_die(database_file, nth, durable=durable)
    await stage.close()
    assert effects(stage) == 1
    assert [item.state for item in stage.items("inbox")] == ["done"]
    assert {item.state for item in stage.items("outbox")} <= {"done", "set_aside", "expired"}


@pytest.mark.parametrize("durable", [False, True])
@pytest.mark.parametrize("nth", COMMITS)
async def test_staff_get_the_reply_and_customers_never_get_it_twice(database_file, nth, durable):
    stage = await live_and_die(database_file, nth, durable=durable)
    await stage.close()
    sent = stage.texts_sent()
    held = [item for item in stage.items("outbox") if item.state == "set_aside"]
    assert 1 <= sent.count("to staff") <= 2
    assert sent.count("to customer") <= 1
    assert sent.count("to customer") == 1 or [item.reason for item in held] == ["unknown_outcome"]


async def test_crash_points_cover_the_whole_way(database_file):
    units = CrashingUnits(10_000, durable=False)
    stage = await build(database_file, around=units).open(concurrency=1)
    stage.press("do:1")
    await stage.work()
    await stage.close()
    assert 10_000 - units.left == max(COMMITS)


async def test_lease_that_ended_during_the_call_counts_as_unknown(database_file):
    first = await build(database_file).open()
    first.press("do:1")
    await first.dispatcher.loop.drain()
    with first.units() as uow:
        held = [
            item
            for item in uow.queue.claim("outbox", "dead", limit=9, lease=EXPIRED)
            if item.repeat == "hold"
        ]
        uow.queue.start_attempt(held[0])
        uow.commit()
    first.clock.forward(seconds=31)
    await first.work_through(seconds=4)
    await first.close()
    assert "to customer" not in first.texts_sent()
    assert [each.reason for each in first.items("outbox") if each.state == "set_aside"] == ["unknown_outcome"]


async def test_worker_that_lost_its_lease_changes_nothing(database_file):
    stage = build(database_file)
    await stage.open()
    stage.press("do:1")
    with stage.units() as uow:
        late = uow.queue.claim("inbox", "late", limit=1, lease=EXPIRED)[0]
        uow.commit()
    await stage.work()
    await stage.dispatcher.loop._guarded(hold(late, "late"))
    await stage.close()
    assert effects(stage) == 1


async def test_update_that_kills_its_worker_every_time_is_set_aside(database_file):
    stage = await build(database_file).open()
    stage.press("do:1")
    for _ in range(3):
        with stage.units() as uow:
            uow.queue.claim("inbox", "dead", limit=1, lease=EXPIRED)
            uow.commit()
    await stage.work()
    await stage.close()
    assert [(item.state, item.reason) for item in stage.items("inbox")] == [("set_aside", "worker_died")]
