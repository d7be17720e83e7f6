"""The lead's daily list: promises to borrowers that are about to be broken, or were (domain pack, section 2.6)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.policy.cadence_rules import FIRST, QUARTERLY
from bot.policy.days import end_of_day, local_day
from bot.services.container import Services
from storage.unit_of_work import UnitOfWork

FIRST_LIST_FROM_DAY = 25  # after disbursement; five days are left to keep the promise
QUARTERLY_LIST_FROM_DAY = 85  # after the last call, of 92


@dataclass(frozen=True, kw_only=True)
class LateItem:
    """One callback of the list. `days_left` is negative once its deadline has passed."""

    callback_id: int
    loan_number: str
    form_key: str
    tier: str
    state: str
    assignee_id: int | None
    attempts: int
    closes_on: date
    days_left: int
    missed: bool
    reason: str | None


def late_list(services: Services, uow: UnitOfWork, *, team: str = "", limit: int = 200) -> list[LateItem]:
    """Return first callbacks at day 25 and quarterly ones at day 85 that are not done, soonest deadline first."""
    cadence, zone = services.rules.cadence, services.settings.timezone
    spans = {
        FIRST: cadence.first_callback_deadline_days - FIRST_LIST_FROM_DAY,
        QUARTERLY: cadence.quarterly_hard_max_days - QUARTERLY_LIST_FROM_DAY,
    }
    today = local_day(uow.now, zone)
    items = []
    for form_key, days in spans.items():
        until = end_of_day(today + timedelta(days=days), zone)
        for callback, loan in uow.callbacks.late_calls(form_key, until, team=team or None, limit=limit):
            closes_on = local_day(callback.closes_at, loan.timezone)
            items.append(
                LateItem(
                    callback_id=callback.id or 0,
                    loan_number=loan.loan_number,
                    form_key=form_key,
                    tier=callback.tier,
                    state=callback.state,
                    assignee_id=callback.assignee_id,
                    attempts=callback.attempts,
                    closes_on=closes_on,
                    days_left=(closes_on - today).days,
                    missed=callback.deadline_missed or callback.closes_at < uow.now,
                    reason=callback.deadline_reason,
                )
            )
    return sorted(items, key=lambda item: (item.closes_on, item.callback_id))[:limit]
