"""`huifang keys`, `borrower`, `retention`, `backup`, `restore`: what the lender's data protection needs."""

import argparse
import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from bot.bootstrap import SystemClock
from bot.commands.common import add_json, print_json, services_of, texts_of
from bot.errors import ConflictError
from bot.services import keys, personal_record
from bot.services.container import Services
from bot.services.retention import apply_retention
from bot.settings import Settings, read_settings
from bot.unlocking import SECRET_BYTES, anchor_file, unlock
from storage.backup import restore_backup, write_backup
from storage.engine import compact, make_engine
from storage.vault import key_file, read_secrets, replace_key_file

ACTOR = "cli:operator"


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    _add_keys(subparsers)
    _add_borrower(subparsers)
    retention = subparsers.add_parser("retention", help="erase what has outlived its days")
    retention.add_argument("--dry-run", action="store_true", help="only count")
    add_json(retention)
    retention.set_defaults(run=run_retention)
    for name, run, words in (
        ("backup", run_backup, "write everything into one file; values stay sealed"),
        ("restore", run_restore, "fill an empty database from such a file and compare every hash"),
    ):
        parser = subparsers.add_parser(name, help=words)
        parser.add_argument("file", type=Path)
        add_json(parser)
        parser.set_defaults(run=run)


def _add_keys(subparsers: Any) -> None:
    group = subparsers.add_parser("keys", help="the keys of the database").add_subparsers(required=True)
    rotate = group.add_parser("rotate", help="seal the data keys with the newest secret")
    rotate.add_argument(
        "--data", action="store_true", help="make a new data key and seal every value with it"
    )
    add_json(rotate)
    rotate.set_defaults(run=run_rotate)


def _add_borrower(subparsers: Any) -> None:
    group = subparsers.add_parser("borrower", help="one person's data").add_subparsers(required=True)
    export = group.add_parser("export", help="everything about one person, as one JSON file")
    export.add_argument("who", metavar="LOAN_OR_BORROWER", help="a loan number, or borrower:NUMBER")
    export.add_argument("--out", type=Path, help="the file; by default borrower-NUMBER.json here")
    export.set_defaults(run=run_export)
    for name, run, words in (
        ("erase", run_erase, "erase one person's data; tombstones and the audit trail stay"),
        ("hold", run_hold, "legal hold: nothing about the person is erased"),
        ("release", run_release, "end the legal hold"),
    ):
        parser = group.add_parser(name, help=words)
        parser.add_argument("who", metavar="LOAN_OR_BORROWER", help="a loan number, or borrower:NUMBER")
        add_json(parser)
        parser.set_defaults(run=run)
        if name == "hold":
            parser.add_argument("--reason", default="", help="the case it is kept for")


def run_rotate(options: argparse.Namespace) -> int:
    """Seal the keys with the newest secret; with `--data` the values with a new key. Safe to repeat."""
    services = services_of(options)
    wrapped = _rotate_secret(services)
    rows = 0
    if options.data:
        keys.renew_data_key(services, actor=ACTOR)
        rows = keys.reseal_values(services, actor=ACTOR)
        if rows:
            compact(make_engine(services.settings.database_url))
    left = sum(keys.stale_values(services).values())
    if options.json:
        print_json({"keys": wrapped, "rows": rows, "rows_left": left})
    else:
        print(texts_of(options, services)("keys-rotated", keys=wrapped, rows=rows, left=left))
    return 0


def _rotate_secret(services: Services) -> int:
    configured = services.settings.encryption_key
    if configured is not None:
        return keys.rewrap_keys(services, configured.get_secret_value(), actor=ACTOR)
    path = key_file(make_engine(services.settings.database_url))
    if path is None:
        raise ConflictError("no_encryption_key")
    # Both secrets stand in the file while the keys change over: a crash in between locks nobody out.
    fresh = secrets.token_urlsafe(SECRET_BYTES)
    replace_key_file(path, [fresh, *read_secrets(path)])
    count = keys.rewrap_keys(services, fresh, actor=ACTOR)
    replace_key_file(path, [fresh])
    return count


def run_export(options: argparse.Namespace) -> int:
    """Write one person's data into a file that only its owner can read; an existing file is not replaced."""
    services = services_of(options)
    if options.out is not None and options.out.exists():
        raise ConflictError("file_exists", file=str(options.out))
    exported = personal_record.export_person(services, options.who, actor=ACTOR)
    path = options.out or Path(f"borrower-{exported['borrower']}.json")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ConflictError("file_exists", file=str(path)) from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(exported, stream, ensure_ascii=False, indent=1, default=str)
    rows = sum(len(rows) for rows in exported["tables"].values())
    print(texts_of(options, services)("borrower-exported", file=str(path), rows=rows))
    return 0


def run_erase(options: argparse.Namespace) -> int:
    """Erase one person; at a terminal only after a yes."""
    services = services_of(options)
    texts = texts_of(options, services)
    if sys.stdin.isatty() and input(texts("borrower-erase-sure")).strip().lower() not in ("y", "yes", "是"):
        print(texts("borrower-kept"))
        return 1
    erased = personal_record.erase_person(services, options.who, actor=ACTOR)
    if options.json:
        print_json({"erased": erased})
    else:
        print(texts("borrower-erased", rows=sum(erased.values())))
    return 0


def run_hold(options: argparse.Namespace) -> int:
    """Place a legal hold."""
    services = services_of(options)
    hold = personal_record.place_legal_hold(services, options.who, reason=options.reason, actor=ACTOR)
    print(texts_of(options, services)("borrower-held", number=hold.id))
    return 0


def run_release(options: argparse.Namespace) -> int:
    """Lift a legal hold."""
    services = services_of(options)
    personal_record.lift_legal_hold(services, options.who, actor=ACTOR)
    print(texts_of(options, services)("borrower-released"))
    return 0


def run_retention(options: argparse.Namespace) -> int:
    """Do at once what the clock does by itself, or only count."""
    services = services_of(options)
    found = apply_retention(services, dry_run=options.dry_run)
    if options.json:
        print_json({"dry_run": options.dry_run, "rows": found})
        return 0
    texts = texts_of(options, services)
    for table, count in found.items():
        print(f"  {table}: {count}")
    print(texts("retention-would" if options.dry_run else "retention-done", rows=sum(found.values())))
    return 0


def run_backup(options: argparse.Namespace) -> int:
    """Back up while the program goes on."""
    services = services_of(options)
    engine = make_engine(services.settings.database_url)
    report = write_backup(engine, options.file, services.clock.now())
    keys.anchor_audit(services)
    if options.json:
        print_json({"file": str(options.file)} | vars(report))
        return 0
    texts = texts_of(options, services)
    print(texts("backup-written", file=str(options.file), rows=sum(report.rows.values())))
    beside = key_file(engine)
    if services.settings.encryption_key is None and beside is not None:
        print(texts("backup-keep-key", file=str(beside)))
    else:
        print(texts("backup-keep-setting"))
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Restore into the empty database that the settings name."""
    settings = read_settings()
    engine = make_engine(settings.database_url)
    report = restore_backup(engine, options.file)
    if options.json:
        print_json({"file": str(options.file), "restored": True} | vars(report))
    else:
        print(texts_of(options)("backup-restored", rows=sum(report.rows.values()), tables=len(report.rows)))
    _open_and_anchor(settings)
    return 0


def _open_and_anchor(settings: Settings) -> None:
    """Prove that the secret opens what was restored; the first anchor of the new place starts from here."""
    from bot.bootstrap import build_services

    engine = make_engine(settings.database_url)
    unlock(engine, settings, SystemClock().now())
    anchor_file(engine, settings).unlink(missing_ok=True)
    keys.anchor_audit(build_services(settings, engine=engine))
