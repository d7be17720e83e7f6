"""Pushing updates to a webhook: secret header, order per chat, retries until it answers 2xx."""

import asyncio
import contextlib
import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp

from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.errors import bad_request
from bot.rehearsal.faults import FaultKind, Faults
from bot.rehearsal.updates import Update, UpdateQueue
from bot.rehearsal.values import Json

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 — the name of a header
SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]*")
SECRET_MAX = 256  # characters
CONNECTIONS_DEFAULT = 40
CONNECTIONS_MAX = 100
FIRST_RETRY = 1.0  # seconds; doubles up to the cap
RETRY_CAP = 60.0  # seconds
REPLY_TIMEOUT = 60.0  # seconds Telegram waits for a webhook
SUCCESS = range(200, 300)
IDLE = 3600.0  # seconds between looks when nothing wakes the pusher

CallBack = Callable[[Json], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Hook:
    """A webhook as it was set."""

    url: str
    secret: str = ""
    connections: int = CONNECTIONS_DEFAULT


class WebhookPusher:
    """Delivers the queue to a webhook while one is set."""

    def __init__(
        self, queue: UpdateQueue, clock: VirtualClock, faults: Faults, *, first_retry: float = FIRST_RETRY
    ) -> None:
        self._queue = queue
        self._clock = clock
        self._faults = faults
        self._first_retry = first_retry
        self._hook: Hook | None = None
        self._last_error: Json = {}
        self._busy: set[int] = set()
        self._pump: asyncio.Task[None] | None = None
        self._deliveries: set[asyncio.Task[None]] = set()
        self.on_reply: CallBack | None = None
        """Gets the method call that a webhook may put into its answer."""

    @property
    def active(self) -> bool:
        """Return whether a webhook is set."""
        return self._hook is not None

    async def set(self, hook: Hook) -> None:
        """Start delivering; ApiError 400 for a URL or secret that Telegram would refuse."""
        _check(hook)
        await self.stop()
        self._hook = hook
        self._last_error = {}
        self._pump = asyncio.create_task(self._run(hook))

    async def stop(self) -> None:
        """Stop delivering; what was not delivered stays queued."""
        self._hook = None
        tasks = [*self._deliveries, *([self._pump] if self._pump else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._pump = None
        self._busy.clear()

    def info(self) -> Json:
        """Return the Bot API's WebhookInfo."""
        hook = self._hook
        info: Json = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue),
        }
        if hook:
            info |= {"max_connections": hook.connections, "ip_address": "127.0.0.1"} | self._last_error
        return info | ({"allowed_updates": self._queue.allowed} if self._queue.allowed else {})

    async def _run(self, hook: Hook) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=REPLY_TIMEOUT)) as session:
            while True:
                for update in self._queue.deliverable(self._busy):
                    if len(self._busy) >= hook.connections:
                        break
                    self._start(hook, session, update)
                await self._queue.wait(IDLE)

    def _start(self, hook: Hook, session: aiohttp.ClientSession, update: Update) -> None:
        self._busy.add(update.chat_id)
        task = asyncio.create_task(self._deliver(hook, session, update))
        self._deliveries.add(task)
        task.add_done_callback(self._deliveries.discard)

    async def _deliver(self, hook: Hook, session: aiohttp.ClientSession, update: Update) -> None:
        delay = self._first_retry
        while not await self._post(hook, session, update):
            await asyncio.sleep(delay)
            delay = min(delay * 2, RETRY_CAP)
        if self._faults.take("webhook", [FaultKind.DUPLICATE]):
            await self._post(hook, session, update)
        self._queue.remove(update)
        self._busy.discard(update.chat_id)
        self._queue.wake()

    async def _post(self, hook: Hook, session: aiohttp.ClientSession, update: Update) -> bool:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            async with session.post(hook.url, json=update.body, headers=headers) as response:
                body = await response.read()
                if response.status in SUCCESS:
                    await self._take_reply(body)
                    return True
                self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._failed(_words(error))
        return False

    async def _take_reply(self, body: bytes) -> None:
        if self.on_reply is None or not body:
            return
        with contextlib.suppress(ValueError):
            call = json.loads(body)
            if isinstance(call, dict) and "method" in call:
                await self.on_reply(call)

    def _failed(self, message: str) -> None:
        log.info("webhook delivery failed: %s", message)
        now = int(self._clock.now().timestamp())
        self._last_error = {"last_error_date": now, "last_error_message": message}


def _words(error: Exception) -> str:
    if isinstance(error, aiohttp.ClientConnectorError):
        return "Connection refused"
    return "Read timeout expired" if isinstance(error, TimeoutError) else "Connection reset by peer"


def _check(hook: Hook) -> None:
    # Plain http is taken too, as Telegram's own server does in local mode: the stage is loopback only.
    if not hook.url.startswith(("https://", "http://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(hook.secret) > SECRET_MAX:
        raise bad_request("secret token is too long")
    if not SECRET_SHAPE.fullmatch(hook.secret):
        raise bad_request("secret token contains unallowed characters")
