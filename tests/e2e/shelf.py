"""Stages that are made once per process and copied for every test, and scenes that many tests begin with.

Tests share files that nobody writes to again, and one engine's memory of compiled statements; nothing else.
"""

import shutil
from functools import cache
from pathlib import Path

from sqlalchemy import event

from storage.engine import Engine, is_sqlite, make_engine

DATABASE = "theatre.sqlite3"


class Shelf:
    """Folders by name; each holds all that lasts: database, audit anchor, archive, Telegram's memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, Path] = {}
        self.place = folder / "place"
        """Where the theatre of the present test is; the same path every time, so that its engine can stay."""

    @property
    def url(self) -> str:
        """Return the address of the database in the place."""
        return f"sqlite:///{self.place / DATABASE}"

    def __contains__(self, name: str) -> bool:
        return name in self._kept

    def clear(self) -> None:
        """Make the place an empty folder."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)

    def put(self, name: str) -> None:
        """Keep what is in the place now; its database must be closed."""
        kept = self._folder / f"kept-{len(self._kept)}"
        shutil.copytree(self.place, kept)
        self._kept[name] = kept

    def take(self, name: str) -> None:
        """Let the place hold a copy of what was kept, and nothing else; its database must be closed."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._kept[name], self.place)


@cache
def engine_at(url: str) -> Engine:
    """Return the one engine for an address; whoever ends with it disposes of its connections."""
    engine = make_engine(url)
    if is_sqlite(engine):
        # A test's database need not outlive the machine; waiting for the disk is most of the time.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return engine


def was_written(url: str) -> bool:
    """Return whether anything was committed to a SQLite file since it was opened after a clean close."""
    log = Path(f"{url.removeprefix('sqlite:///')}-wal")
    return log.exists() and log.stat().st_size > 0
