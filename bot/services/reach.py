"""When a customer can no longer be reached in chat: it becomes a state of the contact, and work for people."""

from typing import Any

from bot.services.callback_rows import CALLBACK_CARD
from bot.services.outgoing import refresh_card
from bot.services.work import open_task
from storage.models import Borrower
from storage.unit_of_work import UnitOfWork


def note_blocked(uow: UnitOfWork, borrower: Borrower) -> None:
    """Record that the account takes no messages; check-ins that waited there become agents' calls."""
    if borrower.chat_blocked_at is None:
        borrower.chat_blocked_at = uow.now
        uow.audit.append("system:delivery", "customer_blocked_bot", "borrower", borrower.id)
    give_back_check_ins(uow, borrower)


def undelivered(uow: UnitOfWork, borrower: Borrower, payload: dict[str, Any]) -> None:
    """Turn a message that Telegram refused into a task to ring the customer, once for each subject."""
    note_blocked(uow, borrower)
    card, subject = payload.get("card"), payload.get("subject")
    loans = uow.loans.loans_of(borrower.id or 0)
    if card is None or not loans:
        return
    kind = f"ring_instead_{card}"
    for loan in loans:
        for task in uow.follow_ups.tasks_of_loan(loan.id or 0):
            if task.kind == kind and task.details.get("subject") == subject and task.state == "open":
                return
    open_task(
        uow, kind, desk="support", created_by="system:delivery", loan_id=loans[0].id,
        details={"subject": subject},
    )  # fmt: skip


def unlink(uow: UnitOfWork, borrower: Borrower) -> None:
    """Take the chat account off a borrower, as they wish; what waited for them there is for an agent again."""
    account = borrower.chat_user_id
    give_back_check_ins(uow, borrower)
    borrower.chat_user_id, borrower.chat_blocked_at = None, None
    if account is not None:
        uow.chats.expect_nothing(account)
    uow.audit.append(f"customer:{borrower.id}", "customer_unlinked", "borrower", borrower.id)


def give_back_check_ins(uow: UnitOfWork, borrower: Borrower) -> None:
    """Make an agent's work of every check-in that waits for this customer."""
    for loan in uow.loans.loans_of(borrower.id or 0):
        for callback in uow.callbacks.of_loan(loan.id or 0):
            if callback.state == "waiting_customer":
                callback.state, callback.next_try_at, callback.updated_at = "ready", None, uow.now
                uow.audit.append("system:delivery", "check_in_given_back", "callback", callback.id)
                refresh_card(uow, CALLBACK_CARD, callback.id or 0)
