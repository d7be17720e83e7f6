"""Answers an orchestrator: alive (`/healthz`), ready for work (`/readyz`), figures (`/metrics`).

Served on its own port, on this machine only unless a host is set: none of it is meant for the outside.
"""

import asyncio

from aiohttp import web

from bot.metrics import Metrics
from bot.runtime import DatabaseThreads
from bot.serving import serve_until
from storage.unit_of_work import UnitOfWorkFactory

ANSWER_TIMEOUT = 2.0  # seconds; an orchestrator gives up soon after
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Health:
    """A small server of its own; it is the first to stop, so that nobody sends work to a process that ends."""

    def __init__(
        self, *, units: UnitOfWorkFactory, threads: DatabaseThreads, metrics: Metrics, host: str, port: int
    ) -> None:
        self._units = units
        self._threads = threads
        self._metrics = metrics
        self._address = (host, port)

    def application(self) -> web.Application:
        """Return the aiohttp application with its three routes."""
        application = web.Application()
        application.router.add_get("/healthz", self.healthz)
        application.router.add_get("/readyz", self.readyz)
        application.router.add_get("/metrics", self.metrics)
        return application

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set."""
        await serve_until(stop, self.application(), *self._address)

    async def healthz(self, _request: web.Request) -> web.Response:
        """Answer 200 while the event loop turns; no database, so that a slow one does not get us killed."""
        return web.Response(text="ok\n")

    async def readyz(self, _request: web.Request) -> web.Response:
        """Answer 200 when the database answers, 503 with the reason otherwise."""
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                await self._threads.run(self._ask_database)
        except Exception as error:  # noqa: BLE001 (whatever keeps the database from answering)
            return web.Response(status=503, text=f"database: {type(error).__name__}\n")
        return web.Response(text="ready\n")

    async def metrics(self, _request: web.Request) -> web.Response:
        """Answer with the metrics, or 503 while the database is away."""
        try:
            async with asyncio.timeout(5 * ANSWER_TIMEOUT):
                body = await self._threads.run(self._metrics.render)
        except Exception as error:  # noqa: BLE001 (a scrape must not end the server)
            return web.Response(status=503, text=f"{type(error).__name__}\n")
        return web.Response(body=body, headers={"Content-Type": METRICS_TYPE})

    def _ask_database(self) -> None:
        with self._units() as uow:
            uow.operations.queues()
