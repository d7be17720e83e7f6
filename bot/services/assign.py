"""Who gets which card: agents at work, each up to what is left of the day, the most urgent work first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.policy.days import local_day, start_of_day
from bot.policy.priority import QueueItem, slot_is_now, sort_queue
from bot.policy.tiers import Tier
from bot.services.callback_rows import CALLBACK_CARD, RANK_PER_TIER
from bot.services.contact import answered_holds, check_contact
from bot.services.container import Services
from bot.services.outgoing import Lane, send_card
from bot.services.work import read_subject
from bot.services.working_hours import is_working
from storage.models import Callback, StaffMember
from storage.repositories.callbacks import Wanted
from storage.unit_of_work import UnitOfWork

PUSH_AT_ONCE = 5  # cards that an agent has unworked; the next ones follow as these are worked
ASK_AGAIN = timedelta(days=1)  # work that waiting alone does not free is looked at once a day


@dataclass(kw_only=True)
class Desk:
    """One agent with what is left of today's capacity; both numbers follow what is pushed."""

    member: StaffMember
    room: int
    load: int


def desks_at_work(services: Services, uow: UnitOfWork) -> list[Desk]:
    """Return the agents at work now with what is left of their capacity, least loaded first."""
    members = [m for m in uow.staff.active("agent") if is_working(m, uow.now, services.calendar)]
    if not members:
        return []
    ids = [member.id or 0 for member in members]
    load, unworked = uow.callbacks.load(ids), uow.callbacks.unworked(ids)
    found = []
    for member in members:
        room = PUSH_AT_ONCE - unworked.get(member.id or 0, 0)
        if room > 0:
            since = start_of_day(local_day(uow.now, member.timezone), member.timezone)
            room = min(room, member.daily_capacity - uow.callbacks.pushed_since(member.id or 0, since))
        found.append(Desk(member=member, room=max(0, room), load=load.get(member.id or 0, 0)))
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


def push_owned(services: Services, uow: UnitOfWork, desks: Sequence[Desk]) -> int:
    """Push work that has its agent already (a retry, a follow-up): it goes before new work does."""
    pushed = 0
    owned = uow.callbacks.owned_waiting([desk.member.id or 0 for desk in desks], uow.now)
    for desk in desks:
        for callback in in_order(owned.get(desk.member.id or 0, []), uow.now):
            # A customer who waits for this very call is rung even when the day is full.
            if desk.room > 0 or slot_is_now(queue_item(callback), uow.now):
                pushed += push_card(services, uow, callback, desk)
    return pushed


def push_team_work(services: Services, uow: UnitOfWork, desks: Sequence[Desk], *, backlog: bool) -> int:
    """Push each team's waiting work, or its imported backlog, to its agents who have room; return how many."""
    pushed = 0
    for team in sorted({desk.member.team for desk in desks}):
        mine = [desk for desk in desks if desk.member.team == team and desk.room > 0]
        room = sum(desk.room for desk in mine)
        if not room:
            continue
        # Twice the room: some of it may not be called at this hour.
        wanted = _wanted(uow, mine, team, backlog=backlog)
        ready = uow.callbacks.most_urgent(wanted, now=uow.now, limit=2 * room)
        pushed += _hand_out(services, uow, in_order(ready, uow.now), mine)
    return pushed


def _hand_out(services: Services, uow: UnitOfWork, ready: Sequence[Callback], desks: Sequence[Desk]) -> int:
    pushed = 0
    for callback in ready:
        desk = choose_desk(uow, callback, [desk for desk in desks if desk.room > 0])
        if desk is not None:
            pushed += push_card(services, uow, callback, desk)
    return pushed


def _wanted(uow: UnitOfWork, desks: Sequence[Desk], team: str, *, backlog: bool) -> Wanted:
    """Return what these agents can take, so that work for others does not stand in the way."""
    agents = uow.staff.active("agent")
    here = {desk.member.id for desk in desks}
    spoken = {language for desk in desks for language in desk.member.languages}
    anything = any(not desk.member.languages for desk in desks)
    elsewhere = {language for member in agents for language in member.languages} - spoken
    busy = [m.reference for m in agents if m.reference and m.on_duty and m.id not in here]
    return Wanted(
        backlog=backlog,
        teams=[team, ""] if team else None,
        not_languages=() if anything else sorted(elsewhere),
        not_agents=busy,
    )


def choose_desk(uow: UnitOfWork, callback: Callback, desks: Sequence[Desk]) -> Desk | None:
    """Return whose it should be: the agent the loan file names, else the least loaded who speaks the language.

    Where nobody at all speaks it, anybody is better than nobody.
    """
    loan = uow.loans.get(callback.loan_id)
    if loan is not None and loan.agent_reference:
        named = uow.staff.by_reference(loan.agent_reference)
        if named is not None and named.active and named.on_duty:
            return next((desk for desk in desks if desk.member.id == named.id), None)
    able = [d for d in desks if not d.member.languages or callback.language in d.member.languages]
    if not able and not any(callback.language in m.languages for m in uow.staff.active("agent")):
        able = list(desks)
    return min(able, key=lambda desk: (desk.load, desk.member.id), default=None)


def push_card(services: Services, uow: UnitOfWork, callback: Callback, desk: Desk) -> bool:
    """Push one card if the customer may be rung now; else put it off to when they may."""
    member = desk.member
    subject = read_subject(uow, callback.id or 0)
    verdict = check_contact(
        services, uow, callback, subject.loan, subject.borrower,
        answers_holds=answered_holds(uow, member, subject.loan),
    )  # fmt: skip
    if not verdict.allowed:
        callback.next_try_at = verdict.next_allowed_at or uow.now + ASK_AGAIN
        return False
    desk.load += callback.assignee_id is None
    desk.room -= 1
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
