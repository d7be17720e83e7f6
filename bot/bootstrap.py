"""The only place that builds real adapters. Its parameters are the ports: tests and the rehearsal pass their own."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypedDict

from telegram.request import BaseRequest

from bot.chat.application import TelegramApplication, build_application, run_bot
from bot.chat.cards import build_renderers
from bot.chat.command_menu import publish_commands
from bot.chat.delivery import Deliverer
from bot.chat.dispatch import Dispatcher
from bot.chat.files import TelegramFiles
from bot.chat.handlers import build_router
from bot.chat.intake import Polling
from bot.chat.jobs import build_jobs
from bot.chat.limits import Limits
from bot.chat.transport import AiohttpRequest
from bot.chat.webhook import Webhook, register_webhook
from bot.clock import Clock, Sweep
from bot.errors import SettingsError
from bot.health import Health
from bot.ingest import Ingest
from bot.metrics import Metrics
from bot.policy.days import local_day
from bot.reviewers import build_reviewer, load_prices
from bot.rulebook import calendar_for, load_rulebook
from bot.runtime import DatabaseThreads, Loop, Wakeups
from bot.services import push
from bot.services.archive_care import erase_outlived
from bot.services.arrange import tend_cases
from bot.services.care import page_again
from bot.services.check_in import invite_waiting
from bot.services.container import Services
from bot.services.escalate import escalate_decisions
from bot.services.heard_promises import lapse_unconfirmed
from bot.services.keys import anchor_audit, refresh_keys
from bot.services.model_budget import DatabaseBudget, limits_of, today_budget
from bot.services.parked_work import forget_payloads
from bot.services.plan_callbacks import PlanReport, plan_batch
from bot.services.promises import settle_promises
from bot.services.recordings import take_up_waiting
from bot.services.remind import send_reminders
from bot.services.retention import apply_retention
from bot.settings import OFFICIAL_API, Settings
from bot.transcribers import build_archive, build_transcriber
from bot.unlocking import anchor_file, unlock
from bot.worker import Worker
from review.ports import Reviewer
from review.speech import Transcriber
from review.taxonomy import load_taxonomy
from storage.engine import Engine, is_sqlite, make_engine
from storage.migrate import upgrade
from storage.unit_of_work import NowSource, UnitOfWork, UnitOfWorkFactory

POSTGRES_THREADS = 8  # handlers side by side; SQLite has one writer, so one thread
SWEEP_SECONDS = {
    "plan": 30,
    "windows": 20,
    "invitations": 30,
    "checkins": 60,
    "deadlines": 60,
    "absent": 60,
    "digests": 60,
    "push": 10,
    "deletions": 5,
    "escalations": 60,
    "cases": 60,
    "crises": 20,
    "promises": 300,
    "reminders": 300,
    "payloads": 3600,
    "retention": 21_600,
    "anchor": 300,
    "keys": 60,
    "recordings": 300,
    "archive": 3600,
}


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Return the present instant as aware UTC."""
        return datetime.now(UTC)


class _Shared(TypedDict):
    units: UnitOfWorkFactory
    services: Services
    threads: DatabaseThreads
    wake: Wakeups


@dataclass(frozen=True, kw_only=True)
class Program:
    """A built program: its parts, and `run` to make them work."""

    services: Services
    application: TelegramApplication
    wake: Wakeups
    clock: Clock
    threads: DatabaseThreads
    loops: dict[str, Loop]

    async def run(self, stop: asyncio.Event | None = None) -> None:
        """Receive, handle, send, sweep and work jobs until told to stop."""
        await run_bot(
            self.application,
            self.loops.get("intake"),
            self.loops.get("dispatcher"),
            self.loops.get("deliverer"),
            self.loops.get("worker"),
            self.clock,
            self.loops.get("health"),
            self.loops.get("ingest"),
            threads=self.threads,
            stop=stop,
            on_start=lambda: publish_commands(self.application.bot, self.services.settings.default_locale),
        )


def build_services(
    settings: Settings,
    *,
    clock: NowSource | None = None,
    engine: Engine | None = None,
    reviewer: Reviewer | None = None,
    speech: Transcriber | None = None,
    bot_username: str = "",
    migrate: bool = True,
) -> Services:
    """Return the services of a program; brings the database to this program's shape first."""
    engine = engine or make_engine(settings.database_url)
    if migrate:
        upgrade(engine)
    ticking = clock or SystemClock()
    vault = unlock(engine, settings, ticking.now())
    rules = load_rulebook()
    if settings.contact_policy not in rules.contact:
        raise SettingsError(name="HUIFANG_CONTACT_POLICY", reason="policy_unknown")
    prices = load_prices(settings)

    def new_unit() -> UnitOfWork:
        return UnitOfWork(engine, ticking)

    return Services(
        settings=settings,
        clock=ticking,
        new_unit=new_unit,
        rules=rules,
        calendar=calendar_for(rules.contact[settings.contact_policy].jurisdiction),
        taxonomy=load_taxonomy(),
        reviewer=reviewer
        or build_reviewer(
            settings,
            budget=DatabaseBudget(new_unit=new_unit, limits=limits_of(settings)),
            prices=prices,
            today=lambda: local_day(ticking.now(), settings.timezone),
        ),
        prices=prices,
        archive=build_archive(settings),
        speech=speech or build_transcriber(settings),
        sqlite=is_sqlite(engine),
        bot_username=bot_username,
        vault=vault,
        anchor=anchor_file(engine, settings) if vault is not None else None,
    )


def build_program(
    services: Services,
    *,
    transport: BaseRequest | None = None,
    limits: Limits | None = None,
    poll_seconds: int | None = None,
    roles: frozenset[str] = frozenset({"intake", "dispatcher", "deliverer", "worker"}),
) -> Program:
    """Put the program together; raises SettingsError without a bot token."""
    settings = services.settings
    if settings.bot_token is None:
        raise SettingsError(name="HUIFANG_BOT_TOKEN", reason="missing")
    transport = transport or AiohttpRequest()
    application = build_application(
        settings.bot_token.get_secret_value(), transport, api_url=settings.bot_api_url
    )
    threads = DatabaseThreads(size=1 if services.sqlite else POSTGRES_THREADS)
    wake = Wakeups()
    metrics = Metrics(services.new_unit, budget=lambda uow: today_budget(services, uow))
    shared = _Shared(units=services.new_unit, services=services, threads=threads, wake=wake)
    files = TelegramFiles(application.bot, limited=settings.bot_api_url == OFFICIAL_API)
    loops: dict[str, Loop] = {
        "intake": _intake(services, application, transport, threads, wake, poll_seconds),
        "dispatcher": Dispatcher(
            application=application, router=build_router(), observe=metrics.handled, **shared
        ),
        "deliverer": Deliverer(
            bot=application.bot, renderers=build_renderers(), limits=limits or Limits(), **shared
        ),
        "worker": Worker(jobs=build_jobs(files), **shared),
    }
    if settings.health_port:
        loops["health"] = Health(
            units=services.new_unit,
            threads=DatabaseThreads(size=1),
            metrics=metrics,
            host=settings.health_host,
            port=settings.health_port,
        )
    if settings.ingest_port and settings.ingest_secret and "intake" in roles:
        roles |= {"ingest"}  # as with chat, one process receives
        loops["ingest"] = Ingest(
            services=services,
            threads=threads,
            secret=settings.ingest_secret.get_secret_value(),
            host=settings.ingest_host,
            port=settings.ingest_port,
        )
    return Program(
        services=services,
        application=application,
        wake=wake,
        clock=Clock(sweeps(services), wake=wake, observe=metrics.swept),
        threads=threads,
        loops={name: loop for name, loop in loops.items() if name in roles | {"health"}},
    )


def sweeps(services: Services) -> list[Sweep]:
    """Return every sweep with its interval, in the order in which a day needs them."""

    def plan() -> None:
        report = PlanReport()
        while plan_batch(services, report):
            pass

    def promises() -> None:
        settle_promises(services)
        lapse_unconfirmed(services)

    actions = {
        "plan": plan,
        "windows": lambda: push.open_windows(services),
        "invitations": lambda: invite_waiting(services),
        "checkins": lambda: push.expire_checkins(services),
        "deadlines": lambda: push.mark_missed(services),
        "absent": lambda: push.release_absent(services),
        "digests": lambda: push.send_digests(services),
        "push": lambda: push.push_due(services),
        "deletions": lambda: push.delete_expired_messages(services),
        "escalations": lambda: escalate_decisions(services),
        "recordings": lambda: take_up_waiting(services),
        "archive": lambda: erase_outlived(services),
        "cases": lambda: tend_cases(services),
        "crises": lambda: page_again(services),
        "promises": promises,
        "reminders": lambda: send_reminders(services),
        "payloads": lambda: forget_payloads(services.new_unit),
        "retention": lambda: apply_retention(services),
        "anchor": lambda: anchor_audit(services),
        "keys": lambda: refresh_keys(services),
    }
    return [
        Sweep(name=name, interval=timedelta(seconds=SWEEP_SECONDS[name]), run=action)
        for name, action in actions.items()
    ]


def _intake(
    services: Services,
    application: TelegramApplication,
    transport: BaseRequest,
    threads: DatabaseThreads,
    wake: Wakeups,
    poll_seconds: int | None,
) -> Loop:
    settings = services.settings
    if settings.webhook_url is None:
        extra = {} if poll_seconds is None else {"poll_seconds": poll_seconds}
        return Polling(
            bot=application.bot,
            transport=transport,
            units=services.new_unit,
            threads=threads,
            wake=wake,
            **extra,
        )
    if settings.webhook_secret is None:
        raise SettingsError(name="HUIFANG_WEBHOOK_SECRET", reason="missing")
    url, secret = settings.webhook_url, settings.webhook_secret.get_secret_value()
    return Webhook(
        secret=secret,
        units=services.new_unit,
        threads=threads,
        wake=wake,
        port=settings.webhook_port,
        register=lambda: register_webhook(application.bot, url=url, secret=secret),
    )
