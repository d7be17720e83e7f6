"""Callbacks, attempts and identity checks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_
from sqlmodel import col, select

from storage.models import Attempt, Callback, IdentityCheck, Loan, StoredTranscript
from storage.repositories.base import Repository, chunks, insert_many_unless_there

OPEN_STATES = ("planned", "ready", "in_progress", "waiting_retry", "waiting_customer", "partial")
WORKABLE_STATES = ("ready", "in_progress", "partial")


class CallbackRepository(Repository):
    """Queries on callbacks and attempts."""

    def get(self, callback_id: int) -> Callback | None:
        """Return a callback by number."""
        return self._session.get(Callback, callback_id)

    def lock(self, callback_id: int) -> Callback | None:
        """Return a callback as it is now, locked until the transaction ends."""
        return self._lock(Callback, callback_id)

    def insert_new(self, rows: list[dict[str, Any]]) -> None:
        """Insert cycles, all with the same columns; one that exists already stays as it is."""
        if rows:
            insert_many_unless_there(self._session, Callback, rows, ["loan_id", "form_key", "cycle_key"])

    def of_loan(self, loan_id: int) -> Sequence[Callback]:
        """Return every callback of a loan, oldest due first."""
        query = select(Callback).where(Callback.loan_id == loan_id)
        return self._session.exec(query.order_by(col(Callback.due_at), col(Callback.id))).all()

    def of_loans(self, loan_ids: Sequence[int]) -> dict[int, list[Callback]]:
        """Return callbacks by loan number, for many loans at once."""
        found: dict[int, list[Callback]] = {}
        for chunk in chunks(loan_ids):
            query = select(Callback).where(col(Callback.loan_id).in_(chunk)).order_by(col(Callback.due_at))
            for row in self._session.exec(query):
                found.setdefault(row.loan_id, []).append(row)
        return found

    def opening(self, now: datetime, *, limit: int) -> Sequence[Callback]:
        """Return planned callbacks whose window has opened."""
        query = select(Callback).where(Callback.state == "planned", col(Callback.window_open) <= now)
        query = query.order_by(col(Callback.window_open), col(Callback.id)).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()

    def retrying(self, now: datetime, *, limit: int) -> Sequence[Callback]:
        """Return waiting callbacks whose next try has come."""
        query = select(Callback).where(
            col(Callback.state).in_(("waiting_retry", "partial")),
            col(Callback.next_try_at).is_not(None),
            col(Callback.next_try_at) <= now,
        )
        query = query.order_by(col(Callback.next_try_at), col(Callback.id)).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()

    def missing_deadline(self, now: datetime, *, limit: int) -> Sequence[Callback]:
        """Return open callbacks that have passed their closing instant unmarked."""
        query = select(Callback).where(
            col(Callback.state).in_(OPEN_STATES),
            col(Callback.deadline_missed).is_(False),
            col(Callback.closes_at) <= now,
        )
        query = query.order_by(col(Callback.closes_at), col(Callback.id)).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()

    def attempt(self, attempt_id: int) -> Attempt | None:
        """Return an attempt by number."""
        return self._session.get(Attempt, attempt_id)

    def teams(self) -> Sequence[str]:
        """Return the teams that have callbacks."""
        return self._session.exec(select(Callback.team).distinct()).all()

    def unworked(self, staff_id: int) -> int:
        """Return how many pushed cards an agent has not worked yet."""
        query = select(func.count()).select_from(Callback)
        query = query.where(
            Callback.assignee_id == staff_id,
            col(Callback.state).in_(("ready", "in_progress")),
            col(Callback.pushed_at).is_not(None),
        )
        return self._session.exec(query).one()

    def most_urgent(
        self, team_scope: Sequence[str], *, now: datetime, backlog: bool, limit: int
    ) -> Sequence[Callback]:
        """Return the ready callbacks to work on first, not yet pushed to anybody.

        Within one rank the order is by due date, so the best `limit` of each rank hold the best of all.
        """
        found: list[Callback] = []
        where: list[Any] = [
            Callback.state == "ready",
            col(Callback.backlog).is_(backlog),
            col(Callback.pushed_at).is_(None),
            col(Callback.assignee_id).is_(None),
            col(Callback.team).in_(team_scope),
            or_(col(Callback.next_try_at).is_(None), col(Callback.next_try_at) <= now),
        ]
        ranks = self._session.exec(select(Callback.rank).where(*where).distinct()).all()
        for rank in ranks:
            query = select(Callback).where(*where, Callback.rank == rank)
            found.extend(
                self._session.exec(query.order_by(col(Callback.due_at), col(Callback.id)).limit(limit))
            )
        return found

    def backlog_size(self) -> int:
        """Return how many open callbacks an import brought in already late and nobody was pushed yet."""
        query = select(func.count()).select_from(Callback)
        query = query.where(
            Callback.state == "ready", col(Callback.backlog).is_(True), col(Callback.pushed_at).is_(None)
        )
        return self._session.exec(query).one()

    def backlog_ahead_of(self, callback: Callback) -> int:
        """Return how many waiting backlog callbacks come before this one."""
        earlier = or_(
            col(Callback.rank) > callback.rank,
            and_(col(Callback.rank) == callback.rank, col(Callback.due_at) < callback.due_at),
        )
        query = select(func.count()).select_from(Callback)
        query = query.where(
            Callback.state == "ready",
            col(Callback.backlog).is_(True),
            col(Callback.pushed_at).is_(None),
            earlier,
        )
        return self._session.exec(query).one()

    def desk(self, staff_id: int) -> Sequence[Callback]:
        """Return the open callbacks of one agent, oldest due first."""
        query = select(Callback).where(
            Callback.assignee_id == staff_id, col(Callback.state).in_(OPEN_STATES[1:])
        )
        return self._session.exec(query.order_by(col(Callback.due_at), col(Callback.id))).all()

    def due(self, *, until: datetime, limit: int | None = None) -> Sequence[tuple[Callback, Loan]]:
        """Return open callbacks whose window is open by `until`, with their loans, oldest due first."""
        query = (
            select(Callback, Loan)
            .join(Loan, col(Loan.id) == col(Callback.loan_id))
            .where(col(Callback.state).in_(OPEN_STATES), col(Callback.window_open) <= until)
            .order_by(col(Callback.due_at), col(Callback.id))
        )
        return self._session.exec(query.limit(limit) if limit else query).all()

    def pushed_since(self, staff_id: int, since: datetime) -> int:
        """Return how many cards an agent was pushed since an instant."""
        query = select(func.count()).select_from(Callback)
        query = query.where(Callback.assignee_id == staff_id, col(Callback.pushed_at) >= since)
        return self._session.exec(query).one()

    def load(self) -> dict[int, int]:
        """Return the number of open callbacks by assignee."""
        query = (
            select(Callback.assignee_id, func.count())
            .where(col(Callback.state).in_(OPEN_STATES[1:]), col(Callback.assignee_id).is_not(None))
            .group_by(col(Callback.assignee_id))
        )
        return {staff_id: count for staff_id, count in self._session.exec(query) if staff_id is not None}

    def count_in(self, states: Sequence[str]) -> int:
        """Return how many callbacks are in these states."""
        query = select(func.count()).select_from(Callback).where(col(Callback.state).in_(states))
        return self._session.exec(query).one()

    def count_by_state(self) -> dict[str, int]:
        """Return the number of callbacks by state."""
        query = select(Callback.state, func.count()).group_by(col(Callback.state))
        return dict(self._session.exec(query).all())

    def without_transcript(self, staff_id: int, *, limit: int) -> Sequence[int]:
        """Return an agent's completed or partial callbacks that have no transcript, newest first."""
        sent = (
            select(StoredTranscript.id).where(col(StoredTranscript.callback_id) == col(Callback.id)).exists()
        )
        query = select(Callback.id).where(
            Callback.assignee_id == staff_id, col(Callback.state).in_(("completed", "partial")), ~sent
        )
        found = self._session.exec(query.order_by(col(Callback.updated_at).desc()).limit(limit))
        return [number for number in found if number is not None]

    def closing_first_callbacks(self, now: datetime, until: datetime) -> int:
        """Return how many open first callbacks close before `until` and are not late yet."""
        query = select(func.count()).select_from(Callback)
        query = query.where(
            Callback.form_key == "first_30d",
            col(Callback.state).in_(OPEN_STATES),
            col(Callback.closes_at) > now,
            col(Callback.closes_at) <= until,
        )
        return self._session.exec(query).one()

    def count_missed_open(self) -> int:
        """Return how many open callbacks have missed their deadline."""
        query = select(func.count()).select_from(Callback)
        query = query.where(col(Callback.state).in_(OPEN_STATES), col(Callback.deadline_missed).is_(True))
        return self._session.exec(query).one()

    def attempts_of(self, callback_id: int) -> Sequence[Attempt]:
        """Return the attempts of a callback, oldest first."""
        query = select(Attempt).where(Attempt.callback_id == callback_id)
        return self._session.exec(query.order_by(col(Attempt.at), col(Attempt.id))).all()

    def contact_history(self, borrower_id: int, since: datetime) -> Sequence[Attempt]:
        """Return the borrower's attempts since an instant, over all of their loans, oldest first."""
        query = select(Attempt).where(Attempt.borrower_id == borrower_id, col(Attempt.at) >= since)
        return self._session.exec(query.order_by(col(Attempt.at))).all()

    def identity_of(self, callback_id: int) -> IdentityCheck | None:
        """Return the newest identity check of a callback."""
        query = select(IdentityCheck).where(IdentityCheck.callback_id == callback_id)
        return self._session.exec(query.order_by(col(IdentityCheck.id).desc())).first()
