"""A chat that floods is slowed down; a quick person is not."""

import time

from bot.chat.pace import BURST, MANY_BEHIND, Pace
from tests.bot.chat.chat_stage import AGENT


class Stopwatch:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_burst_passes_and_then_two_a_second():
    clock = Stopwatch()
    pace = Pace(monotonic=clock)
    assert [pace.pause("a") for _ in range(BURST)] == [0.0] * BURST
    for _ in range(5):
        pause = pace.pause("a")
        assert pause == 0.5
        clock.at += pause


def test_other_chats_are_not_slowed():
    pace = Pace(monotonic=Stopwatch())
    for _ in range(3 * BURST):
        pace.pause("a")
    assert pace.pause("b") == 0.0


def test_who_was_quick_and_did_not_wait_owes_one_gap_at_most():
    clock = Stopwatch()
    pace = Pace(monotonic=clock)
    for _ in range(1_000):
        pace.pause("a")
    clock.at += 1.0
    assert pace.pause("a") == 0.0


def test_chats_at_rest_are_forgotten():
    clock = Stopwatch()
    pace = Pace(monotonic=clock)
    for number in range(10_001):
        pace.pause(str(number))
    clock.at += 60.0
    pace.pause("last")
    assert len(pace._next) == 1


async def test_updates_of_a_flooding_chat_are_handled_apart(stage):
    await stage.open()
    stage.hire()
    for number in range(BURST + MANY_BEHIND + 1):
        stage.write(str(number))
    began = time.monotonic()
    await stage.work()
    assert all(item.state == "done" for item in stage.items("inbox"))
    assert time.monotonic() - began >= 0.5


async def test_quick_person_with_little_behind_is_handled_at_once(stage):
    await stage.open()
    stage.hire()
    pace = stage.dispatcher._pace
    for _ in range(3 * BURST):
        pace.pause(f"chat:{AGENT}")
    with stage.units() as uow:
        assert not uow.queue.has_behind(1, 1)
    stage.write("a")
    stage.write("b")
    with stage.units() as uow:
        assert uow.queue.has_behind(1, 1)
        assert not uow.queue.has_behind(1, MANY_BEHIND)
