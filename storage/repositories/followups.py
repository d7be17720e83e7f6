"""Support cases and tasks."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import col, select

from storage.models import Arrangement, CaseMessage, SupportCase, Task
from storage.repositories.base import Repository

CLOSED_CASES = ("declined_by_customer", "completed", "withdrawn")


class FollowUpRepository(Repository):
    """Queries on what confirmed signals opened."""

    def case(self, case_id: int) -> SupportCase | None:
        """Return a support case by number."""
        return self._session.get(SupportCase, case_id)

    def lock_case(self, case_id: int) -> SupportCase | None:
        """Return a support case as it is now, locked until the transaction ends."""
        return self._lock(SupportCase, case_id)

    def open_case_of(self, loan_id: int) -> SupportCase | None:
        """Return the support case of a loan that is not over."""
        query = select(SupportCase).where(
            SupportCase.loan_id == loan_id, col(SupportCase.state).not_in(CLOSED_CASES)
        )
        return self._session.exec(query.order_by(col(SupportCase.id).desc())).first()

    def cases_of(self, loan_id: int) -> Sequence[SupportCase]:
        """Return every support case of a loan, oldest first."""
        query = select(SupportCase).where(SupportCase.loan_id == loan_id)
        return self._session.exec(query.order_by(col(SupportCase.id))).all()

    def arrangements_of(self, loan_ids: Sequence[int]) -> dict[int, tuple[date, date]]:
        """Return the first and last day of the arrangement in force, by loan number."""
        query = select(SupportCase).where(
            col(SupportCase.loan_id).in_(loan_ids),
            SupportCase.state == "active",
            col(SupportCase.start_on).is_not(None),
            col(SupportCase.end_on).is_not(None),
        )
        return {
            row.loan_id: (row.start_on, row.end_on)
            for row in self._session.exec(query)
            if row.start_on and row.end_on
        }

    def open_cases(self, *, limit: int = 50) -> Sequence[SupportCase]:
        """Return the support cases that are not over and not in force, earliest due first."""
        quiet = (*CLOSED_CASES, "refused", "active")
        query = select(SupportCase).where(col(SupportCase.state).not_in(quiet))
        return self._session.exec(
            query.order_by(col(SupportCase.due_at), col(SupportCase.id)).limit(limit)
        ).all()

    def cases_in(self, states: Sequence[str], *, limit: int) -> Sequence[SupportCase]:
        """Return support cases in any of these states, oldest first."""
        query = select(SupportCase).where(col(SupportCase.state).in_(states))
        return self._session.exec(query.order_by(col(SupportCase.id)).limit(limit)).all()

    def messages_of(self, case_id: int) -> Sequence[CaseMessage]:
        """Return what was said about a case, oldest first."""
        query = select(CaseMessage).where(CaseMessage.case_id == case_id)
        return self._session.exec(query.order_by(col(CaseMessage.id))).all()

    def arrangement(self, arrangement_id: int) -> Arrangement | None:
        """Return an arrangement by number."""
        return self._session.get(Arrangement, arrangement_id)

    def lock_arrangement(self, arrangement_id: int) -> Arrangement | None:
        """Return an arrangement as it is now, locked until the transaction ends."""
        return self._lock(Arrangement, arrangement_id)

    def arrangements(self, case_id: int) -> Sequence[Arrangement]:
        """Return every arrangement that was offered in a case, oldest first."""
        query = select(Arrangement).where(Arrangement.case_id == case_id)
        return self._session.exec(query.order_by(col(Arrangement.id))).all()

    def arrangements_in(self, state: str, *, limit: int) -> Sequence[Arrangement]:
        """Return arrangements in a state, the earliest end first."""
        query = select(Arrangement).where(Arrangement.state == state)
        return self._session.exec(query.order_by(col(Arrangement.until_on)).limit(limit)).all()

    def task(self, task_id: int) -> Task | None:
        """Return a task by number."""
        return self._session.get(Task, task_id)

    def lock_task(self, task_id: int) -> Task | None:
        """Return a task as it is now, locked until the transaction ends."""
        return self._lock(Task, task_id)

    def open_tasks(
        self, *, owner_id: int | None = None, desk: str | None = None, limit: int = 50
    ) -> Sequence[Task]:
        """Return open tasks of a person or a desk, earliest due first."""
        query = select(Task).where(Task.state == "open")
        if owner_id is not None:
            query = query.where(Task.owner_id == owner_id)
        if desk is not None:
            query = query.where(Task.desk == desk)
        return self._session.exec(query.order_by(col(Task.due_at), col(Task.id)).limit(limit)).all()

    def tasks_of_loan(self, loan_id: int) -> Sequence[Task]:
        """Return every task of a loan, oldest first."""
        return self._session.exec(select(Task).where(Task.loan_id == loan_id).order_by(col(Task.id))).all()

    def overdue_tasks(self, now: datetime, *, limit: int) -> Sequence[Task]:
        """Return open tasks that are late."""
        query = select(Task).where(Task.state == "open", col(Task.due_at) <= now)
        return self._session.exec(query.order_by(col(Task.due_at)).limit(limit)).all()
