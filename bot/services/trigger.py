"""Use case: an event asks for a callback outside the cadence (domain pack, section 2.4)."""

from datetime import datetime, timedelta

from bot.policy.explain import Line
from bot.policy.tiers import Tier
from bot.policy.triggers import TriggerDue, trigger_due
from bot.services.container import Services
from bot.services.plan_callbacks import OPEN, rank_of
from storage.models import Callback, Loan
from storage.unit_of_work import UnitOfWork

GRACE = timedelta(days=3)  # between the day a triggered callback is due and the day it counts as missed


def fire_trigger(
    services: Services,
    uow: UnitOfWork,
    loan: Loan,
    trigger_key: str,
    *,
    severity: str = "",
    signal_id: int | None = None,
    assignee_id: int | None = None,
) -> Callback | None:
    """Open a callback for an event, or join the loan's open one; None when the event asks for no callback."""
    due = trigger_due(
        trigger_key,
        uow.now,
        Tier(loan.tier),
        services.calendar,
        policy=services.rules.triggers,
        tz=loan.timezone,
        severity=severity,
    )
    if due.form_key is None or due.due_at is None:
        return None
    callbacks = uow.callbacks.of_loan(loan.id or 0)
    holding = {hold.marker for hold in uow.loans.holds(loan.borrower_id, loan.id or 0, uow.now)}
    if holding & services.rules.triggers.suppress_when_hold:
        return None
    open_one = next((c for c in callbacks if c.state in OPEN), None)
    if open_one is not None:
        return _join(services, uow, open_one, due)
    return _open(services, uow, loan, due, signal_id, assignee_id)


def _join(services: Services, uow: UnitOfWork, callback: Callback, due: TriggerDue) -> Callback:
    if due.due_at is not None and due.due_at < callback.due_at:
        callback.due_at = due.due_at
    callback.window_open = min(callback.window_open, uow.now)
    callback.rank = max(callback.rank, rank_of(services, callback.form_key, callback.tier, due.priority))
    callback.trigger = due.trigger_key
    callback.explanation = [*callback.explanation, _line(due.explanation)]
    callback.backlog, callback.updated_at = False, uow.now
    return callback


def _open(
    services: Services,
    uow: UnitOfWork,
    loan: Loan,
    due: TriggerDue,
    signal_id: int | None,
    assignee_id: int | None,
) -> Callback:
    borrower = uow.loans.borrower(loan.borrower_id)
    due_at: datetime = due.due_at or uow.now
    callback = uow.callbacks.add(
        Callback(
            loan_id=loan.id or 0,
            form_key=due.form_key or "due_followup",
            cycle_key=f"{due.trigger_key}:{uow.now.date().isoformat()}:{signal_id or 0}",
            rule_key=f"trigger/{due.trigger_key}",
            purpose="collection" if loan.dpd > 0 else "service",
            trigger=due.trigger_key,
            explanation=[_line(due.explanation)],
            window_open=uow.now,
            due_at=due_at,
            closes_at=due_at + GRACE,
            rank=rank_of(services, due.form_key or "", loan.tier, due.priority),
            tier=loan.tier,
            team=loan.team,
            language=borrower.language if borrower else "zh-CN",
            assignee_id=assignee_id,
            state="ready",
            source_signal_id=signal_id,
            created_at=uow.now,
            updated_at=uow.now,
        )
    )
    uow.audit.append("system:trigger", "plan_callback", "callback", callback.id, trigger=due.trigger_key)
    return callback


def _line(line: Line) -> dict[str, object]:
    return {"text": line.key, "values": dict(line.values)}
