"""Recordings, and the photos of inspections."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import col, select

from storage.models import Attempt, Borrower, Inspection, InspectionPhoto, Recording, Task
from storage.repositories.base import Repository


class RecordingRepository(Repository):
    """Queries on recordings and inspections."""

    def get(self, recording_id: int) -> Recording | None:
        """Return a recording by number."""
        return self._session.get(Recording, recording_id)

    def lock(self, recording_id: int) -> Recording | None:
        """Return a recording as it is now, locked until the transaction ends."""
        return self._lock(Recording, recording_id)

    def by_digest(self, digest: str) -> Recording | None:
        """Return the recording with this content."""
        return self._session.exec(select(Recording).where(Recording.digest == digest)).first()

    def of_callback(self, callback_id: int) -> Sequence[Recording]:
        """Return the recordings of a callback, newest first."""
        query = select(Recording).where(Recording.callback_id == callback_id)
        return self._session.exec(query.order_by(col(Recording.id).desc())).all()

    def in_state(self, state: str, *, limit: int = 100) -> Sequence[Recording]:
        """Return recordings in a state, oldest first."""
        query = select(Recording).where(Recording.state == state)
        return self._session.exec(query.order_by(col(Recording.id)).limit(limit)).all()

    def outlived(self, now: datetime, *, limit: int = 100) -> Sequence[Recording]:
        """Return recordings whose retention has ended and that nothing holds."""
        query = select(Recording).where(
            col(Recording.retain_until) <= now,
            col(Recording.legal_hold).is_(None),
            col(Recording.erased_at).is_(None),
        )
        return self._session.exec(query.order_by(col(Recording.id)).limit(limit)).all()

    def kept(self) -> Sequence[Recording]:
        """Return every recording whose content must be in the archive."""
        query = select(Recording).where(col(Recording.erased_at).is_(None))
        return self._session.exec(query.order_by(col(Recording.id))).all()

    def attempts_around(self, at: datetime, reach: timedelta) -> Sequence[tuple[Attempt, Borrower]]:
        """Return allowed attempts that began within `reach` of an instant, with whom they were to."""
        query = (
            select(Attempt, Borrower)
            .where(
                Attempt.borrower_id == Borrower.id,
                col(Attempt.allowed).is_(True),
                col(Attempt.at) >= at - reach,
                col(Attempt.at) <= at + reach,
            )
            .order_by(col(Attempt.id))
        )
        return self._session.exec(query).all()

    def attempts_of_loan(self, loan_id: int) -> Sequence[Attempt]:
        """Return the allowed attempts on a loan, newest first."""
        query = select(Attempt).where(Attempt.loan_id == loan_id, col(Attempt.allowed).is_(True))
        return self._session.exec(query.order_by(col(Attempt.at).desc())).all()

    def open_tasks_about(self, recording_id: int) -> Sequence[Task]:
        """Return the open tasks that ask whose call a recording is."""
        query = select(Task).where(Task.kind == "recording_unmatched", Task.state == "open")
        return [task for task in self._session.exec(query) if task.details.get("recording") == recording_id]

    def inspection(self, inspection_id: int) -> Inspection | None:
        """Return an inspection by number."""
        return self._session.get(Inspection, inspection_id)

    def inspection_of(self, response_id: int) -> Inspection | None:
        """Return what was compared for a form response."""
        return self._session.exec(select(Inspection).where(Inspection.response_id == response_id)).first()

    def photos_of(self, response_id: int) -> Sequence[InspectionPhoto]:
        """Return the photos of a form response, in the order in which they came."""
        query = select(InspectionPhoto).where(InspectionPhoto.response_id == response_id)
        return self._session.exec(query.order_by(col(InspectionPhoto.id))).all()

    def photo_elsewhere(self, digest: str, loan_id: int) -> InspectionPhoto | None:
        """Return the same picture from another loan's inspection."""
        query = select(InspectionPhoto).where(
            InspectionPhoto.digest == digest, InspectionPhoto.loan_id != loan_id
        )
        return self._session.exec(query).first()

    def kept_photos(self) -> Sequence[InspectionPhoto]:
        """Return every photo whose content must be in the archive."""
        query = select(InspectionPhoto).where(col(InspectionPhoto.digest).is_not(None))
        return self._session.exec(query.order_by(col(InspectionPhoto.id))).all()

    def outlived_photos(self, now: datetime, *, limit: int = 100) -> Sequence[InspectionPhoto]:
        """Return photos whose retention has ended."""
        query = select(InspectionPhoto).where(
            col(InspectionPhoto.digest).is_not(None), col(InspectionPhoto.retain_until) <= now
        )
        return self._session.exec(query.limit(limit)).all()
