"""Who and what is on stage: people, groups, the bot, messages, files, presses."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Person:
    """One Telegram user. `role_label` names the phone on the page, e.g. {"zh": "坐席", "en": "Agent"}."""

    id: int
    first_name: str
    username: str = ""
    last_name: str = ""
    language_code: str = "zh-hans"
    phone_number: str = ""
    role_label: dict[str, str] = field(default_factory=dict)

    def as_user(self) -> Json:
        """Return the Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        extra = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return user | {key: value for key, value in extra.items() if value}


@dataclass(frozen=True, kw_only=True)
class Group:
    """A supergroup with the bot in it; `id` is negative (Telegram's start with -100)."""

    id: int
    title: str
    members: tuple[int, ...] = ()
    administrators: tuple[int, ...] = ()
    username: str = ""


@dataclass(frozen=True, kw_only=True)
class BotIdentity:
    """The bot as people see it. With privacy on it hears only commands, replies and mentions in groups."""

    id: int = 7_000_000_001
    first_name: str = "回访"
    username: str = "huifang_rehearsal_bot"
    privacy: bool = True

    def as_user(self) -> Json:
        """Return the Bot API's User for the bot."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass(kw_only=True)
class StoredMessage:
    """One message: `payload` is the Bot API's Message; the rest is what only the stage knows."""

    chat_id: int
    payload: Json
    sent_at: datetime
    revision: int = 0
    said: int = 0
    """The revision of the newest change of content or buttons; reactions, pins and ticks do not count."""
    from_bot: bool = False
    deleted: bool = False
    rewritten: bool = False
    """True once text, caption or file changed; a mere change of buttons does not count."""
    reactions: list[str] = field(default_factory=list)
    read: bool = False
    """For a person's message: True once the bot has confirmed its update."""

    @property
    def id(self) -> int:
        """Return the message id, unique within its chat."""
        return int(self.payload["message_id"])

    @property
    def text(self) -> str:
        """Return the text or the caption."""
        return str(self.payload.get("text") or self.payload.get("caption") or "")

    @property
    def protected(self) -> bool:
        """Return whether forwarding and saving are off."""
        return bool(self.payload.get("has_protected_content"))

    def buttons(self) -> list[Json]:
        """Return the inline buttons, row by row, in one list."""
        rows = self.payload.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One file on Telegram's side; every id that the bot knows it by maps here."""

    file_id: str
    unique_id: str
    path: str
    data: bytes
    name: str
    mime_type: str

    @property
    def size(self) -> int:
        """Return the size in bytes."""
        return len(self.data)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What answerCallbackQuery showed to the person."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(kw_only=True)
class Press:
    """One press of an inline button, waiting for its answer."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    pressed_at: datetime
    answer: asyncio.Future[Answer]
    revision: int = 0

    async def answered(self, timeout: float = 5.0) -> Answer:  # noqa: ASYNC109 — a test wants one number
        """Wait for the bot's answerCallbackQuery; TimeoutError after so many seconds."""
        return await asyncio.wait_for(asyncio.shield(self.answer), timeout)


@dataclass(kw_only=True)
class InlineAsk:
    """One inline query, waiting for its results."""

    id: str
    results: asyncio.Future[list[Json]]

    async def answered(self, timeout: float = 5.0) -> list[Json]:  # noqa: ASYNC109 — a test wants one number
        """Wait for the bot's answerInlineQuery; TimeoutError after so many seconds."""
        return await asyncio.wait_for(asyncio.shield(self.results), timeout)


@dataclass(kw_only=True)
class Numbers:
    """Counts up, and can be kept and taken up again where it stood."""

    following: int = 1

    def __next__(self) -> int:
        number, self.following = self.following, self.following + 1
        return number
