"""What repositories share. They receive their session and never commit."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

Row = TypeVar("Row", bound=SQLModel)
Value = TypeVar("Value")

LOOKUP_CHUNK = 500  # values per IN list; well below SQLite's limit on bound variables


def chunks(values: Sequence[Value]) -> Iterable[Sequence[Value]]:
    """Yield the values in pieces that fit into one IN list."""
    for start in range(0, len(values), LOOKUP_CHUNK):
        yield values[start : start + LOOKUP_CHUNK]


class Repository:
    """Keeps every query on one family of tables."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Row) -> Row:
        """Add a row and give it its number."""
        self._session.add(row)
        self._session.flush()
        return row

    def _lock(self, table: type[Row], number: int) -> Row | None:
        """Return the row as it is now, locked until the transaction ends (a no-op on SQLite)."""
        return self._session.get(table, number, with_for_update=True, populate_existing=True)


def insert_unless_there(
    session: Session, table: type[SQLModel], values: dict[str, Any], keys: list[str]
) -> bool:
    """Insert a row unless one with the same `keys` is there; return whether it was inserted."""
    if session.get_bind().dialect.name == "postgresql":
        # psycopg gives no row count here, so the row that was written is asked for.
        written = postgresql.insert(table).values(**values).on_conflict_do_nothing(index_elements=keys)
        return session.execute(written.returning(literal_column("1"))).first() is not None
    # RETURNING needs a newer SQLite than some systems have; its row count is reliable.
    statement = sqlite.insert(table).values(**values).on_conflict_do_nothing(index_elements=keys)
    return bool(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def insert_many_unless_there(
    session: Session, table: type[SQLModel], rows: list[dict[str, Any]], keys: list[str]
) -> None:
    """Insert rows of the same columns in one go; those whose `keys` are there already stay as they are."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing(index_elements=keys)
    # The connection is used directly: the session would rewrite the statement into one per chunk of values.
    session.connection().execute(statement, rows)
