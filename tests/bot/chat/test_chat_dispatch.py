"""Updates through the real dispatcher: one ending each, one answer per press, order kept, poison set aside."""

import logging

import pytest

from bot.errors import BadInputError, ConflictError, NotFoundError
from bot.forms.screen import Button, Screen
from bot.services.parked_work import list_parked, replay_parked
from storage.errors import DuplicateError

CANARY = "canary-6f2d"


def texts(stage):
    return [item.state for item in stage.items("inbox")]


async def test_command_is_answered_and_closed(stage):
    @stage.router.command("today")
    def today(turn):
        turn.reply(f"{turn.kind} {turn.command} {turn.args} {turn.user_id}")

    await stage.open()
    stage.write("/today all 3")
    await stage.work()
    assert stage.texts_sent() == ["command today ('all', '3') 7001"]
    assert texts(stage) == ["done"]


async def test_press_reaches_its_prefix_and_edits_the_pressed_message(stage):
    @stage.router.command("start")
    def start(turn):
        turn.reply(Screen(text="one", rows=((Button(label="Next", data="form:7:2"),),)))

    @stage.router.press("form")
    def form(turn):
        turn.edit(f"two {turn.args}")

    await stage.open()
    stage.write("/start")
    await stage.work()
    stage.press("form:7:2", on=stage.messages()[0].message_id)
    await stage.work()
    assert stage.api.of("editMessageText")[0]["text"] == "two ('7', '2')"


async def test_fast_presses_show_the_last_screen_without_all_those_before(stage):
    stage.router.command("start")(lambda turn: turn.reply("0"))
    stage.router.press("n")(lambda turn: turn.edit(turn.args[0]))
    await stage.open()
    stage.write("/start")
    await stage.work()
    for number in range(1, 9):
        stage.press(f"n:{number}", on=stage.messages()[0].message_id)
    await stage.work()
    assert [call["text"] for call in stage.api.of("editMessageText")] == ["8"]
    assert len(stage.api.of("answerCallbackQuery")) == 8


async def test_edit_of_an_unknown_message_becomes_a_reply(stage):
    stage.router.press("x")(lambda turn: turn.edit("anew"))
    await stage.open()
    stage.press("x", on=999)
    await stage.work()
    assert stage.texts_sent() == ["anew"]


@pytest.mark.parametrize(
    ("handler", "text"),
    [
        (lambda turn: None, None),
        (lambda turn: turn.toast("saved"), "saved"),
        (lambda turn: (turn.toast("first"), turn.toast("last")), "last"),
    ],
)
async def test_every_press_is_answered_exactly_once(stage, handler, text):
    stage.router.press("x")(handler)
    await stage.open()
    press = stage.press("x")
    await stage.work()
    answers = stage.api.of("answerCallbackQuery")
    assert [(answer["callback_query_id"], answer.get("text")) for answer in answers] == [(press, text)]


async def test_unknown_button_gets_a_stale_notice(stage):
    await stage.open()
    stage.press("nobody:1")
    await stage.work()
    assert "out of date" in stage.api.of("answerCallbackQuery")[0]["text"]


async def test_text_goes_to_what_was_expected_until_that_expires(stage):
    seen = []
    stage.router.command("ask")(lambda turn: turn.expect("reason", 5, "why"))
    stage.router.text("reason")(lambda turn: seen.append((turn.expectation.subject_id, turn.text)))
    stage.router.text()(lambda turn: seen.append(("other", turn.text)))
    await stage.open()
    stage.write("/ask")
    stage.write("because")
    await stage.work()
    stage.clock.forward(hours=13)
    stage.write("later")
    await stage.work()
    assert seen == [(5, "because"), ("other", "later")]


async def test_deep_link_payload_goes_to_its_prefix(stage):
    seen = []
    stage.router.start_payload("inv")(lambda turn: seen.append(turn.args))
    stage.router.command("start")(lambda turn: seen.append("plain"))
    await stage.open()
    for text in ("/start inv_a-b_c", "/start", "/start other_1"):
        stage.write(text)
    await stage.work()
    assert seen == [("a-b_c",), "plain", "plain"]


async def test_file_location_and_contact_arrive_as_values(stage):
    seen = []
    stage.router.document()(lambda turn: seen.append((turn.file.name, turn.file.size, turn.text)))
    stage.router.location()(lambda turn: seen.append(turn.location.latitude))
    stage.router.contact()(lambda turn: seen.append((turn.contact.phone, turn.contact.own)))
    await stage.open()
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "loans.csv", "file_size": 9}
    stage.send(document=document, caption="new")
    stage.send(location={"latitude": 30.5, "longitude": 104.0})
    stage.send(contact={"phone_number": "+100", "first_name": "A", "user_id": 7001})
    await stage.work()
    assert seen == [("loans.csv", 9, "new"), 30.5, ("+100", True)]


async def test_group_messages_are_ignored_and_group_presses_are_sent_to_private_chat(stage):
    stage.router.text()(lambda turn: turn.reply("never"))
    stage.router.press("x")(lambda turn: turn.reply("never"))
    await stage.open()
    stage.write("hello", chat_type="group")
    stage.press("x", chat_type="group")
    await stage.work()
    assert [name for name, _ in stage.api.calls] == ["answerCallbackQuery"]
    assert texts(stage) == ["done", "done"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BadInputError(), "does not fit"),
        (ConflictError(), "Somebody else was first"),
        (DuplicateError(), "already done"),
        (BadInputError("without_any_text"), "Reference"),
    ],
)
async def test_expected_error_rolls_back_and_becomes_a_notice(stage, error, words):
    @stage.router.command("do")
    def do(turn):
        turn.reply("half done")
        raise error

    await stage.open()
    stage.write("/do")
    await stage.work()
    assert [words in text for text in stage.texts_sent()] == [True]
    assert texts(stage) == ["done"]


@pytest.mark.parametrize(("error", "words"), [(ConflictError(), "first"), (ValueError(), "Reference")])
async def test_press_that_fails_is_answered_once_with_an_alert(stage, error, words):
    @stage.router.press("x")
    def failing(turn):
        turn.toast("never shown")
        raise error

    await stage.open()
    stage.press("x")
    await stage.work_through(seconds=12)
    [answer] = stage.api.of("answerCallbackQuery")
    assert words in answer["text"]
    assert answer["show_alert"] is True
    assert stage.texts_sent() == []


async def test_fault_is_tried_three_times_then_set_aside_with_a_reference(stage, caplog):
    tries = []

    @stage.router.text()
    def broken(turn):
        tries.append(turn.text)
        raise ValueError(turn.text)

    await stage.open()
    with caplog.at_level(logging.DEBUG):
        stage.write(f"my phone is {CANARY}")
        await stage.work_through(seconds=12)
    item = stage.items("inbox")[0]
    assert (len(tries), item.state, item.reason) == (3, "set_aside", "failed:ValueError")
    assert f"Reference {item.id}" in stage.texts_sent()[0]
    assert CANARY not in caplog.text
    assert "ValueError [" in caplog.text


async def test_replayed_item_is_worked_again(stage):
    broken = [True]

    @stage.router.text()
    def handler(turn):
        if broken[0]:
            raise ValueError
        turn.reply("fine")

    await stage.open()
    stage.write("x")
    await stage.work_through(seconds=12)
    broken[0] = False
    [parked] = list_parked(stage.units)
    replay_parked(stage.units, parked.id, actor="cli:operator")
    await stage.work()
    assert (parked.reason, stage.texts_sent()[-1]) == ("failed:ValueError", "fine")
    with pytest.raises(NotFoundError):
        replay_parked(stage.units, parked.id, actor="cli:operator")


@pytest.mark.parametrize(
    "poison",
    [
        {"update_id": 1, "message": {"chat": {"id": 7001}}},
        {"update_id": 1, "message": "a string"},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"no_number": True},
        "not an object",
    ],
)
async def test_unparsable_update_is_set_aside_and_the_next_is_worked(stage, poison):
    stage.router.text()(lambda turn: turn.reply("next"))
    await stage.open()
    stage.receive(poison)
    stage.write("x")
    await stage.work()
    parked, worked = stage.items("inbox")
    assert parked.state == "set_aside"
    assert parked.reason.startswith("unparsable:")
    assert (worked.state, stage.texts_sent()) == ("done", ["next"])


async def test_same_update_twice_takes_effect_once(stage):
    seen = []
    stage.router.text()(lambda turn: seen.append(turn.text))
    await stage.open()
    stage.write("x")
    stage.receive(stage.items("inbox")[0].payload)
    await stage.work()
    assert seen == ["x"]


async def test_order_within_a_chat_is_kept(stage):
    seen = []
    stage.router.text()(lambda turn: seen.append(turn.text))
    await stage.open()
    for number in range(30):
        stage.write(str(number))
    await stage.work()
    assert seen == [str(number) for number in range(30)]


async def test_one_update_does_not_wait_for_a_thousand_of_another_chat(stage):
    seen = []
    stage.router.text()(lambda turn: seen.append(turn.user_id))
    await stage.open()
    stage.receive(*[_text_update(number, user=1) for number in range(1_000)])
    stage.write("me too", user=2)
    await stage.dispatcher.loop._start_more(64)
    await stage.dispatcher.loop._finish()
    assert sorted(seen) == [1, 2]


async def test_blocking_and_unblocking_the_bot_is_noted(stage):
    stage.hire()
    await stage.open()
    stage.receive(_membership(1, "kicked"))
    await stage.work()
    assert blocked_at(stage) == stage.clock.at
    stage.receive(_membership(2, "member"))
    await stage.work()
    assert blocked_at(stage) is None


def blocked_at(stage):
    with stage.units() as uow:
        return uow.staff.by_chat_user(7001).blocked_bot_at


def _membership(number, status):
    person = {"id": 7001, "is_bot": False, "first_name": "A"}
    bot = {"id": 42, "is_bot": True, "first_name": "H"}
    old, new = ({"status": "member", "user": bot}, {"status": status, "user": bot, "until_date": 0})
    change = {"chat": {"id": 7001, "type": "private"}, "from": person, "date": 0}
    return {"update_id": number, "my_chat_member": {**change, "old_chat_member": old, "new_chat_member": new}}


def _text_update(number, *, user):
    person = {"id": user, "is_bot": False, "first_name": "A"}
    message = {"message_id": number, "date": 0, "from": person, "chat": {"id": user, "type": "private"}}
    return {"update_id": 10_000 + number, "message": {**message, "text": "x"}}
