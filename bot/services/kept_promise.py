"""Use case: a promise was kept; its customer and the agent of the loan are told so, once."""

from bot.forms.screen import Button, Screen
from bot.services.cases import in_chat
from bot.services.contact import check_reminder
from bot.services.container import Services
from bot.services.outgoing import Lane, send_screen
from bot.services.remind import STALE_AFTER, amount_text, wants_none
from bot.texts import texts_for
from storage.models import Borrower, Loan, Promise, StaffMember
from storage.unit_of_work import UnitOfWork

KIND = "promise_kept"


def tell_kept(services: Services, uow: UnitOfWork, promise: Promise, loan: Loan) -> None:
    """Queue a receipt for the customer, where they may be written to now, and word for the agent."""
    borrower = uow.loans.borrower(loan.borrower_id)
    if borrower is None:
        return
    # A receipt that would have to wait for the morning is worth less than a quiet night.
    may = in_chat(borrower) and not wants_none(uow, borrower)
    if may and check_reminder(services, uow, loan, borrower).allowed:
        _thank(services, uow, promise, loan, borrower)
    agent = _agent_of(uow, promise, loan)
    if agent is not None:
        _report(uow, promise, loan, borrower, agent)


def _thank(services: Services, uow: UnitOfWork, promise: Promise, loan: Loan, borrower: Borrower) -> None:
    texts = texts_for(borrower.language)
    text = texts(
        "promise-kept-customer",
        company=services.settings.company or texts("customer-company"),
        amount=amount_text(promise.paid_minor, loan.currency, texts),
    )
    rows = (
        (Button(label=texts("customer-button-person"), data="person"),),
        (Button(label=texts("reminder-button-off"), data="rem:off"),),
    )
    send_screen(
        uow, Screen(text=text, rows=rows), chat_id=borrower.chat_user_id or 0, kind=KIND, subject_id=promise.id,
        lane=Lane.BULK, not_after=uow.now + STALE_AFTER, repeat="hold", key=f"promise-kept:{promise.id}",
    )  # fmt: skip


def _report(uow: UnitOfWork, promise: Promise, loan: Loan, borrower: Borrower, agent: StaffMember) -> None:
    texts = texts_for(agent.locale)
    text = texts(
        "promise-kept-agent",
        name=borrower.name or "–",
        loan=loan.loan_number,
        amount=amount_text(promise.paid_minor, loan.currency, texts),
    )
    send_screen(
        uow, Screen(text=text, protected=True), chat_id=agent.chat_user_id, kind=KIND, subject_id=promise.id,
        staff_id=agent.id, lane=Lane.CARD, key=f"promise-kept:{promise.id}:{agent.id}",
    )  # fmt: skip


def _agent_of(uow: UnitOfWork, promise: Promise, loan: Loan) -> StaffMember | None:
    """Return who took the promise, else who worked the loan last; nobody who has left."""
    newest_first = sorted(uow.callbacks.of_loan(loan.id or 0), key=lambda row: -(row.id or 0))
    ordered = sorted(newest_first, key=lambda row: row.id != promise.callback_id)
    owners = (uow.staff.get(row.assignee_id) for row in ordered if row.assignee_id is not None)
    return next((member for member in owners if member is not None and member.active), None)
