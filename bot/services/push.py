"""Sweep: open windows, wake retries, hand on absent agents' work, and push the most urgent cards.

Every step is idempotent: a second clock, a restart or a missed tick changes nothing but the moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.policy.days import local_day, start_of_day
from bot.policy.priority import QueueItem, sort_queue
from bot.policy.tiers import Tier
from bot.services.contact import check_contact
from bot.services.container import Services
from bot.services.outgoing import Lane, delete_message, send_card
from bot.services.callback_rows import RANK_PER_TIER
from bot.services.work import CALLBACK_CARD, read_subject
from bot.services.working_hours import is_working
from storage.models import Callback, StaffMember
from storage.unit_of_work import UnitOfWork

BATCH = 500  # callbacks per transaction
DIGEST_CARD = "digest_card"
AGENT_ROLES = ("agent", "support")
PUSH_AT_ONCE = 5  # cards that an agent gets in one sweep; the next ones follow as these are worked


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One agent with what is left of today's capacity."""

    member: StaffMember
    room: int
    load: int


def open_windows(services: Services) -> int:
    """Make planned callbacks ready whose window has opened, and waiting ones whose next try has come."""
    total = 0
    while True:
        with services.new_unit() as uow:
            opening = uow.callbacks.opening(uow.now, limit=BATCH)
            retrying = uow.callbacks.retrying(uow.now, limit=BATCH)
            for callback in (*opening, *retrying):
                callback.state, callback.updated_at = "ready", uow.now
                callback.pushed_at = None
            uow.commit()
        total += len(opening) + len(retrying)
        if len(opening) < BATCH and len(retrying) < BATCH:
            return total


def mark_missed(services: Services) -> int:
    """Mark open callbacks whose deadline has passed; the work itself goes on, marked late."""
    total = 0
    while True:
        with services.new_unit() as uow:
            missed = uow.callbacks.missing_deadline(uow.now, limit=BATCH)
            for callback in missed:
                callback.deadline_missed = True
                callback.deadline_reason = callback.outcome or (
                    "not_reached" if callback.attempts else "not_tried"
                )
                callback.updated_at = uow.now
            if missed:
                ids = [callback.id for callback in missed]
                uow.audit.append(
                    "system:clock", "deadline_missed", "callback", ids[0], count=len(ids), last=ids[-1]
                )
            uow.commit()
        total += len(missed)
        if len(missed) < BATCH:
            return total


def release_absent(services: Services) -> int:
    """Take ready work back from agents who are away or gone, oldest first, so that it is pushed anew."""
    with services.new_unit() as uow:
        away = [m for m in uow.staff.absent(AGENT_ROLES) if m.id is not None]
        released = 0
        for member in away:
            for callback in uow.callbacks.desk(member.id or 0):
                if callback.state in ("ready", "waiting_retry", "partial"):
                    callback.assignee_id, callback.pushed_at = None, None
                    callback.updated_at = uow.now
                    uow.audit.append("system:clock", "reassign", "callback", callback.id, away=member.id)
                    released += 1
        uow.commit()
    return released


def push_due(services: Services) -> int:
    """Push the most urgent ready callbacks to agents at work, each up to today's capacity; return how many."""
    with services.new_unit() as uow:
        desks = desks_at_work(services, uow)
        if not desks:
            return 0
        pushed = _push_owned(services, uow, desks)
        for backlog in (False, True):
            pushed += _push_team_work(services, uow, desks_at_work(services, uow), backlog=backlog)
        uow.commit()
    return pushed


def send_digests(services: Services) -> int:
    """Send each agent at work the day's digest, once a day; return how many went out."""
    with services.new_unit() as uow:
        sent = 0
        for member in uow.staff.active(*AGENT_ROLES, "team_lead"):
            today = local_day(uow.now, member.timezone).isoformat()
            if member.digest_sent_on == today or not is_working(member, uow.now, services.calendar):
                continue
            member.digest_sent_on = today
            send_card(uow, DIGEST_CARD, member.id or 0, chat_id=member.chat_user_id, staff_id=member.id)
            sent += 1
        uow.commit()
    return sent


def delete_expired_messages(services: Services) -> int:
    """Queue the deletion of messages whose time is up (a shown phone number, after a minute)."""
    with services.new_unit() as uow:
        expired = uow.chats.to_delete(uow.now, limit=BATCH)
        for message in expired:
            delete_message(uow, message)
        uow.commit()
    return len(expired)


def desks_at_work(services: Services, uow: UnitOfWork) -> list[Desk]:
    """Return the agents at work now with what is left of their capacity, least loaded first."""
    load = uow.callbacks.load()
    found = []
    for member in uow.staff.active("agent"):
        if not is_working(member, uow.now, services.calendar):
            continue
        since = start_of_day(local_day(uow.now, member.timezone), member.timezone)
        room = member.daily_capacity - uow.callbacks.pushed_since(member.id or 0, since)
        waiting = uow.callbacks.unworked(member.id or 0)
        found.append(
            Desk(
                member=member,
                room=max(0, min(room, PUSH_AT_ONCE - waiting)),
                load=load.get(member.id or 0, 0),
            )
        )
    return sorted(found, key=lambda desk: (desk.load, desk.member.id))


def queue_item(callback: Callback) -> QueueItem:
    """Return a callback as the queue order sees it."""
    tier = Tier(callback.tier)
    return QueueItem(
        callback_id=f"{callback.id:012d}",
        priority=callback.rank - RANK_PER_TIER * tier.rank,
        tier=tier,
        due_at=callback.due_at,
        created_at=callback.created_at,
        slot_at=callback.customer_slot_at,
    )


def in_order(callbacks: Sequence[Callback], now: datetime) -> list[Callback]:
    """Return callbacks in working order."""
    by_id = {f"{callback.id:012d}": callback for callback in callbacks}
    return [by_id[item.callback_id] for item in sort_queue(map(queue_item, callbacks), now)]


def _push_owned(services: Services, uow: UnitOfWork, desks: list[Desk]) -> int:
    """Work that has its agent already (a retry, a follow-up) goes to that agent before new work does."""
    pushed = 0
    for desk in desks:
        mine = [
            c for c in uow.callbacks.desk(desk.member.id or 0) if c.state == "ready" and c.pushed_at is None
        ]
        for callback in in_order(mine, uow.now)[: max(desk.room, PUSH_AT_ONCE)]:
            pushed += _push(services, uow, callback, desk.member)
    return pushed


def _push_team_work(services: Services, uow: UnitOfWork, desks: list[Desk], *, backlog: bool) -> int:
    pushed = 0
    room = {desk.member.id: desk.room for desk in desks}
    load = {desk.member.id: desk.load for desk in desks}
    for team in sorted({desk.member.team for desk in desks}):
        members = [desk.member for desk in desks if desk.member.team == team]
        total = sum(room[member.id] for member in members)
        if total <= 0:
            continue
        scope = uow.callbacks.teams() if not team else [team, ""]
        ready = uow.callbacks.most_urgent(scope, now=uow.now, backlog=backlog, limit=total * 2)
        for callback in in_order(ready, uow.now):
            member = choose_agent(uow, callback, [m for m in members if room[m.id] > 0], load)
            if member is None:
                continue
            if _push(services, uow, callback, member):
                pushed += 1
                room[member.id] -= 1
                load[member.id] += 1
    return pushed


def choose_agent(
    uow: UnitOfWork, callback: Callback, members: Sequence[StaffMember], load: dict[int | None, int]
) -> StaffMember | None:
    """Return who should get it: the agent the loan file names, else the least loaded who speaks the language."""
    loan = uow.loans.get(callback.loan_id)
    if loan is not None and loan.agent_reference:
        named = uow.staff.by_reference(loan.agent_reference)
        if named is not None and named.active and named.on_duty:
            return next((member for member in members if member.id == named.id), None)
    able = [m for m in members if not m.languages or callback.language in m.languages]
    return min(able, key=lambda member: (load[member.id], member.id), default=None)


def _push(services: Services, uow: UnitOfWork, callback: Callback, member: StaffMember) -> bool:
    """Push one card if the customer may be rung now; else put it off to when they may."""
    subject = read_subject(uow, callback.id or 0)
    verdict = check_contact(services, uow, callback, subject.loan, subject.borrower)
    if not verdict.allowed:
        callback.next_try_at = verdict.next_allowed_at or uow.now + timedelta(days=1)
        return False
    callback.assignee_id, callback.pushed_at, callback.updated_at = member.id, uow.now, uow.now
    callback.next_try_at = None
    send_card(
        uow,
        CALLBACK_CARD,
        callback.id or 0,
        chat_id=member.chat_user_id,
        staff_id=member.id,
        lane=Lane.CARD,
    )
    uow.audit.append("system:clock", "push", "callback", callback.id, agent=member.id)
    return True
