"""Backups that any database of this program can take in: one file, every table as JSON lines, content hashes.

Values stay sealed: a backup is worth nothing without the operator's secret, and tells nothing either.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Engine, Table, Text, delete, func, insert, select, text
from sqlalchemy.engine import Connection

from storage.engine import READ_ONLY, is_sqlite
from storage.errors import BackupError
from storage.migrate import current_revision, head_revision, upgrade
from storage.models.base import UtcDateTime
from storage.repositories.base import chunks
from storage.stored_tables import stored_tables

FORMAT = "huifang-backup/1"
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 1_000
MADE_BY_ITSELF = frozenset({"data_key", "audit_head"})
"""Tables that fill when a database is first opened: an empty one may hold keys that have sealed nothing."""


@dataclass(frozen=True, kw_only=True)
class BackupReport:
    """What is in a backup: the revision, and per table the rows and the SHA-256 of their lines."""

    revision: str
    rows: dict[str, int]
    hashes: dict[str, str]


def write_backup(engine: Engine, target: Path, now: datetime) -> BackupReport:
    """Write a consistent backup while the program goes on; the file is there whole or not at all, mode 0600."""
    revision = current_revision(engine)
    if revision != head_revision():
        raise BackupError("backup_schema_old", found=revision)
    rows: dict[str, int] = {}
    hashes: dict[str, str] = {}
    waiting = target.with_name(f"{target.name}.{os.getpid()}")
    descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(descriptor, "wb") as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            with _snapshot(engine) as connection:
                for table in stored_tables():
                    with archive.open(_member(table.name), "w", force_zip64=True) as out:
                        rows[table.name], hashes[table.name] = _copy_out(connection, table, out.write)
            report = BackupReport(revision=revision, rows=rows, hashes=hashes)
            about = {"format": FORMAT, "made_at": now.isoformat(), "kind": engine.dialect.name} | vars(report)
            archive.writestr(MANIFEST, json.dumps(about, indent=1))
            archive.close()
            stream.flush()
            os.fsync(stream.fileno())
        waiting.replace(target)
    finally:
        waiting.unlink(missing_ok=True)
    return report


def read_manifest(source: Path) -> BackupReport:
    """Return what a backup says about itself; BackupError for a file that is none."""
    try:
        with zipfile.ZipFile(source) as archive:
            about = json.loads(archive.read(MANIFEST))
        if about["format"] != FORMAT:
            raise BackupError("backup_unreadable")
        return BackupReport(revision=about["revision"], rows=about["rows"], hashes=about["hashes"])
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise BackupError("backup_unreadable", cause=type(error).__name__) from None


def restore_backup(engine: Engine, source: Path) -> BackupReport:
    """Fill an empty database from a backup, compare every hash, and bring it to this program's shape.

    All rows come in one transaction: a backup that does not match leaves the database empty.
    """
    report = read_manifest(source)
    found = current_revision(engine)
    if found is None:
        upgrade(engine, report.revision)
    elif found != report.revision:
        raise BackupError("backup_target_other_shape", found=found, wanted=report.revision)
    with zipfile.ZipFile(source) as archive, engine.begin() as connection:
        tables = [table for table in stored_tables() if table.name in report.rows]
        for table in tables:
            if table.name in MADE_BY_ITSELF:
                connection.execute(delete(table))
            elif connection.execute(select(func.count()).select_from(table)).scalar_one():
                raise BackupError("backup_target_not_empty", table=table.name)
        for table in tables:
            _copy_in(connection, table, archive)
        for table in tables:
            if _copy_out(connection, table, lambda _: 0)[1] != report.hashes[table.name]:
                raise BackupError("backup_differs", table=table.name)
    upgrade(engine)
    return report


def content_hashes(engine: Engine) -> dict[str, str]:
    """Return the hash of every table's content, as a backup would name it."""
    with _snapshot(engine) as connection:
        return {table.name: _copy_out(connection, table, lambda _: 0)[1] for table in stored_tables()}


def _snapshot(engine: Engine) -> Connection:
    if is_sqlite(engine):
        return engine.execution_options(**{READ_ONLY: True}).connect()  # one read transaction sees one state
    return engine.execution_options(isolation_level="REPEATABLE READ").connect()


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _copy_out(connection: Connection, table: Table, write: Any) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=ROWS_AT_ONCE)
    for row in connection.execute(query).mappings():
        line = json.dumps({name: _plain(value) for name, value in row.items()}, sort_keys=True) + "\n"
        digest.update(line.encode())
        write(line.encode())
        count += 1
    return count, digest.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    # SQLite keeps decimals as floats and pads them to their scale when it reads; PostgreSQL keeps the scale.
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _copy_in(connection: Connection, table: Table, archive: zipfile.ZipFile) -> None:
    with archive.open(_member(table.name)) as stream:
        rows = [_typed(table, json.loads(line)) for line in _lines(stream)]
    for chunk in chunks(rows):
        connection.execute(insert(table), list(chunk))
    number = next(iter(table.primary_key.columns))
    if rows and not is_sqlite(connection.engine) and number.name == "id":
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :top)"),
            {"name": table.name, "top": max(row["id"] for row in rows)},
        )


def _lines(stream: Any) -> Iterator[bytes]:
    yield from stream


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.columns[name].type, value) for name, value in row.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None or isinstance(kind, JSON | Text):
        return value
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if kind.python_type is date:
        return date.fromisoformat(value)
    return Decimal(value) if kind.python_type is Decimal else value
