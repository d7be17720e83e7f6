"""`huifang run`, `worker`, `check`, `audit`, `queue`: running the program for real."""

import argparse
import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.bootstrap import SystemClock, build_program, build_services
from bot.chat.whoami import who_am_i
from bot.checkup import OK, WARNING, WRONG, Finding, check_up
from bot.commands.common import add_json, print_json, services_of, texts_of
from bot.reviewers import probe_model
from bot.services.container import Services
from bot.services.parked_work import list_parked, replay_parked
from bot.settings import Settings, read_settings

MARKS = {OK: "✓", WARNING: "!", WRONG: "✗"}


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    subparsers.add_parser("run", help="run the bot").set_defaults(run=run_bot)
    subparsers.add_parser("worker", help="run a worker beside other processes").set_defaults(run=run_worker)
    subparsers.add_parser("check", help="look at settings, database, bot and model").set_defaults(
        run=run_check
    )
    audit = subparsers.add_parser("audit", help="the audit trail").add_subparsers(required=True)
    verify = audit.add_parser("verify", help="check that no event was changed, dropped, added or moved")
    add_json(verify)
    verify.set_defaults(run=verify_audit)
    queue = subparsers.add_parser("queue", help="work that was set aside").add_subparsers(required=True)
    parked = queue.add_parser("list", help="what was set aside, and why")
    add_json(parked)
    parked.set_defaults(run=run_parked)
    replay = queue.add_parser("replay", help="put one item back to be worked again")
    replay.add_argument("number", type=int)
    replay.set_defaults(run=run_replay)


def run_bot(_options: argparse.Namespace) -> int:
    """Run everything in this process until told to stop."""
    asyncio.run(build_program(live_services()).run())
    return 0


def run_worker(_options: argparse.Namespace) -> int:
    """Run all but the receiver: the rest of a fleet beside `huifang run`."""
    roles = frozenset({"dispatcher", "deliverer", "worker"})
    asyncio.run(build_program(live_services(), roles=roles).run())
    return 0


def verify_audit(options: argparse.Namespace) -> int:
    """Walk the chain; the exit code is 1 when it is broken."""
    services = services_of(options)
    with services.new_unit() as uow:
        verdict = uow.audit.verify()
    fault = verdict.fault
    if options.json:
        print_json({
            "ok": fault is None,
            "events": verdict.events,
            "head": verdict.head,
            "fault": None if fault is None else {"event": fault.event_id, "reason": fault.reason},
        })  # fmt: skip
    else:
        texts = texts_of(options, services)
        if fault is None:
            print(texts("audit-ok", events=verdict.events, head=verdict.head[:16]))
        else:
            print(texts("audit-broken", event=fault.event_id, reason=fault.reason))
    return 0 if fault is None else 1


def run_check(options: argparse.Namespace) -> int:
    """Print a line for everything that was looked at; the exit code is 1 when something is wrong."""
    settings = read_settings()
    texts = texts_of(options)
    wrong = False
    for finding in check_up(
        settings, SystemClock(), who=lambda token, url: asyncio.run(who_am_i(token, url))
    ):
        print(MARKS[finding.level], texts(finding.text, **finding.values))
        wrong = wrong or finding.level == WRONG
    return 1 if wrong else 0


def _findings(settings: Settings) -> Iterator[Finding]:
    return check_up(
        settings,
        SystemClock(),
        who=lambda token, url: asyncio.run(who_am_i(token, url)),
        model=probe_model,
    )


def run_parked(options: argparse.Namespace) -> int:
    """List what was set aside; never its payload."""
    items = list_parked(services_of(options).new_unit)
    if options.json:
        print_json({"parked": [asdict(item) for item in items]})
        return 0
    texts = texts_of(options)
    for item in items:
        print(texts("queue-row", number=item.id, queue=item.queue, kind=item.kind, reason=item.reason or "–"))
    print(texts("queue-count", count=len(items)))
    return 0


def run_replay(options: argparse.Namespace) -> int:
    """Put one item back into its queue."""
    replay_parked(services_of(options).new_unit, options.number, actor="cli:operator")
    print(texts_of(options)("queue-replayed", number=options.number))
    return 0


def live_services() -> Services:
    """Return services that know the bot's own name, for deep links."""
    settings = read_settings()
    name = ""
    if settings.bot_token is not None:
        name = asyncio.run(who_am_i(settings.bot_token.get_secret_value(), settings.bot_api_url))
    return build_services(settings, bot_username=name)
