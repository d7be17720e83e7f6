"""Builds PTB's Application without its updater, job queue and rate limiter, and runs the loops around it."""

import asyncio
import logging
import signal
import warnings
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from telegram.error import InvalidToken
from telegram.ext import Application
from telegram.request import BaseRequest
from telegram.warnings import PTBDeprecationWarning

from bot.runtime import DatabaseThreads, Loop

log = logging.getLogger(__name__)

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]

OFFICIAL_API = "https://api.telegram.org"
START_RETRY_SECONDS = 5.0  # while Telegram cannot be reached at the start


def build_application(
    token: str, transport: BaseRequest, *, api_url: str = OFFICIAL_API
) -> TelegramApplication:
    """Return an application that speaks through `transport` to the Bot API at `api_url`."""
    # PTB's debug lines quote every parameter, message text included.
    logging.getLogger("telegram").setLevel(logging.WARNING)
    warnings.filterwarnings("ignore", category=PTBDeprecationWarning, message=".*retry_after.*")
    root = api_url.rstrip("/")
    return (
        Application.builder()
        .token(token)
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .request(transport)
        .get_updates_request(transport)
        .updater(None)
        .job_queue(None)
        .build()
    )


async def run_bot(
    application: TelegramApplication,
    intake: Loop | None,
    dispatcher: Loop | None,
    deliverer: Loop | None,
    worker: Loop | None,
    clock: Loop | None,
    health: Loop | None = None,
    ingest: Loop | None = None,
    *,
    threads: DatabaseThreads,
    stop: asyncio.Event | None = None,
    on_start: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Run until SIGTERM, SIGINT or `stop`; then stop from the inlet to the outlet.

    Each loop finishes what it holds and hands back the rest, so that what the dispatcher has just
    queued can still leave. A loop that breaks stops the others and raises; InvalidToken raises at once.
    """
    stop = stop or asyncio.Event()
    _stop_on_signals(stop)
    # Health first: nobody shall send work to a process that ends.
    loops = (health, ingest, intake, clock, dispatcher, worker, deliverer)
    order = [loop for loop in loops if loop is not None]
    try:
        await _initialize(application, stop)
        if not stop.is_set():
            if on_start is not None:
                await on_start()
            await _run_loops(order, stop)
    finally:
        with suppress(Exception):
            await application.shutdown()
        threads.close()


async def _run_loops(order: Sequence[Loop], stop: asyncio.Event) -> None:
    stops = [asyncio.Event() for _ in order]
    tasks = [asyncio.create_task(loop.run(each)) for loop, each in zip(order, stops, strict=True)]
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({stopping, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    for task, each in zip(tasks, stops, strict=True):
        each.set()
        await asyncio.wait({task})
    for task in tasks:
        task.result()


async def _initialize(application: TelegramApplication, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except Exception as error:  # noqa: BLE001 (a bot that starts before its network waits for it)
            log.warning("Telegram not reached error=%s", type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), START_RETRY_SECONDS)
        else:
            return


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # Not every platform and thread can listen to signals; there, `stop` is the way.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop.set)
