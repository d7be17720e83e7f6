"""Budgets for sending and for the model, locked while they are spent."""

from datetime import date, datetime

from sqlmodel import Session

from storage.models import ModelDay, SendBudget
from storage.repositories.base import Repository, insert_unless_there


class BudgetRepository(Repository):
    """Queries on budgets."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session)
        self._now = now
        self._locked: dict[str, SendBudget] = {}

    def peek(self, scope: str) -> SendBudget | None:
        """Return the budget of a scope as it stands, unlocked; None if nothing was ever spent."""
        return self._session.get(SendBudget, scope)

    def lock(self, scope: str, *, full: float) -> SendBudget:
        """Return the budget of a scope, locked until the transaction ends; a new one starts `full`."""
        held = self._locked.get(scope) or self._lock_budget(scope)
        if held is None:
            values = {"scope": scope, "tokens": full, "refilled_at": self._now}
            insert_unless_there(self._session, SendBudget, values, ["scope"])
            held = self._session.get_one(SendBudget, scope, with_for_update=True, populate_existing=True)
        self._locked[scope] = held
        return held

    def forget_locks(self) -> None:
        """Lock every budget anew from here on: undoing a savepoint gives up the locks taken within it."""
        self._locked.clear()

    def model_day(self, day: date) -> ModelDay | None:
        """Return what the model has cost on a day as it stands, unlocked; None if nothing was spent."""
        return self._session.get(ModelDay, day, populate_existing=True)

    def lock_model_day(self, day: date) -> ModelDay:
        """Return what the model has cost on a day, locked until the transaction ends."""
        values = {"day": day, "tokens": 0, "unpriced": 0, "cost_nano": 0}
        insert_unless_there(self._session, ModelDay, values, ["day"])
        return self._session.get_one(ModelDay, day, with_for_update=True, populate_existing=True)

    def _lock_budget(self, scope: str) -> SendBudget | None:
        return self._session.get(SendBudget, scope, with_for_update=True, populate_existing=True)
