"""`huifang plan`, `due` and `why`: who is due, and why."""

import argparse
from typing import Any

from bot.commands.common import add_day, add_json, print_json, services_of, texts_of
from bot.policy.days import local_day
from bot.services.plan_callbacks import plan_callbacks
from bot.services.why import due, moment_on, why
from bot.texts import Texts

ROWS_SHOWN = 200


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    plan = subparsers.add_parser("plan", help="plan the callbacks that are needed")
    plan.set_defaults(run=run_plan)
    due_parser = subparsers.add_parser("due", help="list what is due to be worked")
    due_parser.set_defaults(run=run_due)
    why_parser = subparsers.add_parser("why", help="explain why a loan is due, or is not")
    why_parser.add_argument("loan", metavar="LOAN", help="the lender's loan number")
    why_parser.set_defaults(run=run_why)
    for parser in (plan, due_parser, why_parser):
        add_day(parser)
        add_json(parser)


def run_plan(options: argparse.Namespace) -> int:
    """Plan, and say how many cycles are new."""
    services = services_of(options)
    at = moment_on(options.on, services.settings.timezone) if options.on else None
    report = plan_callbacks(services, at=at, actor="cli:operator")
    if options.json:
        print_json(report.as_json())
        return 0
    texts = texts_of(options, services)
    forms = ", ".join(f"{form} {count}" for form, count in sorted(report.by_form.items())) or "–"
    print(
        texts(
            "plan-done",
            planned=report.planned,
            existing=report.existing,
            suppressed=report.suppressed,
            forms=forms,
        )
    )
    return 0


def run_due(options: argparse.Namespace) -> int:
    """List what is due by the end of a day."""
    services = services_of(options)
    rows = due(services, on=options.on)
    if options.json:
        print_json(
            {
                "on": str(options.on or local_day(services.clock.now(), services.settings.timezone)),
                "count": len(rows),
                "due": rows,
            }
        )
        return 0
    texts = texts_of(options, services)
    for row in rows[:ROWS_SHOWN]:
        key = "due-row-late" if row["late"] else "due-row"
        print(texts(key, due=row["due_on"], loan=row["loan_number"], form=row["form"], tier=row["tier"],
                    state=row["state"]))  # fmt: skip
    print(texts("due-count", count=len(rows)))
    return 0


def run_why(options: argparse.Namespace) -> int:
    """Explain one loan: tier, points, rules and dates, and whether it may be called."""
    services = services_of(options)
    found = why(services, options.loan, on=options.on)
    texts = texts_of(options, services)
    said = {"lines": _why_lines(found, texts)}
    if options.json:
        print_json(found | said)
    else:
        print("\n".join(said["lines"]))
    return 0


def _why_lines(found: dict[str, Any], texts: Texts) -> list[str]:
    tier = found["tier"]
    said = [
        texts("agent-why", loan=found["loan_number"]) + f" · {found['on']}",
        texts("agent-why-tier", tier=tier["tier"], total=tier["total"]),
    ]
    said += ["  · " + texts(p["text"], **p["values"]) for p in tier["points"]] or [
        "  · " + texts("agent-why-no-points")
    ]
    standing = {row["cycle"] for row in found["callbacks"]}
    # What stands already is told once, by its own row.
    planned = [row for row in found["planned"] if row["cycle"] not in standing]
    for row in (*found["callbacks"], *planned, *found["suppressed"]):
        said.append(
            texts("why-row", form=row["form"], due=row["due_on"], closes=row["closes_on"], state=row["state"])
        )
        said += ["  · " + texts(line["text"], **line["values"]) for line in row["explanation"]]
    for hold in found["holds"]:
        said.append(texts("why-hold", marker=hold["marker"], since=hold["since"][:10]))
    contact = found["contact"]
    if contact is not None:
        key = "agent-why-contact-ok" if contact["allowed"] else "agent-why-contact-no"
        said.append(texts(key, policy=contact["policy"]))
        for reason in contact["reasons"]:
            code = "HOLD" if reason["code"].startswith("HOLD_") else reason["code"]
            values = {name: value for name, value in reason.items() if name != "code"}
            said.append("  · " + texts("policy-reason-" + code.lower().replace("_", "-"), **values))
    return said
