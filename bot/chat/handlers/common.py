"""What several groups of handlers share: the person, numbers from presses, the way back to a card."""

from bot.chat.turn import Turn
from bot.errors import BadInputError, NotAllowedError
from bot.forms.screen import Button
from bot.services.outgoing import refresh_card, send_card
from storage.models import StaffMember

ROW = 2  # option buttons side by side on a phone


def staff(turn: Turn) -> StaffMember:
    """Return who is speaking; a stranger may do nothing."""
    if turn.actor is None or not turn.actor.active:
        raise NotAllowedError("not_allowed")
    return turn.actor


def number(turn: Turn, position: int = 0) -> int:
    """Return a number that a button carries; a forged one is bad input."""
    try:
        return int(turn.args[position])
    except (IndexError, ValueError) as error:
        raise BadInputError("bad_input") from error


def word(turn: Turn, position: int) -> str:
    """Return a word that a button carries."""
    if len(turn.args) <= position:
        raise BadInputError("bad_input")
    return turn.args[position]


def in_rows(buttons: list[Button], width: int = ROW) -> tuple[tuple[Button, ...], ...]:
    """Return buttons in rows of at most `width`."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def show_card(turn: Turn, card: str, subject_id: int) -> None:
    """Bring a card back in place of the pressed menu, or send it anew where it hangs nowhere."""
    pressed = turn.pressed_message()
    if pressed is not None and pressed.kind == card and pressed.subject_id == subject_id:
        refresh_card(turn.uow, card, subject_id)
        return
    person = staff(turn)
    send_card(turn.uow, card, subject_id, chat_id=turn.chat_id, staff_id=person.id)
