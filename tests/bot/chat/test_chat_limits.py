"""Telegram's limits: kept beforehand, shared by workers, and obeyed per chat first when Telegram insists."""

import time
from datetime import timedelta

import pytest

from bot.chat.limits import Limits, Rate, Rates, tokens_at
from bot.forms.screen import Screen
from bot.services.outgoing import Lane, answer_press, send_screen
from storage.models import SendBudget
from tests.bot.chat.chat_stage import START, Stage, refusal

ANY = Rate(burst=1e9, per_second=1e9)


def say(stage, chat_id, count=1, lane=Lane.REPLY):
    with stage.units() as uow:
        for number in range(count):
            send_screen(uow, Screen(text=f"{lane.name} {number}"), chat_id=chat_id, lane=lane)
        uow.commit()


def sent_to(stage):
    return [call["chat_id"] for call in stage.api.of("sendMessage")]


async def test_private_chat_gets_three_at_once_then_one_a_second(stage):
    await stage.open()
    say(stage, 1, count=6)
    counts = []
    for _ in range(4):
        await stage.work()
        counts.append(len(sent_to(stage)))
        stage.clock.forward(seconds=1)
    assert counts == [3, 4, 5, 6]


async def test_group_gets_twenty_a_minute(stage):
    await stage.open()
    say(stage, -100, count=30)
    for _ in range(60):
        await stage.work()
        stage.clock.forward(seconds=1)
    assert 19 <= len(sent_to(stage)) <= 20


async def test_bot_sends_thirty_a_second_over_all_chats_and_replies_overtake_bulk(stage):
    await stage.open()
    for chat in range(1, 61):
        say(stage, chat, lane=Lane.BULK)
    counts = []
    for _ in range(5):
        await stage.work()
        counts.append(len(sent_to(stage)))
        stage.clock.forward(milliseconds=250)
    ahead = 8 + 15  # the burst, and half a second that is claimed beforehand
    assert counts == [ahead, ahead + 7, ahead + 15, ahead + 22, ahead + 30]
    say(stage, 99, lane=Lane.REPLY)
    await stage.work()
    assert sent_to(stage)[counts[-1]] == 99


async def test_what_is_claimed_beforehand_leaves_evenly(stage):
    await stage.open()
    began = time.monotonic()
    for chat in range(1, 24):
        say(stage, chat)
    await stage.work()
    assert 0.4 < time.monotonic() - began < 5
    with stage.units() as uow:
        assert tokens_at(uow.budgets.peek("bot"), Rates().bot, START) == -15


async def test_any_minute_in_a_group_has_twenty_messages_at_most(stage):
    sent = []
    for tenth in range(1_800):
        sent += [tenth / 10] * spend_at(stage, seconds=tenth / 10, chat=-100)
    in_a_minute = [sum(at <= other < at + 60 for other in sent) for at in sent]
    assert max(in_a_minute) <= 20
    assert len(sent) >= 0.95 * 60


async def test_two_workers_share_one_budget(stage, database_file):
    await stage.open()
    other = await Stage(database_file, clock=stage.clock).open()
    say(stage, 1, count=6)
    await stage.work()
    await other.work()
    await other.close()
    assert len(sent_to(stage) + sent_to(other)) == 3


async def test_limited_chat_does_not_hold_up_others(stage):
    await stage.open()
    stage.api.script("sendMessage", refusal(429, "Too Many Requests", retry_after=7))
    say(stage, 1)
    await stage.work()
    say(stage, 2)
    await stage.work()
    assert sent_to(stage) == [1, 2]
    stage.clock.forward(seconds=6)
    await stage.work()
    assert sent_to(stage) == [1, 2]
    stage.clock.forward(seconds=1)
    await stage.work()
    assert sent_to(stage) == [1, 2, 1]


async def test_second_limited_chat_stops_the_whole_bot_for_the_time_asked(stage):
    await stage.open()
    stage.api.script("sendMessage", *[refusal(429, "Too Many Requests", retry_after=5)] * 2)
    for chat in (1, 2, 3):
        say(stage, chat)
        await stage.work()
    assert sent_to(stage) == [1, 2]
    stage.clock.forward(seconds=5)
    await stage.work()
    assert sorted(sent_to(stage)[2:]) == [1, 2, 3]


async def test_answers_to_presses_cost_nothing(stage):
    await stage.open()
    with stage.units() as uow:
        for number in range(10):
            answer_press(uow, f"p{number}", 1)
        uow.commit()
    await stage.work()
    assert len(stage.api.of("answerCallbackQuery")) == 10


async def test_waiting_its_turn_is_no_try(stage):
    await stage.open()
    say(stage, 1, count=4)
    await stage.work()
    assert [item.attempts for item in stage.items("outbox")] == [1, 1, 1, 0]


@pytest.mark.parametrize(("passed", "tokens"), [(0, 1.0), (2, 2.0), (60, 3.0), (-60, 1.0)])
def test_tokens_grow_with_time_up_to_the_burst(passed, tokens):
    budget = SendBudget(scope="chat:1", tokens=1.0, refilled_at=START)
    rate = Rate(burst=3, per_second=0.5)
    assert tokens_at(budget, rate, START + timedelta(seconds=passed)) == tokens


async def test_idle_loop_writes_nothing(stage):
    await stage.open()
    with stage.units() as uow:
        assert Limits().bot_allowance(uow) == 23
        assert not uow.session.dirty
        assert not uow.session.new


def spend_at(stage, *, seconds, count=1, chat=1):
    """Return how many of `count` messages could go at that time."""
    stage.clock.at = START + timedelta(seconds=seconds)
    with stage.units() as uow:
        paid = sum(Limits().spend(uow, chat).paid for _ in range(count))
        uow.commit()
        return paid


async def test_unit_of_work_that_began_earlier_counts_no_time_twice(stage):
    assert spend_at(stage, seconds=1, count=4) == 3
    assert [spend_at(stage, seconds=at) for at in (0.5, 1.4, 1.6)] == [0, 0, 1]


async def test_unit_of_work_that_waited_gets_no_place_that_another_has(stage):
    rates = Limits(Rates(bot=Rate(burst=1, per_second=10), private=ANY))
    places = []
    for at in (1.0, 1.0, 0.8, 0.9):
        stage.clock.at = START + timedelta(seconds=at)
        with stage.units() as uow:
            places.append((rates.spend(uow, 1).at - START).total_seconds())
            uow.commit()
    assert places == pytest.approx([1.0, 1.1, 1.2, 1.3], abs=1e-4)


async def test_clock_that_was_set_back_does_not_stop_the_sending(stage):
    assert spend_at(stage, seconds=0, count=4) == 3
    assert [spend_at(stage, seconds=at) for at in (-3600, -3599)] == [0, 1]
