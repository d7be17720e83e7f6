"""The Bot API server on loopback: routes, faults, answers. Start it, then point a bot at it."""

import asyncio
import hmac
import json
import logging
import secrets
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.context import Context
from bot.rehearsal.errors import ApiError, DropConnectionError, TooManyRequestsError, bad_request
from bot.rehearsal.faults import FaultKind, Faults
from bot.rehearsal.guard import guard
from bot.rehearsal.limits import Limits
from bot.rehearsal.memory import Memory, restore, saved_moment
from bot.rehearsal.methods import METHODS
from bot.rehearsal.params import Params, read_params
from bot.rehearsal.people import Phone
from bot.rehearsal.stage import Stage
from bot.rehearsal.state import World
from bot.rehearsal.updates import UpdateQueue
from bot.rehearsal.values import BotIdentity, Group, Person
from bot.rehearsal.webhook import FIRST_RETRY, WebhookPusher

log = logging.getLogger(__name__)

BODY_MAX = 64 * 1024 * 1024  # bytes; above Telegram's 50 MB, so that the 413 is ours
SHUTDOWN_SECONDS = 1.0
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
BEFORE = (FaultKind.DROP_BEFORE, FaultKind.SERVER_ERROR, FaultKind.TOO_MANY, FaultKind.SLOW)
# What Python raises when JSON of another shape comes in than the method reads.
MALFORMED = (AttributeError, LookupError, TypeError, ValueError)
REASONS = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class RehearsalServer:
    """An async context manager; inside it the Bot API, the page and the phones are live."""

    def __init__(
        self,
        clock: VirtualClock | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str | None = None,
        bot: BotIdentity | None = None,
        people: Iterable[Person] = (),
        groups: Iterable[Group] = (),
        limits: Limits | None = None,
        locale: str = "zh-CN",
        webhook_retry: float = FIRST_RETRY,
        memory: Path | None = None,
    ) -> None:
        if host not in LOOPBACK:
            raise ValueError("the rehearsal listens on loopback only")
        identity = bot or BotIdentity()
        self._memory = Memory(memory) if memory else None
        self._kept = self._memory.load() if self._memory else None
        self.clock = clock or VirtualClock(start=saved_moment(self._kept))
        self.faults = Faults()
        self.world = World(self.clock, identity, people, groups)
        self.queue = UpdateQueue(self.faults)
        self.queue.on_confirmed = self.world.mark_read
        self.limits = limits or Limits()
        kept_token = self._kept["token"] if self._kept else None
        self.token = token or kept_token or f"{identity.id}:{secrets.token_urlsafe(26)}"
        self.stage = Stage(self.world, self.phone, locale, keep=self.keep)
        self._webhook = WebhookPusher(self.queue, self.clock, self.faults, first_retry=webhook_retry)
        self._webhook.on_reply = self._answer_in_webhook
        self._phones = {
            person_id: Phone(person_id, self.world, self.queue) for person_id in self.world.people
        }
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    # -- addresses --------------------------------------------------------------------------------

    @property
    def api_url(self) -> str:
        """Return the root, as aiogram's `TelegramAPIServer.from_base` and BOT_API_URL take it."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    @property
    def base_url(self) -> str:
        """Return what python-telegram-bot takes as `base_url`."""
        return f"{self.api_url}/bot"

    @property
    def base_file_url(self) -> str:
        """Return what python-telegram-bot takes as `base_file_url`."""
        return f"{self.api_url}/file/bot"

    @property
    def page_url(self) -> str:
        """Return the address of the chat page."""
        return f"{self.api_url}/"

    def phone(self, person_id: int) -> Phone:
        """Return a person's phone; KeyError for a stranger."""
        return self._phones[person_id]

    # -- life -------------------------------------------------------------------------------------

    @property
    def continues(self) -> bool:
        """Return whether this performance takes up an earlier one."""
        return self._kept is not None

    def keep(self) -> None:
        """Write Telegram's side to disk before anybody hears of it."""
        if self._memory is not None:
            self._memory.save(self.world, self.queue, self.clock, self.token)

    async def __aenter__(self) -> Self:
        if self._kept is not None:
            restore(self.world, self.queue, self._kept)
        app = web.Application(client_max_size=BODY_MAX, middlewares=[guard])
        app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", self._serve_call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._serve_file)
        self.stage.add_routes(app)
        # No access log: its lines would hold the token, which is part of every path.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.queue.close()
        self.stage.close()
        await self._webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    # -- calls ------------------------------------------------------------------------------------

    async def call(self, method: str, params: Params) -> Any:
        """Run one Bot API method; ApiError when Telegram would refuse."""
        handler = METHODS.get(method.lower())
        if handler is None:
            raise ApiError(404, "Not Found: method not found")
        context = Context(
            world=self.world,
            queue=self.queue,
            limits=self.limits,
            faults=self.faults,
            webhook=self._webhook,
        )
        return await handler(context, params)

    async def _serve_call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            self._check_token(request)
            params = await read_params(request)
            await self._strike_before(method)
            result = await self.call(method, params)
            self._strike_after(method)
        except ApiError as error:
            log.info("%s refused: %s", method, error.description)
            return _json(error.as_json(), error.code)
        except DropConnectionError:
            return _drop(request)
        except MALFORMED as error:
            log.warning("%s: arguments could not be read (%s)", method, type(error).__name__)
            refusal = bad_request("wrong type of an argument")
            return _json(refusal.as_json(), refusal.code)
        return _json({"ok": True, "result": result}, 200)

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            await self._strike_before("download")
        except ApiError as error:
            return _json(error.as_json(), error.code)
        except DropConnectionError:
            return _drop(request)
        stored = self.world.files.for_download(request.match_info["path"])
        if stored is None:
            return _json(ApiError(404, "Not Found").as_json(), 404)
        return web.Response(body=stored.data, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        if not hmac.compare_digest(request.match_info["token"].encode(), self.token.encode()):
            raise ApiError(401, "Unauthorized")

    async def _strike_before(self, method: str) -> None:
        fault = self.faults.take(method, BEFORE)
        if fault is None:
            return
        if fault.kind is FaultKind.SLOW:
            await asyncio.sleep(fault.delay)
        elif fault.kind is FaultKind.DROP_BEFORE:
            raise DropConnectionError
        elif fault.kind is FaultKind.TOO_MANY:
            raise TooManyRequestsError(fault.retry_after)
        else:
            raise ApiError(fault.status, REASONS.get(fault.status, "Bad Gateway"))

    def _strike_after(self, method: str) -> None:
        if self.faults.take(method, [FaultKind.DROP_AFTER]):
            raise DropConnectionError

    async def _answer_in_webhook(self, call: dict[str, Any]) -> None:
        # Telegram carries such a call out and tells nobody how it went.
        values = {key: value for key, value in call.items() if key != "method"}
        try:
            await self.call(str(call["method"]), Params(values=values))
        except ApiError as error:
            log.info("%s in a webhook's answer refused: %s", call["method"], error.description)


def _json(body: dict[str, Any], status: int) -> web.Response:
    return web.Response(
        text=json.dumps(body, ensure_ascii=False), status=status, content_type="application/json"
    )


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.close()
    return web.Response(status=500)
