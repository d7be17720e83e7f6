"""Care for people who are not well: self-harm words (BLAKE), and health or hard times (TEXAS).

Words are looked at for what they say, never for how somebody feels: nothing here scores emotion.
"""

from datetime import datetime, timedelta

from bot.errors import ConflictError, NotFoundError
from bot.policy.access import Scope
from bot.policy.sla import event_due
from bot.services.access import require
from bot.services.consents import HEALTH, has_consent
from bot.services.container import Services
from bot.services.holds import hold_loan
from bot.services.outgoing import Lane, refresh_card, send_card
from bot.services.reach import give_back_check_ins
from bot.services.staff import actor_name
from bot.services.work import open_task
from bot.services.working_hours import is_working
from review.domain import Rejection, Role, Speakers, Transcript, Turn
from review.evidence import check
from review.offline.reviewer import propose
from storage.models import Borrower, StaffMember, Task
from storage.unit_of_work import UnitOfWork

CRISIS_CARD = "crisis_card"
CRISIS_TASK = "crisis_call"
CARE_TASK = "vulnerability_care"
CRISIS = "crisis"
SELF_HARM = "vuln.self_harm"
HEALTH_EVENT = "vuln.health_life_event"
SURELY_MEANT_OTHERWISE = frozenset({"figurative"})
"""A figure of speech about the weather is no cry for help; every other doubt is resolved by a person."""
WORDS_KEPT = 300  # characters of what was written, for the person who rings
RING_AGAIN = timedelta(minutes=15)  # domain pack, section 2.6: page the lead, then the head of operations
LEVELS = (("team_lead",), ("team_lead", "admin"))


def says_self_harm(services: Services, text: str) -> bool:
    """Return whether the words could mean self-harm; hints count, a person decides."""
    said = _as_transcript(text)
    for proposal in propose(said, services.taxonomy):
        if proposal.key != SELF_HARM:
            continue
        found = check(proposal, said, services.taxonomy)
        if not isinstance(found, Rejection) or found.reason not in SURELY_MEANT_OTHERWISE:
            return True
    return False


def says_health(services: Services, text: str) -> bool:
    """Return whether the words tell of the writer's own or close family's health, or of a hard time in life."""
    said = _as_transcript(text)
    return any(
        proposal.key == HEALTH_EVENT and not isinstance(check(proposal, said, services.taxonomy), Rejection)
        for proposal in propose(said, services.taxonomy)
    )


def open_crisis(services: Services, uow: UnitOfWork, borrower: Borrower, words: str) -> Task:
    """Stop all contact about the loan and give a named person 15 minutes to ring; twice is once."""
    loan = uow.loans.loans_of(borrower.id or 0)[0]
    by = f"customer:{borrower.id}"
    hold_loan(uow, loan, CRISIS, reason="crisis_words", placed_by="system:care")
    give_back_check_ins(uow, borrower)
    for task in uow.follow_ups.tasks_of_loan(loan.id or 0):
        if task.kind == CRISIS_TASK and task.state == "open":
            task.question = f"{task.question or ''}\n{words}"[-WORDS_KEPT:]
            refresh_card(uow, CRISIS_CARD, task.id or 0)
            return task
    task = open_task(
        uow, CRISIS_TASK, desk="support", created_by=by, loan_id=loan.id, due_at=_within(services, uow),
        details={"level": 0},
    )  # fmt: skip
    task.question = words[:WORDS_KEPT]
    person = on_duty(services, uow)
    task.owner_id = person.id if person else None
    _alert(uow, task, [person] if person else list(uow.staff.active("team_lead", "admin")))
    return task


def on_duty(services: Services, uow: UnitOfWork, loan_owner_id: int | None = None) -> StaffMember | None:
    """Return who is named for somebody in need: a specialist at work, then one at all, then a lead."""
    people = [
        m for role in ("support", "team_lead") for m in uow.staff.active(role) if m.blocked_bot_at is None
    ]
    ranked = sorted(
        people,
        key=lambda m: (
            m.id != loan_owner_id, not is_working(m, uow.now, services.calendar), not m.on_duty,
            m.role != "support", m.id or 0,
        ),
    )  # fmt: skip
    return ranked[0] if ranked else None


def take_crisis(uow: UnitOfWork, actor: StaffMember, task_id: int) -> Task:
    """Say that one rings now; the clock stops paging others."""
    task = _crisis(uow, actor, task_id)
    task.owner_id = actor.id
    task.details = {**task.details, "taken_at": uow.now.isoformat()}
    uow.audit.append(actor_name(actor), "crisis_taken", "task", task.id)
    refresh_card(uow, CRISIS_CARD, task.id or 0)
    return task


def close_crisis(uow: UnitOfWork, actor: StaffMember, task_id: int) -> Task:
    """Record that somebody spoke with the customer; the hold stays until another person lifts it."""
    task = _crisis(uow, actor, task_id)
    task.state, task.done_at = "done", uow.now
    uow.audit.append(actor_name(actor), "crisis_handled", "task", task.id)
    refresh_card(uow, CRISIS_CARD, task.id or 0)
    return task


def page_again(services: Services) -> int:
    """Sweep: a crisis that nobody took in 15 minutes rings the leads, then the heads, and goes on ringing."""
    with services.new_unit() as uow:
        paged = 0
        for task in uow.follow_ups.overdue_tasks(uow.now, limit=200):
            if task.kind != CRISIS_TASK or "taken_at" in task.details:
                continue
            level = int(task.details.get("level", 0))
            task.details = {**task.details, "level": level + 1}
            task.due_at = uow.now + RING_AGAIN
            _alert(uow, task, list(uow.staff.active(*LEVELS[min(level, len(LEVELS) - 1)])))
            uow.audit.append("system:clock", "crisis_escalated", "task", task.id, level=level + 1)
            paged += 1
        uow.commit()
    return paged


def record_care(services: Services, uow: UnitOfWork, borrower: Borrower, words: str) -> StaffMember | None:
    """Keep what somebody agreed to have kept, for one named person; it lowers contact and adds no points."""
    if not has_consent(uow, borrower, HEALTH):
        raise ConflictError("consent_not_given")
    loans = uow.loans.loans_of(borrower.id or 0)
    person = on_duty(services, uow)
    for loan in loans:
        if "vulnerable" not in loan.segments:
            # The cadence of a vulnerable customer is one step down, by a named agent (domain pack, 2.3).
            loan.segments = [*loan.segments, "vulnerable"]
    uow.loans.look_again([loan.id for loan in loans if loan.id], uow.now)
    due = event_due(
        "stress_support_contact", uow.now, services.calendar, policy=services.rules.sla,
        tz=services.settings.timezone,
    )  # fmt: skip
    task = open_task(
        uow, CARE_TASK, desk="support", created_by=f"customer:{borrower.id}",
        loan_id=loans[0].id if loans else None, due_at=due,
    )  # fmt: skip
    task.question, task.owner_id = words.strip()[:1000], person.id if person else None
    if person is not None:
        send_card(uow, CRISIS_CARD, task.id or 0, chat_id=person.chat_user_id, staff_id=person.id)
    return person


def forget_care(uow: UnitOfWork, borrower: Borrower) -> None:
    """Forget what was kept with a consent that was taken back."""
    for loan in uow.loans.loans_of(borrower.id or 0):
        loan.segments = [segment for segment in loan.segments if segment != "vulnerable"]
        for task in uow.follow_ups.tasks_of_loan(loan.id or 0):
            if task.kind == CARE_TASK:
                task.question = None
                refresh_card(uow, CRISIS_CARD, task.id or 0)
        uow.loans.look_again([loan.id or 0], uow.now)


def _crisis(uow: UnitOfWork, actor: StaffMember, task_id: int) -> Task:
    if actor.role not in ("support", "team_lead", "admin"):
        require(actor, "case.work", Scope.ANY)
    task = uow.follow_ups.lock_task(task_id)
    if task is None or task.kind not in (CRISIS_TASK, CARE_TASK):
        raise NotFoundError("task_gone")
    if task.state != "open":
        raise ConflictError("task_done")
    return task


def _alert(uow: UnitOfWork, task: Task, people: list[StaffMember]) -> None:
    for member in people:
        send_card(
            uow, CRISIS_CARD, task.id or 0, chat_id=member.chat_user_id, staff_id=member.id, lane=Lane.ALERT
        )


def _within(services: Services, uow: UnitOfWork) -> datetime:
    return event_due(
        CRISIS, uow.now, services.calendar, policy=services.rules.sla, tz=services.settings.timezone
    )


def _as_transcript(text: str) -> Transcript:
    turn = Turn(index=1, role=Role.CUSTOMER, text=text)
    return Transcript(
        source_format="chat", language="zh-CN", turns=(turn,), speakers=Speakers(customer="C"), checksum=""
    )
