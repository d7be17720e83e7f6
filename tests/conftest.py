"""Fixtures for all tests. `database` is a fresh migrated database; `new_unit` opens units of work on it.

SQLite by default. Tests marked `both_engines` run on PostgreSQL too, each on a database of its own.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.engine import make_engine
from storage.unit_of_work import UnitOfWorkFactory
from tests.support.clock import FakeClock
from tests.support.database import copied_file, migrated_file, unit_factory
from tests.support.postgresql import NO_SERVER, PostgresServer, migrate, open_server

ENGINES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("both_engines"):
        metafunc.parametrize("engine_kind", ENGINES)


# What `make test` has no time for runs in `make test-all`: the second language of conversations whose words are
# covered elsewhere, and the second engine of services that only read and write as the others do.
SECOND_LANGUAGE_LATER = (
    "recording",
    "ingest",
    "doors",
    "secrets",
    "roles",
    "own_record",
    "decide",
    "transcript",
    "model_faults",
)
SECOND_ENGINE_NOW = ("races", "payments", "arrears")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        callspec = getattr(item, "callspec", None)
        values = callspec.params if callspec else {}
        name, folder = item.path.stem, item.path.parent.name
        language = values.get("theatre") == "en" and any(word in name for word in SECOND_LANGUAGE_LATER)
        engine = values.get("engine_kind") == "postgresql" and folder in ("services", "faults")
        if language or (engine and not any(word in name for word in SECOND_ENGINE_NOW)):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    with open_server(os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)) as server:
        yield server or pytest.skip(NO_SERVER)


@pytest.fixture(scope="session")
def database_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_file(tmp_path_factory.mktemp("database"))


@pytest.fixture
def engine_kind() -> str:
    """Which engine a test runs on; the mark `both_engines` gives it both values."""
    return "sqlite"


@pytest.fixture
def database_url(
    engine_kind: str, request: pytest.FixtureRequest, run_folder: Path, tmp_path: Path
) -> Iterator[str]:
    if engine_kind == "sqlite":
        copying = nullcontext(copied_file(request.getfixturevalue("database_template"), tmp_path))
    else:
        server = request.getfixturevalue("postgresql")
        copying = server.database(server.template("migrated", run_folder, migrate))
    with copying as url:
        yield url


@pytest.fixture
def blank_url(engine_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a single table."""
    path = tmp_path / "blank.sqlite3"
    sqlite = nullcontext(f"sqlite:///{path}")
    with sqlite if engine_kind == "sqlite" else request.getfixturevalue("postgresql").database() as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def new_unit(database: Engine, clock: FakeClock) -> UnitOfWorkFactory:
    return unit_factory(database, clock)
