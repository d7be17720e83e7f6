"""Loans and borrowers in bulk, as an import needs them: plain values, few statements, no row objects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, bindparam, insert, literal_column, select, update
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from storage.models import Borrower, Loan
from storage.repositories.base import Repository, chunks


@dataclass(frozen=True, slots=True)
class StoredBorrower:
    """A borrower's number, key and the columns that were asked for."""

    id: int
    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredLoan:
    """A loan's number, its borrower's number and the columns that were asked for."""

    id: int
    borrower_id: int
    values: dict[str, Any]


class PortfolioRepository(Repository):
    """Reads and writes many loans at once. Column names are those of the tables."""

    def loans(self, loan_numbers: Sequence[str], columns: Sequence[str]) -> dict[str, StoredLoan]:
        """Return the known loans among these loan numbers, locked until the transaction ends."""
        table = _table(Loan)
        query = select(
            table.c.loan_number, table.c.id, table.c.borrower_id, *(table.c[name] for name in columns)
        )
        # In one order, so that two imports wait for each other instead of locking each other out.
        query = query.where(_one_of(table.c.loan_number)).order_by(table.c.id).with_for_update()
        found: dict[str, StoredLoan] = {}
        for chunk in chunks(loan_numbers):
            for number, loan_id, borrower_id, *values in self._session.execute(query, {"wanted": chunk}):
                found[number] = StoredLoan(loan_id, borrower_id, dict(zip(columns, values, strict=True)))
        return found

    def borrowers(
        self, by: str, values: Sequence[int] | Sequence[str], columns: Sequence[str]
    ) -> dict[str, StoredBorrower]:
        """Return the known borrowers among these values of the column `by` (`id` or `key`), by key."""
        table = _table(Borrower)
        query = select(table.c.id, table.c.key, *(table.c[name] for name in columns)).where(
            _one_of(table.c[by])
        )
        found: dict[str, StoredBorrower] = {}
        for chunk in chunks(values):
            for number, key, *rest in self._session.execute(query, {"wanted": chunk}):
                found[key] = StoredBorrower(number, key, dict(zip(columns, rest, strict=True)))
        return found

    def insert(
        self, model: type[Borrower] | type[Loan], rows: Sequence[dict[str, Any]], shared: Mapping[str, Any]
    ) -> None:
        """Insert rows, all with the same columns, in one statement; `shared` holds what every row has alike."""
        if not rows:
            return
        table = _table(model)
        # Written into the statement once: converting the same instants for every row was a third of an import.
        dialect = self._session.get_bind().dialect
        same = {name: _literal(table.c[name].type, value, dialect) for name, value in shared.items()}
        self._session.execute(insert(table).values(same), rows)

    def update(self, model: type[Borrower] | type[Loan], changes: dict[int, dict[str, Any]]) -> None:
        """Write `{number: changed columns}`: one statement for each set of columns."""
        table = _table(model)
        by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for number, values in sorted(changes.items(), key=itemgetter(0)):
            by_columns.setdefault(tuple(sorted(values)), []).append({"row_number": number} | values)
        for rows in by_columns.values():
            self._session.execute(update(table).where(table.c.id == bindparam("row_number")), rows)

    def look_again(self, borrower_ids: Sequence[int], at: datetime) -> None:
        """Make the planner look at every loan of these borrowers at `at`."""
        table = _table(Loan)
        statement = update(table).where(_one_of(table.c.borrower_id)).values(plan_next_at=at)
        for chunk in chunks(borrower_ids):
            self._session.execute(statement, {"wanted": chunk})


def _one_of(column: Column[Any]) -> ColumnElement[bool]:
    # One parameter that expands at execution: 500 single ones are checked one by one at every call.
    return column.in_(bindparam("wanted", expanding=True))


def _literal(kind: TypeEngine[Any], value: Any, dialect: Dialect) -> ColumnElement[Any]:
    """Return a value as SQL text. Only for values of the program itself, never for those of a file."""
    written = kind.dialect_impl(dialect).literal_processor(dialect)
    if written is None:
        raise TypeError(f"{kind!r} cannot be written into a statement")
    return literal_column(written(value))


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]
