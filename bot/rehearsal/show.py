"""A performance: the Bot API server, the page, the real program beside it, and the cast."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr

from bot.policy.days import local_day
from bot.rehearsal.cast import ADMIN, AGENT, CUSTOMER, people
from bot.rehearsal.cast.setup import admit_admin, customer_token, import_portfolio, invitations, speak
from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.limits import Limits
from bot.rehearsal.memory import Memory, saved_moment
from bot.rehearsal.server import RehearsalServer
from bot.services.container import Services
from bot.services.import_loans import ImportReport
from bot.services.plan_callbacks import PlanReport
from bot.settings import Settings

READY_TIMEOUT = 20.0  # seconds until everybody has joined, on a slow machine
CALLS = Path(__file__).parent / "cast" / "calls"
CALL_BUTTONS = {
    "stress.txt": {"zh": "发送通话记录：李明远，有困难", "en": "Send transcript: Daniel Lee, in difficulty"},
    "clean.txt": {"zh": "发送通话记录：何秀云，一切正常", "en": "Send transcript: all well"},
    "stress_en.txt": {"zh": "发送英文通话记录", "en": "Send English transcript"},
}


class Sweeping(Protocol):
    """The program's clock, as far as the show needs it."""

    async def tick_all(self) -> None:
        """Run every sweep once."""
        ...


class RunningProgram(Protocol):
    """What the show needs of the program beside it."""

    @property
    def services(self) -> Services:
        """Return the program's services."""
        ...

    @property
    def clock(self) -> Sweeping:
        """Return the program's sweeps."""
        ...

    async def run(self, stop: asyncio.Event | None = None) -> None:
        """Run until `stop` is set."""
        ...


Build = Callable[[Settings, VirtualClock, str], RunningProgram]
"""Builds the real program for settings, clock and bot name; the only place for that is `bot.bootstrap`."""


@dataclass(kw_only=True)
class Show:
    """A running performance."""

    server: RehearsalServer
    program: RunningProgram
    clock: VirtualClock
    running: asyncio.Task[None] | None = None
    """The program; it ends by itself when the process is asked to stop."""
    imported: ImportReport | None = None
    planned: PlanReport | None = None

    @property
    def services(self) -> Services:
        """Return the program's services."""
        return self.program.services

    async def sweep(self) -> None:
        """Run every sweep of the program once, as its clock would."""
        await self.program.clock.tick_all()


@asynccontextmanager
async def perform(
    build: Build, settings: Settings, *, opening: datetime, port: int = 0, memory: Path | None = None
) -> AsyncIterator[Show]:
    """Open the stage, start the program on it, and bring everybody in; on leaving, stop gracefully.

    With `memory` a performance that was broken off goes on where it stood, at its own time.
    """
    kept = Memory(memory).load() if memory else None
    clock = VirtualClock(start=saved_moment(kept) or opening, timezone=settings.timezone)
    async with RehearsalServer(
        clock,
        port=port,
        people=people(settings.default_locale),
        limits=Limits(enabled=False),
        locale=settings.default_locale,
        memory=memory,
    ) as server:
        ready = settings.model_copy(
            update={"bot_token": SecretStr(server.token), "bot_api_url": server.api_url}
        )
        program = build(ready, clock, server.world.bot.username)
        show = Show(server=server, program=program, clock=clock)
        await asyncio.to_thread(_prepare, show)
        stop = asyncio.Event()
        running = show.running = asyncio.create_task(program.run(stop))
        try:
            await _everybody_joins(show)
            clock.on_jump(lambda _moment: show.sweep())
            _add_buttons(show)
            server.stage.on_language(lambda locale: asyncio.to_thread(speak, program.services, locale))
            server.keep()
            yield show
        finally:
            stop.set()
            with suppress(asyncio.CancelledError):
                await running


def _prepare(show: Show) -> None:
    services = show.services
    admit_admin(services, show.server.phone(ADMIN.id).person)
    with services.new_unit() as uow:
        if uow.loans.count():
            return
    today = local_day(services.clock.now(), services.settings.timezone)
    show.imported, show.planned = import_portfolio(services, today)


async def _everybody_joins(show: Show) -> None:
    tokens = await asyncio.to_thread(invitations, show.services)
    for person_id, token in tokens.items():
        show.server.phone(person_id).start(f"join_{token}")
    async with asyncio.timeout(READY_TIMEOUT):
        for person_id in tokens:
            await show.server.phone(person_id).expect(timeout=READY_TIMEOUT)
    link = await asyncio.to_thread(customer_token, show.services)
    if link is not None:
        phone = show.server.phone(CUSTOMER.id)
        phone.start(f"c_{link}")
        await phone.expect(timeout=READY_TIMEOUT)
        phone.type(CUSTOMER.phone_number[-4:])
        await phone.expect(timeout=READY_TIMEOUT)
        phone.press("agree:yes")
        await phone.expect(timeout=READY_TIMEOUT)
    await show.sweep()


def _add_buttons(show: Show) -> None:
    for name, label in CALL_BUTTONS.items():
        show.server.stage.add_button(f"call:{name}", AGENT.id, label, _sender(show, name))


def _sender(show: Show, name: str) -> Callable[[], Awaitable[None]]:
    async def send() -> None:
        data = await asyncio.to_thread((CALLS / name).read_bytes)
        show.server.phone(AGENT.id).send_document(name, data, mime_type="text/plain")

    return send
