"""Form responses, answers and changes."""

from collections.abc import Sequence

from sqlmodel import col, select

from storage.models import Answer, AnswerChange, FormResponse
from storage.repositories.base import Repository


class FormRepository(Repository):
    """Queries on form responses."""

    def get(self, response_id: int) -> FormResponse | None:
        """Return a response by number."""
        return self._session.get(FormResponse, response_id)

    def lock(self, response_id: int) -> FormResponse | None:
        """Return a response as it is now, locked until the transaction ends."""
        return self._lock(FormResponse, response_id)

    def draft_of(self, callback_id: int) -> FormResponse | None:
        """Return the open response of a callback."""
        query = select(FormResponse).where(
            FormResponse.callback_id == callback_id, FormResponse.state == "draft"
        )
        return self._session.exec(query.order_by(col(FormResponse.id).desc())).first()

    def latest_of(self, callback_id: int) -> FormResponse | None:
        """Return the newest response of a callback in any state."""
        query = select(FormResponse).where(FormResponse.callback_id == callback_id)
        return self._session.exec(query.order_by(col(FormResponse.id).desc())).first()

    def answers(self, response_id: int) -> Sequence[Answer]:
        """Return the current answers of a response, in the order they were first given."""
        query = select(Answer).where(Answer.response_id == response_id)
        return self._session.exec(query.order_by(col(Answer.id))).all()

    def changes(self, response_id: int) -> Sequence[AnswerChange]:
        """Return the changes after submission, oldest first."""
        query = select(AnswerChange).where(AnswerChange.response_id == response_id)
        return self._session.exec(query.order_by(col(AnswerChange.id))).all()

    def last_submitted(self, callback_ids: Sequence[int]) -> FormResponse | None:
        """Return the newest submitted response among these callbacks."""
        query = select(FormResponse).where(
            col(FormResponse.callback_id).in_(callback_ids), col(FormResponse.submitted_at).is_not(None)
        )
        return self._session.exec(query.order_by(col(FormResponse.submitted_at).desc())).first()
