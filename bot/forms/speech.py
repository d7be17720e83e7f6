"""Texts and attachments: read by the type of the question, read back where something was interpreted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from bot.errors import BadInputError
from bot.forms.answers import Answer, AnswerStatus
from bot.forms.definition import CHOICE_TYPES, Question
from bot.forms.flow import record
from bot.forms.moves import MOVED, Result, choose, press
from bot.forms.parse.amount import is_plain_amount, parse_amount
from bot.forms.parse.choice import NO, YES, is_decline, is_unknown, parse_choice, squeeze
from bot.forms.parse.date import parse_date, parse_datetime
from bot.forms.parse.number import parse_number
from bot.forms.parse.phone import parse_phone
from bot.forms.session import SUBMITTED, FormSession, Kind, Outcome

LONGEST_TEXT = 2000  # characters of a free-text answer
LONGEST_SAID = 200  # characters kept of the words that a value was read from
Attachment: TypeAlias = Literal["photo", "location", "phone"]
_LATITUDE, _LONGITUDE = 90, 180


def say(session: FormSession, text: str) -> Result:
    """Return the session after a typed text; one that cannot be used changes nothing and says why."""
    question = session.question
    if question is None:
        return session, _nowhere(session)
    try:
        return _said(session, question, text.strip())
    except BadInputError as error:
        return session, Outcome(kind=Kind.BAD_INPUT, text_key=error.text_key, values=error.data)


def attach(session: FormSession, kind: Attachment, value: Any) -> Result:
    """Return the session after a photo (media id), a location (``{"lat", "lon", …}``) or a shared contact (number)."""
    question = session.question
    if question is None:
        return session, _nowhere(session)
    try:
        return _ATTACH[kind](session, question, value)
    except BadInputError as error:
        return session, Outcome(kind=Kind.BAD_INPUT, text_key=error.text_key, values=error.data)


def verify(session: FormSession, *, matched: bool) -> Result:
    """Return the session after the caller compared the one-time code that `say` handed over."""
    question = session.question
    if question is None or "code" not in question.flags:
        return session, Outcome(kind=Kind.NOT_HERE, text_key="form-notice-not-here")
    if not matched:
        return session, Outcome(kind=Kind.BAD_INPUT, text_key="error-form-code-wrong")
    return record(session, question.key, Answer(value="match", source=session.source)), MOVED


def lock_out(session: FormSession) -> Result:
    """Return the session with the code failed for good, after too many wrong ones; identity then fails."""
    question = session.question
    if question is None or "code" not in question.flags:
        return session, Outcome(kind=Kind.NOT_HERE, text_key="form-notice-not-here")
    return record(session, question.key, Answer(value="mismatch", source=session.source)), MOVED


def _nowhere(session: FormSession) -> Outcome:
    key = "form-notice-submitted" if session.cursor == SUBMITTED else "error-form-use-buttons"
    return Outcome(kind=Kind.BAD_INPUT, text_key=key)


def _said(session: FormSession, question: Question, text: str) -> Result:
    if not text:
        raise BadInputError("form_text_empty")
    if "code" in question.flags:
        return session, Outcome(kind=Kind.CHECK_CODE, values={"code": text})
    if question.key in session.pending:
        said = squeeze(text)
        if said in YES or said in NO:
            return press(session, session.step, "keep" if said in YES else "retry")
    if question.type in CHOICE_TYPES:
        return _said_choice(session, question, text)
    general = _general(session, question, text)
    return general or _READ[question.type](session, question, text)


def _general(session: FormSession, question: Question, text: str) -> Result | None:
    if is_decline(text) and question.may_decline:
        return press(session, session.step, "decline")
    if is_unknown(text) and question.may_be_unknown:
        return press(session, session.step, "unknown")
    return None


def _said_choice(session: FormSession, question: Question, text: str) -> Result:
    try:
        choice = parse_choice(text, session.options(question), several=question.type == "multi")
    except BadInputError:
        general = _general(session, question, text)
        if general is not None:
            return general
        raise
    options = [option for option in question.options if option.key in choice.keys]
    if choice.sure and len(options) == 1:
        return choose(session, question, options[0])
    if question.type == "multi":
        value: Any = tuple(option.key for option in options)
    else:
        value = int(options[0].key) if question.type == "rating5" else options[0].key
    return _read_back(session, question, value, text)


def _said_amount(session: FormSession, question: Question, text: str) -> Result:
    value = parse_amount(text, currency=session.currency)
    if is_plain_amount(text):
        return _given(session, question, value, text)
    return _read_back(session, question, value, text)


def _said_date(session: FormSession, question: Question, text: str) -> Result:
    read = parse_datetime if question.type == "datetime" else parse_date
    return _read_back(session, question, read(text, today=session.today, when=question.when), text)


def _said_number(session: FormSession, question: Question, text: str) -> Result:
    value = parse_number(text, whole=question.type == "int", between=question.between)
    return _given(session, question, value, text)


def _said_phone(session: FormSession, question: Question, text: str) -> Result:
    return _given(session, question, parse_phone(text), "")


def _said_text(session: FormSession, question: Question, text: str) -> Result:
    if len(text) > LONGEST_TEXT:
        raise BadInputError("form_text_too_long", length=len(text), limit=LONGEST_TEXT)
    return _given(session, question, text, "")


def _said_photo(_session: FormSession, _question: Question, _text: str) -> Result:
    raise BadInputError("form_photo_wanted")


def _said_location(_session: FormSession, _question: Question, _text: str) -> Result:
    raise BadInputError("form_location_wanted")


def _given(session: FormSession, question: Question, value: Any, said: str) -> Result:
    answer = Answer(value=value, source=session.source, said=said[:LONGEST_SAID])
    return record(session, question.key, answer), MOVED


def _read_back(session: FormSession, question: Question, value: Any, said: str) -> Result:
    answer = Answer(
        value=value, status=AnswerStatus.ANSWERED, source=session.source, said=said[:LONGEST_SAID]
    )
    pending = {**session.pending, question.key: answer}
    waiting = replace(session, pending=pending, step=session.step + 1)
    return waiting, Outcome(kind=Kind.READ_BACK)


def _photo(session: FormSession, question: Question, value: Any) -> Result:
    if question.type != "photo":
        raise BadInputError("form_photo_not_wanted")
    draft = (*session.draft(question), str(value))
    drafts = {**session.drafts, question.key: tuple(dict.fromkeys(draft))}
    return replace(session, drafts=drafts, step=session.step + 1), MOVED


def _location(session: FormSession, question: Question, value: Any) -> Result:
    if question.type != "location":
        raise BadInputError("form_location_not_wanted")
    try:
        place = {**value, "lat": float(value["lat"]), "lon": float(value["lon"])}
    except (TypeError, KeyError, ValueError) as error:
        raise BadInputError("form_location_wanted") from error
    if not (abs(place["lat"]) <= _LATITUDE and abs(place["lon"]) <= _LONGITUDE):
        raise BadInputError("form_location_wanted")
    return _given(session, question, place, "")


def _contact(session: FormSession, question: Question, value: Any) -> Result:
    if question.type != "phone":
        raise BadInputError("form_phone_not_wanted")
    return _said_phone(session, question, str(value))


_READ: dict[str, Callable[[FormSession, Question, str], Result]] = {
    "amount": _said_amount,
    "date": _said_date,
    "datetime": _said_date,
    "int": _said_number,
    "number": _said_number,
    "phone": _said_phone,
    "text": _said_text,
    "signature": _said_text,
    "photo": _said_photo,
    "location": _said_location,
}
_ATTACH: dict[str, Callable[[FormSession, Question, Any], Result]] = {
    "photo": _photo,
    "location": _location,
    "phone": _contact,
}
