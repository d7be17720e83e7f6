"""While nothing can be saved, each press and each chat is told once, and what was done stays with Telegram."""

import sqlite3

from sqlalchemy.exc import OperationalError

from bot.chat.standstill import Standstill
from bot.texts import texts_for
from storage.passing import is_passing

PRESS = {"update_id": 1, "callback_query": {"id": "p1", "from": {"id": 7, "language_code": "en"}}}
WORDS = {"update_id": 2, "message": {"from": {"id": 8}, "chat": {"id": 8, "type": "private"}, "text": "?"}}
ROOM = {"update_id": 3, "message": {"from": {"id": 8}, "chat": {"id": -9, "type": "group"}, "text": "?"}}


def trouble(code):
    cause = sqlite3.OperationalError("x")
    cause.sqlite_errorcode = code
    return OperationalError("", {}, cause)


async def test_each_press_and_each_private_chat_is_told_once_until_it_is_over(stage):
    await stage.open()
    standstill = Standstill(stage.application.bot)
    for _ in range(2):
        await standstill.tell(trouble(sqlite3.SQLITE_FULL), [PRESS, WORDS, ROOM, "noise", {}])
    (answer,) = stage.api.of("answerCallbackQuery")
    (message,) = stage.api.of("sendMessage")
    assert answer["text"] == texts_for("en")("notice-standstill")
    assert message["text"] == texts_for("zh-CN")("notice-standstill")
    standstill.over()
    await standstill.tell(trouble(sqlite3.SQLITE_FULL), [WORDS])
    assert len(stage.api.of("sendMessage")) == 2


async def test_fault_of_the_program_is_no_standstill(stage):
    await stage.open()
    await Standstill(stage.application.bot).tell(ValueError(), [PRESS])
    assert stage.api.of("answerCallbackQuery") == []


def test_trouble_that_passes_is_told_from_a_fault():
    codes = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_ERROR)
    assert [is_passing(trouble(code)) for code in codes] == [True, True, True, False]
    assert not is_passing(ValueError())
