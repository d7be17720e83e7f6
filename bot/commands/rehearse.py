"""`huifang demo`: the rehearsal, with a page to play in or as a script that plays itself."""

import argparse
import asyncio
import shutil
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.bootstrap import Program, build_program, build_services
from bot.chat.limits import Limits, Rate, Rates
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
FRIDAY = 4
# Everybody on stage is invented; the archive wants a key all the same.
STAGE_KEY = "the rehearsal hides nothing"
FOLDER = Path("var/rehearsal")
UNHURRIED = Rates(private=Rate(burst=1000, per_second=1000), bot=Rate(burst=1000, per_second=1000))


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    demo = subparsers.add_parser("demo", help="the rehearsal: agent, team lead and customer on one page")
    demo.add_argument("--script", action="store_true", help="play the whole story once, without a browser")
    demo.add_argument(
        "--speed", type=float, default=0.0, metavar="X", help="slow the script down for watchers: 1 is calm"
    )
    demo.add_argument("--port", type=int, default=PORT)
    demo.add_argument("--fresh", action="store_true", help="forget the last rehearsal and start anew")
    demo.add_argument("--folder", type=Path, default=FOLDER, help="where the rehearsal is kept")
    demo.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Run the rehearsal until interrupted, or the script until its end."""
    locale = closest_locale(options.locale or DEFAULT_LOCALE)
    if options.script:
        with tempfile.TemporaryDirectory(prefix="huifang-rehearsal-") as folder:
            asyncio.run(_play(rehearsal_settings(Path(folder), locale), options))
        return 0
    if options.fresh:
        shutil.rmtree(options.folder, ignore_errors=True)
    asyncio.run(_stage(rehearsal_settings(options.folder, locale), options))
    return 0


def rehearsal_settings(folder: Path, locale: str) -> Settings:
    """Return settings for a rehearsal: everything on this machine, nothing from the environment."""
    return Settings(
        database_url=f"sqlite:///{folder / 'huifang.sqlite3'}",
        archive_dir=folder / "archive",
        encryption_key=SecretStr(STAGE_KEY),
        contact_policy="cn",
        default_locale=locale,
        company=COMPANY[locale],
        hotline=HOTLINE,
    )


def opening(timezone: str) -> datetime:
    """Return half past nine on this working day, or on the next one."""
    now = datetime.now(ZoneInfo(timezone))
    morning = now.replace(hour=OPENING_HOUR[0], minute=OPENING_HOUR[1], second=0, microsecond=0)
    while morning.weekday() > FRIDAY:
        morning += timedelta(days=1)
    return morning


def build(settings: Settings, clock: VirtualClock, bot_username: str) -> Program:
    """Build the real program for the stage, where nobody limits how fast it may speak."""
    services = build_services(settings, clock=clock, bot_username=bot_username)
    with services.new_unit() as uow:
        # Only this process uses the rehearsal's database: what a killed one held is free at once.
        uow.queue.release_all()
        uow.commit()
    return build_program(services, limits=Limits(UNHURRIED), poll_seconds=POLL_SECONDS)


async def _stage(settings: Settings, options: argparse.Namespace) -> None:
    texts = texts_of(options)
    memory = options.folder / "telegram"
    async with perform(
        build, settings, opening=opening(settings.timezone), port=options.port, memory=memory
    ) as show:
        key = "demo-goes-on" if show.server.continues else "demo-open"
        print(texts(key, url=show.server.page_url), flush=True)
        if show.running is not None:
            await show.running


async def _play(settings: Settings, options: argparse.Namespace) -> None:
    texts = texts_of(options)
    began = time.monotonic()
    async with perform(build, settings, opening=opening(settings.timezone)) as show:
        await Script(show, lambda line: print(line, flush=True), speed=options.speed).play()
    print(texts("script-done", seconds=f"{time.monotonic() - began:.1f}"))
