"""Loans, borrowers, holds and contact preferences."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel, col, select

from storage.models import Borrower, Consent, ContactPreference, CustomerLink, Hold, Loan
from storage.repositories.base import Repository, chunks


class LoanRepository(Repository):
    """Queries on loans and the people who owe them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._plans: list[dict[str, Any]] = []

    def get(self, loan_id: int) -> Loan | None:
        """Return a loan by number."""
        return self._session.get(Loan, loan_id)

    def by_number(self, loan_number: str) -> Loan | None:
        """Return a loan by the lender's loan number."""
        return self._session.exec(select(Loan).where(Loan.loan_number == loan_number)).first()

    def borrowers(self, borrower_ids: Sequence[int]) -> list[Borrower]:
        """Return borrowers by number."""
        found: list[Borrower] = []
        for chunk in chunks(borrower_ids):
            found.extend(self._session.exec(select(Borrower).where(col(Borrower.id).in_(chunk))))
        return found

    def languages_of(self, borrower_ids: Sequence[int]) -> dict[int, str]:
        """Return the language of each borrower by number."""
        found: dict[int, str] = {}
        for chunk in chunks(borrower_ids):
            query = select(Borrower.id, Borrower.language).where(col(Borrower.id).in_(chunk))
            found.update({number: language for number, language in self._session.exec(query) if number})
        return found

    def note_plan(self, loan: Loan, values: dict[str, Any]) -> None:
        """Set what planning found on a loan; `write_plans` writes it. The same columns for every loan."""
        for name, value in values.items():
            set_committed_value(loan, name, value)
        self._plans.append({"row_number": loan.id} | values)

    def write_plans(self) -> None:
        """Write what planning found on all noted loans in one statement."""
        if self._plans:
            table = SQLModel.metadata.tables["loan"]
            statement = update(table).where(table.c.id == bindparam("row_number"))
            self._session.connection().execute(statement, self._plans)
            self._plans = []

    def borrower(self, borrower_id: int) -> Borrower | None:
        """Return a borrower by number."""
        return self._session.get(Borrower, borrower_id)

    def borrower_by_chat(self, chat_user_id: int) -> Borrower | None:
        """Return the borrower behind a chat account."""
        return self._session.exec(select(Borrower).where(Borrower.chat_user_id == chat_user_id)).first()

    def customer_link(self, token_hash: str) -> CustomerLink | None:
        """Return the customer link with this token hash, locked so that it can be used once."""
        query = select(CustomerLink).where(CustomerLink.token_hash == token_hash).with_for_update()
        return self._session.exec(query).first()

    def customer_link_by_id(self, link_id: int) -> CustomerLink | None:
        """Return a customer link by number, locked so that it can be used once."""
        return self._lock(CustomerLink, link_id)

    def open_links_of(self, borrower_id: int) -> Sequence[CustomerLink]:
        """Return the links of a borrower that were neither used nor revoked."""
        query = select(CustomerLink).where(
            CustomerLink.borrower_id == borrower_id,
            col(CustomerLink.used_at).is_(None),
            col(CustomerLink.revoked_at).is_(None),
        )
        return self._session.exec(query).all()

    def consents(self, borrower_id: int) -> Sequence[Consent]:
        """Return every consent that a borrower was asked for, oldest first."""
        query = select(Consent).where(Consent.borrower_id == borrower_id)
        return self._session.exec(query.order_by(col(Consent.id))).all()

    def loans_of(self, borrower_id: int) -> Sequence[Loan]:
        """Return every loan of a borrower."""
        return self._session.exec(select(Loan).where(Loan.borrower_id == borrower_id)).all()

    def linked(self, *, after: int = 0, limit: int = 200) -> list[tuple[Loan, Borrower]]:
        """Return active loans of borrowers with a chat account, by number, for a sweep that pages."""
        query = select(Loan, Borrower).join(Borrower, col(Borrower.id) == col(Loan.borrower_id))
        query = query.where(
            Loan.status == "active", col(Borrower.chat_user_id).is_not(None), col(Loan.id) > after
        )
        return [(loan, who) for loan, who in self._session.exec(query.order_by(col(Loan.id)).limit(limit))]

    def to_plan(self, now: datetime, *, limit: int) -> Sequence[Loan]:
        """Return loans that the planner must look at now, earliest first, locked for this planner."""
        query = (
            select(Loan)
            .where(col(Loan.plan_next_at).is_not(None), col(Loan.plan_next_at) <= now)
            .order_by(col(Loan.plan_next_at), col(Loan.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return self._session.exec(query).all()

    def ids_to_plan(self, until: datetime, *, limit: int | None = None) -> list[int]:
        """Return the numbers of loans that the planner must look at by an instant, earliest first."""
        query = (
            select(Loan.id)
            .where(col(Loan.plan_next_at).is_not(None), col(Loan.plan_next_at) <= until)
            .order_by(col(Loan.plan_next_at), col(Loan.id))
            .limit(limit)
        )
        return [number for number in self._session.exec(query) if number is not None]

    def lock_to_plan(self, loan_ids: Sequence[int], until: datetime) -> Sequence[Loan]:
        """Return those of these loans that still must be looked at, locked for this planner."""
        query = (
            select(Loan)
            .where(col(Loan.id).in_(loan_ids), col(Loan.plan_next_at) <= until)
            .order_by(col(Loan.id))
            .with_for_update(skip_locked=True)
        )
        return self._session.exec(query).all()

    def look_again(self, loan_ids: Iterable[int], at: datetime) -> None:
        """Make the planner look at these loans at `at`."""
        for chunk in chunks(list(loan_ids)):
            self._session.execute(update(Loan).where(col(Loan.id).in_(chunk)).values(plan_next_at=at))

    def count(self) -> int:
        """Return how many loans there are."""
        return self._session.exec(select(func.count()).select_from(Loan)).one()

    def holds(self, borrower_id: int, loan_id: int, now: datetime) -> Sequence[Hold]:
        """Return the holds in force on a borrower or on one loan."""
        query = select(Hold).where(
            Hold.borrower_id == borrower_id,
            or_(col(Hold.loan_id).is_(None), col(Hold.loan_id) == loan_id),
            col(Hold.lifted_at).is_(None),
            or_(col(Hold.ends_at).is_(None), col(Hold.ends_at) > now),
        )
        return self._session.exec(query).all()

    def holds_of(self, borrower_ids: Sequence[int], now: datetime) -> dict[int, list[Hold]]:
        """Return the holds in force by borrower number, for many borrowers at once."""
        found: dict[int, list[Hold]] = {}
        for chunk in chunks(borrower_ids):
            query = select(Hold).where(
                col(Hold.borrower_id).in_(chunk),
                col(Hold.lifted_at).is_(None),
                or_(col(Hold.ends_at).is_(None), col(Hold.ends_at) > now),
            )
            for hold in self._session.exec(query):
                found.setdefault(hold.borrower_id, []).append(hold)
        return found

    def held_loan_ids(self, now: datetime) -> Sequence[int]:
        """Return the loans of borrowers with a hold in force."""
        query = (
            select(Loan.id)
            .join(Hold, col(Hold.borrower_id) == col(Loan.borrower_id))
            .where(
                col(Hold.lifted_at).is_(None),
                or_(col(Hold.ends_at).is_(None), col(Hold.ends_at) > now),
            )
        )
        return [loan_id for loan_id in self._session.exec(query.distinct()) if loan_id is not None]

    def preferences(self, borrower_id: int, now: datetime) -> Sequence[ContactPreference]:
        """Return the contact preferences in force."""
        query = select(ContactPreference).where(
            ContactPreference.borrower_id == borrower_id,
            col(ContactPreference.valid_from) <= now,
            or_(col(ContactPreference.valid_to).is_(None), col(ContactPreference.valid_to) > now),
        )
        return self._session.exec(query).all()

    def preferences_of(
        self, borrower_ids: Sequence[int], now: datetime
    ) -> dict[int, list[ContactPreference]]:
        """Return the contact preferences in force by borrower number, for many borrowers at once."""
        found: dict[int, list[ContactPreference]] = {}
        for chunk in chunks(borrower_ids):
            query = select(ContactPreference).where(
                col(ContactPreference.borrower_id).in_(chunk),
                col(ContactPreference.valid_from) <= now,
                or_(col(ContactPreference.valid_to).is_(None), col(ContactPreference.valid_to) > now),
            )
            for row in self._session.exec(query):
                found.setdefault(row.borrower_id, []).append(row)
        return found

    def lock_borrower(self, borrower_id: int) -> Borrower | None:
        """Return a borrower, locked until the transaction ends: two people cannot dial the same one at once."""
        return self._lock(Borrower, borrower_id)
