"""Whoever may write to the database but has no key: whatever they do to the trail is found."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from sqlmodel import Session, col, select

from storage.audit import GENESIS, AuditTrail, event_hash
from storage.audit_anchor import read_anchors, write_anchor
from storage.models import AuditEvent
from storage.unit_of_work import UnitOfWorkFactory
from storage.vault import Vault, open_vault
from tests.support.clock import NOON

EVENTS = 6
ROW = (
    "INSERT INTO audit_event SELECT {id}, at, actor, action, entity, entity_id, details, previous_hash, hash"
)


def sql(*statements: str) -> Callable[[Connection], None]:
    def tamper(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return tamper


def rewritten(change: Callable[[AuditEvent], None], *, drop: int = 0) -> Callable[[Connection], None]:
    """Change history and compute every hash anew, as somebody would who knows the program."""

    def tamper(connection: Connection) -> None:
        with Session(connection) as session:
            events = list(session.exec(select(AuditEvent).order_by(col(AuditEvent.id))))
            head = GENESIS
            for event in events:
                change(event)
                event.previous_hash, head = head, ""
                event.hash = head = event_hash(event)
            for event in events[len(events) - drop :]:
                session.delete(event)
            session.flush()
            session.commit()

    return tamper


def blame_another(event: AuditEvent) -> None:
    if event.id == 2:
        event.actor = "staff:9"


def column(name: str, value: str) -> Callable[[Connection], None]:
    return sql(f"UPDATE audit_event SET {name} = '{value}' WHERE id = 3")


KINDS: dict[str, Callable[[Connection], None]] = {
    "actor changed": column("actor", "staff:2"),
    "action changed": column("action", "unclaim"),
    "entity changed": column("entity", "loan"),
    "entity number changed": column("entity_id", "77"),
    "details changed": column("details", '{"note": 99}'),
    "time changed": column("at", "2020-01-01 00:00:00.000000"),
    "hash changed": column("hash", "0" * 64),
    "previous hash changed": column("previous_hash", "0" * 64),
    "first dropped": sql("DELETE FROM audit_event WHERE id = 1"),
    "middle dropped": sql("DELETE FROM audit_event WHERE id = 3"),
    "last dropped": sql(f"DELETE FROM audit_event WHERE id = {EVENTS}"),
    "tail cut off": sql("DELETE FROM audit_event WHERE id > 3"),
    "everything dropped": sql("DELETE FROM audit_event"),
    "row copied to the end": sql(ROW.format(id=EVENTS + 1) + f" FROM audit_event WHERE id = {EVENTS}"),
    "row copied before the start": sql(ROW.format(id=0) + " FROM audit_event WHERE id = 1"),
    "renumbered": sql("UPDATE audit_event SET id = id + 100 WHERE id = 4"),
    "two swapped": sql(*(f"UPDATE audit_event SET id = {new} WHERE id = {old}" for old, new in ((2, 99), (3, 2), (99, 3)))),
    "middle dropped, rest renumbered": sql(
        "DELETE FROM audit_event WHERE id = 3", *(f"UPDATE audit_event SET id = {n} WHERE id = {n + 1}" for n in (3, 4, 5))
    ),
    "whole chain rewritten": rewritten(blame_another),
    "chain rewritten and cut off": rewritten(blame_another, drop=1),
    "head deleted": sql("DELETE FROM audit_head"),
    "head set to a shorter trail": sql(f"DELETE FROM audit_event WHERE id = {EVENTS}", f"UPDATE audit_head SET events = {EVENTS - 1}"),
    "head's code forged": sql(f"UPDATE audit_head SET mac = '{hashlib.sha256(b'x').hexdigest()}'"),
}  # fmt: skip


@pytest.fixture
def vault(database: Engine) -> Vault:
    return open_vault(database, ["secret-of-a-test-only"], NOON)


@pytest.fixture
def trail(new_unit: UnitOfWorkFactory, vault: Vault) -> UnitOfWorkFactory:
    grow(new_unit, EVENTS)
    return new_unit


def grow(new_unit: UnitOfWorkFactory, count: int) -> None:
    for number in range(count):
        with new_unit() as uow:
            uow.audit.append("staff:1", "claim", "callback", number, note=number)
            uow.commit()


def anchored(new_unit: UnitOfWorkFactory, vault: Vault, file: Path) -> None:
    with new_unit() as uow:
        events, head = uow.audit.head()
    write_anchor(file, vault.audit_key, events=events, head=head, now=NOON)


def test_an_untouched_trail_holds(trail: UnitOfWorkFactory) -> None:
    with trail() as uow:
        assert uow.audit.verify().fault is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_tampering_is_found(trail: UnitOfWorkFactory, database: Engine, kind: str) -> None:
    with database.begin() as connection:
        KINDS[kind](connection)
    with trail() as uow:
        assert uow.audit.verify().fault is not None


@pytest.mark.parametrize("row", range(1, EVENTS + 1))
@pytest.mark.parametrize(
    "what", ["actor", "action", "entity", "entity_id", "hash", "previous_hash", "dropped"]
)
def test_it_is_found_in_every_row(trail: UnitOfWorkFactory, database: Engine, row: int, what: str) -> None:
    change = (
        "DELETE FROM audit_event" if what == "dropped" else f"UPDATE audit_event SET {what} = {what} || 'x'"
    )
    with database.begin() as connection:
        connection.execute(text(f"{change} WHERE id = {row}"))
    with trail() as uow:
        assert uow.audit.verify().fault is not None


def test_an_old_database_put_back_is_found_by_the_anchor(
    trail: UnitOfWorkFactory, vault: Vault, database: Engine, tmp_path: Path
) -> None:
    database.dispose()
    path, old = Path(str(database.url.database)), tmp_path / "old"
    shutil.copyfile(path, old)
    grow(trail, 2)
    anchored(trail, vault, tmp_path / "anchors")
    database.dispose()
    shutil.copyfile(old, path)
    with trail() as uow:
        assert uow.audit.verify().fault is None  # consistent in itself
        fault = uow.audit.verify(read_anchors(tmp_path / "anchors", vault.audit_key)).fault
    assert fault is not None
    assert fault.reason == "tail_missing"


def test_an_anchor_that_was_forged_is_found(trail: UnitOfWorkFactory, vault: Vault, tmp_path: Path) -> None:
    file = tmp_path / "anchors"
    anchored(trail, vault, file)
    file.write_text(file.read_text().replace(f'"events": {EVENTS}', '"events": 2'), encoding="utf-8")
    with trail() as uow:
        fault = uow.audit.verify(read_anchors(file, vault.audit_key)).fault
    assert fault is not None
    assert fault.reason == "anchor_forged"


def test_a_trail_that_grew_on_goes_through_its_anchors(
    trail: UnitOfWorkFactory, vault: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "anchors"
    for _ in range(2):
        anchored(trail, vault, file)
        grow(trail, 1)
    assert len(read_anchors(file, vault.audit_key)) == 2
    with trail() as uow:
        assert uow.audit.verify(read_anchors(file, vault.audit_key)).fault is None


def test_a_trail_from_before_the_keys_is_authenticated_when_they_are_made(
    database: Engine, new_unit: UnitOfWorkFactory
) -> None:
    grow(new_unit, 3)
    vault = open_vault(database, ["secret-of-a-test-only"], NOON)
    with new_unit() as uow:
        assert AuditTrail(uow.session, NOON, vault.audit_key).verify().fault is None
