"""Where Telegram is strict, the rehearsal server refuses in the same words."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.errors import RefusedToPersonError
from bot.rehearsal.methods import METHODS
from tests.bot.rehearsal.stage_set import Caller, calling, make_server

CHAT = {"chat_id": 1001}
GROUP = {"chat_id": -1001000000001}
BUTTON = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
STALE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with calling(make_server()) as started:
        yield started


def keyboard(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "好", "callback_data": data}]]}


@pytest.mark.parametrize(("method", "arguments", "description"), [
    ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": 42, "text": "x"}, "Bad Request: chat not found"),
    ("sendMessage", CHAT | {"text": " \n "}, "Bad Request: message text is empty"),
    ("sendMessage", CHAT | {"text": "字" * 4097}, "Bad Request: message is too long"),
    ("sendMessage", CHAT | {"text": "x", "reply_markup": keyboard("字" * 22)}, "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", CHAT | {"text": "x", "reply_markup": keyboard("")}, "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", CHAT | {"text": "x", "reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"),
    ("sendMessage", CHAT | {"text": "x", "reply_parameters": {"message_id": 99}}, "Bad Request: message to be replied not found"),
    ("sendMessage", CHAT | {"text": "<x>", "parse_mode": "HTML"}, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0"),
    ("sendMessage", CHAT | {"text": "1.", "parse_mode": "MarkdownV2"}, "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("sendDocument", CHAT | {"document": "nonsense"}, "Bad Request: wrong file_id or the file is temporarily unavailable"),
    ("editMessageText", CHAT | {"message_id": 99, "text": "x"}, "Bad Request: message to edit not found"),
    ("editMessageText", CHAT | {"message_id": 1, "text": "x"}, "Bad Request: message can't be edited"),
    ("deleteMessage", CHAT | {"message_id": 99}, "Bad Request: message to delete not found"),
    ("sendChatAction", CHAT | {"action": "dance"}, "Bad Request: wrong parameter action in request"),
    ("getChatMember", CHAT | {"user_id": 5}, "Bad Request: user not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, STALE),
    ("setWebhook", {"url": "ftp://x"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://x.org", "secret_token": "有"}, "Bad Request: secret token contains unallowed characters"),
    ("sendTelepathy", {}, "Not Found: method not found"),
], ids=lambda v: v if isinstance(v, str) and " " not in v else "")  # fmt: skip
async def test_misuse_is_refused_in_telegrams_words(caller, method, arguments, description):
    assert await caller.refusal(method, **arguments) == description


async def test_text_is_measured_after_entities(caller):
    text = "<b>" + "字" * 4096 + "</b>"
    sent = await caller.result("sendMessage", **CHAT, text=text, parse_mode="HTML")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_64_bytes_of_callback_data_pass(caller):
    sent = await caller.result("sendMessage", **CHAT, text="x", reply_markup=keyboard("字" * 21 + "x"))
    assert len(sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"].encode()) == 64


async def test_press_is_answered_once_and_only_once(caller):
    await caller.result("sendMessage", **CHAT, text="x", reply_markup=BUTTON)
    press = caller.server.phone(1001).press("好")
    await caller.result("answerCallbackQuery", callback_query_id=press.id, text="收到", show_alert=True)
    assert (await press.answered()).text == "收到"
    assert await caller.refusal("answerCallbackQuery", callback_query_id=press.id) == STALE


async def test_late_answer_is_refused(caller):
    await caller.result("sendMessage", **CHAT, text="x", reply_markup=BUTTON)
    press = caller.server.phone(1001).press("好")
    await caller.server.clock.advance(timedelta(hours=1))
    assert await caller.refusal("answerCallbackQuery", callback_query_id=press.id) == STALE


async def test_edit_that_changes_nothing_is_refused(caller):
    sent = await caller.result("sendMessage", **CHAT, text="x", reply_markup=BUTTON)
    same = CHAT | {"message_id": sent["message_id"], "text": "x", "reply_markup": BUTTON}
    assert "message is not modified" in await caller.refusal("editMessageText", **same)


async def test_edit_without_markup_takes_the_buttons_away(caller):
    sent = await caller.result("sendMessage", **CHAT, text="x", reply_markup=BUTTON)
    await caller.result("editMessageText", **CHAT, message_id=sent["message_id"], text="x")
    with pytest.raises(RefusedToPersonError):
        caller.server.phone(1001).press("好")


async def test_blocked_bot_gets_403_until_it_is_unblocked(caller):
    phone = caller.server.phone(1001)
    phone.block()
    body = await caller.reply("sendMessage", **CHAT, text="x")
    assert (body["error_code"], body["description"]) == (403, "Forbidden: bot was blocked by the user")
    phone.unblock()
    await caller.result("sendMessage", **CHAT, text="x")


async def test_bot_cannot_speak_first():
    async with make_server() as server, aiohttp.ClientSession() as session:
        caller = Caller(server, session)
        first = await caller.refusal("sendMessage", chat_id=1001, text="x")
        assert first == "Forbidden: bot can't initiate conversation with a user"
        assert await caller.refusal("sendMessage", chat_id=1003, text="x") == "Bad Request: chat not found"


async def test_bot_that_left_a_group_gets_403(caller):
    await caller.result("leaveChat", **GROUP)
    assert "not a member" in await caller.refusal("sendMessage", **GROUP, text="x")


async def test_old_message_cannot_be_deleted(caller):
    sent = await caller.result("sendMessage", **CHAT, text="x")
    await caller.server.clock.advance(timedelta(hours=49))
    refusal = await caller.refusal("deleteMessage", **CHAT, message_id=sent["message_id"])
    assert refusal == "Bad Request: message can't be deleted for everyone"


async def test_protected_content_cannot_be_forwarded_or_saved(caller):
    fields = {"chat_id": "1001", "protect_content": "true"}
    sent = (await caller.upload("sendDocument", fields, document=("a.txt", b"x")))["result"]
    phone = caller.server.phone(1001)
    for attempt in (phone.forward, phone.save_file):
        with pytest.raises(RefusedToPersonError):
            attempt(sent["message_id"])
    where = {"chat_id": 1002, "from_chat_id": 1001, "message_id": sent["message_id"]}
    assert "can't be forwarded" in await caller.refusal("forwardMessage", **where)
    assert "can't be copied" in await caller.refusal("copyMessage", **where)


async def test_download_stops_at_20_megabytes(caller):
    phone = caller.server.phone(1001)
    small, large = (phone.send_document("录音.wav", bytes(size)) for size in (20 * 1024**2, 20 * 1024**2 + 1))
    described = await caller.result("getFile", file_id=small.payload["document"]["file_id"])
    status, data = await caller.download(described["file_path"])
    assert (status, len(data)) == (200, 20 * 1024**2)
    refusal = await caller.refusal("getFile", file_id=large.payload["document"]["file_id"])
    assert refusal == "Bad Request: file is too big"


async def test_upload_stops_at_50_megabytes(caller):
    body = await caller.upload(
        "sendDocument", {"chat_id": "1001"}, document=("a.bin", bytes(50 * 1024**2 + 1))
    )
    assert (body["error_code"], body["description"]) == (413, "Request Entity Too Large")


async def test_wrong_token_is_unauthorized(caller):
    async with caller.session.post(f"{caller.server.base_url}1:x/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")


@pytest.mark.parametrize("how", ["params", "data", "json"])
async def test_arguments_may_come_by_query_form_or_json(caller, how):
    url = f"{caller.server.base_url}{caller.server.token}/SENDmessage"
    arguments: dict[str, Any] = {how: {"chat_id": "1001", "text": "好"}}
    async with caller.session.request("GET" if how == "params" else "POST", url, **arguments) as response:
        assert (await response.json())["result"]["text"] == "好"


async def test_dates_are_whole_seconds_of_the_virtual_clock(caller):
    await caller.server.clock.advance(timedelta(days=30))
    sent = await caller.result("sendMessage", **CHAT, text="x")
    assert isinstance(sent["date"], int)
    assert 0 <= caller.server.clock.now().timestamp() - sent["date"] < 3


async def test_in_groups_the_bot_hears_only_what_is_meant_for_it(caller):
    agent, chat_id = caller.server.phone(1001), -1001000000001
    own = await caller.result("sendMessage", **GROUP, text="x")
    for text in ("早上好", "/due", "@huifang_rehearsal_bot 在吗"):
        agent.type(text, chat_id=chat_id)
    agent.type("回你", chat_id=chat_id, reply_to=own["message_id"])
    heard = [update["message"]["text"] for update in await caller.result("getUpdates")]
    assert heard == ["/due", "@huifang_rehearsal_bot 在吗", "回你"]


async def test_press_on_a_deleted_message_carries_no_content(caller):
    sent = await caller.result("sendMessage", **CHAT, text="x", reply_markup=BUTTON)
    await caller.result("deleteMessage", **CHAT, message_id=sent["message_id"])
    caller.server.phone(1001).press("好", on=sent["message_id"])
    message = (await caller.result("getUpdates"))[-1]["callback_query"]["message"]
    assert message["date"] == 0
    assert "text" not in message


NASTY: list[dict[str, Any]] = [
    {},
    {"chat_id": None, "text": {}, "message_id": []},
    {"chat_id": [1], "user_id": "x", "commands": [1], "options": [[]], "media": [1, 2], "message_ids": ["x"]},
    {"chat_id": 1001, "message_id": 1, "reply_parameters": 5, "text": "x", "reaction": 7, "scope": "[]"},
    {"chat_id": 1001, "text": "x", "entities": [1], "reply_markup": {"inline_keyboard": [[1]]}, "media": "7"},
    {
        "chat_id": 1001,
        "text": "x",
        "reply_markup": {"keyboard": 1},
        "menu_button": 3,
        "offset": "x",
        "url": 5,
    },
    {"chat_id": 2**70, "message_id": -(2**70), "limit": -5, "from_chat_id": 1001, "document": 1, "photo": {}},
]


@pytest.mark.parametrize("method", sorted(METHODS))
async def test_nonsense_is_answered_with_a_refusal_not_a_crash(caller, method):
    for arguments in NASTY:
        body = await caller.reply(method, **arguments)
        assert body["ok"] or 400 <= body["error_code"] < 500
