from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.theatre import Theatre, open_theatre, set_the_stage


@pytest.fixture(scope="session")
def stage_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at the morning of the first day; the last connection must be gone before it is copied."""
    path = tmp_path_factory.mktemp("stage") / "stage.sqlite3"
    set_the_stage(f"sqlite:///{path}", path.parent)
    return path


@pytest.fixture(params=["zh-CN", "en"])
async def theatre(request: pytest.FixtureRequest, stage_set: Path, tmp_path: Path) -> AsyncIterator[Theatre]:
    """A theatre in Chinese, and again in English."""
    async with open_theatre(stage_set, tmp_path, request.param) as opened:
        yield opened
