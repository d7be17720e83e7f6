"""Which words of a call become a provisional promise, and how one meets what a form or an earlier call promised."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.services.form_base import Author
from bot.services.heard_promises import confirm_promise, hear_promise, lapse_unconfirmed
from bot.services.promises import take_promise
from bot.services.work import Subject
from review.domain import Promise as Heard
from storage.models import Answer, FormResponse, Promise, StoredReview, StoredTranscript
from storage.unit_of_work import UnitOfWork
from tests.support.planning import add_agent, add_callback, add_loan

TODAY = date(2026, 11, 24)
SPOKEN = Heard(turn=4, quote="周五还三千二", amount=Decimal(3200), due_on=date(2026, 11, 27))


@pytest.fixture
def call(new_unit) -> int:
    """A call of loan L1 by its agent, with two reviews; the callback's number."""
    with new_unit() as uow:
        loan, agent = add_loan(uow), add_agent(uow)
        callback = add_callback(uow, loan, assignee_id=agent.id)
        stored = uow.reviews.add(
            StoredTranscript(
                callback_id=callback.id,
                source_format="t",
                language="zh-CN",
                checksum="c",
                received_at=uow.now,
            )
        )
        for _ in range(2):
            uow.reviews.add(
                StoredReview(
                    transcript_id=stored.id, callback_id=callback.id, loan_id=loan.id, agent_id=agent.id,
                    queued_at=uow.now,
                )
            )  # fmt: skip
        uow.commit()
        return callback.id


def subject_of(uow: UnitOfWork, call: int) -> Subject:
    callback = uow.callbacks.get(call)
    loan = uow.loans.get(callback.loan_id)
    return Subject(callback=callback, loan=loan, borrower=uow.loans.borrower(loan.borrower_id))


def hear(uow: UnitOfWork, call: int, *, review: int = 1, **changes) -> Promise | None:
    spoken = Heard(**{field: getattr(SPOKEN, field) for field in Heard.__dataclass_fields__} | changes)
    return hear_promise(uow, subject_of(uow, call), uow.reviews.review(review), spoken, TODAY)


def from_form(uow: UnitOfWork, call: int, amount: int, due: str) -> Promise | None:
    response = uow.forms.add(
        FormResponse(
            callback_id=call, loan_id=1, form_key="due_followup", form_version=1, agent_id=1,
            started_at=uow.now, updated_at=uow.now,
        )
    )  # fmt: skip
    day = {"date": due, "precision": "day"}
    for question, value in (("ptp.made", "yes"), ("ptp.amount", {"minor": amount}), ("ptp.date", day)):
        uow.forms.add(
            Answer(
                response_id=response.id,
                question=question,
                value=value,
                status="answered",
                answered_at=uow.now,
            )
        )
    return take_promise(uow, Author(name="staff:1"), response, subject_of(uow, call))


def states(uow: UnitOfWork) -> list[str]:
    return [row.state for row in uow.payments.promises_of(1)]


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": None},
        {"due_on": None},
        {"due_on": TODAY - timedelta(days=1)},
        {"amount": Decimal(0)},
    ],
)
def test_what_payments_could_not_settle_is_no_promise(new_unit, call: int, changes) -> None:
    with new_unit() as uow:
        assert hear(uow, call, **changes) is None
        assert states(uow) == []


def test_promise_for_today_is_one(new_unit, call: int) -> None:
    with new_unit() as uow:
        assert hear(uow, call, due_on=TODAY).made_on == TODAY


def test_same_promise_heard_again_is_not_doubled(new_unit, call: int) -> None:
    with new_unit() as uow:
        hear(uow, call)
        assert hear(uow, call, review=2) is None
        assert states(uow) == ["provisional"]


def test_form_that_says_the_same_needs_no_second_confirmation(new_unit, call: int) -> None:
    with new_unit() as uow:
        hear(uow, call)
        from_form(uow, call, 320_000, "2026-11-27")
        assert hear(uow, call, review=2) is None
        assert sorted(states(uow)) == ["active", "rescheduled"]


def test_form_that_says_otherwise_leaves_the_question_to_a_person(new_unit, call: int) -> None:
    with new_unit() as uow:
        hear(uow, call)
        from_form(uow, call, 100_000, "2026-11-27")
        assert states(uow) == ["provisional", "active"]


def test_confirming_replaces_the_active_promise(services, new_unit, call: int) -> None:
    with new_unit() as uow:
        from_form(uow, call, 100_000, "2026-11-30")
        heard = hear(uow, call)
        confirm_promise(services, uow, uow.staff.get(1), heard.id)
        assert (states(uow), heard.confirmed_by) == (["rescheduled", "active"], "staff:1")


def test_unconfirmed_promise_lapses_after_the_day_that_could_still_keep_it(
    services, new_unit, call: int, clock
) -> None:
    with new_unit() as uow:
        hear(uow, call)
        uow.commit()
    for days, lapsed in ((6, 0), (1, 1), (1, 0)):  # the Monday after Friday still keeps it
        clock.advance(timedelta(days=days))
        assert lapse_unconfirmed(services) == lapsed
