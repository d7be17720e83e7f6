"""Every reply of the rehearsal server parses with python-telegram-bot's and with aiogram's types."""

from collections.abc import AsyncIterator
from typing import Any

import aiogram.types as aio
import pytest
import telegram as ptb
from pydantic import BaseModel, TypeAdapter

from tests.bot.rehearsal.stage_set import Caller, calling, make_server, png

CHAT = {"chat_id": 1001}
GROUP = {"chat_id": -1001000000001}
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "好", "callback_data": "ok"}, {"text": "网页", "url": "https://example.com"}]
    ]
}
HTML = {
    "text": "<b>粗</b> <i>斜</i> <a href='https://example.com'>链</a> 😀 <tg-spoiler>藏</tg-spoiler>",
    "parse_mode": "HTML",
}

PLAIN_CALLS: list[tuple[str, dict[str, Any], Any]] = [
    ("getMe", {}, "User"),
    ("getWebhookInfo", {}, "WebhookInfo"),
    ("sendMessage", CHAT | HTML | {"reply_markup": KEYBOARD, "protect_content": True}, "Message"),
    (
        "sendMessage",
        CHAT | {"text": "选", "reply_markup": {"keyboard": [["一"]], "resize_keyboard": True}},
        "Message",
    ),
    ("sendMessage", CHAT | {"text": "回", "reply_parameters": {"message_id": 1}}, "Message"),
    ("sendMessage", CHAT | {"text": "链", "link_preview_options": {"is_disabled": True}}, "Message"),
    ("sendMessage", GROUP | {"text": "大家好"}, "Message"),
    ("sendLocation", CHAT | {"latitude": 31.2, "longitude": 121.5}, "Message"),
    (
        "sendVenue",
        CHAT | {"latitude": 31.2, "longitude": 121.5, "title": "门店", "address": "路 1 号"},
        "Message",
    ),
    ("sendContact", CHAT | {"phone_number": "+86138", "first_name": "李"}, "Message"),
    ("sendDice", CHAT, "Message"),
    ("sendPoll", CHAT | {"question": "几点？", "options": ["九点", {"text": "十点"}]}, "Message"),
    (
        "sendPoll",
        CHAT | {"question": "对吗？", "options": ["对", "错"], "type": "quiz", "correct_option_id": 0},
        "Message",
    ),
    ("copyMessage", CHAT | {"from_chat_id": 1001, "message_id": 1}, "MessageId"),
    ("forwardMessage", CHAT | {"from_chat_id": 1001, "message_id": 1}, "Message"),
    ("getChat", CHAT, "ChatFullInfo"),
    ("getChat", GROUP, "ChatFullInfo"),
    ("getChatMember", CHAT | {"user_id": 1001}, "ChatMember"),
    ("getChatMember", GROUP | {"user_id": 1002}, "ChatMember"),
    ("getChatMember", GROUP | {"user_id": 1003}, "ChatMember"),
    ("getChatMenuButton", CHAT, "MenuButton"),
    ("getMyName", {}, "BotName"),
    ("getMyDescription", {}, "BotDescription"),
    ("getMyShortDescription", {}, "BotShortDescription"),
]
TRUE_CALLS: list[tuple[str, dict[str, Any]]] = [
    ("sendChatAction", CHAT | {"action": "typing"}),
    ("setMyCommands", {"commands": [{"command": "due", "description": "今日到期"}]}),
    ("deleteMyCommands", {}),
    ("setChatMenuButton", {"menu_button": {"type": "commands"}}),
    ("setMyName", {"name": "回访"}),
    ("setMyDescription", {"description": "贷后回访"}),
    ("setMyShortDescription", {"short_description": "回访"}),
    ("setMessageReaction", CHAT | {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}]}),
    ("pinChatMessage", CHAT | {"message_id": 1}),
    ("unpinAllChatMessages", CHAT),
    ("deleteMessage", CHAT | {"message_id": 1}),
    ("deleteMessages", CHAT | {"message_ids": [1, 99]}),
    ("setWebhook", {"url": ""}),
    ("deleteWebhook", {}),
    ("banChatMember", GROUP | {"user_id": 1001}),
    ("leaveChat", GROUP),
    ("logOut", {}),
    ("close", {}),
]
NEWER_THAN_PTB = {"can_send_welcome_messages"}  # aiogram already requires it
UNIONS = {"ChatMember": aio.ChatMemberUnion, "MenuButton": aio.MenuButtonUnion}


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with calling(make_server()) as started:
        yield started


def assert_both_parse(result: Any, name: str) -> None:
    parsed = getattr(ptb, name).de_json(result, None)
    assert unknown_to_ptb(parsed).keys() <= NEWER_THAN_PTB
    model = TypeAdapter(UNIONS.get(name) or getattr(aio, name)).validate_python(result)
    assert not unknown_to_aiogram(model)


def unknown_to_ptb(value: Any) -> dict[str, Any]:
    """Return what PTB did not understand, at any depth."""
    if isinstance(value, ptb.TelegramObject):
        children = (getattr(value, name, None) for name in value._get_attrs_names(include_private=False))
        return dict(value.api_kwargs) | merged(unknown_to_ptb(child) for child in children)
    return merged(map(unknown_to_ptb, value)) if isinstance(value, (list, tuple)) else {}


def unknown_to_aiogram(value: Any) -> dict[str, Any]:
    """Return what aiogram did not understand, at any depth."""
    if isinstance(value, BaseModel):
        return dict(value.model_extra or {}) | merged(unknown_to_aiogram(child) for _, child in value)
    return merged(map(unknown_to_aiogram, value)) if isinstance(value, (list, tuple)) else {}


def merged(parts: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for part in parts:
        whole |= part
    return whole


@pytest.mark.parametrize(
    ("method", "arguments", "name"), PLAIN_CALLS, ids=lambda v: v if isinstance(v, str) else ""
)
async def test_result_is_the_documented_type_for_both_libraries(caller, method, arguments, name):
    assert_both_parse(await caller.result(method, **arguments), name)


@pytest.mark.parametrize(("method", "arguments"), TRUE_CALLS, ids=lambda v: v if isinstance(v, str) else "")
async def test_setters_answer_true(caller, method, arguments):
    assert await caller.result(method, **arguments) is True


@pytest.mark.parametrize(("kind", "name"), [
    ("document", "账单.pdf"), ("photo", "车.png"), ("voice", "v.ogg"), ("audio", "a.mp3"), ("sticker", "s.webp"),
    ("video", "v.mp4"), ("animation", "a.gif"), ("video_note", "n.mp4"),
])  # fmt: skip
async def test_sent_files_parse_and_can_be_fetched_again(caller, kind, name):
    fields = {"chat_id": "1001"} | (
        {} if kind == "sticker" else {"caption": "<b>见</b>附件", "parse_mode": "HTML"}
    )
    message = (await caller.upload(f"send{kind.replace('_', '')}", fields, **{kind: (name, png())}))["result"]
    assert_both_parse(message, "Message")
    media = message[kind][-1] if kind == "photo" else message[kind]
    described = await caller.result("getFile", file_id=media["file_id"])
    assert_both_parse(described, "File")
    assert await caller.download(described["file_path"]) == (200, png())
    assert_both_parse(
        await caller.result(f"send{kind.replace('_', '')}", chat_id=1002, **{kind: media["file_id"]}),
        "Message",
    )


async def test_album_and_media_edit_parse(caller):
    media = '[{"type":"photo","media":"attach://a"},{"type":"photo","media":"attach://b","caption":"二"}]'
    files = {"a": ("a.png", png()), "b": ("b.png", png(5, 5))}
    album = (await caller.upload("sendMediaGroup", {"chat_id": "1001", "media": media}, **files))["result"]
    for message in album:
        assert_both_parse(message, "Message")
    assert len({message["media_group_id"] for message in album}) == 1
    where = CHAT | {"message_id": album[0]["message_id"]}
    other = {"type": "photo", "media": album[1]["photo"][0]["file_id"], "caption": "换了"}
    assert_both_parse(await caller.result("editMessageMedia", **where, media=other), "Message")
    assert_both_parse(await caller.result("editMessageCaption", **where, caption="又换"), "Message")


async def test_edits_parse(caller):
    sent = await caller.result("sendMessage", **CHAT, text="一", reply_markup=KEYBOARD)
    where = CHAT | {"message_id": sent["message_id"]}
    edited = await caller.result("editMessageText", **where, text="二")
    assert_both_parse(edited, "Message")
    assert "reply_markup" not in edited
    assert_both_parse(
        await caller.result("editMessageReplyMarkup", **where, reply_markup=KEYBOARD), "Message"
    )


async def test_lists_parse(caller):
    await caller.result("setMyCommands", commands=[{"command": "due", "description": "今日到期"}])
    for command in await caller.result("getMyCommands"):
        assert_both_parse(command, "BotCommand")
    administrators = await caller.result("getChatAdministrators", **GROUP)
    assert [member["user"]["id"] for member in administrators] == [1002]
    assert_both_parse(administrators[0], "ChatMember")
    assert await caller.result("getChatMemberCount", **GROUP) == 3


async def test_every_kind_of_update_parses(caller):
    phone = caller.server.phone(1003)
    sent = await caller.result("sendMessage", chat_id=1003, text="点", reply_markup=KEYBOARD)
    typed = phone.type("/help 见 https://example.com @agent_chen 😀", reply_to=sent["message_id"])
    phone.edit(typed.id, "改过")
    phone.press("好")
    phone.send_document("单.txt", b"x", caption="说明")
    phone.send_photo("车.png", png())
    phone.send_voice(b"ogg")
    phone.send_location(31.2, 121.5)
    phone.send_contact()
    phone.forward(sent["message_id"])
    await caller.result("deleteMessage", chat_id=1003, message_id=sent["message_id"])
    phone.press("好", on=sent["message_id"])
    phone.block()
    updates = await caller.result("getUpdates")
    for update in updates:
        assert_both_parse(update, "Update")
    kinds = {key for update in updates for key in update if key != "update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
    assert len(updates) == 11


async def test_votes_reach_the_bot_and_the_count(caller):
    options = {"options": ["九点", "十点"], "is_anonymous": False}
    sent = await caller.result("sendPoll", **CHAT, question="几点？", **options)
    caller.server.phone(1001).vote(sent["message_id"], 1)
    for update in (updates := await caller.result("getUpdates")):
        assert_both_parse(update, "Update")
    assert [next(key for key in update if key != "update_id") for update in updates] == [
        "poll",
        "poll_answer",
    ]
    stopped = await caller.result("stopPoll", **CHAT, message_id=sent["message_id"])
    assert_both_parse(stopped, "Poll")
    assert [option["voter_count"] for option in stopped["options"]] == [0, 1]


async def test_inline_query_is_answered_once(caller):
    ask = caller.server.phone(1001).ask_inline("王")
    update = (await caller.result("getUpdates"))[0]
    assert_both_parse(update, "Update")
    content = {"type": "article", "id": "1", "title": "王", "input_message_content": {"message_text": "王"}}
    answer = {"inline_query_id": update["inline_query"]["id"], "results": [content]}
    assert await caller.result("answerInlineQuery", **answer) is True
    assert await ask.answered() == [content]
    assert "query is too old" in await caller.refusal("answerInlineQuery", **answer)
