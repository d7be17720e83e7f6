"""What an operator watches: queues, deliveries, reviews. Counts and ages only, nothing of what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.models import DeliveryAttempt, StoredReview, StoredSignal, WorkItem
from storage.repositories.base import Repository

OPEN = ("ready", "leased", "set_aside")


@dataclass(frozen=True, kw_only=True)
class QueueState:
    """Items of one queue, lane and state; `oldest` is when the first of them could have been worked."""

    queue: str
    lane: int
    state: str
    count: int
    oldest: datetime


@dataclass(frozen=True, kw_only=True)
class ReviewTotals:
    """Reviews of one kind, state and currency (empty = nothing paid, or price unknown), with tokens and cost."""

    kind: str
    state: str
    currency: str
    count: int
    tokens: int
    cost: Decimal


class OperationsRepository(Repository):
    """Counts for metrics and checks."""

    def queues(self) -> list[QueueState]:
        """Return what is not finished, by queue, lane and state."""
        oldest = func.min(WorkItem.available_at)
        query = (
            select_columns(col(WorkItem.queue), col(WorkItem.lane), col(WorkItem.state), func.count(), oldest)
            .where(col(WorkItem.state).in_(OPEN))
            .group_by(col(WorkItem.queue), col(WorkItem.lane), col(WorkItem.state))
        )
        return [
            QueueState(queue=queue, lane=lane, state=state, count=count, oldest=first)
            for queue, lane, state, count, first in self._session.execute(query)
        ]

    def deliveries(self, since: datetime) -> Sequence[tuple[str, int]]:
        """Return (outcome, count) of delivery attempts since an instant."""
        query = (
            select(DeliveryAttempt.outcome, func.count())
            .where(col(DeliveryAttempt.started_at) >= since)
            .group_by(col(DeliveryAttempt.outcome))
        )
        return self._session.exec(query).all()

    def reviews(self, since: datetime) -> list[ReviewTotals]:
        """Return the reviews queued since an instant, by kind, state and currency of their cost."""
        query = (
            select_columns(
                col(StoredReview.kind),
                col(StoredReview.state),
                col(StoredReview.currency),
                func.count(),
                func.coalesce(func.sum(StoredReview.tokens), 0),
                func.coalesce(func.sum(StoredReview.cost), 0),
            )
            .where(col(StoredReview.queued_at) >= since)
            .group_by(col(StoredReview.kind), col(StoredReview.state), col(StoredReview.currency))
        )
        return [
            ReviewTotals(
                kind=kind,
                state=state,
                currency=currency,
                count=count,
                tokens=int(tokens),
                cost=Decimal(str(cost)),
            )
            for kind, state, currency, count, tokens, cost in self._session.execute(query)
        ]

    def signals(self, since: datetime) -> Sequence[tuple[str, int]]:
        """Return (state, count) of the signals proposed since an instant."""
        query = (
            select(StoredSignal.state, func.count())
            .where(col(StoredSignal.proposed_at) >= since)
            .group_by(col(StoredSignal.state))
        )
        return self._session.exec(query).all()
