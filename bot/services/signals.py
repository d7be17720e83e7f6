"""Puts proposed signals before a team lead: one row each, with its clock, and a card to every lead."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.policy.sla import decision_due
from bot.services.access import is_conduct
from bot.services.container import Services
from bot.services.outgoing import Lane, send_card
from bot.services.work import Subject
from storage.models import SignalView, StaffMember, StoredSignal
from storage.unit_of_work import UnitOfWork

SIGNAL_CARD = "signal_card"
REVIEW_CARD = "review_card"
ALERTING = frozenset({"high", "critical"})  # these go ahead of ordinary cards
LIVE_STATES = frozenset({"proposed", "needs_callback", "confirmed", "reopened"})


def propose_signal(
    services: Services,
    uow: UnitOfWork,
    subject: Subject,
    *,
    key: str,
    severity: str,
    speaker: str,
    origin: str,
    evidence: Sequence[dict[str, Any]],
    agent_id: int | None,
    slots: dict[str, str] | None = None,
    rationale: str = "",
    follow_up: Sequence[str] = (),
    review_id: int | None = None,
    response_id: int | None = None,
) -> StoredSignal:
    """Store a proposal and start its clock. Nothing follows from it until a person decides."""
    due = decide_by(services, uow, severity)
    signal = uow.reviews.add(
        StoredSignal(
            review_id=review_id,
            response_id=response_id,
            callback_id=subject.callback.id or 0,
            loan_id=subject.loan.id or 0,
            agent_id=agent_id,
            team=subject.callback.team,
            key=key,
            severity=severity,
            proposed_key=key,
            proposed_severity=severity,
            speaker=speaker,
            origin=origin,
            evidence=list(evidence),
            slots=slots or {},
            rationale=rationale,
            follow_up=list(follow_up),
            proposed_at=uow.now,
            decide_by=due,
        )
    )
    uow.audit.append(
        f"system:{origin}", "signal_proposed", "signal", signal.id, key=key, severity=severity,
        callback=subject.callback.id,
    )  # fmt: skip
    return signal


def decide_by(services: Services, uow: UnitOfWork, severity: str) -> datetime:
    """Return until when a person must decide a matter of this severity that comes up now."""
    return decision_due(
        severity, uow.now, services.calendar, policy=services.rules.sla, tz=services.settings.timezone
    )


def already_raised(uow: UnitOfWork, callback_id: int, key: str, origin: str) -> StoredSignal | None:
    """Return a live signal of this callback with the same key and origin."""
    rows = uow.reviews.signals_of_callback(callback_id)
    return next((r for r in rows if r.key == key and r.origin == origin and r.state in LIVE_STATES), None)


def deciders_of(uow: UnitOfWork, signal: StoredSignal) -> list[StaffMember]:
    """Return who decides a signal: the team's leads, for conduct also compliance; never the call's own agent.

    With nobody left in the team, leads of other teams and compliance stand in: no signal waits unseen.
    """
    found = list(uow.staff.leads_of(signal.team))
    if is_conduct(signal.key):
        found += uow.staff.active("compliance")
    free = [member for member in found if member.id != signal.agent_id]
    if free:
        return free
    others = uow.staff.active("team_lead", "compliance")
    return [member for member in others if member.id != signal.agent_id]


def show_to_leads(uow: UnitOfWork, signal: StoredSignal) -> int:
    """Send the signal's card to everybody who may decide it; return how many there are."""
    leads = deciders_of(uow, signal)
    lane = Lane.ALERT if signal.severity in ALERTING else Lane.CARD
    for lead in leads:
        if uow.reviews.view(signal.id or 0, lead.id or 0) is None:
            uow.reviews.add(SignalView(signal_id=signal.id or 0, staff_id=lead.id or 0, seen_at=uow.now))
        send_card(uow, SIGNAL_CARD, signal.id or 0, chat_id=lead.chat_user_id, staff_id=lead.id, lane=lane)
    return len(leads)
