"""A small lender for tests of planning: services on a test database, loans and staff in one line. All invented."""

from datetime import UTC, date, datetime
from typing import Any

from bot.rulebook import calendar_for, load_rulebook
from bot.services.container import Services
from bot.settings import Settings
from review.offline import OfflineReviewer
from review.taxonomy import load_taxonomy
from storage.models import Attempt, Borrower, Callback, Hold, Loan, StaffMember
from storage.unit_of_work import NowSource, UnitOfWork, UnitOfWorkFactory

ALL_DAY = {"mon_fri": ["09:00", "18:00"], "sat": None, "sun": None}


def make_services(new_unit: UnitOfWorkFactory, clock: NowSource, **settings: Any) -> Services:
    chosen = Settings(**settings)
    rules = load_rulebook()
    taxonomy = load_taxonomy()
    return Services(
        settings=chosen,
        clock=clock,
        new_unit=new_unit,
        rules=rules,
        calendar=calendar_for(rules.contact[chosen.contact_policy].jurisdiction),
        taxonomy=taxonomy,
        reviewer=OfflineReviewer(taxonomy),
    )


def add_loan(uow: UnitOfWork, number: str = "L1", **columns: Any) -> Loan:
    """Store a loan with a borrower of its own (or `borrower_id`), due to be planned."""
    if "borrower_id" not in columns:
        person = Borrower(
            key=f"key-{number}", name="测试客户", phone="13900000001", updated_at=uow.now,
            **{name: columns.pop(name) for name in ("language",) if name in columns},
        )  # fmt: skip
        columns["borrower_id"] = uow.loans.add(person).id
    values: dict[str, Any] = {
        "principal_minor": 5_000_000,
        "disbursed_on": date(2026, 11, 10),
        "imported_at": uow.now,
        "updated_at": uow.now,
        "plan_next_at": uow.now,
    }
    return uow.loans.add(Loan(loan_number=number, **values | columns))


def add_agent(uow: UnitOfWork, name: str = "小周", **columns: Any) -> StaffMember:
    """Store an agent at work on weekdays."""
    values: dict[str, Any] = {
        "role": "agent",
        "chat_user_id": 7_000 + len(uow.staff.active()),
        "working_hours": ALL_DAY,
        "joined_at": uow.now,
    }
    return uow.staff.add(StaffMember(name=name, **values | columns))


def add_callback(uow: UnitOfWork, loan: Loan, **columns: Any) -> Callback:
    """Store a first callback that is ready and due today."""
    values: dict[str, Any] = {
        "form_key": "first_30d",
        "cycle_key": "first_30d:1",
        "rule_key": "first_30d/R1",
        "window_open": uow.now,
        "due_at": uow.now,
        "closes_at": datetime(2026, 12, 10, tzinfo=UTC),
        "state": "ready",
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    return uow.callbacks.add(Callback(loan_id=loan.id or 0, **values | columns))


def add_hold(uow: UnitOfWork, loan: Loan, marker: str, **columns: Any) -> Hold:
    """Store a hold on the loan's borrower."""
    hold = Hold(
        borrower_id=loan.borrower_id, marker=marker, placed_by="staff:1", placed_at=uow.now, **columns
    )
    return uow.loans.add(hold)


def callbacks_of(new_unit: UnitOfWorkFactory, number: str = "L1") -> list[Callback]:
    """Return the callbacks of a loan, oldest due first."""
    with new_unit() as uow:
        loan = uow.loans.by_number(number)
        assert loan is not None
        rows = list(uow.callbacks.of_loan(loan.id or 0))
        uow.session.expunge_all()  # so that they can be read after the unit is over
        return rows


def add_attempt(uow: UnitOfWork, callback: Callback, agent: StaffMember, **columns: Any) -> Attempt:
    """Store an attempt that was allowed, is over and reached nobody."""
    loan = uow.loans.get(callback.loan_id)
    assert loan is not None
    values: dict[str, Any] = {
        "at": uow.now,
        "policy_key": "test",
        "allowed": True,
        "state": "ended",
        "outcome": "no_answer",
        "ended_at": uow.now,
    }
    return uow.callbacks.add(
        Attempt(
            callback_id=callback.id or 0, loan_id=callback.loan_id, borrower_id=loan.borrower_id,
            agent_id=agent.id, **values | columns,
        )
    )  # fmt: skip
