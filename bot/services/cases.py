"""The life of a support case up to its decision: drafted, wished for, taken, asked about, declined, appealed.

The loan is never touched. While a case is being decided, a hold keeps everybody but its desk from the customer.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.errors import BadInputError, ConflictError, NotFoundError
from bot.policy.access import Scope
from bot.policy.machines import SUPPORT_CASE
from bot.policy.sla import event_due
from bot.services.access import require
from bot.services.contact import policy_of
from bot.services.container import Services
from bot.services.holds import hold_loan
from bot.services.outgoing import Lane, refresh_card, send_card
from bot.services.staff import actor_name
from bot.services.work import open_task
from storage.models import Borrower, CaseMessage, Loan, StaffMember, SupportCase
from storage.unit_of_work import UnitOfWork

CASE_CARD = "case_card"
CASE_QUESTION_CARD = "case_question"
CASE_ANSWER_CARD = "case_answer"
CASE_RECEIVED_CARD = "case_received"
HELP_OFFER_CARD = "help_offer"
PENDING = "hardship_pending"
UNDECIDED = ("submitted", "assessing", "more_info", "offered")
"""States in which the customer waits for us, or we for their word on an offer."""
NOT_DECIDED_YET = ("draft", "submitted", "assessing", "more_info")
DAYS_TO_DECIDE = 10  # where a policy names no number
LONGEST_TEXT = 1000  # characters of a question, an answer or a reason
SHORTEST_TEXT = 2


def case_name(case: SupportCase) -> tuple[str, int]:
    """Return how the audit trail names a case."""
    return "support_case", case.id or 0


def draft_case(
    services: Services,
    uow: UnitOfWork,
    loan_id: int,
    answers: Mapping[str, Any],
    *,
    opened_by: str,
    callback_id: int | None,
    signal_id: int | None = None,
    reason: str = "",
) -> SupportCase:
    """Draft a case from what a form knows (values by question), or return the loan's open one brought up to date."""
    case = uow.follow_ups.open_case_of(loan_id)
    if case is not None:
        if case.state in NOT_DECIDED_YET:
            _learn(case, answers)
        return case
    case = uow.follow_ups.add(
        SupportCase(
            loan_id=loan_id,
            callback_id=callback_id,
            signal_id=signal_id,
            reason=reason,
            due_at=_due(services, uow, "stress_support_contact"),
            opened_at=uow.now,
        )
    )
    _learn(case, answers)
    uow.audit.append(opened_by, "case_opened", *case_name(case), signal=signal_id)
    return case


def _learn(case: SupportCase, answers: Mapping[str, Any]) -> None:
    """Take over what newer answers say; what they are silent about stays."""
    affordable = answers.get("hard.affordable_now")
    case.reason = ", ".join(answers.get("hard.reason") or ()) or case.reason
    case.requested = list(answers.get("hard.support_pref") or case.requested)
    if isinstance(affordable, dict):
        case.affordable_minor = affordable.get("minor")
    case.since_on = _day(answers.get("hard.since")) or case.since_on
    case.recover_on = _day(answers.get("hard.recover_on")) or case.recover_on


def show_to_desk(uow: UnitOfWork, case: SupportCase) -> None:
    """Send the case's card to its owner, or to the whole desk while nobody has it."""
    owner = uow.staff.get(case.owner_id) if case.owner_id else None
    for member in [owner] if owner is not None and owner.active else uow.staff.active("support"):
        send_card(
            uow, CASE_CARD, case.id or 0, chat_id=member.chat_user_id, staff_id=member.id, lane=Lane.CARD
        )


def submit_case(services: Services, uow: UnitOfWork, case: SupportCase, *, by: str) -> None:
    """Record that the customer wants support; from now on nobody but the desk contacts them about paying."""
    move(uow, case, "submitted", by=by)
    case.due_at = _due(services, uow, "support_first_offer")
    hold_back(services, uow, case, by=by)
    if case.owner_id is not None:
        move(uow, case, "assessing", by=by)
    refresh_card(uow, HELP_OFFER_CARD, case.id or 0)
    show_to_desk(uow, case)


def take_case(uow: UnitOfWork, actor: StaffMember, case: SupportCase) -> None:
    """Take a support case; one owner, the second is told who was first."""
    require(actor, "case.work", Scope.ANY)
    if case.owner_id is not None and case.owner_id != actor.id:
        owner = uow.staff.get(case.owner_id)
        raise ConflictError("case_taken", name=(owner.name if owner else None) or "?")
    case.owner_id = actor.id
    uow.audit.append(actor_name(actor), "case_taken", *case_name(case))
    if case.state == "submitted":
        move(uow, case, "assessing", by=actor_name(actor))
    refresh_card(uow, CASE_CARD, case.id or 0)


def confirm_wish(services: Services, uow: UnitOfWork, actor: StaffMember, case: SupportCase) -> None:
    """Record that the customer told the desk themselves that they want support."""
    require_owner(uow, actor, case)
    submit_case(services, uow, case, by=actor_name(actor))


def ask_customer(
    services: Services, uow: UnitOfWork, actor: StaffMember, case: SupportCase, text: str
) -> bool:
    """Put a question to the customer; False when it has to be asked by phone, for which a task is opened."""
    require_owner(uow, actor, case)
    name = actor_name(actor)
    move(uow, case, "more_info", by=name)
    note(uow, case, "question", name, text)
    _, borrower = people_of(uow, case)
    refresh_card(uow, CASE_CARD, case.id or 0)
    return tell_customer(services, uow, case, borrower, CASE_QUESTION_CARD, "ask_case_question")


def answer_question(uow: UnitOfWork, borrower: Borrower, case: SupportCase, text: str) -> None:
    """Take the customer's answer back to the desk."""
    if case.state != "more_info":
        raise ConflictError("case_not_waiting")
    name = f"customer:{borrower.id}"
    note(uow, case, "answer", name, text)
    move(uow, case, "assessing", by=name)
    refresh_card(uow, CASE_QUESTION_CARD, case.id or 0)
    show_to_desk(uow, case)


def refuse_case(
    services: Services, uow: UnitOfWork, actor: StaffMember, case: SupportCase, reason: str
) -> bool:
    """Decline with a written reason; the customer may ask for another look. False = tell them by phone."""
    require_decider(uow, actor, case)
    name = actor_name(actor)
    move(uow, case, "refused", by=name)
    note(uow, case, "refusal", name, reason)
    case.decision, case.decided_by, case.decided_at, case.draft = "refused", actor.id, uow.now, {}
    release(uow, case, by=name)
    _, borrower = people_of(uow, case)
    refresh_card(uow, CASE_CARD, case.id or 0)
    return tell_customer(services, uow, case, borrower, CASE_ANSWER_CARD, "tell_case_decision")


def appeal(services: Services, uow: UnitOfWork, borrower: Borrower, case: SupportCase, text: str) -> None:
    """Look at a declined case again, because the customer says what was missed."""
    if case.state != "refused":
        raise ConflictError("case_not_waiting")
    name = f"customer:{borrower.id}"
    note(uow, case, "appeal", name, text)
    move(uow, case, "assessing", by=name)
    case.decision, case.due_at = None, _due(services, uow, "support_first_offer")
    hold_back(services, uow, case, by=name)
    refresh_card(uow, CASE_ANSWER_CARD, case.id or 0)
    show_to_desk(uow, case)


def withdraw_case(uow: UnitOfWork, case: SupportCase, *, by: str) -> None:
    """End a case that the customer does not want."""
    move(uow, case, "withdrawn", by=by)
    release(uow, case, by=by)
    refresh_card(uow, CASE_CARD, case.id or 0)
    refresh_card(uow, HELP_OFFER_CARD, case.id or 0)


# -- what the steps share ---------------------------------------------------------------------------


def move(uow: UnitOfWork, case: SupportCase, state: str, *, by: str) -> None:
    """Move a case along its machine; anything else is a conflict."""
    if not SUPPORT_CASE.may_move(case.state, state):
        raise ConflictError("case_moved_on")
    case.state = state
    uow.audit.append(by, f"case_{state}", *case_name(case))


def note(uow: UnitOfWork, case: SupportCase, kind: str, author: str, text: str) -> CaseMessage:
    """Keep what was said; too little of it is bad input."""
    words = text.strip()[:LONGEST_TEXT]
    if len(words) < SHORTEST_TEXT:
        raise BadInputError("question_too_short")
    return uow.follow_ups.add(
        CaseMessage(case_id=case.id or 0, kind=kind, author=author, text=words, at=uow.now)
    )


def hold_back(services: Services, uow: UnitOfWork, case: SupportCase, *, by: str) -> None:
    """Keep reminders and calls about paying from the customer while the case is decided."""
    duty = policy_of(services).duties.get("hardship", {})
    lasts = timedelta(days=int(duty.get("decide_days", DAYS_TO_DECIDE)))
    loan, _ = people_of(uow, case)
    hold_loan(
        uow, loan, PENDING, reason=f"support_case:{case.id}", placed_by=by, lasts=lasts,
        whole_borrower=False,
    )  # fmt: skip


def release(uow: UnitOfWork, case: SupportCase, *, by: str) -> None:
    """Lift the hold that this case placed; one that somebody else placed stays."""
    loan, _ = people_of(uow, case)
    for hold in uow.loans.holds(loan.borrower_id, loan.id or 0, uow.now):
        if hold.marker == PENDING and hold.reason == f"support_case:{case.id}":
            hold.lifted_at, hold.lifted_by = uow.now, by
            uow.audit.append(by, "hold_lifted", "hold", hold.id, marker=hold.marker)
    uow.loans.look_again([loan.id or 0], uow.now)


def tell_customer(
    services: Services,
    uow: UnitOfWork,
    case: SupportCase,
    borrower: Borrower,
    card: str,
    by_phone: str,
    *,
    subject_id: int | None = None,
) -> bool:
    """Send a card to the customer's chat, once; where there is none, open a task to ring them."""
    if not in_chat(borrower):
        open_task(
            uow, by_phone, desk="support", created_by="system:case", loan_id=case.loan_id,
            due_at=_due(services, uow, "stress_support_contact"), details={"case": case.id},
        )  # fmt: skip
        return False
    send_card(
        uow,
        card,
        subject_id or case.id or 0,
        chat_id=borrower.chat_user_id or 0,
        lane=Lane.CARD,
        repeat="hold",
    )
    return True


def in_chat(borrower: Borrower) -> bool:
    """Return whether a customer can be told something in chat: bound, and not blocking the bot."""
    return borrower.chat_user_id is not None and borrower.chat_blocked_at is None


def people_of(uow: UnitOfWork, case: SupportCase) -> tuple[Loan, Borrower]:
    """Return the loan and the borrower of a case."""
    loan = uow.loans.get(case.loan_id)
    borrower = uow.loans.borrower(loan.borrower_id) if loan else None
    if loan is None or borrower is None:
        raise NotFoundError("not_found")
    return loan, borrower


def own_case(uow: UnitOfWork, borrower: Borrower, case_id: int) -> SupportCase:
    """Return a case of this customer, locked; somebody else's is not there."""
    case = uow.follow_ups.lock_case(case_id)
    loan = uow.loans.get(case.loan_id) if case else None
    if case is None or loan is None or loan.borrower_id != borrower.id:
        raise NotFoundError("not_found")
    return case


def require_owner(uow: UnitOfWork, actor: StaffMember, case: SupportCase) -> None:
    """Raise unless this person has taken the case."""
    require(actor, "case.work", Scope.ANY)
    if case.owner_id != actor.id:
        owner = uow.staff.get(case.owner_id) if case.owner_id else None
        raise ConflictError(
            "case_taken" if owner else "case_take_first", name=(owner.name if owner else None) or "?"
        )


def require_decider(uow: UnitOfWork, actor: StaffMember, case: SupportCase) -> None:
    """Raise unless this person has taken the case and may decide cases."""
    require(actor, "case.decide", Scope.ANY)
    require_owner(uow, actor, case)


def _due(services: Services, uow: UnitOfWork, event: str) -> Any:
    return event_due(
        event, uow.now, services.calendar, policy=services.rules.sla, tz=services.settings.timezone
    )


def _day(value: object) -> date | None:
    text = value.get("date") if isinstance(value, dict) else None
    return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
