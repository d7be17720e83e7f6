"""An installation moves to another database whole, or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage.engine import make_engine
from storage.errors import SchemaError, StorageError, TransferError
from storage.migrate import upgrade
from storage.transfer import BATCH, transfer
from storage.unit_of_work import UnitOfWorkFactory
from tests.support.clock import FakeClock
from tests.support.database import copied_file, unit_factory
from tests.support.planning import add_agent, add_callback, add_loan

LOANS = BATCH + 20  # more than one batch
TELEGRAM_ID = 7_000_000_001  # does not fit into 32 bits

pytestmark = pytest.mark.both_engines  # the engine that is moved to


@dataclass(frozen=True, kw_only=True)
class Move:
    source: Engine
    target: Engine
    new: UnitOfWorkFactory


@pytest.fixture(scope="module")
def filled(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    engine = make_engine(copied_file(database_template, folder))
    fill(unit_factory(engine, FakeClock()))
    engine.dispose()
    return folder / "huifang.sqlite3"


@pytest.fixture
def move(filled: Path, tmp_path: Path, blank_url: str, clock: FakeClock) -> Iterator[Move]:
    source, target = make_engine(copied_file(filled, tmp_path)), make_engine(blank_url)
    yield Move(source=source, target=target, new=unit_factory(target, clock))
    source.dispose()
    target.dispose()


def fill(unit: UnitOfWorkFactory) -> None:
    with unit() as uow:
        add_agent(uow, "小周", chat_user_id=TELEGRAM_ID)
        loans = [add_loan(uow, f"L{number:05}") for number in range(LOANS)]
        add_callback(uow, loans[0], details={"tasks": ["核实"], "share": 0.1})
        uow.queue.put("inbox", "update", {"text": "您好 ✓"}, key="1", ordering_key="chat:1")
        uow.audit.append("cli:operator", "filled", "loan", 1, count=LOANS)
        uow.commit()


def test_every_row_arrives_and_the_audit_chain_still_holds(move: Move) -> None:
    moved = {table.name: table.rows for table in transfer(move.source, move.target)}
    assert (moved["loan"], moved["borrower"], moved["callback"], moved["work_item"]) == (LOANS, LOANS, 1, 1)
    with move.new() as uow:
        assert uow.audit.verify().fault is None
        member = uow.staff.by_chat_user(TELEGRAM_ID)
        loan = uow.loans.by_number("L00000")
        assert (member and member.name, loan and loan.principal_minor) == ("小周", 5_000_000)


def test_rows_that_follow_get_numbers_that_are_free(move: Move) -> None:
    transfer(move.source, move.target)
    with move.new() as uow:
        assert add_loan(uow, "NEW").id == LOANS + 1
        assert not uow.queue.put("inbox", "update", {}, key="1", ordering_key="chat:1")
        assert uow.queue.put("inbox", "update", {}, key="2", ordering_key="chat:1")


def test_the_way_back_gives_the_same_hashes(move: Move, tmp_path: Path) -> None:
    there = transfer(move.source, move.target)
    home = make_engine(f"sqlite:///{tmp_path / 'home.sqlite3'}")
    assert transfer(move.target, home) == there
    home.dispose()


def test_a_target_with_rows_is_refused_and_stays_as_it_is(move: Move) -> None:
    upgrade(move.target)
    with move.new() as uow:
        add_agent(uow)
        uow.commit()
    assert refused(move) == ("transfer_target_not_empty", {"tables": "staff_member"})
    with move.new() as uow:
        assert uow.loans.count() == 0


def test_a_database_of_another_program_is_refused(move: Move) -> None:
    with move.target.begin() as connection:
        connection.execute(text("CREATE TABLE stranger (id INTEGER)"))
    assert refused(move) == ("transfer_target_not_empty", {"tables": "stranger"})


def test_a_move_that_breaks_off_leaves_no_row(move: Move) -> None:
    def out_of_patience(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transfer(move.source, move.target, progress=out_of_patience)
    with move.new() as uow:
        assert uow.loans.count() == 0
    assert transfer(move.source, move.target)


def test_the_database_in_use_is_refused(move: Move) -> None:
    with pytest.raises(TransferError) as caught:
        transfer(move.source, move.source)
    assert caught.value.code == "transfer_same_database"


def test_a_source_of_an_older_program_is_named_as_such(move: Move, tmp_path: Path) -> None:
    old = make_engine(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    upgrade(old, "0001")
    with pytest.raises(SchemaError):
        transfer(old, move.target)
    old.dispose()


def test_an_unreachable_target_is_told_without_its_password(move: Move) -> None:
    away = make_engine("postgresql://user:SECRET@127.0.0.1:1/huifang")
    with pytest.raises(StorageError) as caught:
        transfer(move.source, away)
    assert "SECRET" not in f"{caught.value} {caught.value.data}"


def refused(move: Move, go: Callable[..., object] = transfer) -> tuple[str, dict[str, object]]:
    with pytest.raises(TransferError) as caught:
        go(move.source, move.target)
    return caught.value.code, caught.value.data
