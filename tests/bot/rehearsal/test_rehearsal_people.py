import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.rehearsal.errors import RefusedToPersonError
from tests.bot.rehearsal.stage_set import Caller, calling, make_server

CHAT = {"chat_id": 1001}
BUTTON = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with calling(make_server()) as started:
        yield started


async def test_expect_returns_each_message_once_in_order(caller):
    phone = caller.server.phone(1001)
    for text in ("一", "二"):
        await caller.result("sendMessage", **CHAT, text=text)
    assert [(await phone.expect()).text for _ in range(2)] == ["一", "二"]
    with pytest.raises(TimeoutError, match="ends with"):
        await phone.expect(timeout=0.05)


async def test_expect_returns_an_edit_as_news_but_not_a_reaction(caller):
    phone = caller.server.phone(1001)
    sent = await caller.result("sendMessage", **CHAT, text="一")
    await phone.expect("一")
    where = CHAT | {"message_id": sent["message_id"]}
    await caller.result("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    with pytest.raises(TimeoutError):
        await phone.expect(timeout=0.05)
    await caller.result("editMessageText", **where, text="二")
    assert (await phone.expect()).text == "二"


async def test_expect_waits_for_what_has_not_been_said_yet(caller):
    waiting = asyncio.create_task(
        caller.server.phone(1001).expect(where=lambda message: bool(message.buttons()))
    )
    await caller.result("sendMessage", **CHAT, text="没有按钮")
    await caller.result("sendMessage", **CHAT, text="有按钮", reply_markup=BUTTON)
    assert (await waiting).text == "有按钮"


async def test_press_finds_the_newest_button_by_label_or_data(caller):
    phone = caller.server.phone(1001)
    for text in ("旧", "新"):
        newest = await caller.result("sendMessage", **CHAT, text=text, reply_markup=BUTTON)
    assert phone.press("好").message_id == phone.press("ok").message_id == newest["message_id"]


async def test_app_refuses_a_button_that_is_not_there(caller):
    with pytest.raises(RefusedToPersonError, match="no button"):
        caller.server.phone(1001).press("好")


async def test_blocked_chat_takes_no_message(caller):
    phone = caller.server.phone(1001)
    phone.block()
    with pytest.raises(RefusedToPersonError, match="blocked"):
        phone.type("喂")
    phone.start("again")
    assert phone.messages()[-1].text == "/start again"


async def test_long_message_goes_out_in_pieces(caller):
    caller.server.phone(1001).type("字" * 5000)
    texts = [update["message"]["text"] for update in await caller.result("getUpdates")]
    assert [len(text) for text in texts] == [4096, 904]


async def test_contact_key_shares_the_persons_own_number(caller):
    phone = caller.server.phone(1003)
    keyboard = {"keyboard": [[{"text": "发号码", "request_contact": True}]], "one_time_keyboard": True}
    await caller.result("sendMessage", chat_id=1003, text="号码？", reply_markup=keyboard)
    contact = phone.press_key("发号码").payload["contact"]
    assert (contact["phone_number"], contact["user_id"]) == ("+8613800000000", 1003)
    with pytest.raises(RefusedToPersonError, match="no key"):
        phone.press_key("发号码")


async def test_nobody_edits_what_others_wrote(caller):
    sent = await caller.result("sendMessage", **CHAT, text="一")
    with pytest.raises(RefusedToPersonError, match="not an own"):
        caller.server.phone(1001).edit(sent["message_id"], "二")


async def test_customer_does_not_see_the_team_chat(caller):
    with pytest.raises(RefusedToPersonError, match="not a chat"):
        caller.server.phone(1003).messages(chat_id=-1001000000001)


async def test_message_numbers_are_per_group_and_shared_by_private_chats(caller):
    ids = [
        (await caller.result("sendMessage", chat_id=chat, text="x"))["message_id"]
        for chat in (1001, 1002, -1001000000001)
    ]
    assert ids == [4, 5, 1]
