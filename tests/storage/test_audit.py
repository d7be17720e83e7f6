"""Any changed, dropped, added or moved event is found."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from storage.audit import AuditVerdict
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

pytestmark = pytest.mark.both_engines

EVENTS = 5
COPY_THE_LAST = (
    "INSERT INTO audit_event SELECT 6, at, actor, action, entity, entity_id, details, previous_hash, hash"
    " FROM audit_event WHERE id = 5"
)


@pytest.fixture
def trail(new_unit: UnitOfWorkFactory) -> UnitOfWorkFactory:
    for number in range(EVENTS):
        with new_unit() as uow:
            uow.audit.append("staff:1", "claim", "callback", number, note=number)
            uow.commit()
    return new_unit


def verdict(new_unit: Callable[[], UnitOfWork]) -> AuditVerdict:
    with new_unit() as uow:
        return uow.audit.verify()


def test_an_untouched_trail_holds(trail: UnitOfWorkFactory) -> None:
    found = verdict(trail)
    assert (found.events, found.fault) == (EVENTS, None)


@pytest.mark.parametrize(
    ("tampering", "event"),
    [
        ("UPDATE audit_event SET actor = 'staff:2' WHERE id = 3", 3),
        ("UPDATE audit_event SET details = '{\"note\": 9}' WHERE id = 1", 1),
        ("UPDATE audit_event SET at = '2020-01-01 00:00:00' WHERE id = 4", 4),
        ("DELETE FROM audit_event WHERE id = 2", 3),
        ("DELETE FROM audit_event WHERE id = 1", 2),
        ("UPDATE audit_event SET id = id + 100 WHERE id = 2", 3),
        (COPY_THE_LAST, 6),
    ],
)
def test_tampering_is_found_where_it_happened(
    trail: UnitOfWorkFactory, database: Engine, tampering: str, event: int
) -> None:
    with database.begin() as connection:
        connection.execute(text(tampering))
    fault = verdict(trail).fault
    assert fault is not None
    assert fault.event_id == event


def test_two_events_that_changed_places_are_found(trail: UnitOfWorkFactory, database: Engine) -> None:
    with database.begin() as connection:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            connection.execute(text(f"UPDATE audit_event SET id = {new} WHERE id = {old}"))
    assert verdict(trail).fault is not None


def test_an_event_goes_when_its_change_is_rolled_back(new_unit: UnitOfWorkFactory) -> None:
    with new_unit() as uow:
        uow.audit.append("staff:1", "claim", "callback", 1)
    assert verdict(new_unit).events == 0
