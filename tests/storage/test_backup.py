"""What comes back from a backup is what went in, and a damaged backup brings nothing back."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.backup import content_hashes, restore_backup, write_backup
from storage.engine import make_engine
from storage.errors import BackupError
from storage.models import Borrower, Loan
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
from storage.vault import open_vault
from tests.support.clock import NOON, FakeClock
from tests.support.planning import add_callback, add_loan

SECRET = "secret-of-a-test-only"


@pytest.fixture
def filled(database: Engine, new_unit: UnitOfWorkFactory) -> Engine:
    open_vault(database, [SECRET], NOON)
    with new_unit() as uow:
        loan = add_loan(uow, rate=Decimal("0.085"), ltv=Decimal("0.68"), insurance_expiry=date(2027, 1, 1))
        add_callback(uow, loan)
        uow.queue.put("inbox", "update", {"text": "你好"}, key="1", ordering_key="chat:1")
        uow.audit.append("staff:1", "claim", "callback", 1, note=1)
        uow.commit()
    return database


@pytest.fixture
def empty(tmp_path: Path) -> Engine:
    return make_engine(f"sqlite:///{tmp_path / 'elsewhere' / 'new.sqlite3'}")


def test_an_empty_place_gets_the_same_content(filled: Engine, empty: Engine, tmp_path: Path) -> None:
    report = write_backup(filled, tmp_path / "b.zip", NOON)
    restore_backup(empty, tmp_path / "b.zip")
    assert content_hashes(empty) == content_hashes(filled) == report.hashes
    assert (report.rows["loan"], report.rows["work_item"]) == (1, 1)


def test_what_was_restored_opens_with_the_secret_and_its_trail_holds(
    filled: Engine, empty: Engine, tmp_path: Path
) -> None:
    write_backup(filled, tmp_path / "b.zip", NOON)
    restore_backup(empty, tmp_path / "b.zip")
    open_vault(empty, [SECRET], NOON)
    with UnitOfWork(empty, FakeClock()) as uow:
        assert uow.session.exec(select(Borrower.name)).one() == "测试客户"
        assert uow.session.exec(select(Loan.rate)).one() == Decimal("0.085")
        assert uow.audit.verify().fault is None


def test_a_backup_is_private_and_holds_no_name(filled: Engine, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "b.zip", NOON)
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        words = b"".join(archive.read(name) for name in archive.namelist())
    assert b"13900000001" not in words
    assert "测试客户".encode() not in words


def test_a_database_that_holds_something_is_not_overwritten(filled: Engine, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "b.zip", NOON)
    before = content_hashes(filled)
    with pytest.raises(BackupError) as caught:
        restore_backup(filled, tmp_path / "b.zip")
    assert caught.value.code == "backup_target_not_empty"
    assert content_hashes(filled) == before


def test_a_damaged_backup_brings_nothing_back(filled: Engine, empty: Engine, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "b.zip", NOON)
    with zipfile.ZipFile(tmp_path / "b.zip") as old, zipfile.ZipFile(tmp_path / "spoilt.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"L1", b"L2"))
    with pytest.raises(BackupError) as caught:
        restore_backup(empty, tmp_path / "spoilt.zip")
    assert caught.value.code == "backup_differs"
    with UnitOfWork(empty, FakeClock()) as uow:
        assert uow.loans.count() == 0


def test_a_file_that_is_no_backup_is_refused(empty: Engine, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no backup", encoding="utf-8")
    with pytest.raises(BackupError) as caught:
        restore_backup(empty, tmp_path / "x.zip")
    assert caught.value.code == "backup_unreadable"
