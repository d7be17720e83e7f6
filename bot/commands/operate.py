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
from bot.errors import ConflictError, SettingsError
from bot.logs import configure_logs
from bot.reviewers import probe_model
from bot.services import keys
from bot.services.container import Services
from bot.services.parked_work import list_parked, replay_parked
from bot.settings import Settings, read_settings
from bot.texts import Texts
from storage.audit_anchor import read_anchors

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
    anchor = audit.add_parser("anchor", help="write down outside the database how the trail ends")
    add_json(anchor)
    anchor.set_defaults(run=write_anchor)
    queue = subparsers.add_parser("queue", help="work that was set aside").add_subparsers(required=True)
    parked = queue.add_parser("list", help="what was set aside, and why")
    add_json(parked)
    parked.set_defaults(run=run_parked)
    replay = queue.add_parser("replay", help="put one item back to be worked again")
    replay.add_argument("number", type=int)
    replay.set_defaults(run=run_replay)


def run_bot(_options: argparse.Namespace) -> int:
    """Run everything in this process until told to stop."""
    configure_logs(read_settings().log_format)
    asyncio.run(build_program(live_services()).run())
    return 0


def run_worker(_options: argparse.Namespace) -> int:
    """Run all but the receiver: the rest of a fleet beside `huifang run`."""
    configure_logs(read_settings().log_format)
    roles = frozenset({"dispatcher", "deliverer", "worker"})
    asyncio.run(build_program(live_services(), roles=roles).run())
    return 0


def verify_audit(options: argparse.Namespace) -> int:
    """Walk the chain, compare it with its anchors; the exit code is 1 when it is broken."""
    services = services_of(options)
    verdict = keys.verify_audit(services)
    fault = verdict.fault
    if options.json:
        print_json({
            "ok": fault is None,
            "events": verdict.events,
            "head": verdict.head,
            "anchor": _anchor_of(services),
            "fault": None if fault is None else {"event": fault.event_id, "reason": fault.reason},
        })  # fmt: skip
    else:
        texts = texts_of(options, services)
        if fault is None:
            print(texts("audit-ok", events=verdict.events, head=verdict.head[:16]))
            if services.anchor is not None:
                print(texts("audit-anchors", file=str(services.anchor)))
        else:
            print(texts("audit-broken", event=fault.event_id, reason=fault.reason))
    return 0 if fault is None else 1


def write_anchor(options: argparse.Namespace) -> int:
    """Anchor the trail and print it, so that it can be kept somewhere else as well."""
    services = services_of(options)
    anchor = keys.anchor_audit(services)
    if anchor is None:
        raise ConflictError("no_encryption_key")
    if options.json:
        print_json(vars(anchor) | {"file": str(services.anchor)})
    else:
        values = vars(anchor) | {"events": str(anchor.events), "file": str(services.anchor)}
        print(texts_of(options, services)("audit-anchored", **values))
    return 0


def _anchor_of(services: Services) -> dict[str, Any] | None:
    if services.vault is None or services.anchor is None:
        return None
    known = read_anchors(services.anchor, services.vault.audit_key)
    return vars(known[-1]) if known and known[-1] is not None else None


def run_check(options: argparse.Namespace) -> int:
    """Print a line for everything that was looked at; the exit code is 1 when something is wrong."""
    settings = read_settings()
    texts = texts_of(options)
    wrong = False
    for finding in _findings(settings, texts):
        print(MARKS[finding.level], texts(finding.text, **finding.values))
        wrong = wrong or finding.level == WRONG
    return 1 if wrong else 0


def _findings(settings: Settings, texts: Texts) -> Iterator[Finding]:
    return check_up(
        settings,
        SystemClock(),
        who=lambda token, url: asyncio.run(who_am_i(token, url)),
        model=probe_model,
        texts=texts,
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
    if settings.encryption_key is None and settings.database_url.startswith("postgresql"):
        raise SettingsError(name="HUIFANG_ENCRYPTION_KEY", reason="missing")
    name = ""
    if settings.bot_token is not None:
        name = asyncio.run(who_am_i(settings.bot_token.get_secret_value(), settings.bot_api_url))
    return build_services(settings, bot_username=name)
