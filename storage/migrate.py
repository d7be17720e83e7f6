"""Brings a database to the shape this program needs, and says when it has another one."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.errors import SchemaError, StorageError


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run every migration up to `revision` that has not run yet."""
    with engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


def current_revision(engine: Engine) -> str | None:
    """Return the revision the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def reachable_revision(engine: Engine) -> str | None:
    """Return the revision; StorageError with the kind of trouble as ``cause`` when it cannot be read."""
    try:
        return current_revision(engine)
    except (SQLAlchemyError, OSError) as error:
        # The driver's own text may hold the password of the address.
        raise StorageError("database_unreachable", cause=type(error).__name__) from None


def head_revision() -> str:
    """Return the revision this program needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise SchemaError(found=None, wanted=None)
    return head


def require_current(engine: Engine) -> None:
    """Raise SchemaError unless the database has this program's shape."""
    found, wanted = current_revision(engine), head_revision()
    if found != wanted:
        raise SchemaError(found=found, wanted=wanted)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("storage") / "migrations"))
    return config
