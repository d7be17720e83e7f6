from datetime import timedelta

import pytest
from sqlalchemy import Engine

from storage.migrate import require_current
from storage.unit_of_work import UnitOfWorkFactory
from tests.support.clock import NOON, FakeClock

pytestmark = pytest.mark.both_engines


def test_database_has_the_shape_of_the_program(database: Engine) -> None:
    require_current(database)


def test_unit_of_work_sees_the_set_clock(new_unit: UnitOfWorkFactory, clock: FakeClock) -> None:
    clock.advance(timedelta(hours=1))
    with new_unit() as uow:
        assert uow.now == NOON + timedelta(hours=1)
        assert uow.loans.count() == 0
