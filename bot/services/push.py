"""Sweep: open windows, wake retries, hand on absent agents' work, and push the most urgent cards.

Every step is idempotent: a second clock, a restart or a missed tick changes nothing but the moment.
"""

from bot.policy.cadence_rules import QUARTERLY
from bot.policy.days import local_day
from bot.services.assign import desks_at_work, in_order, push_owned, push_team_work
from bot.services.callback_rows import CALLBACK_CARD, close_callback, starting_state
from bot.services.container import Services
from bot.services.outgoing import delete_message, refresh_card, send_card
from bot.services.trigger import fire_trigger
from bot.services.working_hours import is_working

__all__ = ["DIGEST_CARD", "delete_expired_messages", "expire_checkins", "in_order", "mark_missed",
           "open_windows", "push_due", "release_absent", "send_digests"]  # fmt: skip

BATCH = 500  # callbacks per transaction
DIGEST_CARD = "digest_card"
AGENT_ROLES = ("agent", "support")


def open_windows(services: Services) -> int:
    """Make planned callbacks ready whose window has opened, and waiting ones whose next try has come."""
    total = 0
    while True:
        with services.new_unit() as uow:
            opening = uow.callbacks.opening(uow.now, limit=BATCH)
            retrying = uow.callbacks.retrying(uow.now, limit=BATCH)
            for callback in (*opening, *retrying):
                callback.state = starting_state(callback.form_key, callback.window_open, uow.now)
                callback.pushed_at, callback.updated_at = None, uow.now
            uow.commit()
        total += len(opening) + len(retrying)
        if len(opening) < BATCH and len(retrying) < BATCH:
            return total


def expire_checkins(services: Services) -> int:
    """End check-ins that nobody filled in; each becomes an agent's call, or joins one that is open."""
    total = 0
    while True:
        with services.new_unit() as uow:
            expired = uow.callbacks.expired_checkins(uow.now, limit=BATCH)
            for callback in expired:
                close_callback(uow, callback, "expired")
                loan = uow.loans.get(callback.loan_id)
                if loan is not None and loan.status == "active":
                    fire_trigger(services, uow, loan, "self_checkin_expired", form_key=QUARTERLY)
                    loan.plan_next_at = uow.now
            uow.commit()
        total += len(expired)
        if len(expired) < BATCH:
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
                    shown = callback.pushed_at is not None
                    callback.assignee_id, callback.pushed_at = None, None
                    callback.updated_at = uow.now
                    if shown:
                        refresh_card(uow, CALLBACK_CARD, callback.id or 0)
                    uow.audit.append("system:clock", "reassign", "callback", callback.id, away=member.id)
                    released += 1
        uow.commit()
    return released


def push_due(services: Services) -> int:
    """Push the most urgent ready callbacks to agents at work, each up to today's capacity; return how many."""
    with services.new_unit() as uow:
        if not uow.callbacks.hold_push():
            return 0
        desks = desks_at_work(services, uow)
        if not desks:
            return 0
        pushed = push_owned(services, uow, desks)
        for backlog in (False, True):
            pushed += push_team_work(services, uow, desks, backlog=backlog)
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
