"""`huifang demo`: the rehearsal, with a page to play in or as a script that plays itself."""

import argparse
import asyncio
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.bootstrap import Program, build_program, build_services
from bot.commands.common import texts_of
from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.script import Script
from bot.rehearsal.show import perform
from bot.settings import Settings
from bot.texts import DEFAULT_LOCALE, closest_locale

PORT = 8088
OPENING_HOUR = 9, 30  # the performance begins on a working morning, so that cards are pushed at once
COMPANY = {"zh-CN": "晨光汽车金融", "en": "Morning Light Auto Finance"}
HOTLINE = "400-000-0000"
POLL_SECONDS = 5


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    demo = subparsers.add_parser("demo", help="the rehearsal: agent, team lead and customer on one page")
    demo.add_argument("--script", action="store_true", help="play the whole story once, without a browser")
    demo.add_argument(
        "--speed", type=float, default=0.0, metavar="X", help="slow the script down for watchers: 1 is calm"
    )
    demo.add_argument("--port", type=int, default=PORT)
    demo.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Run the rehearsal until interrupted, or the script until its end."""
    with tempfile.TemporaryDirectory(prefix="huifang-rehearsal-") as folder:
        settings = rehearsal_settings(Path(folder), closest_locale(options.locale or DEFAULT_LOCALE))
        runner = _play(settings, options) if options.script else _stage(settings, options)
        asyncio.run(runner)
    return 0


def rehearsal_settings(folder: Path, locale: str) -> Settings:
    """Return settings for a rehearsal: everything on this machine, nothing from the environment."""
    return Settings(
        database_url=f"sqlite:///{folder / 'huifang.sqlite3'}",
        archive_dir=folder / "archive",
        contact_policy="cn",
        default_locale=locale,
        company=COMPANY[locale],
        hotline=HOTLINE,
    )


def opening_clock(timezone: str) -> VirtualClock:
    """Return a clock that stands at half past nine on the next working morning (or this one)."""
    now = datetime.now(ZoneInfo(timezone))
    morning = now.replace(hour=OPENING_HOUR[0], minute=OPENING_HOUR[1], second=0, microsecond=0)
    while morning.weekday() > 4:
        morning += timedelta(days=1)
    return VirtualClock(start=morning, timezone=timezone)


def build(settings: Settings, clock: VirtualClock, bot_username: str) -> Program:
    """Build the real program for the stage."""
    services = build_services(settings, clock=clock, bot_username=bot_username)
    return build_program(services, poll_seconds=POLL_SECONDS)


async def _stage(settings: Settings, options: argparse.Namespace) -> None:
    texts = texts_of(options)
    async with perform(build, settings, port=options.port, clock=opening_clock(settings.timezone)) as show:
        print(texts("demo-open", url=show.server.page_url), flush=True)
        await asyncio.Event().wait()


async def _play(settings: Settings, options: argparse.Namespace) -> None:
    texts = texts_of(options)
    began = time.monotonic()
    async with perform(build, settings, clock=opening_clock(settings.timezone)) as show:
        await Script(show, lambda line: print(line, flush=True), speed=options.speed).play()
    print(texts("script-done", seconds=f"{time.monotonic() - began:.1f}"))
