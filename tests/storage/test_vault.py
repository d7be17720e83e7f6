"""Personal columns are sealed, open only with the right key in the right place, and survive rotations."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from storage.engine import make_engine
from storage.errors import KeyMissingError
from storage.models import Borrower, WorkItem
from storage.personal import count_stale, personal_tables, reseal_all
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
from storage.vault import Vault, key_file, make_key_file, open_vault, read_secrets
from tests.support.clock import NOON, FakeClock

SECRET, NEXT = "first-secret-of-a-test", "second-secret-of-a-test"
NAME = "测试甲"


@pytest.fixture
def vault(database: Engine) -> Vault:
    return open_vault(database, [SECRET], NOON)


def store(new_unit: UnitOfWorkFactory) -> None:
    with new_unit() as uow:
        uow.loans.add(Borrower(key="k", name=NAME, phone="13900000001", updated_at=uow.now))
        uow.queue.put("inbox", "update", {"text": "我叫测试甲"}, key="1", ordering_key="chat:1")
        uow.commit()


def raw(engine: Engine, column: str, table: str) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text(f"SELECT CAST({column} AS TEXT) FROM {table}")).scalar_one())


def opened(engine: Engine, *secrets: str) -> str | None:
    fresh = make_engine(str(engine.url))
    open_vault(fresh, secrets, NOON)
    with UnitOfWork(fresh, FakeClock()) as uow:
        return uow.session.exec(select(Borrower.name)).one()


def test_what_is_stored_is_sealed_and_what_is_read_is_plain(
    vault: Vault, database: Engine, new_unit: UnitOfWorkFactory
) -> None:
    store(new_unit)
    assert raw(database, "name", "borrower").startswith(vault.prefix)
    assert raw(database, "payload", "work_item").startswith(f'"{vault.prefix}')
    with new_unit() as uow:
        assert uow.session.exec(select(Borrower.name)).one() == NAME
        assert uow.session.exec(select(WorkItem.payload)).one() == {"text": "我叫测试甲"}


def test_no_file_of_the_database_holds_a_name(
    vault: Vault, database: Engine, new_unit: UnitOfWorkFactory
) -> None:
    store(new_unit)
    files = list(Path(str(database.url.database)).parent.glob("huifang.sqlite3*"))
    assert files
    assert not [file for file in files if NAME.encode() in file.read_bytes()]


def test_two_equal_values_look_different(vault: Vault, database: Engine, new_unit: UnitOfWorkFactory) -> None:
    assert vault.seal(NAME, "borrower.name") != vault.seal(NAME, "borrower.name")


def test_a_value_opens_only_in_its_own_column(vault: Vault) -> None:
    with pytest.raises(KeyMissingError):
        vault.unseal(vault.seal(NAME, "borrower.name"), "borrower.address")


@pytest.mark.parametrize("spoilt", ["hf1$1$AAAA", "hf1$9$AAAA", "hf1$x$AAAA", "hf1$1$%%%"])
def test_a_value_that_was_tampered_with_is_refused(vault: Vault, spoilt: str) -> None:
    with pytest.raises(KeyMissingError):
        vault.unseal(spoilt, "borrower.name")


def test_the_wrong_secret_opens_nothing(vault: Vault, database: Engine, new_unit: UnitOfWorkFactory) -> None:
    store(new_unit)
    with pytest.raises(KeyMissingError):
        opened(database, "not-the-secret-at-all")
    with UnitOfWork(make_engine(str(database.url)), FakeClock()) as uow, pytest.raises(KeyMissingError):
        uow.session.exec(select(Borrower.name)).one()


def test_after_a_rotation_only_the_new_secret_opens_and_digests_stay(
    vault: Vault, database: Engine, new_unit: UnitOfWorkFactory
) -> None:
    store(new_unit)
    digest = vault.digest_key
    with new_unit() as uow:
        vault.rewrap(uow.session, NEXT)
        uow.commit()
    assert opened(database, NEXT) == NAME
    assert Vault(database, [NEXT]).digest_key == digest
    with pytest.raises(KeyMissingError):
        opened(database, SECRET)


def test_rows_from_before_the_keys_are_read_and_sealed_by_the_rotation(
    database: Engine, new_unit: UnitOfWorkFactory
) -> None:
    store(new_unit)
    vault = open_vault(database, [SECRET], NOON)
    with new_unit() as uow:
        assert uow.session.exec(select(Borrower.name)).one() == NAME
        assert count_stale(uow.session, vault.prefix) == {"borrower": 1, "work_item": 1}
    reseal_everything(new_unit, vault)
    assert raw(database, "name", "borrower").startswith(vault.prefix)
    assert opened(database, SECRET) == NAME


def test_a_new_data_key_seals_everything_again_and_a_broken_off_run_goes_on(
    vault: Vault, database: Engine, new_unit: UnitOfWorkFactory
) -> None:
    store(new_unit)
    old = vault.prefix
    with new_unit() as uow:
        vault.renew_data_key(uow.session, NOON)
        uow.commit()
    vault.refresh()
    with new_unit() as uow:  # one batch, then the process dies
        assert reseal_all(uow.session, vault) == 1
        uow.commit()
    assert reseal_everything(new_unit, vault) == 1
    assert vault.prefix != old
    assert raw(database, "payload", "work_item").startswith(f'"{vault.prefix}')


def test_another_process_opens_values_of_a_key_that_it_has_not_seen(
    vault: Vault, database: Engine, new_unit: UnitOfWorkFactory
) -> None:
    other = Vault(make_engine(str(database.url)), [SECRET])
    with new_unit() as uow:
        vault.renew_data_key(uow.session, NOON)
        uow.commit()
    vault.refresh()
    assert other.unseal(vault.seal(NAME, "borrower.name"), "borrower.name") == NAME


def test_empty_values_stay_as_they_are_so_that_nulls_do_not_change(
    vault: Vault, new_unit: UnitOfWorkFactory
) -> None:
    with new_unit() as uow:
        uow.loans.add(Borrower(key="k", name="", updated_at=uow.now))
        uow.commit()
    with new_unit() as uow:
        row = uow.session.exec(select(Borrower)).one()
        assert (row.name, row.phone) == ("", None)


def test_every_sealed_column_is_bound_to_its_own_place() -> None:
    places = [
        (column.type.place, f"{table.name}.{column.name}")
        for table in personal_tables()
        for column in table.columns
        if hasattr(column.type, "place")
    ]
    assert len(places) > 20
    assert [pair for pair in places if pair[0] != pair[1]] == []


def test_a_key_file_is_private_and_made_once(database: Engine) -> None:
    path = key_file(database)
    assert path is not None
    assert make_key_file(path, SECRET) == [SECRET]
    assert make_key_file(path, NEXT) == [SECRET] == read_secrets(path)
    assert path.stat().st_mode & 0o777 == 0o600


def reseal_everything(new_unit: UnitOfWorkFactory, vault: Vault) -> int:
    rows = 0
    while True:
        with new_unit() as uow:
            count = reseal_all(uow.session, vault)
            uow.commit()
        if not count:
            return rows
        rows += count
