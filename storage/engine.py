"""Makes engines. SQLite in WAL with `BEGIN IMMEDIATE`, PostgreSQL through psycopg; the caller only gives a URL."""

import random
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url

from storage.passing import PRIMARY_CODE

__all__ = ["READ_ONLY", "Engine", "compact", "is_sqlite", "make_engine"]

BUSY_TIMEOUT_MS = 10_000  # how long a writer waits for the one before it; transactions here are milliseconds
WRITER_NAP = (0.001, 0.003)  # seconds between tries to become the writer
READ_ONLY = "huifang_read_only"


# Engines hide parameters in errors, because those hold names and numbers and errors reach logs.
def make_engine(url: str) -> Engine:
    """Return an engine for `sqlite:///path` or `postgresql://…`; creates the folder of a SQLite file."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(parsed)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)


def is_sqlite(engine: Engine) -> bool:
    """Return whether the engine is the embedded one."""
    return engine.dialect.name == "sqlite"


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: it would open deferred ones, which fail with
    # "database is locked" as soon as two processes upgrade from reading to writing.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(READ_ONLY, False):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite's own waiting naps longer and longer, up to 100 ms, so that whoever comes back at once is always first.
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        if not _begins_soon(cursor, time.monotonic() + BUSY_TIMEOUT_MS / 1_000):
            # Once more, for an error of the family that callers know.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.close()


def _begins_soon(cursor: Any, deadline: float) -> bool:
    while time.monotonic() < deadline:
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
                return False
            time.sleep(random.uniform(*WRITER_NAP))  # noqa: S311 (spreads tries, hides nothing)
        else:
            return True
    return False


def compact(engine: Engine) -> None:
    """Rewrite a SQLite file, so that nothing of what was replaced is left in its free pages; else do nothing."""
    if not is_sqlite(engine):
        return
    connection = engine.raw_connection()  # VACUUM runs outside a transaction
    try:
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.cursor().execute(statement)
    finally:
        connection.close()
