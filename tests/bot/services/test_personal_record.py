"""One person's data: given out whole, erased whole, kept for a court; old data goes by the policy's days."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from bot.errors import ConflictError, NotFoundError
from bot.services.container import Services
from bot.services.personal_record import (
    LEGAL_HOLD,
    erase_person,
    export_person,
    lift_legal_hold,
    place_legal_hold,
)
from bot.services.retention import apply_retention
from storage.models import (
    Answer,
    AuditEvent,
    Borrower,
    FormResponse,
    Loan,
    StoredReview,
    StoredSignal,
    StoredTranscript,
    Tombstone,
    WorkItem,
)
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
from storage.vault import open_vault
from tests.support.clock import FakeClock
from tests.support.planning import add_agent, add_attempt, add_callback, add_hold, add_loan, make_services

WHO = "cli:operator"
WORDS = "我叫金丝雀，电话13912345678"
CANARIES = ("金丝雀", "13912345678", "LSVCANARY00000001")


@pytest.fixture
def services(database: Engine, new_unit: UnitOfWorkFactory, clock: FakeClock) -> Services:
    vault = open_vault(database, ["secret-of-a-test-only"], clock.now())
    return replace(make_services(new_unit, clock), vault=vault)


@pytest.fixture
def person(services: Services) -> Services:
    with services.new_unit() as uow:
        tell_everything(uow)
        uow.loans.add(Borrower(key="other", name="别人", phone="13800000000", updated_at=uow.now))
        uow.commit()
    return services


def tell_everything(uow: UnitOfWork) -> None:
    """Put a person's words into every place where they end up."""
    now = uow.now
    loan = add_loan(uow, vin="LSVCANARY00000001")
    borrower = uow.loans.borrower(loan.borrower_id)
    assert borrower is not None
    borrower.name, borrower.phone, borrower.chat_user_id = "金丝雀", "13912345678", 555
    agent, callback = add_agent(uow), add_callback(uow, loan)
    ids = {"callback_id": callback.id or 0, "loan_id": loan.id or 0}
    add_attempt(uow, callback, agent, details={"note": WORDS})
    response = uow.forms.add(
        FormResponse(
            callback_id=callback.id or 0, form_key="first_30d", form_version=1,
            session={"draft": WORDS}, started_at=now, updated_at=now,
        )
    )  # fmt: skip
    uow.forms.add(
        Answer(response_id=response.id or 0, question="q", value=WORDS, status="answered", answered_at=now)
    )
    transcript = uow.reviews.add(
        StoredTranscript(
            callback_id=callback.id or 0, source_format="text", language="zh-CN",
            turns=[{"text": WORDS}], checksum="c", received_at=now,
        )
    )  # fmt: skip
    review = uow.reviews.add(
        StoredReview(
            transcript_id=transcript.id or 0, summary=WORDS, result={"s": WORDS}, queued_at=now, **ids
        )
    )
    uow.reviews.add(
        StoredSignal(
            review_id=review.id, key="k", severity="low", proposed_key="k", proposed_severity="low",
            speaker="customer", origin="offline", evidence=[{"quote": WORDS}], rationale=WORDS,
            proposed_at=now, decide_by=now, **ids,
        )
    )  # fmt: skip
    uow.queue.put("outbox", "screen", {"text": WORDS}, key="o1", ordering_key="chat:7000")
    add_hold(uow, loan, "dispute", reason=WORDS)


def everything(services: Services) -> str:
    """Return every value of every table, opened."""
    with services.new_unit() as uow:
        names = uow.session.connection().execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        from sqlmodel import SQLModel

        tables = [SQLModel.metadata.tables[name] for (name,) in names if name in SQLModel.metadata.tables]
        rows = [list(row) for table in tables for row in uow.session.connection().execute(table.select())]
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_the_export_holds_everything_about_this_person_and_nobody_else(person: Services) -> None:
    exported = export_person(person, "L1", actor=WHO)
    text_of_it = json.dumps(exported, ensure_ascii=False, default=str)
    assert {
        "borrower", "loan", "callback", "attempt", "form_response", "answer", "transcript", "review", "signal", "hold",
    } <= set(exported["tables"])  # fmt: skip
    assert all(canary in text_of_it for canary in CANARIES)
    assert "别人" not in text_of_it


def test_an_export_is_on_record_without_a_name(person: Services) -> None:
    export_person(person, "L1", actor=WHO)
    with person.new_unit() as uow:
        event = uow.session.exec(select(AuditEvent).where(AuditEvent.action == "borrower_exported")).one()
        assert (event.actor, event.entity_id) == (WHO, "1")
        assert event.details["rows"]["loan"] == 1


def test_after_erasing_nothing_of_the_person_is_left_in_any_table(person: Services) -> None:
    assert all(canary in everything(person) for canary in CANARIES)
    erase_person(person, "L1", actor=WHO)
    left = everything(person)
    assert [canary for canary in CANARIES if canary in left] == []
    assert "别人" in left


def test_erasing_leaves_tombstones_the_trail_and_no_open_work(person: Services) -> None:
    erased = erase_person(person, "borrower:1", actor=WHO)
    with person.new_unit() as uow:
        stones = uow.session.exec(select(Tombstone)).all()
        loan = uow.session.exec(select(Loan)).one()
        callback = uow.callbacks.of_loan(loan.id or 0)[0]
        assert len(stones) == sum(erased.values()) - erased["work_item"]
        assert (loan.status, callback.state, callback.close_reason) == ("erased", "cancelled", "erased")
        assert uow.session.exec(select(WorkItem.state).where(WorkItem.key == "o1")).one() == "cancelled"
        assert uow.audit.verify().fault is None


def test_a_legal_hold_refuses_erasure_until_it_is_lifted(person: Services) -> None:
    hold = place_legal_hold(person, "L1", reason="lawsuit", actor=WHO)
    assert hold.marker == LEGAL_HOLD
    with pytest.raises(ConflictError) as caught:
        erase_person(person, "L1", actor=WHO)
    assert caught.value.code == "erase_legal_hold"
    assert "金丝雀" in everything(person)
    lift_legal_hold(person, "L1", actor=WHO)
    assert erase_person(person, "L1", actor=WHO)["borrower"] == 1


def test_nobody_is_found_under_an_unknown_number(person: Services) -> None:
    for wanted in ("L9", "borrower:99", "borrower:x"):
        with pytest.raises(NotFoundError):
            export_person(person, wanted, actor=WHO)


def test_retention_erases_by_the_days_of_each_rule(person: Services, clock: FakeClock) -> None:
    assert apply_retention(person) == {}
    clock.advance(timedelta(days=731))  # default_strict: transcripts 730 days, reviews 1095
    assert apply_retention(person, dry_run=True) == {"transcript": 1}
    assert apply_retention(person) == {"transcript": 1}
    with person.new_unit() as uow:
        assert uow.session.exec(select(StoredTranscript.turns)).one() == []
        assert uow.session.exec(select(StoredSignal.evidence)).one() == [{"quote": WORDS}]
        assert [(s.entity, s.rule) for s in uow.session.exec(select(Tombstone))] == [
            ("transcript", "transcript")
        ]


def test_a_second_sweep_finds_nothing_and_each_that_erased_is_on_record(
    person: Services, clock: FakeClock
) -> None:
    clock.advance(timedelta(days=1_100))
    assert set(apply_retention(person)) == {
        "transcript", "review", "signal", "form_response", "answer", "attempt",
    }  # fmt: skip
    assert apply_retention(person) == {}
    with person.new_unit() as uow:
        events = uow.session.exec(select(AuditEvent).where(AuditEvent.action == "retention_run")).all()
        assert {event.entity: event.details["rows"] for event in events}["transcript"] == 1


def test_a_dry_run_and_a_legal_hold_leave_everything(person: Services, clock: FakeClock) -> None:
    clock.advance(timedelta(days=1_100))
    assert apply_retention(person, dry_run=True)["transcript"] == 1
    place_legal_hold(person, "L1", reason="lawsuit", actor=WHO)
    assert apply_retention(person) == {}
    assert "金丝雀" in everything(person)
