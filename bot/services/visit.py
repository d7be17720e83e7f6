"""Use case: a confirmed finding about the car asks for somebody to look at it; the visit becomes a callback."""

from bot.policy.sla import event_due
from bot.services.container import Services
from bot.services.plan_callbacks import OPEN, rank_of
from bot.services.trigger import GRACE
from bot.services.work import Subject
from storage.models import Callback, StoredSignal
from storage.unit_of_work import UnitOfWork

VISIT_FORM = "vehicle_inspection"
VISIT_PRIORITY = 85  # domain pack, section 2.4: as urgent as a tracker's removal alarm
VISIT_SLA = "collateral_critical_visit"


def plan_visit(
    services: Services, uow: UnitOfWork, subject: Subject, signal: StoredSignal
) -> Callback | None:
    """Open a visit for the loan's team, or hasten the one that is open; None while a hold forbids contact."""
    loan = subject.loan
    held = {hold.marker for hold in uow.loans.holds(loan.borrower_id, loan.id or 0, uow.now)}
    if held & services.rules.triggers.suppress_when_hold:
        return None
    due = event_due(
        VISIT_SLA, uow.now, services.calendar, policy=services.rules.sla, tz=services.settings.timezone
    )
    explanation = {"text": "visit-why", "values": {"signal": signal.key, "on": uow.now.date().isoformat()}}
    for callback in uow.callbacks.of_loan(loan.id or 0):
        if callback.form_key == VISIT_FORM and callback.state in OPEN:
            callback.due_at = min(callback.due_at, due)
            callback.window_open = min(callback.window_open, uow.now)
            callback.explanation = [*callback.explanation, explanation]
            callback.updated_at = uow.now
            return callback
    visit = uow.callbacks.add(
        Callback(
            loan_id=loan.id or 0,
            form_key=VISIT_FORM,
            cycle_key=f"visit:{signal.id}",
            rule_key="confirmed/vehicle_visit",
            purpose="service",
            trigger="vehicle_visit",
            explanation=[explanation],
            window_open=uow.now,
            due_at=due,
            closes_at=due + GRACE,
            rank=rank_of(services, VISIT_FORM, loan.tier, VISIT_PRIORITY),
            tier=loan.tier,
            team=loan.team,
            language=subject.borrower.language,
            state="ready",
            source_signal_id=signal.id,
            created_at=uow.now,
            updated_at=uow.now,
        )
    )
    uow.audit.append("system:follow_up", "plan_callback", "callback", visit.id, trigger="vehicle_visit",
                     signal=signal.id)  # fmt: skip
    return visit
