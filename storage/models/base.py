"""What every table shares: instants that are always aware UTC, JSON columns, encrypted columns."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import AutoString, Field

from storage.sealing import is_sealed, open_sealed, vault_of


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
    """A text column that holds personal data: the one place to encrypt, mask and find such columns.

    `place` (`table.column`) is bound to the ciphertext, so that a value cannot be moved to another column.
    Without a vault on the engine values are stored as they are; values from before the vault are read as they are.
    """

    impl: Any = Text
    cache_ok = True

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt; nothing stays nothing."""
        vault = vault_of(dialect)
        return vault.seal(value, self.place) if value and vault is not None else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt; a value from before the vault comes as it is."""
        return open_sealed(dialect, value, self.place) if value and is_sealed(value) else value


class PersonalString(PersonalText):
    """The same in a column that was a plain string before, and stays one for the database."""

    impl: Any = AutoString
    cache_ok = True


class PersonalJson(TypeDecorator[Any]):
    """A JSON column that holds what people said or wrote; stored as one encrypted JSON string."""

    impl = JSON
    cache_ok = True

    def __init__(self, place: str = "", empty: str = "{}") -> None:
        super().__init__()
        self.place, self.empty = place, empty

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Encrypt; an empty value holds nothing and stays readable for queries."""
        vault = vault_of(dialect)
        if vault is None or value is None or value == {} or value == []:
            return value
        return vault.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")), self.place)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Decrypt; a value from before the vault comes as it is."""
        if isinstance(value, str) and is_sealed(value):
            return json.loads(open_sealed(dialect, value, self.place))
        return value


PERSONAL = (PersonalText, PersonalJson)


def instant(*, index: bool = False) -> Any:
    """Return a required instant column."""
    return Field(sa_type=UtcDateTime, index=index)


def maybe_instant(*, index: bool = False) -> Any:
    """Return an optional instant column."""
    return Field(default=None, sa_type=UtcDateTime, index=index)


def personal(place: str) -> Any:
    """Return an optional column for personal data; `place` is `table.column`."""
    return Field(default=None, sa_column=Column(PersonalText(place), nullable=True))


def personal_string(place: str) -> Any:
    """Return an optional column for free text about a person."""
    return Field(default=None, sa_column=Column(PersonalString(place), nullable=True))


def personal_words(place: str) -> Any:
    """Return a required column for free text about a person, empty by default."""
    return Field(default="", sa_column=Column(PersonalString(place), nullable=False))


def personal_dict(place: str) -> Any:
    """Return an encrypted JSON object column, empty by default."""
    return Field(default_factory=dict, sa_column=Column(PersonalJson(place, "{}"), nullable=False))


def personal_list(place: str) -> Any:
    """Return an encrypted JSON array column, empty by default."""
    return Field(default_factory=list, sa_column=Column(PersonalJson(place, "[]"), nullable=False))


def json_dict() -> Any:
    """Return a JSON object column, empty by default."""
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def json_list() -> Any:
    """Return a JSON array column, empty by default."""
    return Field(default_factory=list, sa_column=Column(JSON, nullable=False))
