"""What team leads do: the queue of signals, evidence, confirm, dismiss, change, ask."""

from bot.chat.cards.evidence import evidence_html
from bot.chat.cards.rejected import rejected_screen
from bot.chat.cards.signal import hard_negative_name
from bot.chat.cards.words import button, signal_name
from bot.chat.handlers.common import in_rows, number, show_card, staff, word
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, NotFoundError
from bot.forms.screen import Button, Screen
from bot.policy.access import Scope
from bot.services.access import is_conduct, may_see_signal, require, require_review, require_signal
from bot.services.by_hand import BY_HAND_CARD, calls_by_hand
from bot.services.clips import play_clip
from bot.services.customer import LINK_LIFETIME
from bot.services.decide_signal import (
    Verdict,
    ask_agent,
    decide_signal,
    open_evidence,
    refuse_if_decided,
)
from bot.services.inspection import show_photos
from bot.services.invite_customer import invite_customer, qr_svg
from bot.services.outgoing import send_card, send_file
from bot.services.signals import SIGNAL_CARD
from bot.services.work import read_subject
from review.domain import Severity
from storage.models import StoredSignal

QUEUE_SHOWN = 5  # cards brought up at once; more would scroll the first away
QUEUE_READ = 200  # waiting signals looked through for those of this person
KINDS_WIDTH = 1
MORE = "more"
USUAL_REASONS = frozenset(
    {"past_resolved", "third_party", "hypothetical", "negation", "figurative", "minor", "asr_error"}
)
USUAL_CONDUCT_REASONS = frozenset({"authorised", "quoted", "minor", "asr_error", "wrong_speaker", "negation"})


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.command("queue")(queue)
    router.press("queue")(queue)
    router.command("link")(link_customer)
    router.press("sev")(evidence)
    router.press("sok")(confirm)
    router.press("sno")(dismiss)
    router.press("sch")(change)
    router.press("sask")(ask)
    router.press("scard")(back_to_card)
    router.text("ask")(asked)
    router.press("rej")(rejected)
    router.press("clip")(hear)
    router.press("ipic")(photos)


def queue(turn: Turn) -> None:
    """Bring up what is most pressing and may be seen by this person: signals, then calls to be read."""
    actor = require(turn.actor, "signal.see", Scope.TEAM)
    waiting = [s for s in turn.uow.reviews.waiting(limit=QUEUE_READ) if may_see_signal(actor, s)]
    by_hand = calls_by_hand(turn.uow, actor)
    if not waiting and not by_hand:
        turn.reply(turn.texts("lead-queue-empty"))
        return
    # Signals first: the rules have read the calls that wait for a person, too.
    found = [(SIGNAL_CARD, row.id or 0) for row in waiting] + [(BY_HAND_CARD, row.id or 0) for row in by_hand]
    for card, subject in found[:QUEUE_SHOWN]:
        send_card(turn.uow, card, subject, chat_id=turn.chat_id, staff_id=actor.id)
    if len(found) > QUEUE_SHOWN:
        turn.reply(turn.texts("lead-queue-more", count=len(found) - QUEUE_SHOWN))


def link_customer(turn: Turn) -> None:
    """Make a one-time link for a customer, to be passed on: `/link LOAN [sms|email|letter]`."""
    if not turn.args:
        raise BadInputError("link_needs_loan")
    medium = turn.args[1] if len(turn.args) > 1 else "sms"
    made = invite_customer(turn.services, turn.uow, turn.args[0], medium, actor=staff(turn))
    turn.reply(Screen(text=made.text), kind="link", delete_after=LINK_LIFETIME)
    if medium == "letter":
        caption = turn.texts("link-qr")
        send_file(turn.uow, chat_id=turn.chat_id, name="link.svg", content=qr_svg(made.link), caption=caption)


def evidence(turn: Turn) -> None:
    """Open the words around the quote; who opened them, and when, is recorded."""
    signal_id = number(turn)
    open_evidence(turn.uow, staff(turn), signal_id)
    show_card(turn, SIGNAL_CARD, signal_id)


def confirm(turn: Turn) -> None:
    """Confirm as proposed."""
    _decide(turn, number(turn), Verdict(confirm=True))


def dismiss(turn: Turn) -> None:
    """Ask for the reason, then dismiss: the usual reasons first, the rest behind one more press."""
    signal = _open_signal(turn, number(turn))
    choice = word(turn, 1) if len(turn.args) > 1 else ""
    if choice not in ("", MORE):
        _decide(turn, signal.id or 0, Verdict(confirm=False, reason=choice))
        return
    known = [item.key for item in turn.services.taxonomy.hard_negative_types]
    usual = USUAL_CONDUCT_REASONS if is_conduct(signal.key) else USUAL_REASONS
    shown = [key for key in known if (key in usual) is (choice == "")]
    buttons = [
        Button(label=hard_negative_name(turn.services, key, turn.texts), data=f"sno:{signal.id}:{key}")
        for key in shown
    ]
    if choice == "":
        buttons.append(button(turn.texts, "lead-button-more", f"sno:{signal.id}:{MORE}"))
    _menu(turn, "lead-dismiss-which", in_rows(buttons), signal)


def change(turn: Turn) -> None:
    """Confirm with another severity or as another kind: `sch:ID`, then `:s`/`:k`, then the choice."""
    signal = _open_signal(turn, number(turn))
    signal_id = signal.id or 0
    choice = turn.args[1:]
    if not choice:
        buttons = [
            button(turn.texts, "lead-change-severity", f"sch:{signal_id}:s"),
            button(turn.texts, "lead-change-kind", f"sch:{signal_id}:k"),
        ]
        _menu(turn, "lead-change-which", in_rows(buttons), signal)
    elif choice == ("s",):
        buttons = [
            button(turn.texts, f"lead-severity-{level.value}", f"sch:{signal_id}:s:{level.value}")
            for level in Severity
            if level.value != signal.severity
        ]
        _menu(turn, "lead-severity-which", in_rows(buttons), signal)
    elif choice == ("k",):
        _menu(turn, "lead-kind-which", in_rows(_kinds(turn, signal), KINDS_WIDTH), signal)
    elif choice[0] == "s":
        _decide(turn, signal_id, Verdict(confirm=True, severity=word(turn, 2)))
    else:
        _decide(turn, signal_id, Verdict(confirm=True, key=word(turn, 2)))


def ask(turn: Turn) -> None:
    """Take the next text as a question to the agent of the call."""
    signal = _open_signal(turn, number(turn), "signal.ask_agent")
    turn.expect("ask", signal.id)
    turn.reply(turn.texts("lead-ask-type"))


def asked(turn: Turn) -> None:
    """Send the question to the agent."""
    signal_id = (turn.expectation.subject_id if turn.expectation else None) or 0
    ask_agent(turn.uow, staff(turn), signal_id, turn.text)
    turn.expect_nothing()
    turn.reply(turn.texts("lead-ask-sent"))


def back_to_card(turn: Turn) -> None:
    """Go from a menu back to the signal."""
    signal = turn.uow.reviews.signal(number(turn))
    if signal is None:
        raise NotFoundError("signal_gone")
    require_signal(staff(turn), "signal.see", signal)
    show_card(turn, SIGNAL_CARD, signal.id or 0)


def rejected(turn: Turn) -> None:
    """List what the reviewer proposed and the evidence check turned away, each with its reason."""
    actor = staff(turn)
    review = turn.uow.reviews.review(number(turn))
    if review is None:
        raise NotFoundError("review_gone")
    callback = read_subject(turn.uow, review.callback_id).callback
    require_review(actor, callback, review.agent_id)
    turn.reply(rejected_screen(review, turn.texts, turn.services))


def hear(turn: Turn) -> None:
    """Play the moment that a signal rests on."""
    play_clip(turn.services, turn.uow, staff(turn), number(turn), turn.chat_id)
    turn.toast(turn.texts("lead-clip-coming"))


def photos(turn: Turn) -> None:
    """Send the photos of an inspection, without what cameras hide in them."""
    count = show_photos(turn.uow, staff(turn), number(turn), turn.chat_id)
    turn.toast(turn.texts("inspection-photos-coming", count=count))


def _decide(turn: Turn, signal_id: int, verdict: Verdict) -> None:
    decide_signal(turn.services, turn.uow, staff(turn), signal_id, verdict)
    show_card(turn, SIGNAL_CARD, signal_id)


def _open_signal(turn: Turn, signal_id: int, verb: str = "signal.decide") -> StoredSignal:
    """Return an undecided signal that this person may judge; the second of two is told who was first."""
    signal = turn.uow.reviews.signal(signal_id)
    if signal is None:
        raise NotFoundError("signal_gone")
    require_signal(staff(turn), verb, signal)
    refuse_if_decided(turn.uow, signal)
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


def _menu(turn: Turn, key: str, rows: tuple[tuple[Button, ...], ...], signal: StoredSignal) -> None:
    """Put a menu under the evidence: whoever decides still sees the words."""
    words = evidence_html(turn.uow, signal, turn.texts, context=0)
    back = (button(turn.texts, "agent-button-back", f"scard:{signal.id}"),)
    text = f"{words}\n\n<b>{turn.texts(key)}</b>"
    turn.edit(Screen(text=text, rows=(*rows, back), markup=True, protected=True))
