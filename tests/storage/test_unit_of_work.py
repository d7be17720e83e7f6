"""Rolls back unless committed; refuses what breaks a rule; keeps instants aware."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest

from storage.errors import DuplicateError
from storage.models import StaffMember
from storage.unit_of_work import UnitOfWorkFactory

pytestmark = pytest.mark.both_engines

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def member(chat_user_id: int) -> StaffMember:
    return StaffMember(chat_user_id=chat_user_id, role="agent", joined_at=MOMENT)


def test_without_commit_nothing_lasts(new_unit: UnitOfWorkFactory) -> None:
    with new_unit() as uow:
        uow.staff.add(member(1))
    with new_unit() as uow:
        assert uow.staff.by_chat_user(1) is None


def fail_halfway(new_unit: UnitOfWorkFactory) -> None:
    with new_unit() as uow:
        uow.staff.add(member(1))
        raise RuntimeError


def test_an_error_after_half_the_work_leaves_nothing(new_unit: UnitOfWorkFactory) -> None:
    with pytest.raises(RuntimeError):
        fail_halfway(new_unit)
    with new_unit() as uow:
        assert uow.staff.by_chat_user(1) is None


def test_committed_work_lasts_and_instants_come_back_as_utc(new_unit: UnitOfWorkFactory) -> None:
    with new_unit() as uow:
        uow.staff.add(member(1))
        uow.commit()
    with new_unit() as uow:
        found = uow.staff.by_chat_user(1)
        assert found is not None
        assert found.joined_at == MOMENT
        assert found.joined_at.tzinfo is UTC


def test_a_naive_instant_is_refused(new_unit: UnitOfWorkFactory) -> None:
    row = member(1)
    row.joined_at = datetime(2026, 11, 24)  # noqa: DTZ001
    with pytest.raises(Exception, match="naive datetime"), new_unit() as uow:
        uow.staff.add(row)


def test_a_second_row_with_the_same_key_is_a_duplicate(new_unit: UnitOfWorkFactory) -> None:
    with new_unit() as uow:
        uow.staff.add(member(1))
        uow.commit()
    with pytest.raises(DuplicateError), new_unit() as uow:
        uow.staff.add(member(1))


def test_writers_wait_for_one_another_instead_of_failing(new_unit: UnitOfWorkFactory) -> None:
    failures: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 20):
                with new_unit() as uow:
                    uow.staff.by_chat_user(
                        number
                    )  # reads first, then writes: what a deferred transaction cannot
                    uow.staff.add(member(number))
                    uow.commit()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(1000 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with new_unit() as uow:
        assert (failures, len(uow.staff.active())) == ([], 80)
