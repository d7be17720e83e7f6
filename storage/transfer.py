"""Moves a whole installation from one database to another, and proves that every row arrived."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    TypeDecorator,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlmodel import SQLModel

import storage.models  # noqa: F401  (registers the tables)
from storage.errors import TransferError
from storage.migrate import current_revision, reachable_revision, require_current, upgrade
from storage.models.base import UtcDateTime

BATCH = 1_000  # rows in one statement: few round trips, and a batch of long transcripts still fits in memory
VERSION_TABLE = "alembic_version"


@dataclass(frozen=True, kw_only=True)
class MovedTable:
    """What one table came to: its rows, and the SHA-256 (hex) over their content, the same on both sides."""

    name: str
    rows: int
    digest: str


def transfer(
    source: Engine, target: Engine, *, progress: Callable[[float], None] = lambda _share: None
) -> tuple[MovedTable, ...]:
    """Copy every row into an empty database and compare; a fault leaves the target without a row.

    Raises SchemaError for a source of another shape, TransferError otherwise (see there for its codes).
    `progress` takes the share done, 0 to 1. While it runs, nobody can write to a SQLite source.
    """
    require_current(source)
    _prepare(source, target)
    try:
        with source.connect() as reading, target.begin() as writing:
            if source.dialect.name == "postgresql":
                reading.execution_options(isolation_level="REPEATABLE READ")
            return _copy_all(reading, writing, progress)
    except SQLAlchemyError as error:
        # The driver's own words may quote a row.
        raise TransferError("transfer_failed", cause=_cause(error)) from None


def _prepare(source: Engine, target: Engine) -> None:
    if source.url == target.url:
        raise TransferError("transfer_same_database")
    reachable_revision(target)
    found = set(inspect(target).get_table_names()) - {VERSION_TABLE}
    if found and current_revision(target) is None:
        raise TransferError("transfer_target_not_empty", tables=", ".join(sorted(found)))
    upgrade(target)
    with target.connect() as connection:
        filled = [
            table.name
            for table in _tables()
            if connection.execute(select(table).limit(1)).first() is not None
        ]
    if filled:
        raise TransferError("transfer_target_not_empty", tables=", ".join(filled))


def _copy_all(
    source: Connection, target: Connection, progress: Callable[[float], None]
) -> tuple[MovedTable, ...]:
    counts = {table.name: _count(source, table) for table in _tables()}
    total, done = sum(counts.values()) or 1, 0
    moved: list[MovedTable] = []
    for table in _tables():
        sent = _Digest()
        for rows in _batches(source, table):
            sent.add(rows)
            target.execute(insert(table), rows)
            done += len(rows)
            progress(done / total)
        arrived = _Digest()
        for rows in _batches(target, table):
            arrived.add(rows)
        if sent != arrived or sent.rows != counts[table.name]:
            raise TransferError("transfer_differs", table=table.name, sent=sent.rows, arrived=arrived.rows)
        _set_sequence(target, table)
        moved.append(MovedTable(name=table.name, rows=sent.rows, digest=sent.hexdigest))
    return tuple(moved)


def _tables() -> Sequence[Table]:
    """Return every table, what is referred to before what refers to it."""
    return [_as_stored(table) for table in SQLModel.metadata.sorted_tables]


def _as_stored(table: Table) -> Table:
    # Personal columns travel as they lie in the database: sealed ones stay sealed, and no key is needed here.
    copied = table.to_metadata(MetaData())
    for column in copied.columns:
        if isinstance(column.type, TypeDecorator) and not isinstance(column.type, UtcDateTime):
            column.type = column.type.impl_instance
    return copied


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    # By key and not by a cursor that stays open: the drivers differ in what an open cursor allows beside it.
    (key,) = table.primary_key.columns
    last: Any = None
    while True:
        query = select(table).order_by(key).limit(BATCH)
        query = query if last is None else query.where(key > last)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        if rows:
            yield rows
        if len(rows) < BATCH:
            return
        last = rows[-1][key.name]


class _Digest:
    """A hash over rows that does not depend on their order: text sorts differently on the two engines."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            content = json.dumps(row, sort_keys=True, ensure_ascii=False, default=_plain)
            self._sum += int.from_bytes(hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest())
            self.rows += 1

    @property
    def hexdigest(self) -> str:
        return f"{self._sum % 2**256:064x}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Digest) and (self.rows, self.hexdigest) == (other.rows, other.hexdigest)

    __hash__ = None  # type: ignore[assignment]


def _plain(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _set_sequence(target: Connection, table: Table) -> None:
    (key,) = table.primary_key.columns
    if target.dialect.name != "postgresql" or not isinstance(key.type, Integer):
        return
    name = target.execute(
        text("SELECT pg_get_serial_sequence(:table, :key)"), {"table": table.name, "key": key.name}
    ).scalar_one()
    last = target.execute(select(func.max(key))).scalar_one()
    if name is not None and last is not None:
        target.execute(text("SELECT setval(:name, :last)"), {"name": name, "last": last})


def _cause(error: SQLAlchemyError) -> str:
    return type(error.orig if isinstance(error, DBAPIError) and error.orig else error).__name__
