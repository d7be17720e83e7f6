"""The form in chat: one message that changes with every press; words, photos and places answer it too."""

from typing import Any

from bot.chat.cards.callback import outcome_name
from bot.chat.handlers.common import staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, NotFoundError
from bot.forms.callback_data import decode
from bot.forms.render import notice, render
from bot.forms.screen import Screen
from bot.forms.session import FormSession, Kind
from bot.forms.speech import Attachment
from bot.services.fill_form import OpenForm, ending_of, press, send_attachment, type_text
from bot.services.outgoing import delete_message, replace_screen, send_screen
from storage.models import FormResponse

FORM_MESSAGE = "form"
EXPECT_ANSWER = "form"


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("f")(pressed)
    router.text(EXPECT_ANSWER)(typed)
    router.photo(EXPECT_ANSWER)(photographed)
    router.location(EXPECT_ANSWER)(located)
    router.contact(EXPECT_ANSWER)(shared_contact)


def pressed(turn: Turn) -> None:
    """Take a press on a form's button; it names form and step, so an old one changes nothing."""
    data = decode("f:" + ":".join(turn.args))
    response_id = _response_id(data.form_id)
    opened = press(turn.services, turn.uow, staff(turn), response_id, data.step, data.action)
    _show_outcome(turn, opened)


def typed(turn: Turn) -> None:
    """Take words as the answer to the question that is open."""
    opened = type_text(turn.services, turn.uow, staff(turn), _expected(turn), turn.text)
    _show_outcome(turn, opened)


def photographed(turn: Turn) -> None:
    """Take a photo as the answer."""
    _attached(turn, "photo", turn.file.file_id if turn.file else None)


def located(turn: Turn) -> None:
    """Take a place as the answer."""
    place = turn.location
    _attached(turn, "location", {"lat": place.latitude, "lon": place.longitude} if place else None)


def shared_contact(turn: Turn) -> None:
    """Take a shared contact's number as the answer."""
    _attached(turn, "phone", turn.contact.phone if turn.contact else None)


def show_form(turn: Turn, response: FormResponse, session: FormSession) -> None:
    """Show the form anew as the last message of the chat and take words as its answers from now on."""
    for old in turn.uow.chats.live(FORM_MESSAGE, response.id or 0, turn.chat_id):
        delete_message(turn.uow, old)
    send_screen(
        turn.uow,
        render(session, turn.texts, str(response.id)),
        chat_id=turn.chat_id,
        kind=FORM_MESSAGE,
        subject_id=response.id,
        staff_id=turn.actor.id if turn.actor else None,
    )
    turn.expect(EXPECT_ANSWER, response.id)


def _attached(turn: Turn, kind: Attachment, value: Any) -> None:
    if value is None:
        raise BadInputError("bad_input")
    opened = send_attachment(turn.services, turn.uow, staff(turn), _expected(turn), kind, value)
    _show_outcome(turn, opened)


def _show_outcome(turn: Turn, opened: OpenForm) -> None:
    outcome, session = opened.outcome, opened.session
    said = notice(outcome, turn.texts)
    if outcome.kind in (Kind.STALE, Kind.NOT_HERE, Kind.BLOCKED, Kind.INCOMPLETE, Kind.BAD_INPUT):
        turn.toast(said or turn.texts("chat-stale-press"), alert=outcome.kind is Kind.INCOMPLETE)
        return
    if outcome.kind is Kind.PAUSED:
        turn.expect_nothing()
        turn.toast(turn.texts("agent-form-paused"))
        for message in turn.uow.chats.live(FORM_MESSAGE, opened.response.id or 0, turn.chat_id):
            delete_message(turn.uow, message)
        return
    if outcome.kind is Kind.SUBMITTED:
        _show_end(turn, opened)
        return
    _redraw(turn, opened.response, render(session, turn.texts, str(opened.response.id)))
    if said:
        turn.toast(said)


def _show_end(turn: Turn, opened: OpenForm) -> None:
    turn.expect_nothing()
    ending = ending_of(opened.session)
    if ending is None:
        turn.toast(turn.texts("agent-form-done"))
    else:
        turn.toast(turn.texts("agent-form-ended", outcome=outcome_name(ending, turn.texts)))
    _redraw(turn, opened.response, render(opened.session, turn.texts, str(opened.response.id)))
    if opened.session.is_complete:
        from bot.chat.handlers.transcript import ask_for_transcript

        ask_for_transcript(turn, opened.response.callback_id)


def _redraw(turn: Turn, response: FormResponse, screen: Screen) -> None:
    """Change the form's message in place; words typed below it bring it down again."""
    live = turn.uow.chats.live(FORM_MESSAGE, response.id or 0, turn.chat_id)
    if not live or turn.press_id is None:
        for old in live:
            delete_message(turn.uow, old)
        send_screen(
            turn.uow,
            screen,
            chat_id=turn.chat_id,
            kind=FORM_MESSAGE,
            subject_id=response.id,
            staff_id=turn.actor.id if turn.actor else None,
        )
        return
    replace_screen(turn.uow, live[0], screen)


def _expected(turn: Turn) -> int:
    if turn.expectation is None or turn.expectation.subject_id is None:
        raise NotFoundError("form_gone")
    return turn.expectation.subject_id


def _response_id(form_id: str) -> int:
    try:
        return int(form_id)
    except ValueError as error:
        raise BadInputError("bad_input") from error
