"""Fetches files that people sent. A job does this: a download has no place in a turn."""

from typing import Protocol

from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.errors import BadInputError

DOWNLOAD_LIMIT_BYTES = 20 * 1024 * 1024  # what Telegram lets a bot download


class FileSource(Protocol):
    """Where jobs get the content of a file from."""

    async def fetch(self, file_id: str, size: int | None = None) -> bytes:
        """Return the content; BadInputError `file_too_large` or `file_unavailable`."""
        ...


class TelegramFiles:
    """Files that lie with Telegram, by file id."""

    def __init__(self, bot: Bot, *, limited: bool = True) -> None:
        """`limited` = Telegram's own server, which lets bots download 20 MB; a local one has no limit."""
        self._bot, self._limited = bot, limited

    async def fetch(self, file_id: str, size: int | None = None) -> bytes:
        """Return the content; network errors pass through, so that the job is tried again."""
        if self._limited:
            require_downloadable(size)
        try:
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except (BadRequest, Forbidden) as error:
            if "too big" in error.message.lower():
                require_downloadable(DOWNLOAD_LIMIT_BYTES + 1)
            raise BadInputError("file_unavailable") from None


def require_downloadable(size: int | None) -> None:
    """Raise BadInputError `file_too_large` for a size in bytes beyond what a bot may download."""
    if size is not None and size > DOWNLOAD_LIMIT_BYTES:
        raise BadInputError("file_too_large", limit_mb=DOWNLOAD_LIMIT_BYTES // (1024 * 1024))
