"""The form in chat: one message that changes with every press; words, photos and places answer it too.

Staff fill in what they hear; a customer fills in their own check-in. Both come through the same handlers.
"""

from typing import Any

from bot.chat.cards.callback import outcome_name
from bot.chat.cards.words import button
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, NotAllowedError, NotFoundError
from bot.forms.callback_data import decode
from bot.forms.render import notice, render
from bot.forms.screen import Screen
from bot.forms.session import FormSession, Kind
from bot.forms.speech import Attachment
from bot.services.check_in import after_check_in, want_person
from bot.services.consents import has_consent, record_consent
from bot.services.fill_form import (
    Author,
    OpenForm,
    by_customer,
    by_staff,
    ending_of,
    press,
    send_attachment,
    type_text,
)
from bot.services.outgoing import delete_message, replace_screen, send_screen
from bot.services.work import read_subject
from bot.texts import LOCALES, closest_locale, texts_for
from storage.models import FormResponse

FORM_MESSAGE = "form"
EXPECT_ANSWER = "form"
ONLY_NOTICE = frozenset({Kind.NOT_HERE, Kind.BLOCKED, Kind.INCOMPLETE, Kind.BAD_INPUT})


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("f")(pressed)
    router.press("keep")(attachment_consent)
    router.text(EXPECT_ANSWER)(typed)
    router.photo(EXPECT_ANSWER)(photographed)
    router.document(EXPECT_ANSWER)(sent_file)
    router.location(EXPECT_ANSWER)(located)
    router.contact(EXPECT_ANSWER)(shared_contact)


def author_of(turn: Turn) -> Author:
    """Return who is filling in: a member of staff, or the customer behind the account."""
    if turn.actor is not None and turn.actor.active:
        return by_staff(turn.actor)
    borrower = turn.uow.loans.borrower_by_chat(turn.user_id)
    if borrower is None:
        raise NotAllowedError("not_allowed", verb="form.submit")
    return by_customer(borrower)


def pressed(turn: Turn) -> None:
    """Take a press on a form's button; it names form and step, so an old one changes nothing."""
    data = decode("f:" + ":".join(turn.args))
    opened = press(
        turn.services, turn.uow, author_of(turn), _response_id(data.form_id), data.step, data.action
    )
    _show_outcome(turn, opened)


def typed(turn: Turn) -> None:
    """Take words as the answer to the question that is open; a pasted call is no answer to anything."""
    from bot.chat.handlers.transcript import looks_like_transcript, offer_transcript

    if turn.actor is not None and looks_like_transcript(turn.text):
        offer_transcript(turn)
        return
    opened = type_text(turn.services, turn.uow, author_of(turn), _expected(turn), turn.text)
    _show_outcome(turn, opened)


def photographed(turn: Turn) -> None:
    """Take a photo as the answer; a customer's only with their own consent to photos."""
    if not _may_keep(turn, "photo"):
        return
    _attached(turn, "photo", turn.file.file_id if turn.file else None)


def sent_file(turn: Turn) -> None:
    """Take a picture sent as a file as the answer: only so it keeps its time and place. Other files are no answer."""
    from bot.chat.handlers import transcript

    if turn.file is not None and (turn.file.mime or "").startswith("image/"):
        photographed(turn)
    elif turn.actor is not None:
        transcript.sent_file(turn)
    else:
        raise BadInputError("form_photo_wanted")


def located(turn: Turn) -> None:
    """Take a place as the answer; a customer's only with their own consent to places."""
    if not _may_keep(turn, "location"):
        return
    place = turn.location
    _attached(turn, "location", {"lat": place.latitude, "lon": place.longitude} if place else None)


def shared_contact(turn: Turn) -> None:
    """Take a shared contact's number as the answer."""
    _attached(turn, "phone", turn.contact.phone if turn.contact else None)


def show_form(turn: Turn, response: FormResponse, session: FormSession) -> None:
    """Show the form anew as the last message of the chat and take words as its answers from now on."""
    remove_form(turn, response)
    send_screen(
        turn.uow,
        render(session, turn.texts, str(response.id)),
        chat_id=turn.chat_id,
        kind=FORM_MESSAGE,
        subject_id=response.id,
        staff_id=turn.actor.id if turn.actor else None,
    )
    turn.expect(EXPECT_ANSWER, response.id)


def remove_form(turn: Turn, response: FormResponse) -> None:
    """Take the form's message out of this chat."""
    for old in turn.uow.chats.live(FORM_MESSAGE, response.id or 0, turn.chat_id):
        delete_message(turn.uow, old)


def attachment_consent(turn: Turn) -> None:
    """Take the yes or no to keeping photos or places: `keep:KIND:yes|no`."""
    author = author_of(turn)
    kind = turn.args[0] if turn.args else ""
    if author.borrower is None or kind not in ("photo", "location") or len(turn.args) < 2:
        raise BadInputError("bad_input")
    given = turn.args[1] == "yes"
    wording = turn.texts("consent-" + kind)
    record_consent(turn.uow, author.borrower, kind, wording=wording, texts=turn.texts, given=given)
    turn.edit(turn.texts("consent-attachment-yes" if given else "consent-attachment-no"))


def _may_keep(turn: Turn, kind: str) -> bool:
    borrower = author_of(turn).borrower
    if borrower is None or has_consent(turn.uow, borrower, kind):
        return True
    rows = (
        (
            button(turn.texts, "consent-button-yes", f"keep:{kind}:yes"),
            button(turn.texts, "consent-button-no", f"keep:{kind}:no"),
        ),
        (button(turn.texts, "customer-button-person", "person"),),
    )
    turn.reply(Screen(text=turn.texts("consent-" + kind), rows=rows))
    return False


def _attached(turn: Turn, kind: Attachment, value: Any) -> None:
    if value is None:
        raise BadInputError("bad_input")
    opened = send_attachment(turn.services, turn.uow, author_of(turn), _expected(turn), kind, value)
    _show_outcome(turn, opened)


def _show_outcome(turn: Turn, opened: OpenForm) -> None:
    outcome = opened.outcome
    said = notice(outcome, turn.texts)
    if outcome.kind in ONLY_NOTICE:
        turn.toast(said or turn.texts("chat-stale-press"), alert=outcome.kind is Kind.INCOMPLETE)
    elif outcome.kind is Kind.STALE:
        # The buttons that were pressed may be all that this person has: they get the present ones.
        _redraw(turn, opened)
        turn.toast(said or turn.texts("chat-stale-press"))
    elif outcome.kind is Kind.PAUSED:
        _pause(turn, opened)
    elif outcome.kind is Kind.LANGUAGE:
        _switch_language(turn, opened)
    elif outcome.kind is Kind.PERSON:
        subject = read_subject(turn.uow, opened.response.callback_id)
        want_person(turn.uow, subject.borrower, subject.loan.id)
        turn.toast(said or "", alert=True)
    elif outcome.kind is Kind.SUBMITTED and opened.correcting:
        _ask_reason(turn, opened)
    elif outcome.kind is Kind.SUBMITTED:
        _show_end(turn, opened)
    else:
        _redraw(turn, opened)
        if said:
            turn.toast(said)


def _pause(turn: Turn, opened: OpenForm) -> None:
    turn.expect_nothing()
    remove_form(turn, opened.response)
    turn.toast(turn.texts("agent-form-paused" if turn.actor else "customer-form-paused"))


def _switch_language(turn: Turn, opened: OpenForm) -> None:
    """Go on in the other language; it stays that person's."""
    other = LOCALES[(LOCALES.index(closest_locale(turn.locale)) + 1) % len(LOCALES)]
    if turn.actor is not None:
        turn.actor.locale = other
    else:
        read_subject(turn.uow, opened.response.callback_id).borrower.language = other
    turn.locale, turn.texts = other, texts_for(other)
    _redraw(turn, opened)


def _ask_reason(turn: Turn, opened: OpenForm) -> None:
    from bot.chat.handlers.correction import ask_reason

    ask_reason(turn, opened.response)


def _show_end(turn: Turn, opened: OpenForm) -> None:
    turn.expect_nothing()
    ending = ending_of(opened.session)
    if turn.actor is None:
        after_check_in(turn.services, turn.uow, opened)
    elif ending is None:
        turn.toast(turn.texts("agent-form-done"))
    else:
        turn.toast(turn.texts("agent-form-ended", outcome=outcome_name(ending, turn.texts)))
    _redraw(turn, opened)
    if opened.session.is_complete and turn.actor is not None:
        from bot.chat.handlers.transcript import ask_for_transcript

        ask_for_transcript(turn, opened.response.callback_id)


def _redraw(turn: Turn, opened: OpenForm) -> None:
    """Change the form's message in place; words typed below it bring it down again."""
    response = opened.response
    screen: Screen = render(opened.session, turn.texts, str(response.id))
    live = turn.uow.chats.live(FORM_MESSAGE, response.id or 0, turn.chat_id)
    if live and turn.press_id is not None:
        replace_screen(turn.uow, live[0], screen)
        return
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


def _expected(turn: Turn) -> int:
    if turn.expectation is None or turn.expectation.subject_id is None:
        raise NotFoundError("form_gone")
    return turn.expectation.subject_id


def _response_id(form_id: str) -> int:
    try:
        return int(form_id)
    except ValueError as error:
        raise BadInputError("bad_input") from error
