"""From the outbox to Telegram: what is re-checked, what each outcome means, what is repeated and what is held."""

import logging
from datetime import timedelta

import pytest
from telegram.error import NetworkError, TimedOut

from bot.chat.delivery import queue_due_deletions
from bot.chat.transport import NotSentError, ServerFaultError
from bot.forms.screen import Button, Screen
from bot.services.outgoing import (
    answer_press,
    delete_message,
    refresh_card,
    replace_screen,
    send_card,
    send_file,
    send_screen,
)
from tests.bot.chat.chat_stage import AGENT, refusal

CANARY = "canary-81aa"


def queue(stage, action):
    with stage.units() as uow:
        made = action(uow)
        uow.commit()
        return made


def say(stage, text="hello", **more):
    return queue(stage, lambda uow: send_screen(uow, Screen(text=text), chat_id=AGENT, **more))


def endings(stage):
    return [(item.state, item.reason) for item in stage.items("outbox")]


@pytest.fixture
async def opened(stage):
    truth = {"text": "card"}

    @stage.cards.register("callback_card")
    def render(uow, subject_id, viewer, texts, services):
        text = truth["text"]
        return Screen(text=f"{text} {subject_id} {texts.locale}") if text else None

    stage.truth = truth
    return await stage.open()


async def test_screen_is_sent_with_its_buttons_and_its_number_is_kept(opened):
    rows = ((Button(label="Yes", data="a:1"), Button(label="No", data="a:2")),)
    screen = Screen(text="<b>Sure?</b>", rows=rows, markup=True, protected=True)
    queue(opened, lambda uow: send_screen(uow, screen, chat_id=AGENT))
    await opened.work()
    call = opened.api.of("sendMessage")[0]
    buttons = [button["callback_data"] for button in call["reply_markup"]["inline_keyboard"][0]]
    assert (call["parse_mode"], call["protect_content"], buttons) == ("HTML", True, ["a:1", "a:2"])
    assert opened.messages()[0].message_id == 101


async def test_plain_text_is_never_read_as_markup(opened):
    say(opened, "<b>5 < 6 & 7</b>")
    await opened.work()
    call = opened.api.of("sendMessage")[0]
    assert (call["text"], call.get("parse_mode")) == ("<b>5 < 6 & 7</b>", None)


async def test_card_is_rendered_as_it_is_true_at_delivery(opened):
    opened.hire(locale="en")
    queue(opened, lambda uow: send_card(uow, "callback_card", 3, chat_id=AGENT, staff_id=1))
    opened.truth["text"] = "newer"
    await opened.work()
    assert opened.texts_sent() == ["newer 3 en"]


async def test_card_that_is_no_longer_wanted_is_cancelled(opened):
    queue(opened, lambda uow: send_card(uow, "callback_card", 3, chat_id=AGENT))
    opened.truth["text"] = None
    await opened.work()
    assert (opened.api.calls, endings(opened)) == ([], [("cancelled", "not_wanted")])


async def test_too_late_is_expired_not_sent(opened):
    say(opened, not_after=opened.clock.at + timedelta(minutes=5))
    opened.clock.forward(minutes=6)
    await opened.work()
    assert (opened.api.calls, endings(opened)) == ([], [("expired", "too_late")])


async def test_replaced_card_is_deleted_and_the_new_one_sent(opened):
    for _ in range(2):
        queue(opened, lambda uow: send_card(uow, "callback_card", 3, chat_id=AGENT))
        await opened.work()
    assert [name for name, _ in opened.api.calls] == ["sendMessage", "deleteMessage", "sendMessage"]
    assert [message.state for message in opened.messages()] == ["deleted", "live"]


async def test_card_replaced_before_it_left_is_never_sent(opened):
    for _ in range(2):
        queue(opened, lambda uow: send_card(uow, "callback_card", 3, chat_id=AGENT))
    await opened.work()
    assert len(opened.api.of("sendMessage")) == 1


async def test_edit_waits_for_its_message_and_follows_it(opened):
    message = say(opened)
    queue(opened, lambda uow: replace_screen(uow, uow.chats.message(message.id), Screen(text="edited")))
    await opened.work()
    assert [name for name, _ in opened.api.calls] == ["sendMessage", "editMessageText"]
    assert opened.api.of("editMessageText")[0]["message_id"] == 101


async def test_file_is_sent_with_its_caption(opened):
    queue(opened, lambda uow: send_file(uow, chat_id=AGENT, name="e.csv", content="a", caption="errors"))
    await opened.work()
    assert opened.api.of("sendDocument")[0]["caption"] == "errors"


async def test_message_is_deleted_when_its_time_has_come(opened):
    say(opened, delete_after=timedelta(minutes=10))
    await opened.work()
    assert queue_due_deletions(opened.units) == 0
    opened.clock.forward(minutes=10)
    assert queue_due_deletions(opened.units) == 1
    await opened.work()
    assert [message.state for message in opened.messages()] == ["deleted"]


async def test_unmodified_edit_counts_as_sent(opened):
    queue(opened, lambda uow: send_card(uow, "callback_card", 3, chat_id=AGENT))
    queue(opened, lambda uow: refresh_card(uow, "callback_card", 3))
    opened.api.script("editMessageText", refusal(400, "Bad Request: message is not modified: same"))
    await opened.work()
    assert endings(opened) == [("done", None), ("done", None)]


@pytest.mark.parametrize(
    ("method", "description", "state"),
    [
        ("editMessageText", "Bad Request: message to edit not found", "gone"),
        ("deleteMessage", "Bad Request: message to delete not found", "deleted"),
    ],
)
async def test_message_that_is_gone_needs_nothing_more(opened, method, description, state):
    message = say(opened)
    await opened.work()
    action = delete_message if method == "deleteMessage" else _edit
    queue(opened, lambda uow: action(uow, uow.chats.message(message.id)))
    opened.api.script(method, refusal(400, description))
    await opened.work()
    assert (endings(opened)[-1], opened.messages()[0].state) == (("done", None), state)


def _edit(uow, message):
    replace_screen(uow, message, Screen(text="new"))


async def test_blocked_bot_is_noted_and_the_message_given_up(opened):
    opened.hire()
    say(opened)
    opened.api.script("sendMessage", refusal(403, "Forbidden: bot was blocked by the user"))
    await opened.work()
    with opened.units() as uow:
        assert uow.staff.by_chat_user(AGENT).blocked_bot_at == opened.clock.at
    assert (endings(opened), opened.messages()[0].state) == ([("cancelled", "refused")], "gone")


@pytest.mark.parametrize("repeat", ["repeat", "hold"])
@pytest.mark.parametrize("error", [NotSentError("x"), ServerFaultError("x")])
async def test_what_surely_did_not_arrive_is_sent_again(opened, error, repeat):
    say(opened, repeat=repeat)
    opened.api.script("sendMessage", error, error)
    await opened.work_through(seconds=5)
    assert (len(opened.api.of("sendMessage")), endings(opened)) == (3, [("done", None)])


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("ServerDisconnectedError")])
async def test_unknown_outcome_is_repeated_for_staff_and_held_for_customers(opened, error):
    say(opened, "to staff")
    queue(opened, lambda uow: send_screen(uow, Screen(text="to customer"), chat_id=9, repeat="hold"))
    opened.api.script("sendMessage", error, error)
    await opened.work_through(seconds=5)
    assert sorted(opened.texts_sent()) == ["to customer", "to staff", "to staff"]
    assert endings(opened) == [("done", None), ("set_aside", "unknown_outcome")]


async def test_unknown_outcomes_of_one_message_end_after_eight(opened):
    say(opened)
    opened.api.script("sendMessage", *[TimedOut() for _ in range(20)])
    await opened.work_through(seconds=300)
    assert (len(opened.api.of("sendMessage")), endings(opened)) == (8, [("set_aside", "unknown_outcome")])


async def test_held_message_can_be_replayed_by_a_person(opened):
    say(opened, repeat="hold")
    opened.api.script("sendMessage", TimedOut())
    await opened.work()
    queue(opened, lambda uow: uow.queue.replay(uow.queue.parked()[0]))
    await opened.work()
    assert endings(opened) == [("done", None)]


async def test_rejected_message_is_set_aside_without_its_words_in_the_log(opened, caplog):
    say(opened, CANARY)
    opened.api.script("sendMessage", refusal(400, f"Bad Request: can't parse {CANARY}"))
    with caplog.at_level(logging.DEBUG):
        await opened.work()
    assert endings(opened) == [("set_aside", "rejected:400")]
    assert "set aside item=" in caplog.text
    assert CANARY not in caplog.text
    assert CANARY not in repr([(each.code, each.outcome) for each in opened.attempts()])


async def test_card_that_cannot_be_rendered_is_set_aside_without_its_words_in_the_log(opened, caplog):
    @opened.cards.register("broken")
    def broken(uow, subject_id, viewer, texts, services):
        raise ValueError(CANARY)

    queue(opened, lambda uow: send_card(uow, "broken", 1, chat_id=AGENT))
    await opened.work_through(seconds=5)
    assert endings(opened) == [("set_aside", "failed:ValueError")]
    assert CANARY not in caplog.text


async def test_refused_token_sets_nothing_aside(opened):
    say(opened)
    opened.api.script("sendMessage", refusal(401, "Unauthorized"))
    await opened.work()
    assert endings(opened) == [("ready", "misconfigured")]
    opened.clock.forward(seconds=61)
    await opened.work()
    assert endings(opened) == [("done", None)]


async def test_message_that_waits_longer_than_a_day_is_set_aside(opened):
    say(opened)
    opened.clock.forward(hours=25)
    opened.api.script("sendMessage", NotSentError("x"))
    await opened.work()
    assert endings(opened) == [("set_aside", "gave_up")]


async def test_too_late_answer_to_a_press_is_dropped(opened):
    queue(opened, lambda uow: answer_press(uow, "p", AGENT, "x"))
    opened.api.script("answerCallbackQuery", refusal(400, "Bad Request: query is too old and …"))
    await opened.work()
    assert endings(opened) == [("expired", "too_late")]


async def test_each_try_is_a_row_with_its_outcome(opened):
    say(opened)
    opened.api.script("sendMessage", NotSentError("x"), TimedOut())
    await opened.work_through(seconds=5)
    outcomes = [(each.outcome, each.code) for each in opened.attempts()]
    assert outcomes == [("retry", "not_sent"), ("unknown", "TimedOut"), ("sent", None)]
