"""Transcripts, reviews, signals and decisions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from storage.models import Callback, Decision, Loan, SignalView, StoredReview, StoredSignal, StoredTranscript
from storage.repositories.base import Repository

UNDECIDED = ("proposed", "needs_callback", "reopened")


class ReviewRepository(Repository):
    """Queries on transcripts, reviews and signals."""

    def transcript(self, transcript_id: int) -> StoredTranscript | None:
        """Return a transcript by number."""
        return self._session.get(StoredTranscript, transcript_id)

    def transcript_by_checksum(self, callback_id: int, checksum: str) -> StoredTranscript | None:
        """Return the transcript of a callback with this content."""
        query = select(StoredTranscript).where(
            StoredTranscript.callback_id == callback_id, StoredTranscript.checksum == checksum
        )
        return self._session.exec(query).first()

    def loan_of_checksum(self, checksum: str) -> Loan | None:
        """Return the loan of the calls with this content; None where there is none, or more than one loan."""
        query = select(Loan).where(
            col(Loan.id).in_(
                select(Callback.loan_id)
                .join(StoredTranscript, col(StoredTranscript.callback_id) == Callback.id)
                .where(StoredTranscript.checksum == checksum)
            )
        )
        found = self._session.exec(query.limit(2)).all()
        return found[0] if len(found) == 1 else None

    def transcripts_of(self, callback_id: int) -> Sequence[StoredTranscript]:
        """Return the transcripts of a callback, oldest first."""
        query = select(StoredTranscript).where(StoredTranscript.callback_id == callback_id)
        return self._session.exec(query.order_by(col(StoredTranscript.id))).all()

    def review(self, review_id: int) -> StoredReview | None:
        """Return a review by number."""
        return self._session.get(StoredReview, review_id)

    def reviews_of(self, callback_id: int) -> Sequence[StoredReview]:
        """Return the reviews of a callback, oldest first."""
        query = select(StoredReview).where(StoredReview.callback_id == callback_id)
        return self._session.exec(query.order_by(col(StoredReview.id))).all()

    def newest_of_transcripts(self) -> Sequence[StoredReview]:
        """Return the newest finished review of every transcript, oldest transcript first."""
        newest = (
            select(func.max(StoredReview.id))
            .where(col(StoredReview.proposed_at).is_not(None))
            .group_by(col(StoredReview.transcript_id))
        )
        query = select(StoredReview).where(col(StoredReview.id).in_(newest))
        return self._session.exec(query.order_by(col(StoredReview.transcript_id))).all()

    def signal(self, signal_id: int) -> StoredSignal | None:
        """Return a signal by number."""
        return self._session.get(StoredSignal, signal_id)

    def lock_signal(self, signal_id: int) -> StoredSignal | None:
        """Return a signal as it is now, locked until the transaction ends."""
        return self._lock(StoredSignal, signal_id)

    def signals_of_callback(self, callback_id: int) -> Sequence[StoredSignal]:
        """Return every signal of a callback, oldest first."""
        query = select(StoredSignal).where(StoredSignal.callback_id == callback_id)
        return self._session.exec(query.order_by(col(StoredSignal.id))).all()

    def signals_of_review(self, review_id: int) -> Sequence[StoredSignal]:
        """Return the signals of one review, oldest first."""
        query = select(StoredSignal).where(StoredSignal.review_id == review_id)
        return self._session.exec(query.order_by(col(StoredSignal.id))).all()

    def signals_of_loan(self, loan_id: int, *states: str) -> Sequence[StoredSignal]:
        """Return the signals of a loan, of these states when any is named, oldest first."""
        query = select(StoredSignal).where(StoredSignal.loan_id == loan_id)
        if states:
            query = query.where(col(StoredSignal.state).in_(states))
        return self._session.exec(query.order_by(col(StoredSignal.id))).all()

    def confirmed_of_loans(self, loan_ids: Sequence[int]) -> dict[int, list[StoredSignal]]:
        """Return confirmed or resolved signals by loan number, for many loans at once."""
        found: dict[int, list[StoredSignal]] = {}
        query = select(StoredSignal).where(
            col(StoredSignal.loan_id).in_(loan_ids), col(StoredSignal.state).in_(("confirmed", "resolved"))
        )
        for row in self._session.exec(query):
            found.setdefault(row.loan_id, []).append(row)
        return found

    def waiting(self, *, team: str | None = None, limit: int = 100) -> Sequence[StoredSignal]:
        """Return undecided signals, most pressing first."""
        query = select(StoredSignal).where(col(StoredSignal.state).in_(UNDECIDED))
        if team:
            query = query.where(StoredSignal.team == team)
        return self._session.exec(query.order_by(col(StoredSignal.decide_by)).limit(limit)).all()

    def overdue_decisions(self, now: datetime, *, limit: int) -> Sequence[StoredSignal]:
        """Return undecided signals whose decision is late."""
        query = select(StoredSignal).where(
            col(StoredSignal.state).in_(UNDECIDED), col(StoredSignal.decide_by) <= now
        )
        query = query.order_by(col(StoredSignal.decide_by)).limit(limit)
        return self._session.exec(query.with_for_update(skip_locked=True)).all()

    def decisions_of(self, signal_id: int) -> Sequence[Decision]:
        """Return the decisions on a signal, in order."""
        query = select(Decision).where(Decision.signal_id == signal_id)
        return self._session.exec(query.order_by(col(Decision.sequence))).all()

    def view(self, signal_id: int, staff_id: int) -> SignalView | None:
        """Return when a person saw a signal."""
        query = select(SignalView).where(SignalView.signal_id == signal_id, SignalView.staff_id == staff_id)
        return self._session.exec(query).first()

    def precision_by_key(self) -> dict[str, tuple[int, int]]:
        """Return (confirmed, decided) by proposed key, machine origin only."""
        query = (
            select(StoredSignal.proposed_key, StoredSignal.state, func.count())
            .where(StoredSignal.origin != "form", col(StoredSignal.decided_at).is_not(None))
            .group_by(col(StoredSignal.proposed_key), col(StoredSignal.state))
        )
        found: dict[str, tuple[int, int]] = {}
        for key, state, count in self._session.exec(query):
            confirmed, decided = found.get(key, (0, 0))
            found[key] = (confirmed + (count if state in ("confirmed", "resolved") else 0), decided + count)
        return found
