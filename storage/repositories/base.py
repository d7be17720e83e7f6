"""What repositories share. They receive their session and never commit."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

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
