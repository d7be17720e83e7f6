"""The menu of commands that Telegram shows, in every language that ships."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.runtime import describe
from bot.texts import DEFAULT_LOCALE, LOCALES, texts_for

log = logging.getLogger(__name__)

COMMANDS = ("today", "next", "queue", "why", "duty", "lang", "help")
"""What the menu offers; the rest is for few people and stands in their /help."""


async def publish_commands(bot: Bot, default_locale: str = DEFAULT_LOCALE) -> None:
    """Tell Telegram the menu: one per language, and the lender's own for everybody else. Never raises."""
    for locale, language in [*((each, each[:2]) for each in LOCALES), (default_locale, None)]:
        texts = texts_for(locale)
        menu = [BotCommand(name, texts(f"command-{name}")) for name in COMMANDS]
        try:
            await bot.set_my_commands(menu, language_code=language)
        except TelegramError as error:
            # A bot without its menu works; a bot that does not start helps nobody.
            log.warning("menu of commands not set %s", describe(error))
