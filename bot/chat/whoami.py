"""Asks Telegram who a token belongs to."""

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.chat.transport import AiohttpRequest
from bot.errors import SettingsError


async def who_am_i(token: str, api_url: str) -> str:
    """Return the bot's username; raises SettingsError naming what is wrong with token or address."""
    if not token:
        raise SettingsError(name="HUIFANG_BOT_TOKEN", reason="missing")
    root = api_url.rstrip("/")
    transport = AiohttpRequest()
    bot = Bot(
        token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot", request=transport,
        get_updates_request=transport,
    )  # fmt: skip
    try:
        async with bot:
            return (await bot.get_me()).username or ""
    except InvalidToken:
        raise SettingsError(name="HUIFANG_BOT_TOKEN", reason="token_refused") from None
    except NetworkError:
        raise SettingsError(name="HUIFANG_BOT_API_URL", reason="telegram_unreachable") from None
    except TelegramError:
        raise SettingsError(name="HUIFANG_BOT_TOKEN", reason="token_refused") from None
