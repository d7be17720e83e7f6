"""Takes payments and events from the lender's systems over HTTP, signed with a shared secret.

Served on its own port, on this machine only unless a host is set; TLS is the reverse proxy's. What a request says
is never logged. A request may be sent again as often as its sender likes: each item's reference is its key.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any, TypeVar

from aiohttp import web

from bot.runtime import DatabaseThreads, describe
from bot.services.container import Services
from bot.services.loan_file.amounts import money
from bot.services.loan_file.dates import day
from bot.services.loan_file.faults import FieldError
from bot.services.loan_file.fields import identifier
from bot.services.take_notices import EventNotice, NoticeReport, PaymentNotice, take_events, take_payments
from bot.serving import serve_until

log = logging.getLogger(__name__)

SIGNATURE_HEADER = "X-Huifang-Signature"
SIGNATURE_LIFETIME = 300  # seconds either way; longer than clocks differ, shorter than a log is kept
TIME_DIGITS = 12  # of Unix seconds; enough for thirty thousand years
HEADER_LIMIT = 1024  # characters; a time and a few signatures have room
BODY_LIMIT = 1024 * 1024  # bytes; some eight thousand payments
ANSWER_TIMEOUT = 60.0  # seconds; a full body lands in a fraction of it
ACTOR = "system:ingest"
PAYMENT_FIELDS = ("loan_number", "reference", "amount", "paid_on")
EVENT_FIELDS = ("loan_number", "reference", "event", "occurred_on")

Notice = TypeVar("Notice", PaymentNotice, EventNotice)
Cells = Mapping[str, str]


class Ingest:
    """A small server of its own, one loop among the others."""

    def __init__(
        self, *, services: Services, threads: DatabaseThreads, secret: str, host: str, port: int
    ) -> None:
        if not secret:
            raise ValueError("the endpoint needs a secret")
        self._services = services
        self._threads = threads
        self._secret = secret.encode()
        self._address = (host, port)

    def application(self) -> web.Application:
        """Return the aiohttp application with its three routes."""
        application = web.Application(client_max_size=BODY_LIMIT)
        application.router.add_post("/v1/payments", self.payments)
        application.router.add_post("/v1/events", self.events)
        application.router.add_get("/openapi.json", self.description)
        return application

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; requests in hand are answered."""
        await serve_until(stop, self.application(), *self._address)

    async def description(self, _request: web.Request) -> web.Response:
        """Answer with the description of this interface."""
        text = (files("bot") / "openapi" / "ingest.json").read_text(encoding="utf-8")
        return web.Response(text=text, content_type="application/json")

    async def payments(self, request: web.Request) -> web.Response:
        """Book payments: 200 with a report, 400 not a list of items, 401 signature, 413 too large, 503 try again."""
        return await self._answer(request, self._book)

    async def events(self, request: web.Request) -> web.Response:
        """Note events; answers as for payments."""
        return await self._answer(request, self._note)

    def _book(self, items: list[Any]) -> NoticeReport:
        report = NoticeReport()
        notices = read_items(items, PAYMENT_FIELDS, _payment, report)
        return take_payments(self._services, notices, actor=ACTOR, report=report)

    def _note(self, items: list[Any]) -> NoticeReport:
        report = NoticeReport()
        notices = read_items(items, EVENT_FIELDS, _event, report)
        return take_events(self._services, notices, actor=ACTOR, report=report)

    async def _answer(self, request: web.Request, take: Callable[[list[Any]], NoticeReport]) -> web.Response:
        body = await _body(request)
        if body is None:
            return _refusal(413, "too_large")
        header = request.headers.get(SIGNATURE_HEADER, "")
        if not is_signed(header, body, self._secret, self._services.clock.now()):
            return _refusal(401, "signature_wrong")
        items = read_body(body)
        if items is None:
            return _refusal(400, "bad_json")
        return await self._land(lambda: take(items))

    async def _land(self, work: Callable[[], NoticeReport]) -> web.Response:
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                report = await self._threads.run(work)
        except Exception as error:  # noqa: BLE001 (whatever keeps the database from committing)
            log.warning("notices not committed %s", describe(error))
            return _refusal(503, "try_again")
        return web.json_response(report.as_json())


def sign(body: bytes, secret: bytes, at: int) -> str:
    """Return the header of a body signed at so many Unix seconds."""
    return f"t={at},v1={_digest(body, secret, str(at))}"


def is_signed(header: str, body: bytes, secret: bytes, now: datetime) -> bool:
    """Return whether the header signs this body, not longer than five minutes ago or ahead."""
    if len(header) > HEADER_LIMIT or not header.isascii():
        return False
    parts = [part.strip().partition("=") for part in header.split(",")]
    times = [value for name, _, value in parts if name == "t"]
    if len(times) != 1 or not times[0].isdecimal() or len(times[0]) > TIME_DIGITS:
        return False
    # Several signatures may stand there while a secret is being changed; all are compared, one must be right.
    expected = _digest(body, secret, times[0])
    right = [hmac.compare_digest(value, expected) for name, _, value in parts if name == "v1"]
    return any(right) and abs(now.timestamp() - int(times[0])) <= SIGNATURE_LIFETIME


def read_body(body: bytes) -> list[Any] | None:
    """Return the items of a body, numbers as they were written; None for anything else."""
    try:
        raw = json.loads(body, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):  # nesting too deep for the parser is no list of items either
        return None
    items = raw.get("items") if isinstance(raw, dict) else None
    return items if isinstance(items, list) else None


def read_items(
    items: Iterable[Any], fields: tuple[str, ...], read: Callable[[Cells, int], Notice], report: NoticeReport
) -> Iterator[Notice]:
    """Yield the good items; bad ones go into the report with their place, counted from 1."""
    for line, item in enumerate(items, start=1):
        cells = _cells(item, fields)
        try:
            yield read(_required(cells), line)
        except FieldError as error:
            report.reject(line, cells["reference"], cells["loan_number"], error.reason)


def _cells(item: object, fields: tuple[str, ...]) -> dict[str, str]:
    """Return the fields as text; what is missing, no text or not printable counts as empty."""
    given = item if isinstance(item, dict) else {}
    values = {name: given.get(name) for name in fields}
    return {
        name: value.strip() if isinstance(value, str) and value.isprintable() else ""
        for name, value in values.items()
    }


def _required(cells: Cells) -> Cells:
    if not all(cells.values()):
        raise FieldError("required")
    return cells


def _payment(cells: Cells, line: int) -> PaymentNotice:
    return PaymentNotice(
        loan_number=identifier(cells["loan_number"]),
        reference=identifier(cells["reference"]),
        amount=money(cells["amount"]),
        paid_on=day(cells["paid_on"]),
        line=line,
    )


def _event(cells: Cells, line: int) -> EventNotice:
    return EventNotice(
        loan_number=identifier(cells["loan_number"]),
        reference=identifier(cells["reference"]),
        kind=cells["event"],
        occurred_on=day(cells["occurred_on"]),
        line=line,
    )


async def _body(request: web.Request) -> bytes | None:
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        return None


def _refusal(status: int, error: str) -> web.Response:
    return web.json_response({"error": error}, status=status)


def _digest(body: bytes, secret: bytes, at: str) -> str:
    return hmac.new(secret, at.encode() + b"." + body, sha256).hexdigest()
