"""`huifang import loans|payments|events`: take a lender's files in."""

import argparse
from pathlib import Path
from typing import Any

from bot.commands.common import add_json, print_json, progress_bar, services_of, texts_of
from bot.policy.days import local_day
from bot.services.import_loans import ImportReport, ImportRequest, import_loans
from bot.services.import_notices import import_events, import_payments
from bot.services.loan_file.rows import Defaults
from bot.services.loan_file.wording import explain_problem, reason_key
from bot.services.take_notices import REASONS, NoticeReport
from bot.texts import Texts

PROBLEMS_SHOWN = 20
CHANGES_SHOWN = 10


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    group = subparsers.add_parser("import", help="take data in").add_subparsers(required=True)
    loans = group.add_parser("loans", help="import a loan file (CSV or XLSX)")
    loans.add_argument("file", type=Path)
    loans.add_argument("--mapping", type=Path, help="YAML or JSON that names the columns")
    loans.add_argument("--dry-run", action="store_true", help="preview; nothing is stored")
    add_json(loans)
    loans.set_defaults(run=run_import)
    for name, run, words in (
        ("payments", run_payments, "payments that the lender's system booked"),
        ("events", run_events, "events of other systems, such as a tracker that went dark"),
    ):
        notices = group.add_parser(name, help=f"import {words} (CSV or XLSX)")
        notices.add_argument("file", type=Path)
        add_json(notices)
        notices.set_defaults(run=run)


def run_import(options: argparse.Namespace) -> int:
    """Import a file, show what happened, and say where the rejected rows are."""
    services = services_of(options)
    texts = texts_of(options, services)
    settings = services.settings
    with progress_bar(texts("import-progress"), shown=not options.json) as progress:
        request = ImportRequest(
            path=options.file,
            mapping=options.mapping,
            dry_run=options.dry_run,
            digest_key=services.digest_key,
            locale=texts.locale,
            defaults=Defaults(
                currency=settings.currency,
                language=settings.default_locale,
                timezone=settings.timezone,
                today=local_day(services.clock.now(), settings.timezone),
            ),
            progress=progress,
        )
        report = import_loans(services.new_unit, request)
    if options.json:
        print_json(report.as_json())
    else:
        print("\n".join(_lines(report, texts)))
    return 0


def run_payments(options: argparse.Namespace) -> int:
    """Book the payments of a file and say which promises they settle."""
    return _show_notices(options, import_payments(services_of(options), options.file))


def run_events(options: argparse.Namespace) -> int:
    """Note the events of a file and say how many callbacks they ask for."""
    return _show_notices(options, import_events(services_of(options), options.file))


def _show_notices(options: argparse.Namespace, report: NoticeReport) -> int:
    if options.json:
        print_json(report.as_json())
        return 0
    texts = texts_of(options)
    print(
        texts(
            "notices-done",
            taken=report.taken,
            unchanged=report.unchanged,
            rejected=len(report.rejected),
            settled=report.settled,
            callbacks=report.callbacks,
        )
    )
    for row in report.rejected[:PROBLEMS_SHOWN]:
        reason = row["reason"]
        key = "notice-reason-" + reason.replace("_", "-") if reason in REASONS else reason_key(reason)
        print(texts("import-problem-line", line=str(row["line"]), reason=texts(key)))
    return 0


def _lines(report: ImportReport, texts: Texts) -> list[str]:
    key = "import-preview" if report.dry_run else "import-done"
    said = [
        texts(
            key,
            imported=report.imported,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=report.rejected_rows,
        )
    ]
    if report.unused_headings:
        said.append(texts("import-unused", headings=", ".join(report.unused_headings)))
    said += [explain_problem(problem, texts) for problem in report.rejected[:PROBLEMS_SHOWN]]
    said += [explain_problem(notice, texts) for notice in report.notices[:PROBLEMS_SHOWN]]
    for row in report.preview:
        said.append(
            "  "
            + ", ".join(f"{column}={value}" for column, value in row.items() if value not in (None, "", []))
        )
    for change in report.changes[:CHANGES_SHOWN]:
        shown = ", ".join(
            column if values is None else f"{column} {values[0]} → {values[1]}"
            for column, values in change["changed"].items()
        )
        said.append(texts("import-change", loan=change["loan_number"], changes=shown))
    if report.error_file:
        said.append(texts("import-error-file", file=report.error_file))
    return said
