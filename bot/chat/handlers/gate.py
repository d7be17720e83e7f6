"""Who gets past the door: staff, customers at their own few handlers, and whoever brings a one-time link.

Everybody else is refused politely, a few times an hour, and leaves no other trace.
"""

from datetime import timedelta

from bot.chat.handlers import customer, everyone, form
from bot.chat.router import Handler
from bot.chat.turn import Turn
from bot.texts import closest_locale, texts_for

REFUSAL = "refusal"
REFUSALS_PER_HOUR = 3  # enough to be polite; more would let a stranger make us write without end
ANYBODY = frozenset({everyone.join, customer.open_link, customer.prove})
"""What somebody unknown may reach: the handlers that make people known."""
CUSTOMERS = frozenset(
    {
        customer.answer,
        customer.ask_for_person,
        customer.change_reminders,
        customer.start_check_in,
        form.pressed,
        form.typed,
        form.photographed,
        form.located,
        form.shared_contact,
    }
)
"""What a customer whose account is bound may reach; each looks whether the thing is theirs."""


def admit(turn: Turn, handler: Handler) -> None:
    """Call the handler, or say why not."""
    if (turn.actor is not None and turn.actor.active) or handler in ANYBODY:
        handler(turn)
    elif (borrower := turn.uow.loans.borrower_by_chat(turn.user_id)) is not None:
        turn.locale = closest_locale(borrower.language)
        turn.texts = texts_for(turn.locale)
        (handler if handler in CUSTOMERS else customer.lost)(turn)
    else:
        refuse_stranger(turn)


def refuse_stranger(turn: Turn) -> None:
    """Say that this is no public service; after a few times in an hour, say nothing."""
    said = turn.uow.chats.count_since(REFUSAL, turn.chat_id, turn.now - timedelta(hours=1))
    if said < REFUSALS_PER_HOUR:
        turn.reply(turn.texts("stranger"), kind=REFUSAL)
