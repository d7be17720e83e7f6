"""Finds everything that is personal: by the types of the columns, and by what refers to a borrower.

A table that is added later is covered without a word here, as long as its personal columns have the personal
types and it refers to a borrower, a loan, a callback or anything else that does.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Engine, Table, Text, and_, cast, func, or_, select, update
from sqlmodel import Session, SQLModel

from storage.engine import READ_ONLY
from storage.models import Tombstone
from storage.models.base import PERSONAL, PersonalJson
from storage.repositories.base import chunks
from storage.vault import Vault

EMPTY = ("", "{}", "[]", "null")
RESEAL_BATCH = 500  # rows in one transaction; a running bot waits for it no longer than a moment
KEPT_PEOPLE = frozenset({"staff_member", "invite"})
"""Staff are not customers: what a colleague is called is not part of a borrower's record."""


def personal_columns(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that hold personal data."""
    return [column for column in table.columns if isinstance(column.type, PERSONAL)]


def personal_tables() -> list[Table]:
    """Return every table that holds personal data."""
    return [table for table in SQLModel.metadata.sorted_tables if personal_columns(table)]


def number_of(table: Table) -> Column[Any]:
    """Return the column that numbers a table's rows."""
    return next(iter(table.primary_key.columns))


def count_stale(session: Session, prefix: str) -> dict[str, int]:
    """Return per table how many rows hold a value that the newest key did not seal; tables without any are left out."""
    found = {}
    for table in personal_tables():
        count = session.execute(
            select(func.count()).select_from(table).where(_stale(table, prefix))
        ).scalar_one()
        if count:
            found[table.name] = count
    return found


def stale_rows(engine: Engine, prefix: str) -> int:
    """Return how many rows hold a value that the newest key did not seal."""
    with Session(engine.execution_options(**{READ_ONLY: True})) as session:
        return sum(count_stale(session, prefix).values())


def reseal_batch(session: Session, table: Table, prefix: str, *, limit: int = RESEAL_BATCH) -> int:
    """Seal up to `limit` rows of a table with the newest key; return how many. The caller commits.

    What is done carries the newest key's mark, so a run that was broken off goes on where it stood.
    """
    number, columns = number_of(table), personal_columns(table)
    query = select(number, *columns).where(_stale(table, prefix)).order_by(number).limit(limit)
    rows = session.execute(query.with_for_update()).all()
    for row_number, *values in rows:
        # Only what holds something: writing None to a JSON column would make a JSON null of it.
        fresh = {
            column.name: value
            for column, value in zip(columns, values, strict=True)
            if value not in (None, "", {}, [])
        }
        session.execute(update(table).where(number == row_number).values(fresh))
    return len(rows)


def _stale(table: Table, prefix: str) -> Any:
    marks = []
    for column in personal_columns(table):
        stored = cast(column, Text)
        sealed = or_(
            stored.startswith(prefix, autoescape=True), stored.startswith(f'"{prefix}', autoescape=True)
        )
        marks.append(and_(column.is_not(None), stored.not_in(EMPTY), ~sealed))
    return or_(*marks)


class PersonRecord:
    """Every row that belongs to one borrower, over all tables, by way of their foreign keys."""

    def __init__(self, session: Session, borrower_id: int) -> None:
        self._session = session
        self.numbers: dict[str, set[int]] = {"borrower": {borrower_id}}
        self._tables = {table.name: table for table in SQLModel.metadata.sorted_tables}
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in KEPT_PEOPLE and table.name != "borrower":
                self._collect(table)

    def rows(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Yield (table, its rows as plain values, opened), in the order of their creation."""
        for name in sorted(self.numbers):
            yield name, [dict(row) for row in self._read(self._tables[name])]

    def erase(self, rule: str, now: datetime, key: bytes) -> dict[str, int]:
        """Empty every personal column and leave tombstones; return rows by table."""
        erased = {}
        for name in sorted(self.numbers):
            table = self._tables[name]
            count = erase_rows(self._session, table, sorted(self.numbers[name]), rule, now, key)
            if count:
                erased[name] = count
        return erased

    def _collect(self, table: Table) -> None:
        number = number_of(table)
        for key in table.foreign_keys:
            owners = self.numbers.get(key.column.table.name)
            for chunk in chunks(sorted(owners or ())):
                query = select(number).where(key.parent.in_(chunk))
                self.numbers.setdefault(table.name, set()).update(self._session.execute(query).scalars())

    def _read(self, table: Table) -> Iterator[Any]:
        number = number_of(table)
        for chunk in chunks(sorted(self.numbers[table.name])):
            query = select(table).where(number.in_(chunk)).order_by(number)
            yield from self._session.execute(query).mappings()


def erase_rows(
    session: Session, table: Table, numbers: list[int], rule: str, now: datetime, key: bytes
) -> int:
    """Empty the personal columns of these rows, each with a tombstone; rows that hold nothing are left alone."""
    number, columns, count = number_of(table), personal_columns(table), 0
    if not columns:
        return 0
    blank = {column.name: _blank(column) for column in columns}
    for chunk in chunks(numbers):
        for row_number, *values in session.execute(select(number, *columns).where(number.in_(chunk))).all():
            if not any(values):
                continue
            count += 1
            session.execute(update(table).where(number == row_number).values(blank))
            digest = hmac.new(key, json.dumps(values, default=str).encode(), hashlib.sha256).hexdigest()
            session.add(
                Tombstone(entity=table.name, entity_id=row_number, rule=rule, digest=digest, erased_at=now)
            )
    session.flush()
    session.expire_all()
    return count


def _blank(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    return json.loads(column.type.empty) if isinstance(column.type, PersonalJson) else ""


def reseal_all(session: Session, vault: Vault) -> int:
    """Seal one batch of the first table that needs it; return how many rows, 0 when nothing is left."""
    for table in personal_tables():
        count = reseal_batch(session, table, vault.prefix)
        if count:
            return count
    return 0


def expired_rows(
    session: Session, table_name: str, instant: str, before: datetime, *, after: int, limit: int
) -> list[int]:
    """Return the numbers of rows from before an instant that still hold personal data, in order."""
    table = SQLModel.metadata.tables[table_name]
    number = number_of(table)
    full = [and_(column.is_not(None), cast(column, Text).not_in(EMPTY)) for column in personal_columns(table)]
    query = select(number).where(table.c[instant] < before, number > after, or_(*full))
    return list(session.execute(query.order_by(number).limit(limit)).scalars())


def erase_of(
    session: Session, table_name: str, numbers: list[int], rule: str, now: datetime, key: bytes
) -> int:
    """Empty the personal columns of these rows, each with a tombstone; return how many held anything."""
    return erase_rows(session, SQLModel.metadata.tables[table_name], numbers, rule, now, key)
