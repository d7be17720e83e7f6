"""Correcting a submitted form: open it again, change answers, say why. What was submitted is kept beside it."""

from bot.chat.cards.words import button
from bot.chat.handlers.common import number, staff
from bot.chat.handlers.form import remove_form, show_form
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import NotFoundError
from bot.forms.screen import Screen
from bot.services.correct_form import amend, correct, drop_correction
from storage.models import FormResponse

EXPECT_REASON = "amend"


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("fix")(open_again)
    router.press("fixno")(drop)
    router.text(EXPECT_REASON)(give_reason)


def open_again(turn: Turn) -> None:
    """Show the submitted form's review, with a way to change each answer."""
    opened = correct(turn.services, turn.uow, staff(turn), number(turn))
    show_form(turn, opened.response, opened.session)
    turn.toast(turn.texts("agent-correct-how"))


def ask_reason(turn: Turn, response: FormResponse) -> None:
    """Ask why, before anything that was submitted is replaced."""
    turn.expect(EXPECT_REASON, response.id)
    drop_button = button(turn.texts, "agent-button-drop-correction", f"fixno:{response.id}")
    turn.reply(Screen(text=turn.texts("agent-amend-reason"), rows=((drop_button,),)))


def give_reason(turn: Turn) -> None:
    """Store the correction with its reason."""
    response_id = turn.expectation.subject_id if turn.expectation else None
    response = turn.uow.forms.get(response_id) if response_id is not None else None
    if response is None or response.id is None:
        raise NotFoundError("form_gone")
    changed = amend(turn.services, turn.uow, staff(turn), response.id, turn.text)
    turn.expect_nothing()
    remove_form(turn, response)
    turn.reply(turn.texts("agent-form-again", count=changed) if changed else turn.texts("agent-form-same"))


def drop(turn: Turn) -> None:
    """Leave everything as it was submitted."""
    response = drop_correction(turn.uow, staff(turn), number(turn))
    turn.expect_nothing()
    remove_form(turn, response)
    turn.edit(turn.texts("agent-correction-dropped"))
