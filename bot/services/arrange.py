"""Offers of support: put together by the desk, answered by the customer, recorded as an arrangement, watched to its end.

An arrangement is a record of what was agreed. It changes no due date, no amount and no term of the loan itself.
"""

from datetime import date, timedelta

from bot.errors import BadInputError, ConflictError, NotFoundError
from bot.policy.days import add_business_days, at_local, local_day
from bot.policy.support import ENDING_NOTICE, Kind, Terms, ending_check, may_end, may_pay, may_start
from bot.services.cases import (
    CASE_CARD,
    UNDECIDED,
    hold_back,
    move,
    own_case,
    people_of,
    release,
    require_decider,
    show_to_desk,
    tell_customer,
)
from bot.services.container import Services
from bot.services.outgoing import refresh_card
from bot.services.staff import actor_name
from bot.services.work import open_task
from storage.models import Arrangement, Borrower, StaffMember, SupportCase
from storage.unit_of_work import UnitOfWork

OFFER_CARD = "support_offer"
ANSWER_DAYS = 5  # business days after which an unanswered offer becomes a call of the desk
BATCH = 200  # rows per sweep


def make_offer(
    services: Services, uow: UnitOfWork, actor: StaffMember, case: SupportCase, terms: Terms
) -> Arrangement:
    """Offer terms to the customer; an earlier offer of the case is replaced, its text stays in the chat."""
    require_decider(uow, actor, case)
    loan, borrower = people_of(uow, case)
    today = local_day(uow.now, loan.timezone)
    _check(terms, today, loan.instalment_minor)
    move(uow, case, "offered", by=actor_name(actor))
    due = add_business_days(today, ANSWER_DAYS, services.calendar)
    offer = uow.follow_ups.add(
        Arrangement(
            case_id=case.id or 0,
            loan_id=case.loan_id,
            kind=terms.kind.value,
            from_on=terms.from_on,
            until_on=terms.until_on,
            currency=loan.currency,
            amount_minor=terms.amount_minor,
            due_day=terms.due_day,
            months=terms.months,
            decided_by=actor.id or 0,
            offered_at=uow.now,
            answer_by=at_local(due, services.rules.sla.day_ends, loan.timezone),
        )
    )
    case.decision, case.decided_by, case.decided_at, case.draft = terms.kind.value, actor.id, uow.now, {}
    uow.audit.append(
        actor_name(actor), "arrangement_offered", "arrangement", offer.id, case=case.id,
        kind=offer.kind, until=offer.until_on.isoformat(),
    )  # fmt: skip
    refresh_card(uow, CASE_CARD, case.id or 0)
    tell_customer(services, uow, case, borrower, OFFER_CARD, "tell_case_offer", subject_id=offer.id)
    return offer


def accept_offer(uow: UnitOfWork, borrower: Borrower, offer_id: int) -> Arrangement:
    """Take the customer's yes: the terms are in force as a record, and the desk books them where loans are kept."""
    offer, case = _waiting(uow, borrower, offer_id)
    return _agreed(uow, offer, case, by=f"customer:{borrower.id}")


def record_acceptance(uow: UnitOfWork, actor: StaffMember, case: SupportCase, *, agreed: bool) -> Arrangement:
    """Take a yes or no that the customer gave the desk by phone."""
    require_decider(uow, actor, case)
    offer = next((row for row in uow.follow_ups.arrangements(case.id or 0) if row.state == "offered"), None)
    if offer is None or case.state != "offered":
        raise ConflictError("offer_answered")
    name = actor_name(actor)
    return _agreed(uow, offer, case, by=name) if agreed else _turned_down(uow, offer, case, by=name)


def decline_offer(uow: UnitOfWork, borrower: Borrower, offer_id: int) -> Arrangement:
    """Take the customer's no; nothing follows from it."""
    offer, case = _waiting(uow, borrower, offer_id)
    return _turned_down(uow, offer, case, by=f"customer:{borrower.id}")


def reopen_offer(uow: UnitOfWork, borrower: Borrower, offer_id: int) -> SupportCase:
    """Take it that the customer wants to talk about other terms: the case goes back to its desk."""
    offer, case = _waiting(uow, borrower, offer_id)
    offer.state, offer.answered_at = "replaced", uow.now
    move(uow, case, "assessing", by=f"customer:{borrower.id}")
    refresh_card(uow, OFFER_CARD, offer_id)
    show_to_desk(uow, case)
    return case


def close_arrangement(uow: UnitOfWork, actor: StaffMember, case: SupportCase, *, kept: bool) -> None:
    """Record how an arrangement ended: kept, or broken, which means looking at it again before anything else."""
    require_decider(uow, actor, case)
    offer = next((row for row in uow.follow_ups.arrangements(case.id or 0) if row.state == "active"), None)
    if offer is None:
        raise ConflictError("case_moved_on")
    name = actor_name(actor)
    offer.state = "completed" if kept else "broken"
    move(uow, case, offer.state, by=name)
    if not kept:
        move(uow, case, "assessing", by=name)
    uow.loans.look_again([case.loan_id], uow.now)
    refresh_card(uow, CASE_CARD, case.id or 0)


def tend_cases(services: Services) -> int:
    """Sweep: keep holds of undecided cases up, tell the desk of unanswered offers and of arrangements that end.

    The calls at half-term and a week before the end are planned with every other callback.
    """
    with services.new_unit() as uow:
        for case in uow.follow_ups.cases_in(UNDECIDED, limit=BATCH):
            hold_back(services, uow, case, by="system:clock")
        noted = sum(_remind(uow, offer) for offer in uow.follow_ups.arrangements_in("offered", limit=BATCH))
        noted += sum(_watch(uow, offer) for offer in uow.follow_ups.arrangements_in("active", limit=BATCH))
        uow.commit()
    return noted


def _remind(uow: UnitOfWork, offer: Arrangement) -> bool:
    if offer.reminded_at is not None or offer.answer_by > uow.now:
        return False
    offer.reminded_at = uow.now
    _desk_task(uow, offer, "ring_about_offer")
    return True


def _watch(uow: UnitOfWork, offer: Arrangement) -> bool:
    loan = uow.loans.get(offer.loan_id)
    today = local_day(uow.now, loan.timezone if loan else "UTC")
    short = offer.until_on - offer.from_on <= ENDING_NOTICE
    # A short arrangement has no week before its end: no call is planned, so its desk looks at it.
    if short and offer.ending_noted_at is None and ending_check(offer.from_on, offer.until_on) <= today:
        offer.ending_noted_at = uow.now
        _desk_task(uow, offer, "arrangement_ending")
        return True
    if offer.ended_noted_at is None and offer.until_on < today:
        offer.ended_noted_at = uow.now
        _desk_task(uow, offer, "arrangement_ended")
        case = uow.follow_ups.case(offer.case_id)
        if case is not None:
            show_to_desk(uow, case)
        return True
    return False


def _desk_task(uow: UnitOfWork, offer: Arrangement, kind: str) -> None:
    open_task(
        uow, kind, desk="support", created_by="system:clock", loan_id=offer.loan_id,
        due_at=uow.now + timedelta(days=1), details={"case": offer.case_id, "arrangement": offer.id},
    )  # fmt: skip


def _waiting(uow: UnitOfWork, borrower: Borrower, offer_id: int) -> tuple[Arrangement, SupportCase]:
    offer = uow.follow_ups.lock_arrangement(offer_id)
    if offer is None:
        raise NotFoundError("not_found")
    case = own_case(uow, borrower, offer.case_id)
    if offer.state != "offered" or case.state != "offered":
        raise ConflictError("offer_answered")
    return offer, case


def _agreed(uow: UnitOfWork, offer: Arrangement, case: SupportCase, *, by: str) -> Arrangement:
    offer.state, offer.answered_at, offer.accepted_at = "active", uow.now, uow.now
    move(uow, case, "accepted", by=by)
    move(uow, case, "active", by=by)
    case.start_on, case.end_on = offer.from_on, offer.until_on
    release(uow, case, by=by)
    open_task(
        uow, "book_arrangement", desk="support", created_by=by, loan_id=case.loan_id,
        details={"case": case.id, "arrangement": offer.id},
    )  # fmt: skip
    uow.audit.append(by, "arrangement_accepted", "arrangement", offer.id, case=case.id)
    refresh_card(uow, OFFER_CARD, offer.id or 0)
    show_to_desk(uow, case)
    return offer


def _turned_down(uow: UnitOfWork, offer: Arrangement, case: SupportCase, *, by: str) -> Arrangement:
    offer.state, offer.answered_at = "declined", uow.now
    move(uow, case, "declined_by_customer", by=by)
    release(uow, case, by=by)
    uow.audit.append(by, "arrangement_declined", "arrangement", offer.id, case=case.id)
    refresh_card(uow, OFFER_CARD, offer.id or 0)
    show_to_desk(uow, case)
    return offer


def _check(terms: Terms, today: date, instalment_minor: int | None) -> None:
    if not may_start(terms.from_on, today):
        raise BadInputError("offer_from_outside")
    if not may_end(terms.until_on, terms.from_on):
        raise BadInputError("offer_until_outside")
    if terms.kind is Kind.REDUCED and not may_pay(terms.amount_minor or 0, instalment_minor):
        raise BadInputError("offer_amount_outside")
