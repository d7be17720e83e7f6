"""`huifang run`, `worker`, `check`, `init`, `audit`, `queue`: running the program for real."""

import argparse
import asyncio
from typing import Any

from bot.bootstrap import build_program
from bot.commands.common import add_json, print_json, services_of, texts_of


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    subparsers.add_parser("run", help="run the bot").set_defaults(run=run_bot)
    subparsers.add_parser("worker", help="run a worker beside other processes").set_defaults(run=run_worker)
    audit = subparsers.add_parser("audit", help="the audit trail").add_subparsers(required=True)
    verify = audit.add_parser("verify", help="check that no event was changed, dropped, added or moved")
    add_json(verify)
    verify.set_defaults(run=verify_audit)


def run_bot(options: argparse.Namespace) -> int:
    """Run everything in this process until told to stop."""
    asyncio.run(build_program(services_of(options)).run())
    return 0


def run_worker(options: argparse.Namespace) -> int:
    """Run all but the receiver: the rest of a fleet beside `huifang run`."""
    roles = frozenset({"dispatcher", "deliverer", "worker"})
    asyncio.run(build_program(services_of(options), roles=roles).run())
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
