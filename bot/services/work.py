"""Use cases of an agent at work: claim, start, could not reach, later, hand over, show the number."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.errors import BadInputError, ConflictError, NotFoundError
from bot.policy.cadence_rules import INSPECTION
from bot.policy.contact_values import ContactVerdict
from bot.policy.machines import CALLBACK
from bot.policy.retry import Attempt as PastTry
from bot.policy.retry import next_try
from bot.policy.tiers import Tier
from bot.services.access import require_callback, require_workable
from bot.services.callback_rows import CALLBACK_CARD
from bot.services.contact import VISIT, answered_holds, check_contact
from bot.services.container import Services
from bot.services.outgoing import refresh_card, send_card
from bot.services.staff import actor_name
from storage.models import Attempt, Borrower, Callback, FormResponse, Loan, StaffMember, Task
from storage.unit_of_work import UnitOfWork

MAX_RESCHEDULES = 3  # domain pack, section 2.5: callback_requested
CONNECTED_OUTCOMES = frozenset({"connected", "connected_third_party", "wrong_number", "refused_to_talk",
                                "idv_failed", "dropped_after_idv", "deceased_reported", "language_barrier",
                                "callback_requested"})  # fmt: skip
UNREACHED_OUTCOMES = ("no_answer", "busy", "rejected", "powered_off", "out_of_service", "invalid_number",
                      "wrong_number", "connected_third_party", "voicemail", "technical_failure")  # fmt: skip
RETRY_AS = {
    "voicemail": "no_answer",
    "language_barrier": "no_answer",
}  # the retry table has no row of their own


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A callback with its loan and borrower, read in one unit of work."""

    callback: Callback
    loan: Loan
    borrower: Borrower


@dataclass(frozen=True, kw_only=True)
class Dial:
    """What came of wanting to dial: the verdict, and the attempt when it was allowed."""

    verdict: ContactVerdict
    attempt: Attempt | None


def read_subject(uow: UnitOfWork, callback_id: int, *, lock: bool = False) -> Subject:
    """Return a callback with loan and borrower; raises NotFoundError."""
    callback = uow.callbacks.lock(callback_id) if lock else uow.callbacks.get(callback_id)
    loan = uow.loans.get(callback.loan_id) if callback else None
    borrower = uow.loans.borrower(loan.borrower_id) if loan else None
    if callback is None or loan is None or borrower is None:
        raise NotFoundError("callback_gone")
    return Subject(callback=callback, loan=loan, borrower=borrower)


def claim(uow: UnitOfWork, actor: StaffMember, callback_id: int) -> Subject:
    """Take a callback; the row lock lets one of two people through and tells the other who has it."""
    subject = read_subject(uow, callback_id, lock=True)
    callback = subject.callback
    if callback.assignee_id is not None and callback.assignee_id != actor.id:
        holder = uow.staff.get(callback.assignee_id)
        raise ConflictError("claimed_by", name=(holder.name if holder else None) or "?")
    require_workable(actor, callback)
    if callback.assignee_id is None:
        callback.assignee_id = actor.id
        uow.audit.append(actor_name(actor), "claim", "callback", callback.id)
    if callback.state in CALLBACK.terminal:
        raise ConflictError("callback_over", state=callback.state)
    return subject


def start(services: Services, uow: UnitOfWork, actor: StaffMember, callback_id: int) -> Dial:
    """Open an attempt if the contact policy allows one now; pressing start twice opens only one."""
    subject = claim(uow, actor, callback_id)
    open_attempt = _open_attempt(uow, subject.callback)
    if open_attempt is not None:
        verdict = ContactVerdict(
            allowed=True, reasons=(), next_allowed_at=uow.now, policy_key="", policy_version=""
        )
        return Dial(verdict=verdict, attempt=open_attempt)
    return _dial(services, uow, actor, subject)


def could_not_reach(
    services: Services, uow: UnitOfWork, actor: StaffMember, callback_id: int, outcome: str
) -> Dial:
    """End the attempt at hand (or make one, if the policy allows) with an outcome; plan the next try."""
    if outcome not in UNREACHED_OUTCOMES and outcome not in CONNECTED_OUTCOMES:
        raise BadInputError("outcome_unknown")
    dial = start(services, uow, actor, callback_id)
    if dial.attempt is not None:
        subject = read_subject(uow, callback_id)
        end_attempt(services, uow, actor, subject, dial.attempt, outcome)
    return dial


def end_attempt(
    services: Services, uow: UnitOfWork, actor: StaffMember, subject: Subject, attempt: Attempt, outcome: str
) -> None:
    """Close an attempt that did not complete the callback, and plan what the retry table says."""
    callback = subject.callback
    attempt.state, attempt.outcome, attempt.ended_at = "ended", outcome, uow.now
    attempt.connected = outcome in CONNECTED_OUTCOMES
    _void_draft(uow, callback, outcome)
    decision = next_try(
        RETRY_AS.get(outcome, outcome),
        _earlier_tries(uow, callback, attempt),
        services.rules.retry,
        uow.now,
        tz=subject.borrower.timezone,
        tier=Tier(subject.loan.tier),
        allowed_from=lambda at: (
            check_contact(services, uow, callback, subject.loan, subject.borrower, at=at).next_allowed_at
        ),
        requested_at=callback.customer_slot_at or uow.now,
    )
    callback.outcome = outcome
    if decision.ends_cycle:
        callback.state = "refused" if outcome == "refused_to_talk" else "unreachable"
        callback.close_reason, callback.completed_at, callback.next_try_at = outcome, uow.now, None
        callback.closed_at = uow.now
        uow.loans.look_again([callback.loan_id], uow.now)
    else:
        # No instant means that waiting does not help: the work rests until its data are mended.
        callback.state, callback.next_try_at = "waiting_retry", decision.at
    callback.pushed_at, callback.updated_at = None, uow.now
    for step in decision.then:
        _follow(uow, actor, subject, step)
    uow.audit.append(
        actor_name(actor), "attempt_ended", "callback", callback.id, attempt=attempt.id, outcome=outcome
    )
    refresh_card(uow, CALLBACK_CARD, callback.id or 0)


def later(
    services: Services,
    uow: UnitOfWork,
    actor: StaffMember,
    callback_id: int,
    at: datetime,
    *,
    by_customer: bool,
) -> datetime:
    """Put a callback off to `at`, or the next instant that the policy allows; return that instant."""
    subject = claim(uow, actor, callback_id)
    callback = subject.callback
    if at <= uow.now:
        raise BadInputError("later_in_past")
    if by_customer:
        callback.customer_slot_at = at
    verdict = check_contact(services, uow, callback, subject.loan, subject.borrower, at=at)
    moment = verdict.next_allowed_at or at
    if by_customer:
        callback.reschedules += 1
        callback.customer_slot_at = moment
        if callback.reschedules > MAX_RESCHEDULES:
            raise BadInputError("too_many_reschedules", most=MAX_RESCHEDULES)
    attempt = _open_attempt(uow, callback)
    if attempt is not None:
        attempt.state, attempt.ended_at = "ended", uow.now
        attempt.outcome = "callback_requested" if by_customer else "released"
        attempt.connected = by_customer
    callback.state = "waiting_retry" if callback.state in ("in_progress", "waiting_retry") else callback.state
    callback.next_try_at, callback.pushed_at, callback.updated_at = moment, None, uow.now
    uow.audit.append(
        actor_name(actor),
        "move_callback",
        "callback",
        callback.id,
        until=moment.isoformat(),
        asked=by_customer,
    )
    refresh_card(uow, CALLBACK_CARD, callback.id or 0)
    return moment


def hand_over(
    uow: UnitOfWork, actor: StaffMember, callback_id: int, colleague: StaffMember | None
) -> Callback:
    """Give a callback to a colleague, or back to the team (None); its open form goes with it."""
    subject = read_subject(uow, callback_id, lock=True)
    callback = subject.callback
    verb = "callback.work" if callback.assignee_id == actor.id else "callback.reassign"
    require_callback(actor, verb, callback)
    if callback.state in CALLBACK.terminal:
        raise ConflictError("callback_over", state=callback.state)
    if colleague is not None and not (colleague.active and colleague.on_duty):
        raise ConflictError("colleague_away", name=colleague.name or "?")
    old, callback.assignee_id = callback.assignee_id, colleague.id if colleague else None
    callback.pushed_at, callback.updated_at = (uow.now if colleague else None), uow.now
    uow.audit.append(
        actor_name(actor), "hand_over", "callback", callback.id, old=old, new=callback.assignee_id
    )
    refresh_card(uow, CALLBACK_CARD, callback.id or 0)
    if colleague is not None:
        send_card(uow, CALLBACK_CARD, callback.id or 0, chat_id=colleague.chat_user_id, staff_id=colleague.id)
    return callback


def reveal_phone(uow: UnitOfWork, actor: StaffMember, callback_id: int) -> str:
    """Return the full number for one callback at hand; every look is in the audit trail."""
    subject = read_subject(uow, callback_id)
    require_callback(actor, "phone.reveal", subject.callback)
    if subject.callback.state != "in_progress":
        # The number shows only after the contact policy has let this very call through.
        raise ConflictError("phone_only_in_call")
    if not subject.borrower.phone:
        raise NotFoundError("no_phone")
    uow.audit.append(actor_name(actor), "view_pii", "borrower", subject.borrower.id, field="phone",
                     callback=callback_id)  # fmt: skip
    return subject.borrower.phone


def open_task(
    uow: UnitOfWork,
    kind: str,
    *,
    desk: str,
    created_by: str,
    loan_id: int | None = None,
    callback_id: int | None = None,
    signal_id: int | None = None,
    due_at: datetime | None = None,
    details: dict[str, Any] | None = None,
) -> Task:
    """Open a task for a desk."""
    task = uow.follow_ups.add(
        Task(
            kind=kind,
            desk=desk,
            loan_id=loan_id,
            callback_id=callback_id,
            signal_id=signal_id,
            created_by=created_by,
            created_at=uow.now,
            due_at=due_at or uow.now + timedelta(days=1),
            details=details or {},
        )
    )
    uow.audit.append(created_by, "task_opened", "task", task.id, kind=kind, desk=desk, loan=loan_id)
    return task


def _dial(services: Services, uow: UnitOfWork, actor: StaffMember, subject: Subject) -> Dial:
    callback = subject.callback
    # Two callbacks of one person may be dialled at once: whoever comes second must see the first one's attempt.
    uow.loans.lock_borrower(subject.borrower.id or 0)
    verdict = check_contact(
        services, uow, callback, subject.loan, subject.borrower,
        answers_holds=answered_holds(uow, actor, subject.loan),
    )  # fmt: skip
    attempt = Attempt(
        callback_id=callback.id or 0,
        loan_id=callback.loan_id,
        borrower_id=subject.borrower.id or 0,
        agent_id=actor.id,
        at=uow.now,
        channel=VISIT if callback.form_key == INSPECTION else "phone",
        purpose=callback.purpose,
        policy_key=verdict.policy_key,
        policy_version=verdict.policy_version,
        allowed=verdict.allowed,
        reasons=[{"code": reason.code, **reason.data} for reason in verdict.reasons],
        state="dialing" if verdict.allowed else "blocked",
        requested_by_customer=callback.customer_slot_at is not None
        and abs(uow.now - callback.customer_slot_at) <= timedelta(minutes=30),
    )
    uow.callbacks.add(attempt)
    codes = [reason.code for reason in verdict.reasons]
    action = "attempt_made" if verdict.allowed else "attempt_blocked"
    uow.audit.append(actor_name(actor), action, "callback", callback.id, attempt=attempt.id, reasons=codes)
    if not verdict.allowed:
        return Dial(verdict=verdict, attempt=None)
    callback.attempts += 1
    callback.state, callback.claimed_at, callback.updated_at = "in_progress", uow.now, uow.now
    refresh_card(uow, CALLBACK_CARD, callback.id or 0)
    return Dial(verdict=verdict, attempt=attempt)


def _open_attempt(uow: UnitOfWork, callback: Callback) -> Attempt | None:
    attempts = uow.callbacks.attempts_of(callback.id or 0)
    return next((row for row in reversed(attempts) if row.allowed and row.ended_at is None), None)


def _earlier_tries(uow: UnitOfWork, callback: Callback, present: Attempt) -> tuple[PastTry, ...]:
    attempts = uow.callbacks.attempts_of(callback.id or 0)
    return tuple(
        PastTry(at=row.at, outcome=RETRY_AS.get(row.outcome, row.outcome))
        for row in attempts
        if row.allowed and row.outcome and row.id != present.id and row.outcome != "released"
    )


def _void_draft(uow: UnitOfWork, callback: Callback, outcome: str) -> None:
    draft: FormResponse | None = uow.forms.draft_of(callback.id or 0)
    if draft is not None and outcome in ("wrong_number", "connected_third_party"):
        draft.state, draft.updated_at = "voided", uow.now


def _follow(uow: UnitOfWork, actor: StaffMember, subject: Subject, step: str) -> None:
    """Do what the retry table adds to an ending: block a number, open a task."""
    if step == "block_number":
        subject.borrower.phone_blocked_reason = subject.callback.outcome
        return
    desks = {
        "data_repair": "data",
        "fraud_screen": "fraud",
        "supervisor": "team_lead",
        "apologise": "team_lead",
    }
    open_task(
        uow,
        step,
        desk=desks.get(step, "team_lead"),
        created_by=actor_name(actor),
        loan_id=subject.loan.id,
        callback_id=subject.callback.id,
    )
