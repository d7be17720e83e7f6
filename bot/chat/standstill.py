"""Tells people that nothing can be saved just now, while the database cannot take what they did.

Their updates stay with Telegram and are worked afterwards; without a word they would press again and again.
"""

import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.texts import closest_locale, texts_for
from storage.passing import is_passing

log = logging.getLogger(__name__)

TOLD_AT_ONCE = 20
"""Messages and answers per failed try: well below Telegram's limits, which nobody counts meanwhile."""


class Standstill:
    """Remembers who was told, until what they did is saved."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._told: set[str] = set()

    async def tell(self, error: BaseException, updates: Sequence[Any]) -> None:
        """Tell who is behind these raw updates: each press once, each chat once. Only for trouble that passes."""
        if not is_passing(error):
            return
        room = TOLD_AT_ONCE
        for raw in updates:
            if room and isinstance(raw, dict) and await self._tell_one(raw):
                room -= 1

    def over(self) -> None:
        """Note that things are saved again."""
        self._told.clear()

    async def _tell_one(self, raw: dict[str, Any]) -> bool:
        press: Any = raw.get("callback_query")
        message: Any = raw.get("message")
        try:
            person = (press or message)["from"]
            if not press and message["chat"]["type"] != "private":
                return False
            name = f"press:{press['id']}" if press else f"chat:{message['chat']['id']}"
            if name in self._told:
                return False
            self._told.add(name)
            text = texts_for(closest_locale(person.get("language_code")))("notice-standstill")
            if press:
                await self._bot.answer_callback_query(press["id"], text, show_alert=True)
            else:
                await self._bot.send_message(message["chat"]["id"], text)
        except (KeyError, TypeError, AttributeError):
            return False  # an update of another shape has nobody to tell
        except TelegramError as error:
            log.warning("standstill not told error=%s", type(error).__name__)
        return True
