"""The webhook receiver: 200 only after the update is committed, many updates in one commit."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from telegram import Bot

from bot.chat.intake import ALLOWED_UPDATES, put_updates, update_number
from bot.runtime import DatabaseThreads, Wakeups, describe
from bot.serving import serve_until
from storage.unit_of_work import UnitOfWorkFactory

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a name, not a secret)
BODY_LIMIT = 1024 * 1024  # bytes; the largest updates are some tens of kilobytes
COMMIT_TIMEOUT = 10.0  # seconds; Telegram sends an update again that was not acknowledged


class Webhook:
    """Receives updates over HTTP behind a secret token; TLS is the reverse proxy's.

    `register` is awaited once the receiver listens (see `register_webhook`).
    """

    def __init__(
        self,
        *,
        secret: str,
        units: UnitOfWorkFactory,
        threads: DatabaseThreads,
        wake: Wakeups,
        host: str = "127.0.0.1",
        port: int = 8443,
        path: str = "/telegram",
        register: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        if not secret:
            raise ValueError("a webhook needs a secret")
        self._secret = secret.encode()
        self._units = units
        self._threads = threads
        self._wake = wake
        self._address = (host, port)
        self._path = path
        self._register = register
        self._waiting: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._committer: asyncio.Task[None] | None = None

    def application(self) -> web.Application:
        """Return the aiohttp application with the one route."""
        application = web.Application(client_max_size=BODY_LIMIT)
        application.router.add_post(self._path, self.receive)
        return application

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; requests in hand are answered."""
        await serve_until(stop, self.application(), *self._address, started=self._register)

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one delivery: 200 committed, 400 not an update, 403 wrong secret, 413 too large, 503 try again."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        raw = read_body(await request.read())
        if raw is None:
            return web.Response(status=400)
        try:
            async with asyncio.timeout(COMMIT_TIMEOUT):
                await self._commit(raw)
        except Exception as error:  # noqa: BLE001 (whatever keeps the database from committing)
            log.warning("webhook not committed %s", describe(error))
            return web.Response(status=503)
        return web.Response()

    async def _commit(self, raw: dict[str, Any]) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((raw, done))
        if self._committer is None or self._committer.done():
            self._committer = asyncio.create_task(self._commit_all())
        await done

    async def _commit_all(self) -> None:
        # Whatever arrives while one commit runs shares the next: one disk flush serves many.
        while self._waiting:
            batch, self._waiting = self._waiting, []
            batch.sort(key=lambda entry: entry[0]["update_id"])
            _tell(batch, await self._try_store([raw for raw, _ in batch]))
            self._wake.poke("inbox")

    async def _try_store(self, updates: list[dict[str, Any]]) -> Exception | None:
        try:
            await self._threads.run(lambda: self._store(updates))
        except Exception as error:  # noqa: BLE001 (every waiting request has to hear of it)
            return error
        return None

    def _store(self, updates: list[dict[str, Any]]) -> None:
        with self._units() as uow:
            put_updates(uow, updates)
            uow.commit()


def read_body(body: bytes) -> dict[str, Any] | None:
    """Return the update in a request's body, or None for anything that is no update with a number."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):  # nesting too deep for the parser is no update either
        return None
    return raw if update_number(raw) is not None else None


async def register_webhook(bot: Bot, *, url: str, secret: str) -> None:
    """Tell Telegram where to send updates."""
    await bot.set_webhook(
        url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES), drop_pending_updates=False
    )


def _tell(batch: list[tuple[dict[str, Any], asyncio.Future[None]]], error: Exception | None) -> None:
    for _, done in batch:
        if done.done():
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
