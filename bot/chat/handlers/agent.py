"""What agents do on a callback's card: start, show the number, not reached, later, hand over, why."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.cards.callback import outcome_name
from bot.chat.cards.words import button, moment
from bot.chat.handlers.common import in_rows, number, show_card, staff, word
from bot.chat.handlers.form import show_form
from bot.chat.handlers.why import reasons_in_words
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, ConflictError
from bot.forms.parse.date import parse_datetime
from bot.forms.screen import Button, Screen
from bot.policy.contact_values import ContactVerdict
from bot.policy.days import local_day
from bot.services import work
from bot.services.access import require_callback, require_workable
from bot.services.callback_rows import CALLBACK_CARD
from bot.services.check_in import send_check_in
from bot.services.customer import LINK_LIFETIME
from bot.services.fill_form import by_staff, open_form
from bot.services.invite_customer import customer_link
from bot.services.outgoing import send_card
from bot.services.push import in_order
from bot.services.staff import set_duty
from storage.models import StaffMember

PHONE_SHOWN_FOR = timedelta(minutes=1)  # long enough to dial, too short to collect numbers
LATER = {
    "hour": ("agent-later-hour", None),
    "pm": ("agent-later-afternoon", (0, time(14, 30))),
    "eve": ("agent-later-evening", (0, time(18, 0))),
    "am1": ("agent-later-tomorrow", (1, time(9, 30))),
    "pm1": ("agent-later-tomorrow-pm", (1, time(14, 30))),
}


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("go")(start)
    router.press("tel")(show_phone)
    router.press("no")(not_reached)
    router.press("later")(later)
    router.press("hand")(hand_over)
    router.press("self")(ask_to_check_in)
    router.press("card")(back_to_card)
    router.press("next")(next_one)
    router.command("next")(next_one)
    router.command("duty")(duty)
    router.text("later")(later_in_words)


def start(turn: Turn) -> None:
    """Check the contact policy, open an attempt and the form; on a second press just show the form again."""
    actor, callback_id = _mine(turn)
    dial = work.start(turn.services, turn.uow, actor, callback_id)
    if dial.attempt is None:
        _refused(turn, callback_id, dial.verdict)
        return
    opened = open_form(turn.services, turn.uow, by_staff(actor), callback_id, dial.attempt)
    show_form(turn, opened.response, opened.session)


def show_phone(turn: Turn) -> None:
    """Show the full number for a minute, on record, not to be forwarded."""
    callback_id = number(turn)
    phone = work.reveal_phone(turn.uow, staff(turn), callback_id)
    subject = work.read_subject(turn.uow, callback_id)
    name = subject.borrower.name or turn.texts("agent-no-name")
    screen = Screen(text=turn.texts("agent-phone", name=name, phone=phone), protected=True)
    turn.reply(screen, kind="phone", subject_id=callback_id, delete_after=PHONE_SHOWN_FOR)


def not_reached(turn: Turn) -> None:
    """Ask for the reason, then record it and plan the next try."""
    actor, callback_id = _mine(turn)
    if len(turn.args) == 1:
        buttons = [
            button(turn.texts, "agent-outcome-" + key.replace("_", "-"), f"no:{callback_id}:{key}")
            for key in work.UNREACHED_OUTCOMES
        ]
        _menu(turn, "agent-unreached-which", in_rows(buttons), callback_id)
        return
    outcome = word(turn, 1)
    dial = work.could_not_reach(turn.services, turn.uow, actor, callback_id, outcome)
    if dial.attempt is None:
        _refused(turn, callback_id, dial.verdict)
        return
    turn.toast(_what_next(turn, work.read_subject(turn.uow, callback_id), outcome))
    show_card(turn, CALLBACK_CARD, callback_id)


def later(turn: Turn) -> None:
    """Offer times, or take the one that was pressed."""
    actor, callback_id = _mine(turn)
    zone = work.read_subject(turn.uow, callback_id).borrower.timezone
    if len(turn.args) == 1:
        options = {key: text for key, (text, _) in LATER.items() if _later_at(key, turn.now, zone) > turn.now}
        buttons = [button(turn.texts, text, f"later:{callback_id}:{key}") for key, text in options.items()]
        buttons.append(button(turn.texts, "agent-later-customer", f"later:{callback_id}:ask"))
        _menu(turn, "agent-later-which", in_rows(buttons), callback_id)
        return
    choice = word(turn, 1)
    if choice == "ask":
        turn.expect("later", callback_id)
        turn.reply(turn.texts("agent-later-type"))
        return
    if choice not in LATER:
        raise ConflictError("outcome_unknown")
    at = _later_at(choice, turn.now, zone)
    moved = work.later(turn.services, turn.uow, actor, callback_id, at, by_customer=False)
    turn.toast(turn.texts("agent-later-done", at=moment(moved, turn.texts, zone)))
    show_card(turn, CALLBACK_CARD, callback_id)


def later_in_words(turn: Turn) -> None:
    """Take the time that the customer chose, in words; it is read back as an absolute time."""
    callback_id = (turn.expectation.subject_id if turn.expectation else None) or 0
    actor = staff(turn)
    subject = work.read_subject(turn.uow, callback_id)
    zone = subject.borrower.timezone
    said = parse_datetime(turn.text, today=local_day(turn.now, zone), when="future")
    clock = time.fromisoformat(said["time"]) if said.get("time") else time(9, 30)
    at = datetime.combine(datetime.fromisoformat(said["date"]).date(), clock, tzinfo=ZoneInfo(zone))
    moved = work.later(turn.services, turn.uow, actor, callback_id, at, by_customer=True)
    turn.expect_nothing()
    turn.reply(turn.texts("agent-later-done", at=moment(moved, turn.texts, zone)))


def hand_over(turn: Turn) -> None:
    """Offer colleagues on duty, or hand over to the one pressed; 0 = back to the team."""
    actor, callback_id = _mine(turn)
    if len(turn.args) == 1:
        callback = work.read_subject(turn.uow, callback_id).callback
        colleagues = [
            member
            for member in turn.uow.staff.active("agent")
            if member.id != callback.assignee_id and member.on_duty and callback.team in ("", member.team)
        ]
        data = {f"hand:{callback_id}:{member.id}": member.name or f"#{member.id}" for member in colleagues}
        buttons = [Button(label=label, data=key) for key, label in data.items()]
        buttons.append(button(turn.texts, "agent-button-team", f"hand:{callback_id}:0"))
        key = "agent-hand-over-which" if colleagues else "agent-hand-over-nobody"
        _menu(turn, key, in_rows(buttons), callback_id)
        return
    chosen = number(turn, 1)
    colleague = turn.uow.staff.get(chosen)
    if chosen and (colleague is None or colleague.role != "agent"):
        raise BadInputError("bad_input")
    work.hand_over(turn.uow, actor, callback_id, colleague)
    if colleague is None:
        turn.toast(turn.texts("agent-handed-back"))
    else:
        turn.toast(turn.texts("agent-handed-over", name=colleague.name or "?"))


def back_to_card(turn: Turn) -> None:
    """Go from a menu back to the card."""
    require_callback(staff(turn), "callback.see", work.read_subject(turn.uow, number(turn)).callback)
    show_card(turn, CALLBACK_CARD, number(turn))


def next_one(turn: Turn) -> None:
    """Bring up the most urgent card on this desk."""
    actor = staff(turn)
    mine = [
        c for c in turn.uow.callbacks.desk(actor.id or 0) if c.state in ("ready", "in_progress", "partial")
    ]
    if not mine:
        turn.reply(turn.texts("agent-nothing-due"))
        return
    first = in_order(mine, turn.now)[0]
    send_card(turn.uow, CALLBACK_CARD, first.id or 0, chat_id=turn.chat_id, staff_id=actor.id)


def duty(turn: Turn) -> None:
    """Go on or off duty."""
    actor = staff(turn)
    set_duty(turn.uow, actor, on=not actor.on_duty)
    turn.reply(turn.texts("agent-duty-on" if actor.on_duty else "agent-duty-off"))


def ask_to_check_in(turn: Turn) -> None:
    """Let the customer fill it in: in their chat where that is bound, else by a link to pass on."""
    actor, callback_id = _mine(turn)
    invitation = send_check_in(turn.services, turn.uow, actor, callback_id)
    if invitation.token is None:
        turn.toast(turn.texts("agent-check-in-sent"))
        return
    link = customer_link(turn.services.bot_username, invitation.token)
    turn.reply(turn.texts("agent-check-in-link", link=link), kind="link", delete_after=LINK_LIFETIME)


def _mine(turn: Turn) -> tuple[StaffMember, int]:
    """Return who presses and the callback, if it is theirs, or nobody's yet in their own team."""
    actor, callback_id = staff(turn), number(turn)
    require_workable(actor, work.read_subject(turn.uow, callback_id).callback)
    return actor, callback_id


def _later_at(choice: str, now: datetime, zone: str) -> datetime:
    _, when = LATER[choice]
    if when is None:
        return now + timedelta(hours=1)
    days, clock = when
    return datetime.combine(local_day(now, zone) + timedelta(days=days), clock, tzinfo=ZoneInfo(zone))


def _menu(turn: Turn, key: str, rows: tuple[tuple[Button, ...], ...], callback_id: int) -> None:
    back = (button(turn.texts, "agent-button-back", f"card:{callback_id}"),)
    turn.edit(Screen(text=turn.texts(key), rows=(*rows, back)))


def _refused(turn: Turn, callback_id: int, verdict: ContactVerdict) -> None:
    zone = work.read_subject(turn.uow, callback_id).borrower.timezone
    said = [turn.texts("agent-blocked"), *reasons_in_words(verdict, turn.texts)]
    if verdict.next_allowed_at is not None:
        said.append(turn.texts("agent-blocked-next", at=moment(verdict.next_allowed_at, turn.texts, zone)))
    else:
        said.append(turn.texts("agent-blocked-never"))
    turn.toast("\n".join(said), alert=True)


def _what_next(turn: Turn, subject: work.Subject, outcome: str) -> str:
    callback, name = subject.callback, outcome_name(outcome, turn.texts)
    if callback.state in ("unreachable", "refused"):
        return turn.texts("agent-retry-ended", outcome=name)
    if callback.next_try_at is None:
        return turn.texts("agent-retry-stuck", outcome=name)
    at = moment(callback.next_try_at, turn.texts, subject.borrower.timezone)
    return turn.texts("agent-retry", outcome=name, at=at)
