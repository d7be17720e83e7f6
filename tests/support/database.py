"""SQLite databases of this program's shape, quickly: migrate one file, copy it for every test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from storage.engine import make_engine
from storage.migrate import upgrade
from storage.unit_of_work import NowSource, UnitOfWork, UnitOfWorkFactory


def migrated_file(folder: Path) -> Path:
    """Return an empty database file at the head revision."""
    path = folder / "template.sqlite3"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()  # the last connection to close folds the write-ahead log into the file
    return path


def copied_file(template: Path, folder: Path) -> str:
    """Return the address of a fresh copy of `template`."""
    path = folder / "huifang.sqlite3"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


@contextmanager
def copied_database(template: Path, folder: Path) -> Iterator[Engine]:
    """Yield an engine on a fresh copy of `template`."""
    engine = make_engine(copied_file(template, folder))
    try:
        yield engine
    finally:
        engine.dispose()


def unit_factory(engine: Engine, clock: NowSource) -> UnitOfWorkFactory:
    """Return what services receive: calling it gives a fresh unit of work."""
    return lambda: UnitOfWork(engine, clock)
