"""The tables as they are stored, for what copies rows without opening them."""

from typing import Any

from sqlalchemy import JSON, Column, MetaData, Table, Text
from sqlmodel import SQLModel

import storage.models  # noqa: F401  (registers the tables)
from storage.models.base import PERSONAL, PersonalJson


def stored_tables() -> list[Table]:
    """Return the tables, parents first, with the types of what is really stored: nothing is opened or sealed."""
    bare = MetaData()
    for table in SQLModel.metadata.sorted_tables:
        columns = [Column(c.name, _bare(c), primary_key=c.primary_key) for c in table.columns]
        Table(table.name, bare, *columns)
    return [bare.tables[table.name] for table in SQLModel.metadata.sorted_tables]


def _bare(column: Column[Any]) -> Any:
    if isinstance(column.type, PERSONAL):
        return JSON() if isinstance(column.type, PersonalJson) else Text()
    return column.type
