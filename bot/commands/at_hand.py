"""What a review at the command line uses of a database that is at hand; without one it works all the same."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.common import services_of
from bot.errors import NotFoundError
from bot.services.ingest import NamePattern
from bot.services.known_of_files import KnownOfFiles
from bot.services.model_budget import DatabaseBudget, limits_of
from bot.settings import Settings, read_settings
from review.llm import Budget
from storage.engine import make_engine
from storage.errors import StorageError
from storage.migrate import head_revision, reachable_revision
from storage.unit_of_work import UnitOfWork


class SystemTime:
    """The machine's time."""

    def now(self) -> datetime:
        """Return the present instant as aware UTC."""
        return datetime.now(UTC)


def known_of_files(options: argparse.Namespace) -> KnownOfFiles | None:
    """Return what the database knows of the people in the files; None where there is no database to ask."""
    if not has_database(read_settings()):
        if options.loan:
            raise NotFoundError("loan_unknown")
        return None
    pattern = NamePattern(options.pattern) if options.pattern else None
    return KnownOfFiles(services_of(options), loan=options.loan, pattern=pattern)


def shared_budget(settings: Settings) -> Budget | None:
    """Return the budget that running processes share, or None where no database of this shape is there."""
    if settings.llm_base_url is None or not has_database(settings):
        return None
    engine = make_engine(settings.database_url)
    return DatabaseBudget(new_unit=lambda: UnitOfWork(engine, SystemTime()), limits=limits_of(settings))


def has_database(settings: Settings) -> bool:
    """Return whether a database of this program's shape is there; looking must not create one."""
    prefix = "sqlite:///"
    url = settings.database_url
    if url.startswith(prefix) and not Path(url.removeprefix(prefix)).is_file():
        return False
    engine = make_engine(url)
    try:
        return reachable_revision(engine) == head_revision()
    except StorageError:
        return False
    finally:
        engine.dispose()
