"""Takes updates from Telegram into the inbox: each is committed before Telegram may forget it."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.chat.reading import ordering_key
from bot.chat.standstill import Standstill
from bot.runtime import DatabaseThreads, Wakeups, backoff, describe
from storage.passing import is_passing
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
BATCH = 100  # the most that getUpdates returns
POLL_SECONDS = 30  # how long Telegram holds an empty poll open
ANSWER_MARGIN = 10.0  # seconds on top, for the network
TROUBLE_BASE = timedelta(seconds=0.5)
TROUBLE_CAP = timedelta(seconds=30)


class PollError(Exception):
    """Telegram refused a poll. Carries the HTTP status, and its wish for a pause in seconds."""

    def __init__(self, status: int, retry_after: float) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.retry_after = retry_after


def put_updates(uow: UnitOfWork, updates: Sequence[Any]) -> int:
    """Put raw updates into the inbox, one row each; return how many were new."""
    new = 0
    for raw in updates:
        number = update_number(raw)
        # What has no number cannot be told from a repeat by number; its content serves as its name.
        key = str(number) if number is not None else f"unnumbered:{_digest(raw)}"
        payload = raw if isinstance(raw, dict) else {"not_an_update": raw}
        new += uow.queue.put("inbox", "update", payload, key=key, ordering_key=ordering_key(raw), lane=0)
    return new


def update_number(raw: Any) -> int | None:
    """Return the number of a raw update; None when it has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


class Polling:
    """Long polling. After a restart the offset comes from the server, which keeps what was not acknowledged."""

    def __init__(
        self,
        *,
        bot: Bot,
        transport: BaseRequest,
        units: UnitOfWorkFactory,
        threads: DatabaseThreads,
        wake: Wakeups,
        poll_seconds: int = POLL_SECONDS,
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._units = units
        self._threads = threads
        self._wake = wake
        self._poll_seconds = poll_seconds
        self._offset: int | None = None
        self._standstill = Standstill(bot)

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set; a poll in flight is dropped, for nothing in it was acknowledged."""
        stopping = asyncio.create_task(stop.wait())
        polling = asyncio.create_task(self._poll_forever())
        try:
            await asyncio.wait({stopping, polling}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (stopping, polling):
                task.cancel()
            await asyncio.gather(stopping, polling, return_exceptions=True)

    async def once(self) -> int:
        """Poll once; return how many updates are new and safe in the inbox."""
        updates = await self._fetch()
        if not updates:
            return 0
        try:
            new = await self._threads.run(lambda: self._store(updates))
        except Exception as error:
            await self._standstill.tell(error, updates)
            raise
        self._standstill.over()
        numbers = [number for raw in updates if (number := update_number(raw)) is not None]
        if numbers:
            # Only the next request with this offset lets Telegram forget them.
            self._offset = max(numbers) + 1
        self._wake.poke("inbox")
        return new

    async def _poll_forever(self) -> None:
        # A webhook that is still set would make every poll a conflict.
        await leave_webhook(self._bot)
        failures = 0
        while True:
            try:
                if failures == 0:
                    await self.once()
                    continue
                await asyncio.sleep(
                    backoff(failures, base=TROUBLE_BASE, cap=TROUBLE_CAP, jitter=0.5).total_seconds()
                )
                await self.once()
                failures = 0
            except PollError as error:
                failures += 1
                log.warning("poll refused status=%s", error.status)
                await asyncio.sleep(error.retry_after)
            except Exception as error:  # noqa: BLE001 (network or database: polling must not end)
                # Telegram is spared while it is in trouble; a database that is back must not be waited for.
                failures = 1 if is_passing(error) else failures + 1
                log.warning("poll failed %s", describe(error))

    async def _fetch(self) -> list[Any]:
        status, body = await self._transport.do_request(
            f"{self._bot.base_url}/getUpdates?{self._query()}",
            "GET",
            read_timeout=self._poll_seconds + ANSWER_MARGIN,
        )
        answer = json.loads(body)
        if status != 200 or not answer.get("ok"):
            raise PollError(status, float((answer.get("parameters") or {}).get("retry_after", 0)))
        return list(answer["result"])

    def _query(self) -> str:
        values: dict[str, Any] = {
            "timeout": self._poll_seconds,
            "limit": BATCH,
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        }
        if self._offset is not None:
            values["offset"] = self._offset
        return urlencode(values)

    def _store(self, updates: Sequence[Any]) -> int:
        with self._units() as uow:
            new = put_updates(uow, updates)
            uow.commit()
            return new


async def leave_webhook(bot: Bot) -> None:
    """Tell Telegram to keep updates for polling; nothing that waits there is dropped."""
    try:
        await bot.delete_webhook(drop_pending_updates=False)
    except TelegramError as error:
        log.warning("webhook not removed %s", describe(error))


def _digest(raw: Any) -> str:
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:32]
