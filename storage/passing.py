"""Tells the database's own trouble, which passes (locked, full, restarted, away), from a fault of the program."""

import sqlite3

from sqlalchemy import exc

PRIMARY_CODE = 0xFF  # the rest of an SQLite error code says more exactly why
SQLITE_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PROTOCOL,
    }
)
# Connection lost, deadlock, out of disk or connections, told to stop, system error.
POSTGRES_TROUBLE = ("08", "40", "53", "57", "58")


def is_passing(error: BaseException) -> bool:
    """Return whether the database could not serve, so that the same work may well succeed later."""
    if isinstance(error, exc.TimeoutError):
        return True
    if not isinstance(error, exc.DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & PRIMARY_CODE in SQLITE_TROUBLE
    state = getattr(error.orig, "sqlstate", None)
    return state is not None and state.startswith(POSTGRES_TROUBLE)
