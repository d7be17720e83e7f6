"""Use cases of a team lead: open the evidence, confirm, change, dismiss, ask the agent. One decision counts."""

from dataclasses import dataclass

from bot.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from bot.services.access import require_signal
from bot.services.container import Services
from bot.services.follow_up import follow_up
from bot.services.outgoing import refresh_card, send_card
from bot.services.signals import REVIEW_CARD, SIGNAL_CARD, deciders_of
from bot.services.staff import actor_name
from review.domain import Severity
from storage.models import Decision, SignalView, StaffMember, StoredSignal, Task
from storage.repositories.reviews import UNDECIDED
from storage.unit_of_work import UnitOfWork

EVIDENCE_REQUIRED = frozenset({"high", "critical"})  # domain pack, section 5.5
SHORTEST_QUESTION = 2  # characters
ASK_TASK = "ask_agent"
TASK_CARD = "task_card"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a lead decides. `key` and `severity` None = as proposed; `reason` only for a dismissal."""

    confirm: bool
    key: str | None = None
    severity: str | None = None
    reason: str | None = None
    note: str | None = None


def open_evidence(uow: UnitOfWork, actor: StaffMember, signal_id: int) -> StoredSignal:
    """Record that this person opened the evidence."""
    signal = _found(uow.reviews.signal(signal_id))
    require_signal(actor, "signal.see", signal)
    view = _view(uow, actor, signal)
    view.opened_at = view.opened_at or uow.now
    return signal


def decide_signal(
    services: Services, uow: UnitOfWork, actor: StaffMember, signal_id: int, verdict: Verdict
) -> StoredSignal:
    """Take the authoritative decision; the second of two people is told who was first."""
    signal = _found(uow.reviews.lock_signal(signal_id))
    require_signal(actor, "signal.decide", signal)
    refuse_if_decided(uow, signal)
    view = _view(uow, actor, signal)
    _check(services, verdict, view, signal)
    signal.key, signal.severity = verdict.key or signal.key, verdict.severity or signal.severity
    signal.state = "confirmed" if verdict.confirm else "rejected"
    signal.decided_at = uow.now
    uow.reviews.add(
        Decision(
            signal_id=signal_id,
            sequence=len(uow.reviews.decisions_of(signal_id)) + 1,
            decided_by=actor.id or 0,
            at=uow.now,
            verdict=signal.state,
            reason=verdict.reason,
            key=signal.key,
            severity=signal.severity,
            note=verdict.note,
            seconds=(uow.now - (view.opened_at or view.seen_at)).total_seconds(),
            evidence_opened=view.opened_at is not None,
        )
    )
    uow.audit.append(
        actor_name(actor), "signal_decided", "signal", signal_id, verdict=signal.state, key=signal.key,
        severity=signal.severity, reason=verdict.reason, evidence_opened=view.opened_at is not None,
    )  # fmt: skip
    _close_questions(uow, signal)
    if verdict.confirm:
        follow_up(services, uow, actor, signal)
    _finish_review(uow, signal)
    refresh_card(uow, SIGNAL_CARD, signal_id)
    return signal


def ask_agent(uow: UnitOfWork, actor: StaffMember, signal_id: int, question: str) -> Task:
    """Give the agent of the call a question to answer; the decision waits, its clock runs on."""
    signal = _found(uow.reviews.lock_signal(signal_id))
    require_signal(actor, "signal.ask_agent", signal)
    refuse_if_decided(uow, signal)
    if any(task.signal_id == signal_id and task.state == "open" and task.kind == ASK_TASK
           for task in uow.follow_ups.tasks_of_loan(signal.loan_id)):  # fmt: skip
        raise ConflictError("already_asked")
    agent = uow.staff.get(signal.agent_id) if signal.agent_id else None
    if agent is None:
        raise NotFoundError("no_agent_to_ask")
    if len(question.strip()) < SHORTEST_QUESTION:
        raise BadInputError("question_too_short")
    signal.state = "needs_callback"
    task = uow.follow_ups.add(
        Task(
            kind=ASK_TASK,
            owner_id=agent.id,
            loan_id=signal.loan_id,
            callback_id=signal.callback_id,
            signal_id=signal_id,
            question=question[:1000],
            created_by=actor_name(actor),
            created_at=uow.now,
            due_at=signal.decide_by,
        )
    )
    uow.audit.append(actor_name(actor), "agent_asked", "signal", signal_id, task=task.id, agent=agent.id)
    send_card(uow, TASK_CARD, task.id or 0, chat_id=agent.chat_user_id, staff_id=agent.id)
    refresh_card(uow, SIGNAL_CARD, signal_id)
    return task


def answer_task(uow: UnitOfWork, actor: StaffMember, task_id: int, reply: str) -> Task:
    """Take the agent's answer back to the lead's card."""
    task = uow.follow_ups.lock_task(task_id)
    if task is None:
        raise NotFoundError("task_gone")
    if task.owner_id != actor.id:
        raise NotAllowedError("not_your_work", verb="task.answer")
    if task.state != "open":
        raise ConflictError("task_done")
    task.reply, task.state, task.done_at = reply[:2000], "done", uow.now
    uow.audit.append(actor_name(actor), "task_answered", "task", task_id, signal=task.signal_id)
    refresh_card(uow, TASK_CARD, task_id)
    if task.signal_id is not None:
        signal = uow.reviews.signal(task.signal_id)
        for lead in deciders_of(uow, signal) if signal is not None else ():
            send_card(uow, SIGNAL_CARD, task.signal_id, chat_id=lead.chat_user_id, staff_id=lead.id)
    return task


def _check(services: Services, verdict: Verdict, view: SignalView, signal: StoredSignal) -> None:
    severity = verdict.severity or signal.severity
    if severity not in set(Severity):
        raise BadInputError("severity_unknown")
    if verdict.key is not None and services.taxonomy.get(verdict.key) is None:
        raise BadInputError("signal_unknown")
    if verdict.confirm and view.opened_at is None and {severity, signal.severity} & EVIDENCE_REQUIRED:
        raise ConflictError("open_evidence_first")
    known = {item.key for item in services.taxonomy.hard_negative_types}
    if not verdict.confirm and verdict.reason not in known:
        raise BadInputError("dismissal_needs_reason")


def refuse_if_decided(uow: UnitOfWork, signal: StoredSignal) -> None:
    """Raise ConflictError, naming who was first, when the signal has been decided."""
    if signal.state == "expired":
        raise ConflictError("signal_lapsed")
    if signal.state in UNDECIDED:
        return
    decisions = uow.reviews.decisions_of(signal.id or 0)
    by = uow.staff.get(decisions[-1].decided_by) if decisions else None
    raise ConflictError("already_decided", name=(by.name if by else None) or "?", verdict=signal.state)


def _view(uow: UnitOfWork, actor: StaffMember, signal: StoredSignal) -> SignalView:
    view = uow.reviews.view(signal.id or 0, actor.id or 0)
    if view is not None:
        return view
    return uow.reviews.add(SignalView(signal_id=signal.id or 0, staff_id=actor.id or 0, seen_at=uow.now))


def _close_questions(uow: UnitOfWork, signal: StoredSignal) -> None:
    """Take back what the agent was asked: the decision has been taken without the answer."""
    for task in uow.follow_ups.tasks_of_loan(signal.loan_id):
        if task.signal_id == signal.id and task.kind == ASK_TASK and task.state == "open":
            task.state, task.done_at = "cancelled", uow.now
            refresh_card(uow, TASK_CARD, task.id or 0)


def _finish_review(uow: UnitOfWork, signal: StoredSignal) -> None:
    review = uow.reviews.review(signal.review_id) if signal.review_id else None
    if review is None:
        return
    open_signals = [s for s in uow.reviews.signals_of_review(review.id or 0) if s.state in UNDECIDED]
    review.state = "in_human_review" if open_signals else "finalised"
    review.finalised_at = None if open_signals else uow.now
    refresh_card(uow, REVIEW_CARD, review.id or 0)


def _found(signal: StoredSignal | None) -> StoredSignal:
    if signal is None:
        raise NotFoundError("signal_gone")
    return signal
