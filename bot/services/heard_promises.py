"""Promises to pay that were heard on a call: provisional until a person confirms them with one press.

Nothing counts before: no settling, no reminder, no trigger. A confirmed one is an ordinary promise.
"""

from datetime import date
from decimal import Decimal

from bot.errors import ConflictError, NotFoundError
from bot.policy.days import local_day
from bot.policy.promises import ACTIVE, DECLINED, LAPSED, PROVISIONAL, STALE, last_day
from bot.services.access import require_callback
from bot.services.container import Services
from bot.services.loan_file.amounts import minor_units
from bot.services.outgoing import refresh_card, send_card
from bot.services.promises import PROMISE_CARD, reschedule_active, settle_promise
from bot.services.signals import REVIEW_CARD
from bot.services.staff import actor_name
from bot.services.work import Subject, read_subject
from review.domain import Promise as Heard
from storage.models import Promise, StaffMember, StoredReview
from storage.unit_of_work import UnitOfWork

SYSTEM = "system:reviewer"
VERB = "promise.record"
PAGE = 200


def hear_promise(
    uow: UnitOfWork, subject: Subject, review: StoredReview, heard: Heard | None, called_on: date | None
) -> Promise | None:
    """Keep what a review heard as provisional and put it before a person; return it, or None.

    A promise without amount or day is no promise that payments could settle, one in the past is over, and one
    that a form has brought already needs no second confirmation: none of them becomes provisional.
    """
    today = local_day(uow.now, subject.loan.timezone)
    if heard is None or heard.amount is None or heard.due_on is None or heard.due_on < today:
        return None
    amount = _minor(heard.amount, subject)
    if amount <= 0 or _is_kept_already(uow, subject, amount, heard.due_on):
        return None
    promise = uow.payments.add(
        Promise(
            loan_id=subject.loan.id or 0,
            callback_id=subject.callback.id,
            review_id=review.id,
            amount_minor=amount,
            due_on=heard.due_on,
            state=PROVISIONAL,
            made_on=min(called_on or today, today),
            made_at=uow.now,
        )
    )
    uow.audit.append(SYSTEM, "promise_heard", "promise", promise.id, loan=promise.loan_id, review=review.id)
    for member in _confirmers(uow, subject, review):
        send_card(uow, PROMISE_CARD, promise.id or 0, chat_id=member.chat_user_id, staff_id=member.id)
    return promise


def confirm_promise(services: Services, uow: UnitOfWork, actor: StaffMember | None, promise_id: int) -> None:
    """Make a provisional promise count; it replaces the loan's active one, and payments settle it from now on.

    Raises ConflictError `promise_decided` or `promise_past`.
    """
    promise = _open(uow, actor, promise_id)
    loan = uow.loans.get(promise.loan_id)
    if loan is None or promise.due_on < local_day(uow.now, loan.timezone):
        raise ConflictError("promise_past")
    reschedule_active(uow, promise.loan_id)
    promise.state, promise.confirmed_by = ACTIVE, actor_name(actor)
    _decided(uow, actor, promise, "promise_confirmed")
    settle_promise(services, uow, promise)


def decline_promise(uow: UnitOfWork, actor: StaffMember | None, promise_id: int) -> None:
    """Say that no such promise was made; it never counts."""
    promise = _open(uow, actor, promise_id)
    promise.state, promise.settled_at = DECLINED, uow.now
    promise.confirmed_by = actor_name(actor)
    _decided(uow, actor, promise, "promise_declined")


def withdraw_heard(uow: UnitOfWork, review_id: int) -> None:
    """Let the provisional promise of a replaced review fall away; what a person confirmed stands."""
    promise = uow.payments.promise_of_review(review_id)
    if promise is not None and promise.state == PROVISIONAL:
        _end(uow, promise, STALE)


def lapse_unconfirmed(services: Services) -> int:
    """End provisional promises whose day is over; return how many. Nobody is told: nothing was promised to us."""
    with services.new_unit() as uow:
        lapsed = 0
        for promise in uow.payments.provisional_promises(limit=PAGE):
            loan = uow.loans.get(promise.loan_id)
            if loan and last_day(promise.due_on, services.calendar) < local_day(uow.now, loan.timezone):
                _end(uow, promise, LAPSED)
                lapsed += 1
        uow.commit()
    return lapsed


def _open(uow: UnitOfWork, actor: StaffMember | None, promise_id: int) -> Promise:
    promise = uow.payments.lock_promise(promise_id)
    if promise is None or promise.callback_id is None:
        raise NotFoundError("promise_gone")
    require_callback(actor, VERB, read_subject(uow, promise.callback_id).callback)
    if promise.state != PROVISIONAL:
        raise ConflictError("promise_decided")
    return promise


def _end(uow: UnitOfWork, promise: Promise, state: str) -> None:
    promise.state, promise.settled_at = state, uow.now
    uow.audit.append(SYSTEM, f"promise_{state}", "promise", promise.id, loan=promise.loan_id)
    _refresh(uow, promise)


def _decided(uow: UnitOfWork, actor: StaffMember | None, promise: Promise, action: str) -> None:
    uow.audit.append(
        actor_name(actor), action, "promise", promise.id, loan=promise.loan_id, due_on=str(promise.due_on)
    )
    _refresh(uow, promise)


def _refresh(uow: UnitOfWork, promise: Promise) -> None:
    refresh_card(uow, PROMISE_CARD, promise.id or 0)
    refresh_card(uow, REVIEW_CARD, promise.review_id or 0)  # its button goes


def _is_kept_already(uow: UnitOfWork, subject: Subject, amount: int, due_on: date) -> bool:
    return any(
        row.callback_id == subject.callback.id
        and (row.amount_minor, row.due_on) == (amount, due_on)
        and row.state not in (STALE, LAPSED)
        for row in uow.payments.promises_of(subject.loan.id or 0)
    )


def _confirmers(uow: UnitOfWork, subject: Subject, review: StoredReview) -> list[StaffMember]:
    """Return the agent who made the call, or the team's leads where nobody of ours is known to have made it."""
    agent = uow.staff.get(review.agent_id) if review.agent_id else None
    if agent is not None and agent.active and agent.id == subject.callback.assignee_id:
        return [agent]
    return list(uow.staff.leads_of(subject.callback.team))


def _minor(amount: Decimal, subject: Subject) -> int:
    return minor_units(amount, subject.loan.currency)
