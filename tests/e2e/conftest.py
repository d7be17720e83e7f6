from collections.abc import AsyncIterator

import pytest

from tests.e2e.shelf import Shelf
from tests.e2e.theatre import Theatre, open_theatre


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """What this process has made ready: copied from, never written to."""
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(params=["zh-CN", "en"])
async def theatre(request: pytest.FixtureRequest, shelf: Shelf) -> AsyncIterator[Theatre]:
    """A theatre in Chinese, and again in English."""
    async with open_theatre(shelf, request.param) as opened:
        yield opened
