"""Callbacks, attempts and identity checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, text, union, update
from sqlmodel import col, select

from storage.models import Attempt, Borrower, Callback, IdentityCheck, Loan, StoredTranscript
from storage.repositories.base import Repository, chunks, insert_many_unless_there

OPEN_STATES = ("planned", "ready", "in_progress", "waiting_retry", "waiting_customer", "partial")
WORKABLE_STATES = ("ready", "in_progress", "partial")


PUSH_LOCK = 0x68665F70757368  # "hf_push": the PostgreSQL advisory lock that lets one pusher at a time through
SLOT_TOLERANCE = timedelta(minutes=30)  # a time that the customer chose is at hand this long before and after
MOST_BONUS = 45  # what lateness (30) and a chosen slot (15) may add to a rank: domain pack, section 2.6


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which waiting callbacks a push looks for. No teams = those of every team."""

    backlog: bool
    teams: Sequence[str] | None = None
    not_languages: Sequence[str] = ()
    """Languages that nobody who has room speaks, but somebody else does."""
    not_agents: Sequence[str] = ()
    """The loan file's names of agents who are here but have no room left."""


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
            # A check-in is not work that somebody missed: when it closes, a call takes its place.
            col(Callback.form_key) != "self_checkin",
            col(Callback.deadline_missed).is_(False),
            col(Callback.closes_at) <= now,
        )
        query = query.order_by(col(Callback.closes_at), col(Callback.id)).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()

    def waiting_check_ins(self, *, limit: int) -> Sequence[Callback]:
        """Return open check-ins of customers who are in chat, the earliest due first."""
        query = (
            select(Callback)
            .join(Loan, col(Loan.id) == col(Callback.loan_id))
            .join(Borrower, col(Borrower.id) == col(Loan.borrower_id))
            .where(Callback.state == "waiting_customer", col(Borrower.chat_user_id).is_not(None))
        )
        return self._session.exec(query.order_by(col(Callback.due_at), col(Callback.id)).limit(limit)).all()

    def expired_checkins(self, now: datetime, *, limit: int) -> Sequence[Callback]:
        """Return check-ins that closed without an answer."""
        query = select(Callback).where(
            col(Callback.state).in_(("planned", "waiting_customer")),
            Callback.form_key == "self_checkin",
            col(Callback.deadline_missed).is_(False),
            col(Callback.closes_at) <= now,
        )
        query = query.order_by(col(Callback.closes_at), col(Callback.id)).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()

    def wake_resting(self, borrower_ids: Sequence[int], now: datetime) -> None:
        """Make work ready again that rested because nothing but new data could help."""
        statement = update(Callback).values(state="ready", pushed_at=None, updated_at=now)
        for chunk in chunks(borrower_ids):
            loans = select(Loan.id).where(col(Loan.borrower_id).in_(chunk))
            resting = and_(col(Callback.state) == "waiting_retry", col(Callback.next_try_at).is_(None))
            self._session.execute(statement.where(col(Callback.loan_id).in_(loans), resting))

    def hold_push(self) -> bool:
        """Return whether this transaction alone may push now; another one that does has the day's counts."""
        if self._session.get_bind().dialect.name != "postgresql":
            return True  # writing transactions follow one another there anyway
        taken = self._session.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": PUSH_LOCK})
        return bool(taken.scalar())

    def attempt(self, attempt_id: int) -> Attempt | None:
        """Return an attempt by number."""
        return self._session.get(Attempt, attempt_id)

    def unworked(self, staff_ids: Sequence[int]) -> dict[int, int]:
        """Return how many pushed cards each of these agents has not worked yet, by staff number."""
        query = select(Callback.assignee_id, func.count()).where(
            col(Callback.assignee_id).in_(staff_ids),
            col(Callback.state).in_(("ready", "in_progress")),
            col(Callback.pushed_at).is_not(None),
        )
        found = self._session.exec(query.group_by(col(Callback.assignee_id)))
        return {staff_id: count for staff_id, count in found if staff_id is not None}

    def owned_waiting(self, staff_ids: Sequence[int], now: datetime) -> dict[int, list[Callback]]:
        """Return ready callbacks that these agents have but were not pushed, by staff number."""
        query = select(Callback).where(
            col(Callback.assignee_id).in_(staff_ids),
            Callback.state == "ready",
            col(Callback.pushed_at).is_(None),
            or_(col(Callback.next_try_at).is_(None), col(Callback.next_try_at) <= now),
        )
        found: dict[int, list[Callback]] = {}
        for row in self._session.exec(query.with_for_update(skip_locked=True)):
            found.setdefault(row.assignee_id or 0, []).append(row)
        return found

    def most_urgent(self, wanted: "Wanted", *, now: datetime, limit: int) -> Sequence[Callback]:
        """Return the ready callbacks to work on first that nobody has, enough to fill `limit` places in order.

        Walks the ranks downwards and stops where no lateness can lift a lower rank above what was found.
        Within one rank the order is by due date, so the best `limit` of each rank hold the best of all.
        """
        where = self._waiting(wanted, now)
        found = list(self._chosen_slots(where, now, limit))
        enough: int | None = None
        rank = self._next_rank(backlog=wanted.backlog, below=None)
        while rank is not None and (enough is None or rank + MOST_BONUS >= enough):
            query = select(Callback).where(*where, Callback.rank == rank)
            query = query.order_by(col(Callback.due_at), col(Callback.id)).limit(limit)
            found.extend(self._session.exec(query.with_for_update(skip_locked=True)))
            if enough is None and len(found) >= limit:
                enough = rank
            rank = self._next_rank(backlog=wanted.backlog, below=rank)
        return list({row.id: row for row in found}.values())

    def _next_rank(self, *, backlog: bool, below: int | None) -> int | None:
        query = select(func.max(Callback.rank)).where(
            Callback.state == "ready", col(Callback.backlog).is_(backlog)
        )
        return self._session.exec(query if below is None else query.where(Callback.rank < below)).one()

    def _chosen_slots(self, where: list[Any], now: datetime, limit: int) -> Sequence[Callback]:
        around = col(Callback.customer_slot_at).between(now - SLOT_TOLERANCE, now + SLOT_TOLERANCE)
        query = select(Callback).where(*where, around).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()

    def _waiting(self, wanted: "Wanted", now: datetime) -> list[Any]:
        where: list[Any] = [
            Callback.state == "ready",
            col(Callback.backlog).is_(wanted.backlog),
            col(Callback.pushed_at).is_(None),
            col(Callback.assignee_id).is_(None),
            or_(col(Callback.next_try_at).is_(None), col(Callback.next_try_at) <= now),
        ]
        if wanted.teams is not None:
            where.append(col(Callback.team).in_(wanted.teams))
        if wanted.not_languages:
            where.append(col(Callback.language).not_in(wanted.not_languages))
        if wanted.not_agents:
            named = select(Loan.id).where(
                col(Loan.id) == col(Callback.loan_id), col(Loan.agent_reference).in_(wanted.not_agents)
            )
            where.append(~named.exists())
        return where

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
        """Return how many callbacks an agent was pushed or has tried since an instant.

        A card that went back to wait for its next try has taken its share of the day all the same.
        """
        tried = select(Attempt.callback_id).where(
            Attempt.agent_id == staff_id, col(Attempt.at) >= since, col(Attempt.allowed).is_(True)
        )
        pushed = select(Callback.id).where(Callback.assignee_id == staff_id, col(Callback.pushed_at) >= since)
        both = union(tried, pushed).subquery()
        return self._session.exec(select(func.count()).select_from(both)).one()

    def load(self, staff_ids: Sequence[int]) -> dict[int, int]:
        """Return the number of open callbacks of each of these agents."""
        query = (
            select(Callback.assignee_id, func.count())
            .where(
                # By agent, or a database walks every callback that nobody has.
                col(Callback.assignee_id).in_(staff_ids),
                col(Callback.state).in_(OPEN_STATES[1:]),
            )
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

    def late_calls(
        self, form_key: str, until: datetime, *, team: str | None, limit: int
    ) -> Sequence[tuple[Callback, Loan]]:
        """Return open callbacks of a form that close by `until` (or closed already), soonest first."""
        query = (
            select(Callback, Loan)
            .join(Loan, col(Loan.id) == col(Callback.loan_id))
            .where(
                col(Callback.state).in_(OPEN_STATES),
                Callback.form_key == form_key,
                col(Callback.closes_at) <= until,
            )
            .order_by(col(Callback.closes_at), col(Callback.id))
            .limit(limit)
        )
        return self._session.exec(query.where(Callback.team == team) if team else query).all()

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
