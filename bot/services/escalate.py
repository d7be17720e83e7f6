"""Sweep: decisions that wait too long climb one level. Nothing is ever confirmed or dismissed by a clock."""

from collections.abc import Sequence

from bot.policy.sla import add_span
from bot.services.container import Services
from bot.services.outgoing import Lane, send_card
from bot.services.signals import SIGNAL_CARD
from storage.models import StaffMember, StoredSignal
from storage.unit_of_work import UnitOfWork

BATCH = 100  # signals per transaction
ROLES_OF_LEVEL = {
    "team_lead": ("team_lead",),
    "head_of_operations": ("team_lead", "admin"),
    "compliance": ("compliance",),
}
"""Who stands in for each name of the ladder; a team's lead first, then leads of every team and administrators."""


def escalate_decisions(services: Services) -> int:
    """Raise every late decision one level and show it to those who come next; return how many."""
    with services.new_unit() as uow:
        late = uow.reviews.overdue_decisions(uow.now, limit=BATCH)
        raised = sum(_raise(services, uow, signal) for signal in late)
        uow.commit()
    return raised


def _raise(services: Services, uow: UnitOfWork, signal: StoredSignal) -> bool:
    rule = services.rules.sla.decisions[signal.severity]
    level = min(signal.escalation + 1, len(rule.escalate))
    climbed = level > signal.escalation
    signal.escalation = level
    # At the top of the ladder the clock goes on ringing, it does not decide.
    signal.decide_by = add_span(
        uow.now, rule.within, services.calendar, policy=services.rules.sla, tz=services.settings.timezone
    )
    to = rule.escalate[level - 1]
    for member in _people(uow, to, signal):
        send_card(
            uow, SIGNAL_CARD, signal.id or 0, chat_id=member.chat_user_id, staff_id=member.id, lane=Lane.ALERT
        )
    uow.audit.append("system:clock", "decision_escalated", "signal", signal.id, level=level, to=to)
    return climbed


def _people(uow: UnitOfWork, to: str, signal: StoredSignal) -> Sequence[StaffMember]:
    found = [m for m in uow.staff.active(*ROLES_OF_LEVEL.get(to, ("team_lead",))) if m.id != signal.agent_id]
    # With nobody at that level, the leads hear of it again rather than nobody.
    return found or [m for m in uow.staff.active("team_lead") if m.id != signal.agent_id]
