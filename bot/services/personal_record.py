"""Use cases of a person's own data: give all of it out, erase it, keep it for a court."""

from typing import Any

from bot.errors import ConflictError, NotFoundError
from bot.services.container import Services
from bot.services.outgoing import delete_message
from storage.models import Borrower, Hold, Loan
from storage.unit_of_work import UnitOfWork

LEGAL_HOLD = "legal_hold"
"""Nothing about the person is erased while it is in force; it does not stop contact."""
EXPORT_FORMAT = "huifang-borrower/1"
SHORTEST_WORD = 4  # characters; shorter identifiers would match by chance
ENDED = ("done", "expired", "cancelled")
OPEN_STATES = ("planned", "ready", "in_progress", "waiting_retry", "waiting_customer", "partial")
SECRETS = frozenset({"token_hash"})
"""Columns that open doors; they say nothing about the person."""


def find_person(uow: UnitOfWork, wanted: str) -> Borrower:
    """Return the borrower of a loan number, or of `borrower:NUMBER`; NotFoundError `borrower_not_found`."""
    name, _, number = wanted.partition(":")
    borrower_id = int(number) if name == "borrower" and number.isdigit() else None
    if borrower_id is None:
        loan = uow.loans.by_number(wanted)
        borrower_id = loan.borrower_id if loan is not None else 0
    borrower = uow.loans.lock_borrower(borrower_id)
    if borrower is None:
        raise NotFoundError("borrower_not_found")
    return borrower


def export_person(services: Services, wanted: str, *, actor: str) -> dict[str, Any]:
    """Return everything that is stored about one person; the export itself is on record."""
    with services.new_unit() as uow:
        borrower = find_person(uow, wanted)
        record = uow.people.record(borrower.id or 0)
        tables = {
            name: [{key: value for key, value in row.items() if key not in SECRETS} for row in rows]
            for name, rows in record.rows()
            if rows
        }
        exported = {
            "format": EXPORT_FORMAT,
            "exported_at": uow.now.isoformat(),
            "borrower": borrower.id,
            "tables": tables,
            "audit": list(uow.people.events_about(record.numbers)),
        }
        counts = {name: len(rows) for name, rows in tables.items()}
        uow.audit.append(actor, "borrower_exported", "borrower", borrower.id, rows=counts)
        uow.commit()
    return exported


def erase_person(services: Services, wanted: str, *, actor: str) -> dict[str, int]:
    """Erase one person; return rows by table. ConflictError `erase_legal_hold` while a legal hold is in force.

    Stays: numbers, dates, states and amounts, a tombstone for each erased row, and the audit trail, which holds
    no personal data. The lender's own system is not touched; an import leaves an erased loan alone.
    """
    with services.new_unit() as uow:
        borrower = find_person(uow, wanted)
        number = borrower.id or 0
        if number in uow.people.borrowers_held(LEGAL_HOLD, uow.now):
            raise ConflictError("erase_legal_hold", borrower=number)
        loans = list(uow.loans.loans_of(number))
        words = _words(borrower, loans)
        record = uow.people.record(number)
        _withdraw_messages(uow, record.numbers, borrower.chat_user_id)
        for loan in loans:
            _end_loan(uow, loan)
        uow.flush()
        erased = record.erase("erasure_request", uow.now, services.digest_key)
        count = _forget_work(uow, words)
        if count:
            erased["work_item"] = count
        _forget_person(uow, number)
        uow.audit.append(actor, "borrower_erased", "borrower", number, rows=erased)
        uow.commit()
    return erased


def place_legal_hold(services: Services, wanted: str, *, reason: str, actor: str) -> Hold:
    """Keep everything about one person until the hold is lifted; placing twice is once."""
    with services.new_unit() as uow:
        number = find_person(uow, wanted).id or 0
        hold = _legal_hold(uow, number)
        if hold is None:
            hold = uow.loans.add(
                Hold(borrower_id=number, marker=LEGAL_HOLD, reason=reason, placed_by=actor, placed_at=uow.now)
            )
            uow.audit.append(actor, "hold_placed", "hold", hold.id, marker=LEGAL_HOLD, borrower=number)
            uow.commit()
        return hold


def lift_legal_hold(services: Services, wanted: str, *, actor: str) -> None:
    """End a legal hold; NotFoundError `legal_hold_not_found` where there is none."""
    with services.new_unit() as uow:
        number = find_person(uow, wanted).id or 0
        hold = _legal_hold(uow, number)
        if hold is None:
            raise NotFoundError("legal_hold_not_found")
        hold.lifted_at, hold.lifted_by = uow.now, actor
        uow.audit.append(actor, "hold_lifted", "hold", hold.id, marker=LEGAL_HOLD)
        uow.commit()


def _legal_hold(uow: UnitOfWork, borrower_id: int) -> Hold | None:
    held = uow.loans.holds_of([borrower_id], uow.now).get(borrower_id, [])
    return next((hold for hold in held if hold.marker == LEGAL_HOLD), None)


def _words(borrower: Borrower, loans: list[Loan]) -> set[str]:
    """Return what gives a person away in a text: their own identifiers and those of their loans."""
    words = [borrower.phone, borrower.id_number, borrower.name, *(loan.loan_number for loan in loans)]
    words += [part for loan in loans for part in (loan.vin, loan.plate)]
    # A Chinese name is two or three characters and still telling.
    return {word for word in words if word and (len(word) >= SHORTEST_WORD or not word.isascii())}


def _withdraw_messages(uow: UnitOfWork, numbers: dict[str, set[int]], chat_id: int | None) -> None:
    callbacks, responses = numbers.get("callback", set()), numbers.get("form_response", set())
    subjects = {
        "callback_card": callbacks,
        "phone": callbacks,
        "form": responses,
        "signal_card": numbers.get("signal", set()),
        "task_card": numbers.get("task", set()),
        "review_card": numbers.get("review", set()),
        "outcome_card": callbacks,
        "check_in": callbacks,
        "case_card": numbers.get("support_case", set()),
        "by_hand_card": numbers.get("task", set()),
        "call_words": numbers.get("transcript", set()),
        "promise_card": numbers.get("promise", set()),
        "help_offer": numbers.get("support_case", set()),
    }
    for message in uow.people.messages_about(subjects, chat_id):
        delete_message(uow, message)


def _end_loan(uow: UnitOfWork, loan: Loan) -> None:
    for callback in uow.callbacks.of_loan(loan.id or 0):
        if callback.state in OPEN_STATES:
            callback.state, callback.close_reason = "cancelled", "erased"
            callback.closed_at = callback.updated_at = uow.now
    loan.status, loan.plan_next_at = "erased", None


def _forget_work(uow: UnitOfWork, words: set[str]) -> int:
    count = 0
    for item in uow.people.work_that_names(words):
        if item.state not in ENDED:
            uow.queue.end(item, "cancelled", "erased")
        item.payload = {}
        count += 1
    return count


def _forget_person(uow: UnitOfWork, number: int) -> None:
    borrower = uow.loans.borrower(number)
    if borrower is not None:
        # The digest and the chat account find the person again, so they go as well.
        borrower.key, borrower.chat_user_id = f"erased:{number}", None
        borrower.city = borrower.phone_blocked_reason = None
        borrower.updated_at = uow.now
