"""Payments, events and promises."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from storage.models import LoanEvent, Payment, Promise
from storage.repositories.base import Repository, chunks

ACTIVE, PROVISIONAL = "active", "provisional"


class PaymentRepository(Repository):
    """Queries on what was paid, reported and promised."""

    def payment(self, loan_id: int, reference: str) -> Payment | None:
        """Return the payment of a loan with this reference."""
        query = select(Payment).where(Payment.loan_id == loan_id, Payment.reference == reference)
        return self._session.exec(query).first()

    def event(self, loan_id: int, reference: str) -> LoanEvent | None:
        """Return the event of a loan with this reference."""
        query = select(LoanEvent).where(LoanEvent.loan_id == loan_id, LoanEvent.reference == reference)
        return self._session.exec(query).first()

    def paid_between(self, loan_id: int, first: date, last: date) -> int:
        """Return what was paid on a loan from one day to another, both included, in minor units."""
        query = select(func.coalesce(func.sum(Payment.amount_minor), 0)).where(
            Payment.loan_id == loan_id, col(Payment.paid_on) >= first, col(Payment.paid_on) <= last
        )
        return int(self._session.exec(query).one())

    def promise(self, promise_id: int) -> Promise | None:
        """Return a promise by number."""
        return self._session.get(Promise, promise_id)

    def lock_promise(self, promise_id: int) -> Promise | None:
        """Return a promise as it is now, locked until the transaction ends."""
        return self._lock(Promise, promise_id)

    def promise_of_review(self, review_id: int) -> Promise | None:
        """Return the promise that a review heard."""
        return self._session.exec(select(Promise).where(Promise.review_id == review_id)).first()

    def provisional_promises(self, *, limit: int = 200) -> Sequence[Promise]:
        """Return promises that nobody has confirmed yet, earliest due first."""
        query = select(Promise).where(Promise.state == PROVISIONAL)
        query = query.order_by(col(Promise.due_on), col(Promise.id)).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()

    def promises_of(self, loan_id: int) -> Sequence[Promise]:
        """Return the promises on a loan, oldest first."""
        query = select(Promise).where(Promise.loan_id == loan_id).order_by(col(Promise.id))
        return self._session.exec(query).all()

    def promise_of_response(self, response_id: int) -> Promise | None:
        """Return the promise that a form response brought."""
        return self._session.exec(select(Promise).where(Promise.response_id == response_id)).first()

    def active_of(self, loan_ids: Sequence[int]) -> dict[int, Promise]:
        """Return the newest active promise by loan number."""
        found: dict[int, Promise] = {}
        for chunk in chunks(loan_ids):
            query = select(Promise).where(Promise.state == ACTIVE, col(Promise.loan_id).in_(chunk))
            found |= {row.loan_id: row for row in self._session.exec(query.order_by(col(Promise.id)))}
        return found

    def active_promises(self, *, after: int = 0, limit: int = 200) -> Sequence[Promise]:
        """Return active promises by number, locked where the database can, for a sweep that pages."""
        query = select(Promise).where(Promise.state == ACTIVE, col(Promise.id) > after)
        query = query.order_by(col(Promise.id)).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()
