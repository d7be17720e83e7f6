"""Use cases of a self-service check-in: an agent sends it, the customer fills it in, an agent takes it back."""

from dataclasses import dataclass
from typing import Any

from bot.errors import ConflictError, NotAllowedError, NotFoundError
from bot.policy.contact_values import Channel
from bot.services.access import require_callback
from bot.services.callback_rows import CALLBACK_CARD
from bot.services.cases import CASE_RECEIVED_CARD, draft_case, in_chat, submit_case, tell_customer
from bot.services.contact import check_contact
from bot.services.container import Services
from bot.services.customer import create_customer_link
from bot.services.fill_form import OpenForm, by_customer, open_form
from bot.services.outgoing import Lane, refresh_card, send_card
from bot.services.staff import actor_name
from bot.services.trigger import fire_trigger
from bot.services.work import Subject, claim, open_task, read_subject
from storage.models import Borrower, Callback, StaffMember
from storage.unit_of_work import UnitOfWork

CHECK_IN_CARD = "check_in"
CHECK_IN_FORM = "self_checkin"
INVITED = "invited_at"
BATCH = 200  # invitations per sweep
MAY_BE_SENT = frozenset({"ready", "waiting_retry", "waiting_customer"})
NO_SUPPORT = frozenset({"none"})
IN_TROUBLE = frozenset(
    {"may_be_late", "cannot_pay", "already_missed"}
)  # domain pack, 2.4: self_checkin_stress


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What came of asking a customer to check in: sent to their chat, or a token for a link to pass on."""

    token: str | None


def send_check_in(services: Services, uow: UnitOfWork, actor: StaffMember, callback_id: int) -> Invitation:
    """Ask the customer to fill it in themselves; only when they may be contacted at all."""
    subject = claim(uow, actor, callback_id)
    require_callback(actor, "customer.invite", subject.callback)
    callback, borrower = subject.callback, subject.borrower
    if callback.form_key != CHECK_IN_FORM or callback.state not in MAY_BE_SENT:
        raise ConflictError("no_check_in")
    if not check_contact(services, uow, callback, subject.loan, borrower).allowed:
        raise NotAllowedError("contact_not_allowed")
    callback.state, callback.next_try_at, callback.updated_at = "waiting_customer", None, uow.now
    uow.audit.append(actor_name(actor), "check_in_sent", "callback", callback.id)
    refresh_card(uow, CALLBACK_CARD, callback.id or 0)
    _note_invited(uow, callback)
    if not in_chat(borrower):
        return Invitation(token=create_customer_link(uow, subject.loan, created_by=actor_name(actor)))
    show_check_in(uow, borrower, callback)
    return Invitation(token=None)


def show_check_in(uow: UnitOfWork, borrower: Borrower, callback: Callback) -> None:
    """Put the invitation into the customer's chat; nobody gets it twice by accident."""
    if borrower.chat_user_id is not None:
        send_card(
            uow, CHECK_IN_CARD, callback.id or 0, chat_id=borrower.chat_user_id, lane=Lane.CARD,
            repeat="hold",
        )  # fmt: skip


def invite_waiting(services: Services) -> int:
    """Sweep: bring check-ins whose window has opened to customers who are in chat, once, when they may be written to."""
    with services.new_unit() as uow:
        invited = 0
        for callback in uow.callbacks.waiting_check_ins(limit=BATCH):
            if INVITED in callback.details:
                continue
            subject = read_subject(uow, callback.id or 0)
            if not in_chat(subject.borrower):
                continue
            verdict = check_contact(
                services, uow, callback, subject.loan, subject.borrower, channel=Channel.CHAT
            )
            if not verdict.allowed:
                continue
            _note_invited(uow, callback)
            show_check_in(uow, subject.borrower, callback)
            uow.audit.append("system:clock", "check_in_sent", "callback", callback.id)
            invited += 1
        uow.commit()
    return invited


def _note_invited(uow: UnitOfWork, callback: Callback) -> None:
    callback.details = {**callback.details, INVITED: uow.now.isoformat()}


def waiting_check_in(uow: UnitOfWork, borrower: Borrower) -> Callback | None:
    """Return the check-in that waits for this customer, if any."""
    for loan in uow.loans.loans_of(borrower.id or 0):
        for callback in uow.callbacks.of_loan(loan.id or 0):
            if callback.state == "waiting_customer":
                return callback
    return None


def open_check_in(services: Services, uow: UnitOfWork, borrower: Borrower, callback_id: int) -> OpenForm:
    """Open the form for the customer, or go on where they stopped; only their own, and only while it waits."""
    subject = read_subject(uow, callback_id, lock=True)
    if subject.borrower.id != borrower.id:
        raise NotFoundError("not_found")
    if subject.callback.state != "waiting_customer":
        raise ConflictError("check_in_over")
    return open_form(services, uow, by_customer(borrower), callback_id, None)


def after_check_in(services: Services, uow: UnitOfWork, opened: OpenForm) -> None:
    """Close the invitation; somebody who says that paying will be hard is rung back soon."""
    response = opened.response
    refresh_card(uow, CHECK_IN_CARD, response.callback_id)
    impact = opened.session.answers.get("pay.impact")
    if not opened.session.is_complete or impact is None:
        return
    subject = read_subject(uow, response.callback_id)
    if impact.value in IN_TROUBLE:
        fire_trigger(services, uow, subject.loan, "self_checkin_stress", assignee_id=response.agent_id)
    answers = {key: answer.value for key, answer in opened.session.answers.items()}
    wanted = set(answers.get("hard.support_pref") or ()) - NO_SUPPORT
    if wanted:
        _ask_for_support(services, uow, subject, answers)


def _ask_for_support(services: Services, uow: UnitOfWork, subject: Subject, answers: dict[str, Any]) -> None:
    """Turn the customer's own words into a case before the desk; they said themselves that they want it."""
    by = f"customer:{subject.borrower.id}"
    case = draft_case(
        services, uow, subject.loan.id or 0, answers, opened_by=by, callback_id=subject.callback.id
    )
    if case.state == "draft":
        submit_case(services, uow, case, by=by)
        tell_customer(services, uow, case, subject.borrower, CASE_RECEIVED_CARD, "tell_case_received")


def want_person(uow: UnitOfWork, borrower: Borrower, loan_id: int | None = None) -> None:
    """Record that the customer wishes to talk to a person; one open wish is enough."""
    loans = [loan_id] if loan_id is not None else [loan.id for loan in uow.loans.loans_of(borrower.id or 0)]
    number = loans[0] if loans else None
    open_ones = uow.follow_ups.tasks_of_loan(number) if number is not None else ()
    if any(task.kind == "customer_wants_person" and task.state == "open" for task in open_ones):
        return
    open_task(
        uow, "customer_wants_person", desk="support", created_by=f"customer:{borrower.id}", loan_id=number
    )
