"""Use cases that explain: why a loan is or is not due (on any day), and what is due."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import NotFoundError
from bot.policy.cadence import cycle_state
from bot.policy.days import add_business_days, at_local, end_of_day, local_day
from bot.services.contact import check_contact
from bot.services.container import Services
from bot.services.plan_callbacks import OPEN, plan_of, read_record
from storage.models import Borrower, Callback, Loan
from storage.unit_of_work import UnitOfWork

NOON = time(12, 0)  # a day is asked about as a whole; noon is inside every policy's window


def moment_on(day: date, tz: str) -> datetime:
    """Return the instant that stands for a day in a replay."""
    return at_local(day, NOON, tz)


def why(services: Services, loan_number: str, *, on: date | None = None) -> dict[str, Any]:
    """Return tier with points, planned cycles with rules, callbacks, holds and contact verdict for a loan.

    Raises NotFoundError for an unknown loan number.
    """
    with services.new_unit() as uow:
        loan = uow.loans.by_number(loan_number)
        if loan is None:
            raise NotFoundError("loan_unknown")
        now = moment_on(on, loan.timezone) if on else uow.now
        record = read_record(uow, loan, now)
        found = plan_of(services, record, now)
        borrower = uow.loans.borrower(loan.borrower_id)
        return {
            "loan_number": loan.loan_number,
            "on": local_day(now, loan.timezone).isoformat(),
            "disbursed_on": loan.disbursed_on.isoformat(),
            "tier": {
                "tier": found.tier.tier.value,
                "computed": found.tier.computed.value,
                "total": found.tier.total,
                "segments": sorted(found.tier.segments),
                "points": [
                    {"key": p.key, "points": p.points, "text": p.text.key, "values": dict(p.text.values)}
                    for p in found.tier.points
                ],
            },
            "planned": [_cycle(cycle, "planned") for cycle in found.plan.cycles],
            "suppressed": [
                _cycle(item.cycle, "suppressed") | {"markers": list(item.markers)}
                for item in found.plan.suppressed
            ],
            "callbacks": [_callback(c, loan, now) for c in record.callbacks],
            "holds": [{"marker": h.marker, "since": h.placed_at.isoformat()} for h in record.holds],
            "contact": _contact(services, uow, record.callbacks, loan, borrower, now),
            "next_look_at": found.plan.next_look_at.isoformat() if found.plan.next_look_at else None,
        }


def due(services: Services, *, on: date | None = None, limit: int | None = None) -> list[dict[str, Any]]:
    """Return what is open and due to be worked by the end of a day, oldest due first."""
    tz = services.settings.timezone
    with services.new_unit() as uow:
        day = on or local_day(uow.now, tz)
        now = moment_on(day, tz) if on else uow.now
        rows = uow.callbacks.due(until=end_of_day(day, tz), limit=limit)
        return [_callback(callback, loan, now) for callback, loan in rows]


@dataclass(frozen=True, kw_only=True)
class BacklogReach:
    """How far the imported backlog reaches: waiting, done per day at today's capacity, and the last day."""

    waiting: int
    per_day: int
    until: date | None


def backlog_reach(services: Services, uow: UnitOfWork) -> BacklogReach:
    """Return how long the backlog lasts if every agent works to capacity on workdays."""
    waiting = uow.callbacks.backlog_size()
    per_day = sum(member.daily_capacity for member in uow.staff.active("agent") if member.on_duty)
    if not waiting or not per_day:
        return BacklogReach(waiting=waiting, per_day=per_day, until=None)
    days = -(-waiting // per_day)
    start = local_day(uow.now, services.settings.timezone)
    return BacklogReach(
        waiting=waiting, per_day=per_day, until=add_business_days(start, days, services.calendar)
    )


def _cycle(cycle: Any, state: str) -> dict[str, Any]:
    return {
        "form": cycle.form_key,
        "cycle": cycle.cycle_key,
        "rule": cycle.rule_key,
        "state": state,
        "window_open": cycle.window_open.isoformat(),
        "due_on": cycle.due_on.isoformat(),
        "closes_on": cycle.closes_on.isoformat(),
        "late": cycle.late,
        "explanation": [{"text": item.key, "values": dict(item.values)} for item in cycle.explanation],
    }


def _callback(callback: Callback, loan: Loan, now: datetime) -> dict[str, Any]:
    zone = ZoneInfo(loan.timezone)
    return {
        "loan_number": loan.loan_number,
        "callback": callback.id,
        "form": callback.form_key,
        "cycle": callback.cycle_key,
        "rule": callback.rule_key,
        "tier": callback.tier,
        "state": callback.state,
        "reads_as": cycle_state(callback.state, callback.closes_at, callback.completed_at, now).value,
        "open": callback.state in OPEN,
        "window_open": callback.window_open.isoformat(),
        "due_at": callback.due_at.isoformat(),
        "due_on": callback.due_at.astimezone(zone).date().isoformat(),
        "closes_on": callback.closes_at.astimezone(zone).date().isoformat(),
        "late": callback.deadline_missed or now > callback.closes_at,
        "backlog": callback.backlog,
        "agent": callback.assignee_id,
        "team": callback.team,
        "close_reason": callback.close_reason,
        "explanation": list(callback.explanation),
    }


def _contact(
    services: Services,
    uow: UnitOfWork,
    callbacks: Any,
    loan: Loan,
    borrower: Borrower | None,
    now: datetime,
) -> dict[str, Any] | None:
    current = next((c for c in callbacks if c.state in OPEN), None)
    if current is None or borrower is None:
        return None
    verdict = check_contact(services, uow, current, loan, borrower, at=now)
    return {
        "allowed": verdict.allowed,
        "reasons": [{"code": reason.code, **reason.data} for reason in verdict.reasons],
        "next_allowed_at": verdict.next_allowed_at.isoformat() if verdict.next_allowed_at else None,
        "policy": verdict.policy_key,
    }
