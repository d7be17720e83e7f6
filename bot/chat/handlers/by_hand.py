"""What leads do with calls that nobody but a person could review: read the words, and say that they have."""

from bot.chat.cards.by_hand import words_screens
from bot.chat.handlers.common import number, staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.services.by_hand import CALL_WORDS, WORDS_STAY, mark_read, words_of_call
from bot.services.outgoing import send_screen


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("byr")(read)
    router.press("byd")(done)


def read(turn: Turn) -> None:
    """Send the whole call; the messages go after a day."""
    actor = staff(turn)
    stored = words_of_call(turn.uow, actor, number(turn))
    for screen in words_screens(stored, turn.texts):
        send_screen(
            turn.uow, screen, chat_id=turn.chat_id, kind=CALL_WORDS, subject_id=stored.id,
            staff_id=actor.id, delete_after=WORDS_STAY,
        )  # fmt: skip


def done(turn: Turn) -> None:
    """Close the task."""
    mark_read(turn.uow, staff(turn), number(turn))
    turn.toast(turn.texts("by-hand-thanks"))
