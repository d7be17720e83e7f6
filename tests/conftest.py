"""Fixtures for all tests. `database` is a fresh migrated SQLite file; `new_unit` opens units of work on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.unit_of_work import UnitOfWorkFactory
from tests.support.clock import FakeClock
from tests.support.database import copied_database, migrated_file, unit_factory


@pytest.fixture(scope="session")
def database_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_file(tmp_path_factory.mktemp("database"))


@pytest.fixture
def database(database_template: Path, tmp_path: Path) -> Iterator[Engine]:
    with copied_database(database_template, tmp_path) as engine:
        yield engine


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def new_unit(database: Engine, clock: FakeClock) -> UnitOfWorkFactory:
    return unit_factory(database, clock)
