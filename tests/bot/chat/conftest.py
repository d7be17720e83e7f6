import shutil

import pytest

from storage.engine import make_engine
from storage.migrate import upgrade
from tests.bot.chat.chat_stage import Stage


@pytest.fixture(scope="session")
def blank_database(tmp_path_factory):
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def database_file(blank_database, tmp_path):
    return shutil.copy(blank_database, tmp_path / "huifang.db")


@pytest.fixture
async def stage(database_file):
    stage = Stage(database_file)
    yield stage
    await stage.close()
