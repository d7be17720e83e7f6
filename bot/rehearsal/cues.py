"""What actors of the script wait for: a message with such words or buttons."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.rehearsal.people import Phone
from bot.rehearsal.values import StoredMessage

T = TypeVar("T")
TIMEOUT = 20.0
POLL = 0.02  # seconds between looks at whether a press has been handled


async def see(
    phone: Phone, containing: str, where: Callable[[StoredMessage], bool] = lambda _message: True
) -> StoredMessage:
    """Wait until the chat shows such a message of the bot, and return the newest one."""
    async with asyncio.timeout(TIMEOUT):
        while True:
            for message in reversed(phone.messages()):
                if message.from_bot and containing in message.text and where(message):
                    return message
            await asyncio.sleep(POLL)


async def press_each(phone: Phone, *parts: str) -> None:
    """Press, one after the other, the newest button whose data holds such words."""
    for part in parts:
        seen = await see(phone, "", offers(part))
        phone.press(data_with(seen, part), on=seen.id)


def needed(value: T | None) -> T:
    """Return what the story cannot go on without."""
    if value is None:
        raise LookupError("a part of the story is missing")
    return value


def offers(part: str) -> Callable[[StoredMessage], bool]:
    """Return a condition: the message has a button whose data holds these words."""
    return lambda message: bool(data_with(message, part))


def data_with(message: StoredMessage, part: str) -> str:
    """Return the data of the message's first button that holds these words, or nothing."""
    found = (str(button.get("callback_data", "")) for button in message.buttons())
    return next((data for data in found if part in data), "")


def has(prefix: str) -> Callable[[StoredMessage], bool]:
    """Return a condition: the message has a button whose data begins so."""
    return lambda message: any(
        str(button.get("callback_data", "")).startswith(prefix) for button in message.buttons()
    )
