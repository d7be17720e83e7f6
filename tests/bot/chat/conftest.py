import shutil

import pytest
from chat_stage import Stage

from storage.engine import make_engine
from storage.migrate import upgrade


@pytest.fixture(scope="session")
def blank_database(tmp_path_factory):
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def database(blank_database, tmp_path):
    return shutil.copy(blank_database, tmp_path / "huifang.db")


@pytest.fixture
async def stage(database):
    stage = Stage(database)
    yield stage
    await stage.close()
