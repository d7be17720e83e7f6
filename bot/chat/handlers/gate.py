"""Who gets past the door: staff, customers at their own few handlers, and whoever brings a one-time link.

Everybody else is refused politely, a few times an hour, and leaves no other trace.
"""

from datetime import timedelta

from bot.chat.handlers import care, customer, customer_case, everyone, form, mine
from bot.chat.router import Handler
from bot.chat.turn import Turn
from bot.texts import closest_locale, texts_for

REFUSAL = "refusal"
TOO_FAST = "too_fast"
UPDATES_PER_MINUTE = 200  # far more than a person presses, far less than a script does
REFUSALS_PER_HOUR = 3  # enough to be polite; more would let a stranger make us write without end
ANYBODY = frozenset({everyone.join, customer.open_link, customer.prove})
"""What somebody unknown may reach: the handlers that make people known."""
CUSTOMERS = frozenset(
    {
        customer.answer,
        customer.ask_for_person,
        customer.change_reminders,
        customer.start_check_in,
        customer.consent,
        care.consent,
        care.noted,
        mine.mine,
        mine.fixed,
        mine.complained,
        customer_case.answer_offer,
        customer_case.answering,
        customer_case.answered,
        customer_case.appealing,
        customer_case.appealed,
        form.attachment_consent,
        form.pressed,
        form.typed,
        form.photographed,
        form.sent_file,
        form.located,
        form.shared_contact,
    }
)
"""What a customer whose account is bound may reach; each looks whether the thing is theirs."""


def admit(turn: Turn, handler: Handler) -> None:
    """Call the handler, or say why not."""
    if _floods(turn):
        refuse_flood(turn)
        return
    if turn.actor is not None and turn.actor.active:
        handler(turn)
        return
    borrower = turn.uow.loans.borrower_by_chat(turn.user_id)
    if borrower is not None:
        turn.locale = closest_locale(borrower.language)
        turn.texts = texts_for(turn.locale)
    # Words of somebody in need come before everything else, at any hour and from anybody.
    if care.interrupts(turn, borrower or customer.expected_borrower(turn)):
        return
    at_the_door = handler is customer.ask_for_person and customer.expected_borrower(turn) is not None
    if handler in ANYBODY or at_the_door:
        handler(turn)
    elif borrower is not None:
        (handler if handler in CUSTOMERS else customer.lost)(turn)
    else:
        refuse_stranger(turn)


def refuse_flood(turn: Turn) -> None:
    """Do nothing of what somebody sends who sends without end; say so once an hour."""
    if not turn.uow.chats.count_since(TOO_FAST, turn.chat_id, turn.now - timedelta(hours=1)):
        turn.reply(turn.texts("chat-too-fast"), kind=TOO_FAST)


def _floods(turn: Turn) -> bool:
    since = turn.uow.queue.since_nth_newest("inbox", f"chat:{turn.chat_id}", UPDATES_PER_MINUTE)
    return since is not None and since > turn.now - timedelta(minutes=1)


def refuse_stranger(turn: Turn) -> None:
    """Say that this is no public service; after a few times in an hour, say nothing."""
    said = turn.uow.chats.count_since(REFUSAL, turn.chat_id, turn.now - timedelta(hours=1))
    if said < REFUSALS_PER_HOUR:
        turn.reply(turn.texts("stranger"), kind=REFUSAL)
