"""What team leads do: the queue of signals, evidence, confirm, dismiss, change, ask; and the agent's replies."""

from bot.chat.cards.signal import evidence_html, hard_negative_name
from bot.chat.cards.words import button, signal_name
from bot.chat.handlers.common import in_rows, number, show_card, staff, word
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import ConflictError, NotFoundError
from bot.forms.screen import Button, Screen
from bot.policy.access import Scope
from bot.services.access import require
from bot.services.decide_signal import (
    Verdict,
    answer_task,
    ask_agent,
    decide_signal,
    open_evidence,
)
from bot.services.follow_up import CASE_CARD
from bot.services.outgoing import refresh_card, send_card
from bot.services.signals import SIGNAL_CARD
from bot.services.staff import actor_name
from review.domain import Severity
from storage.models import StoredSignal

QUEUE_SHOWN = 5  # cards brought up at once; more would scroll the first away
KINDS_WIDTH = 1


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.command("queue")(queue)
    router.press("queue")(queue)
    router.press("sev")(evidence)
    router.press("sok")(confirm)
    router.press("sno")(dismiss)
    router.press("sch")(change)
    router.press("sask")(ask)
    router.press("scard")(back_to_card)
    router.press("task")(reply_to_task)
    router.press("case")(take_case)
    router.text("ask")(asked)
    router.text("task")(replied)


def queue(turn: Turn) -> None:
    """Bring up the signals that are most pressing."""
    actor = require(turn.actor, "signal.see", Scope.TEAM)
    waiting = [s for s in turn.uow.reviews.waiting(team=actor.team or None) if s.agent_id != actor.id]
    if not waiting:
        turn.reply(turn.texts("lead-queue-empty"))
        return
    for signal in waiting[:QUEUE_SHOWN]:
        send_card(turn.uow, SIGNAL_CARD, signal.id or 0, chat_id=turn.chat_id, staff_id=actor.id)
    if len(waiting) > QUEUE_SHOWN:
        turn.reply(turn.texts("lead-queue-more", count=len(waiting) - QUEUE_SHOWN))


def evidence(turn: Turn) -> None:
    """Open the words around the quote; who opened them, and when, is recorded."""
    signal_id = number(turn)
    open_evidence(turn.uow, staff(turn), signal_id)
    show_card(turn, SIGNAL_CARD, signal_id)


def confirm(turn: Turn) -> None:
    """Confirm as proposed."""
    _decide(turn, number(turn), Verdict(confirm=True))


def dismiss(turn: Turn) -> None:
    """Ask for the reason, then dismiss."""
    signal_id = number(turn)
    if len(turn.args) > 1:
        _decide(turn, signal_id, Verdict(confirm=False, reason=word(turn, 1)))
        return
    _open_signal(turn, signal_id)
    buttons = [
        Button(
            label=hard_negative_name(turn.services, item.key, turn.texts), data=f"sno:{signal_id}:{item.key}"
        )
        for item in turn.services.taxonomy.hard_negative_types
    ]
    _menu(turn, "lead-dismiss-which", in_rows(buttons), signal_id)


def change(turn: Turn) -> None:
    """Confirm with another severity or as another kind: `sch:ID`, then `:s`/`:k`, then the choice."""
    signal_id = number(turn)
    signal = _open_signal(turn, signal_id)
    choice = turn.args[1:]
    if not choice:
        buttons = [
            button(turn.texts, "lead-change-severity", f"sch:{signal_id}:s"),
            button(turn.texts, "lead-change-kind", f"sch:{signal_id}:k"),
        ]
        _menu(turn, "lead-change-which", in_rows(buttons), signal_id)
    elif choice == ("s",):
        buttons = [
            button(turn.texts, f"lead-severity-{level.value}", f"sch:{signal_id}:s:{level.value}")
            for level in Severity
            if level.value != signal.severity
        ]
        _menu(turn, "lead-severity-which", in_rows(buttons), signal_id)
    elif choice == ("k",):
        _menu(turn, "lead-kind-which", in_rows(_kinds(turn, signal), KINDS_WIDTH), signal_id)
    elif choice[0] == "s":
        _decide(turn, signal_id, Verdict(confirm=True, severity=word(turn, 2)))
    else:
        _decide(turn, signal_id, Verdict(confirm=True, key=word(turn, 2)))


def ask(turn: Turn) -> None:
    """Take the next text as a question to the agent of the call."""
    signal_id = number(turn)
    _open_signal(turn, signal_id)
    turn.expect("ask", signal_id)
    turn.reply(turn.texts("lead-ask-type"))


def asked(turn: Turn) -> None:
    """Send the question to the agent."""
    signal_id = (turn.expectation.subject_id if turn.expectation else None) or 0
    ask_agent(turn.uow, staff(turn), signal_id, turn.text)
    turn.expect_nothing()
    turn.reply(turn.texts("lead-ask-sent"))


def reply_to_task(turn: Turn) -> None:
    """Take the next text as the agent's reply."""
    task = turn.uow.follow_ups.task(number(turn))
    if task is None or task.owner_id != staff(turn).id:
        raise NotFoundError("task_gone")
    turn.expect("task", task.id)
    turn.reply(turn.texts("agent-task-type"))


def replied(turn: Turn) -> None:
    """Take the agent's reply back to the lead."""
    answer_task(
        turn.uow, staff(turn), (turn.expectation.subject_id if turn.expectation else None) or 0, turn.text
    )
    turn.expect_nothing()
    turn.reply(turn.texts("agent-task-thanks"))


def back_to_card(turn: Turn) -> None:
    """Go from a menu back to the signal."""
    show_card(turn, SIGNAL_CARD, number(turn))


def take_case(turn: Turn) -> None:
    """Take a support case; one owner, the second is told who was first."""
    actor = require(turn.actor, "case.work", Scope.ANY)
    case = turn.uow.follow_ups.lock_case(number(turn))
    if case is None:
        raise NotFoundError("not_found")
    if case.owner_id is not None and case.owner_id != actor.id:
        owner = turn.uow.staff.get(case.owner_id)
        raise ConflictError("case_taken", name=(owner.name if owner else None) or "?")
    case.owner_id = actor.id
    turn.uow.audit.append(actor_name(actor), "case_taken", "support_case", case.id)
    refresh_card(turn.uow, CASE_CARD, case.id or 0)


def _decide(turn: Turn, signal_id: int, verdict: Verdict) -> None:
    decide_signal(turn.services, turn.uow, staff(turn), signal_id, verdict)
    show_card(turn, SIGNAL_CARD, signal_id)


def _open_signal(turn: Turn, signal_id: int) -> StoredSignal:
    require(turn.actor, "signal.decide", Scope.TEAM)
    signal = turn.uow.reviews.signal(signal_id)
    if signal is None:
        raise NotFoundError("signal_gone")
    return signal


def _kinds(turn: Turn, signal: StoredSignal) -> list[Button]:
    definition = turn.services.taxonomy.get(signal.key)
    same_side = turn.services.taxonomy.spoken_by(definition.speaker) if definition else ()
    return [
        Button(
            label=signal_name(turn.services.taxonomy, item.key, turn.texts),
            data=f"sch:{signal.id}:k:{item.key}",
        )
        for item in same_side
        if item.key != signal.key
    ]


def _menu(turn: Turn, key: str, rows: tuple[tuple[Button, ...], ...], signal_id: int) -> None:
    """Put a menu under the evidence: whoever decides still sees the words."""
    signal = turn.uow.reviews.signal(signal_id)
    words = evidence_html(turn.uow, signal, turn.texts, context=0) if signal else ""
    back = (button(turn.texts, "agent-button-back", f"scard:{signal_id}"),)
    text = f"{words}\n\n<b>{turn.texts(key)}</b>"
    turn.edit(Screen(text=text, rows=(*rows, back), markup=True, protected=True))
