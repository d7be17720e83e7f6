"""Reads the rows that planning needs, for one loan or for a batch at once."""

from collections.abc import Sequence
from datetime import datetime

from bot.services.loan_facts import LoanRecord
from storage.models import ContactPreference, Loan
from storage.unit_of_work import UnitOfWork

WRITTEN_CHANNELS = frozenset({"sms", "app", "wechat_official", "email", "chat"})
"""A borrower who prefers one of these has opted in to self check-ins by link."""


def read_record(uow: UnitOfWork, loan: Loan, at: datetime | None = None) -> LoanRecord:
    """Return the rows that planning one loan needs, as of now or of `at`."""
    return next(record for record, _ in read_records(uow, [loan], at or uow.now))


def read_records(uow: UnitOfWork, loans: Sequence[Loan], at: datetime) -> list[tuple[LoanRecord, str]]:
    """Return each loan's rows and its borrower's language, in the order of the loans."""
    ids = [loan.id for loan in loans if loan.id is not None]
    people = list({loan.borrower_id for loan in loans})
    callbacks = uow.callbacks.of_loans(ids)
    signals = uow.reviews.confirmed_of_loans(ids)
    holds = uow.loans.holds_of(people, min(at, uow.now))
    languages = uow.loans.languages_of(people)
    arrangements = uow.follow_ups.arrangements_of(ids)
    wishes = uow.loans.preferences_of(people, uow.now)
    return [
        (
            LoanRecord(
                loan=loan,
                callbacks=callbacks.get(loan.id or 0, ()),
                signals=[s for s in signals.get(loan.id or 0, ()) if not s.key.startswith("agent.")],
                holds=[h for h in holds.get(loan.borrower_id, ()) if h.loan_id in (None, loan.id)],
                arrangement=arrangements.get(loan.id or 0),
                self_opt_in=_opted_in(wishes.get(loan.borrower_id, ())),
            ),
            languages[loan.borrower_id],
        )
        for loan in loans
    ]


def _opted_in(wishes: Sequence[ContactPreference]) -> bool:
    return any(wish.kind == "channel" and wish.value in WRITTEN_CHANNELS for wish in wishes)
