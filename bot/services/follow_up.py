"""What a confirmed signal opens: help, a callback, a visit, a hold, a desk's task. It never changes the loan."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.policy.sla import event_due
from bot.services.access import is_conduct
from bot.services.cases import CASE_CARD, draft_case, show_to_desk
from bot.services.container import Services
from bot.services.customer import offer_help
from bot.services.holds import place_hold
from bot.services.outgoing import send_card
from bot.services.staff import actor_name
from bot.services.trigger import fire_trigger
from bot.services.visit import plan_visit
from bot.services.work import Subject, open_task, read_subject
from review.domain import Severity
from storage.models import ContactPreference, StaffMember, StoredSignal
from storage.unit_of_work import UnitOfWork

__all__ = ["CASE_CARD", "OUTCOME_CARD", "follow_up"]

OUTCOME_CARD = "outcome_card"
BEREAVEMENT_PAUSE = timedelta(days=30)  # the contact policies' marker bereavement_30d
DESK_OF_ACTION = {
    "hardship_referral": "support",
    "vulnerability_care": "support",
    "vehicle_visit": "collateral",
    "insurance_followup": "collateral",
    "device_check": "collateral",
    "registry_check": "collateral",
    "fraud_escalation": "fraud",
    "legal_review": "legal",
    "complaint_register": "complaints",
    "channel_review": "compliance",
    "coach_agent": "team_lead",
    "compliance_incident": "compliance",
    "customer_remediation": "support",
}
EVENT_OF_DESK = {
    "fraud": "identity_or_fraud",
    "collateral": "collateral_critical_call",
    "compliance": "agent_breach_suspend",
    "support": "stress_support_contact",
    "complaints": "complaint_acknowledge",
}
# A visit or a legal look is a strong step; a low or medium finding does not justify it (domain pack, 3.1.7).
STRONG_ACTIONS = frozenset({"vehicle_visit", "legal_review", "fraud_escalation", "compliance_incident"})
NO_TASK = frozenset({"offer_due_date", "offer_deferral", "offer_reschedule", "pre_due_reminder", "recontact"})


def follow_up(
    services: Services, uow: UnitOfWork, actor: StaffMember, signal: StoredSignal
) -> tuple[str, ...]:
    """Open everything that the taxonomy asks for this signal; return the actions that were taken."""
    definition = services.taxonomy.get(signal.key)
    subject = read_subject(uow, signal.callback_id)
    work = _FollowUp(services, uow, actor, signal, subject)
    taken = [action for action in (definition.actions if definition else ()) if work.take(action)]
    if signal.key.startswith("stress.") and Severity(signal.severity).rank >= Severity.MEDIUM.rank:
        work.call_again()
        taken.append("earlier_callback")
    signal.follow_up = taken
    uow.loans.look_again([signal.loan_id], uow.now)
    work.tell_agent()
    return tuple(taken)


class _FollowUp:
    def __init__(
        self,
        services: Services,
        uow: UnitOfWork,
        actor: StaffMember,
        signal: StoredSignal,
        subject: Subject,
    ) -> None:
        self.services, self.uow, self.actor = services, uow, actor
        self.signal, self.subject = signal, subject
        self.severity = Severity(signal.severity)
        self.special: dict[str, Callable[[], None]] = {
            "support_case": self._support_case,
            "collection_hold": self._collection_hold,
            "crisis_protocol": self._crisis,
            "contact_pref_update": self._contact_preference,
            "vehicle_visit": self._visit,
        }

    def take(self, action: str) -> bool:
        if action in NO_TASK:
            return False
        if action in STRONG_ACTIONS and self.severity.rank < Severity.HIGH.rank:
            return False
        if action in self.special:
            self.special[action]()
            return True
        self._task(action, DESK_OF_ACTION.get(action, "team_lead"))
        return True

    def call_again(self) -> None:
        fire_trigger(
            self.services,
            self.uow,
            self.subject.loan,
            "stress_confirmed",
            severity=self.severity.value,
            signal_id=self.signal.id,
            assignee_id=self.signal.agent_id,
        )

    def tell_agent(self) -> None:
        agent = self.uow.staff.get(self.signal.agent_id) if self.signal.agent_id else None
        # What somebody did wrong on the phone is told by a person; the coaching task says so to the lead.
        if agent is not None and not is_conduct(self.signal.key):
            send_card(
                self.uow, OUTCOME_CARD, self.signal.id or 0, chat_id=agent.chat_user_id, staff_id=agent.id
            )

    def _task(self, action: str, desk: str) -> None:
        event = EVENT_OF_DESK.get(desk)
        zone = self.services.settings.timezone
        due = (
            event_due(event, self.uow.now, self.services.calendar, policy=self.services.rules.sla, tz=zone)
            if event
            else self.uow.now + timedelta(days=3)
        )
        open_task(
            self.uow,
            action,
            desk=desk,
            created_by=actor_name(self.actor),
            loan_id=self.signal.loan_id,
            callback_id=self.signal.callback_id,
            signal_id=self.signal.id,
            due_at=due,
        )

    def _support_case(self) -> None:
        """Draft a case from what the form knows; the customer's wish submits it, a person decides it."""
        if self.uow.follow_ups.open_case_of(self.signal.loan_id) is not None:
            return
        case = draft_case(
            self.services,
            self.uow,
            self.signal.loan_id,
            self._answers(),
            opened_by=actor_name(self.actor),
            callback_id=self.signal.callback_id,
            signal_id=self.signal.id,
            reason=self.signal.key,
        )
        if self.signal.key.startswith("stress."):
            offer_help(self.uow, case, self.subject.borrower)
        show_to_desk(self.uow, case)

    def _visit(self) -> None:
        """Have the car looked at: the collateral desk gets a task, the visit itself is planned as a callback."""
        self._task("vehicle_visit", "collateral")
        plan_visit(self.services, self.uow, self.subject, self.signal)

    def _collection_hold(self) -> None:
        marker = "fraud_victim" if self.signal.key.startswith("fraud.") else "hardship_pending"
        self._hold(marker)

    def _crisis(self) -> None:
        self._hold("crisis")
        self._task("crisis_protocol", "support")

    def _contact_preference(self) -> None:
        answers = self._answers()
        for wish in answers.get("con.restriction") or []:
            self.uow.loans.add(
                ContactPreference(
                    borrower_id=self.subject.borrower.id or 0,
                    kind="restriction",
                    value=wish,
                    source=f"signal:{self.signal.id}",
                    valid_from=self.uow.now,
                )
            )
        if not answers.get("con.restriction"):
            self._task("contact_pref_update", "team_lead")

    def _hold(self, marker: str) -> None:
        place_hold(
            self.uow,
            self.subject,
            marker,
            reason=self.signal.key,
            placed_by=actor_name(self.actor),
            lasts=BEREAVEMENT_PAUSE if marker == "bereavement_30d" else None,
        )

    def _answers(self) -> dict[str, Any]:
        response = self.uow.forms.latest_of(self.signal.callback_id)
        rows = self.uow.forms.answers(response.id or 0) if response else ()
        return {row.question: row.value for row in rows if row.status == "answered"}
