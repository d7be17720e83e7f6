"""Sending budgets, locked while they are spent."""

from datetime import datetime

from sqlmodel import Session

from storage.models import SendBudget
from storage.repositories.base import Repository, insert_unless_there


class BudgetRepository(Repository):
    """Queries on sending budgets."""

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

    def _lock_budget(self, scope: str) -> SendBudget | None:
        return self._session.get(SendBudget, scope, with_for_update=True, populate_existing=True)
