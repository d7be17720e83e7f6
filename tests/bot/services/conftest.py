"""Services on a fresh database, with a clock that a test sets."""

import pytest

from bot.services.container import Services
from storage.unit_of_work import UnitOfWorkFactory
from tests.support.clock import FakeClock
from tests.support.planning import make_services


@pytest.fixture
def services(new_unit: UnitOfWorkFactory, clock: FakeClock) -> Services:
    return make_services(new_unit, clock)
