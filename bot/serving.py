"""Serves a small HTTP application as one loop among the others."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web


async def serve_until(
    stop: asyncio.Event,
    application: web.Application,
    host: str,
    port: int,
    *,
    started: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Serve until `stop` is set; requests in hand are answered. Nothing is logged of them.

    `started` runs once the port listens.
    """
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        if started is not None:
            await started()
        await stop.wait()
    finally:
        await runner.cleanup()
