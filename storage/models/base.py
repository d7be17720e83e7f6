"""What every table shares: instants that are always aware UTC, and JSON columns."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class UtcDateTime(TypeDecorator[datetime]):
    """Stores aware datetimes as UTC and returns them aware; refuses naive ones.

    SQLite keeps no zone, so the zone is put back on the way out.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; a naive datetime is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime; pass aware UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Attach UTC where the database kept no zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PersonalText(TypeDecorator[str]):
    """A text column that holds personal data: the one place to encrypt, mask and find such columns."""

    impl = Text
    cache_ok = True


def instant(*, index: bool = False) -> Any:
    """Return a required instant column."""
    return Field(sa_type=UtcDateTime, index=index)


def maybe_instant(*, index: bool = False) -> Any:
    """Return an optional instant column."""
    return Field(default=None, sa_type=UtcDateTime, index=index)


def personal() -> Any:
    """Return an optional column for personal data."""
    return Field(default=None, sa_type=PersonalText)


def json_dict() -> Any:
    """Return a JSON object column, empty by default."""
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def json_list() -> Any:
    """Return a JSON array column, empty by default."""
    return Field(default_factory=list, sa_column=Column(JSON, nullable=False))
