"""Use case: an event asks for a callback outside the cadence (domain pack, section 2.4)."""

from datetime import datetime, timedelta

from bot.policy.cadence_rules import INSPECTION
from bot.policy.tiers import Tier
from bot.policy.triggers import TriggerDue, trigger_due
from bot.services.callback_rows import CALL_FORMS, OPEN, plain_line, rank_of, starting_state
from bot.services.container import Services
from bot.services.work import open_task
from storage.models import Borrower, Callback, Loan
from storage.unit_of_work import UnitOfWork

GRACE = timedelta(days=3)  # between the day a triggered callback is due and the day it counts as missed
AS_PLANNED = "same_as_planned"  # the trigger table's word for "the form that was planned anyway"
DESK_OF_ALSO = {"fraud_screen": "fraud"}
"""What a trigger asks of a desk beside the callback."""


def fire_trigger(
    services: Services,
    uow: UnitOfWork,
    loan: Loan,
    trigger_key: str,
    *,
    severity: str = "",
    signal_id: int | None = None,
    assignee_id: int | None = None,
    form_key: str | None = None,
) -> Callback | None:
    """Open a callback for an event, or join the loan's open one of its kind; None when none is asked for.

    `form_key` stands in where the trigger's own form is "as planned".
    """
    due = trigger_due(
        trigger_key,
        uow.now,
        Tier(loan.tier),
        services.calendar,
        policy=services.rules.triggers,
        tz=loan.timezone,
        severity=severity,
    )
    form = form_key if due.form_key == AS_PLANNED else due.form_key
    if form is None or due.due_at is None:
        return None
    holding = {hold.marker for hold in uow.loans.holds(loan.borrower_id, loan.id or 0, uow.now)}
    if holding & services.rules.triggers.suppress_when_hold:
        return None
    # A call joins a call and a visit a visit: an event must not vanish in a link that nobody works.
    kinds = CALL_FORMS if form in CALL_FORMS else frozenset({form})
    callbacks = uow.callbacks.of_loan(loan.id or 0)
    open_one = next((c for c in callbacks if c.state in OPEN and c.form_key in kinds), None)
    if open_one is not None:
        callback = _join(services, uow, open_one, loan, due)
    else:
        borrower = uow.loans.borrower(loan.borrower_id)
        callback = _open(services, uow, loan, borrower, due, form, signal_id, assignee_id)
    for step in due.also:
        if step in DESK_OF_ALSO:
            open_task(uow, step, desk=DESK_OF_ALSO[step], created_by="system:trigger", loan_id=loan.id,
                      callback_id=callback.id)  # fmt: skip
    return callback


def _join(services: Services, uow: UnitOfWork, callback: Callback, loan: Loan, due: TriggerDue) -> Callback:
    """Bring an open callback forward; it keeps its own form and gains the event's reason."""
    due_at: datetime = due.due_at or uow.now
    callback.due_at = min(callback.due_at, due_at)
    callback.window_open = min(callback.window_open, uow.now)
    if callback.state == "planned":
        callback.state = "ready"
    callback.rank = max(callback.rank, rank_of(services, callback.form_key, loan.tier, due.priority))
    callback.trigger, callback.purpose = due.trigger_key, _purpose(loan, callback.form_key)
    callback.explanation = [*callback.explanation, plain_line(due.explanation)]
    callback.backlog, callback.updated_at = False, uow.now
    uow.audit.append("system:trigger", "join_callback", "callback", callback.id, trigger=due.trigger_key)
    return callback


def _open(
    services: Services,
    uow: UnitOfWork,
    loan: Loan,
    borrower: Borrower | None,
    due: TriggerDue,
    form_key: str,
    signal_id: int | None,
    assignee_id: int | None,
) -> Callback:
    due_at: datetime = due.due_at or uow.now
    callback = uow.callbacks.add(
        Callback(
            loan_id=loan.id or 0,
            form_key=form_key,
            # To the second: what ended this morning may happen again this afternoon.
            cycle_key=f"{due.trigger_key}:{uow.now:%Y-%m-%dT%H:%M:%S}:{signal_id or 0}",
            rule_key=f"trigger/{due.trigger_key}",
            purpose=_purpose(loan, form_key),
            trigger=due.trigger_key,
            explanation=[plain_line(due.explanation)],
            window_open=uow.now,
            due_at=due_at,
            closes_at=due_at + GRACE,
            rank=rank_of(services, form_key, loan.tier, due.priority),
            tier=loan.tier,
            team=loan.team,
            language=borrower.language if borrower else "zh-CN",
            assignee_id=assignee_id,
            state=starting_state(form_key, uow.now, uow.now),
            source_signal_id=signal_id,
            created_at=uow.now,
            updated_at=uow.now,
        )
    )
    uow.audit.append("system:trigger", "plan_callback", "callback", callback.id, trigger=due.trigger_key)
    return callback


def _purpose(loan: Loan, form_key: str) -> str:
    """Return the purpose that the contact policy judges: a call while money is owed is a collection call."""
    return "collection" if loan.dpd > 0 and form_key != INSPECTION else "service"
