"""What repositories share. They receive their session and never commit."""

from typing import TypeVar

from sqlmodel import Session, SQLModel

Row = TypeVar("Row", bound=SQLModel)


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
