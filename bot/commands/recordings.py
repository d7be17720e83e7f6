"""`huifang ingest` and `huifang archive`: a call recorder's folder, and care for what is archived."""

import argparse
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.commands.common import add_json, print_json, services_of, texts_of
from bot.errors import BadInputError
from bot.services.archive_care import hold_recording, release_recording, verify_archive
from bot.services.ingest import IngestReport, NamePattern, ingest_folder, match_to_loan
from bot.services.ingest.clue import DEFAULT_PATTERN
from bot.texts import Texts

SETTLED_SECONDS = 10.0  # a recorder that writes nothing for so long has finished the file
INTERVAL_SECONDS = 15.0
OPERATOR = "cli:operator"


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    ingest = subparsers.add_parser("ingest", help="take recordings from a call recorder's folder")
    ingest.add_argument("folder", type=Path)
    ingest.add_argument("--once", action="store_true", help="one pass, then stop")
    ingest.add_argument("--pattern", default=DEFAULT_PATTERN, help="how files are named: {loan}_{time} …")
    ingest.add_argument("--settled", type=float, default=SETTLED_SECONDS, metavar="SECONDS")
    ingest.add_argument("--interval", type=float, default=INTERVAL_SECONDS, metavar="SECONDS")
    add_json(ingest)
    ingest.set_defaults(run=run_ingest)
    archive = subparsers.add_parser("archive", help="what is archived").add_subparsers(required=True)
    verify = archive.add_parser("verify", help="read everything and compare it with its digest")
    add_json(verify)
    verify.set_defaults(run=run_verify)
    hold = archive.add_parser("hold", help="keep a recording beyond its retention")
    hold.add_argument("number", type=int)
    hold.add_argument("--reason", required=True)
    hold.set_defaults(run=run_hold)
    release = archive.add_parser("release", help="lift a hold")
    release.add_argument("number", type=int)
    release.set_defaults(run=run_release)
    match = archive.add_parser("match", help="say which loan's last call a recording is")
    match.add_argument("number", type=int)
    match.add_argument("loan")
    match.set_defaults(run=run_match)


def run_ingest(options: argparse.Namespace) -> int:
    """Watch the folder, or look once; every pass that did something prints what."""
    if not options.folder.is_dir():
        raise BadInputError("ingest_folder")
    pattern = NamePattern(options.pattern)
    services = services_of(options)
    texts = texts_of(options, services)
    if not options.once and not options.json:
        print(texts("ingest-watching", folder=options.folder))
    while True:
        report = ingest_folder(
            services, options.folder, pattern, settled=options.settled, clock_seconds=time.time()
        )
        if options.json:
            print_json(asdict(report))
        elif options.once or report.taken or report.known or report.unmatched or report.refused:
            print("\n".join(_lines(report, texts)), flush=True)
        if options.once:
            return 0
        time.sleep(options.interval)


def run_verify(options: argparse.Namespace) -> int:
    """Print what was found; the exit code is 1 when something is missing or damaged."""
    services = services_of(options)
    report = verify_archive(services, by=OPERATOR)
    if options.json:
        print_json({"ok": report.ok, **asdict(report)})
        return 0 if report.ok else 1
    texts = texts_of(options, services)
    counts = {
        "whole": report.whole,
        "missing": len(report.missing),
        "damaged": len(report.damaged),
        "strays": len(report.strays),
    }
    print(texts("archive-ok" if report.ok else "archive-broken", **counts))
    for key, digests in (("archive-missing-row", report.missing), ("archive-damaged-row", report.damaged)):
        for digest in digests:
            print(texts(key, digest=digest))
    return 0 if report.ok else 1


def run_hold(options: argparse.Namespace) -> int:
    """Hold a recording."""
    services = services_of(options)
    hold_recording(services, options.number, options.reason, by=OPERATOR)
    print(texts_of(options, services)("archive-held", number=options.number))
    return 0


def run_release(options: argparse.Namespace) -> int:
    """Lift a hold."""
    services = services_of(options)
    release_recording(services, options.number, by=OPERATOR)
    print(texts_of(options, services)("archive-released", number=options.number))
    return 0


def run_match(options: argparse.Namespace) -> int:
    """Match a recording to a loan's last call."""
    services = services_of(options)
    match_to_loan(services, options.number, options.loan, by=OPERATOR)
    print(texts_of(options, services)("archive-matched", number=options.number, loan=options.loan))
    return 0


def _lines(report: IngestReport, texts: Texts) -> list[str]:
    counts = {name: len(found) for name, found in asdict(report).items()}
    said = [texts("ingest-done", **counts)]
    said += [texts("ingest-unmatched-row", file=name) for name in report.unmatched]
    said += [texts("ingest-refused-row", file=name, reason=reason) for name, reason in report.refused]
    return said
