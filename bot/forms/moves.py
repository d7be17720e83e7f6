"""Presses: what each button does. A press that does not fit changes nothing and says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from bot.forms.answers import Answer, AnswerStatus
from bot.forms.definition import OPEN_GROUPS, Option, Question
from bot.forms.flow import advance, jump, record, skipped
from bot.forms.session import REVIEW, SUBMITTED, FormSession, Kind, Outcome
from bot.forms.view import HARDSHIP

Result: TypeAlias = tuple[FormSession, Outcome]

MOVED = Outcome(kind=Kind.MOVED)
NOT_HERE = Outcome(kind=Kind.NOT_HERE, text_key="form-notice-not-here")
FARTHEST_DAY = 3660  # days that a date button may reach; ten years, beyond any loan


def press(session: FormSession, step: int, action: str) -> Result:
    """Return the session after a press and what came of it; a press on an older step is stale and changes nothing."""
    if step != session.step:
        return session, Outcome(kind=Kind.STALE, text_key="form-notice-stale")
    verb, _, argument = action.partition(":")
    if verb in _SIDE:
        return session, _SIDE[verb]
    if session.cursor == SUBMITTED:
        return session, Outcome(kind=Kind.NOT_HERE, text_key="form-notice-submitted")
    handler = _HANDLERS.get(verb)
    if handler is not None:
        return handler(session, argument)
    return _choose(session, action)


def _choose(session: FormSession, action: str) -> Result:
    question = session.question
    option = None if question is None else _option(session, question, action)
    if question is None or option is None:
        return session, NOT_HERE
    return choose(session, question, option)


def choose(session: FormSession, question: Question, option: Option) -> Result:
    """Return the session with an option chosen: a multi-select ticks it, anything else is answered."""
    if question.type == "multi" and not option.alone:
        return _tick(session, question, option), MOVED
    value: object = option.key
    if question.type == "multi":
        value = (option.key,)
    elif question.type == "rating5":
        value = int(option.key)
    return record(session, question.key, Answer(value=value, source=session.source)), MOVED


def _option(session: FormSession, question: Question, action: str) -> Option | None:
    options = session.options(question)
    if action.startswith("k:"):
        return next((option for option in options if option.key == action.removeprefix("k:")), None)
    index = action.removeprefix("o")
    if action[:1] != "o" or not _is_index(index) or int(index) >= len(options):
        return None
    return options[int(index)]


def _tick(session: FormSession, question: Question, option: Option) -> FormSession:
    alone = {other.key for other in question.options if other.alone}
    ticked = [key for key in session.draft(question) if key not in alone]
    chosen = {*ticked} ^ {option.key}
    # Kept in the order of the list, so that two people who tick the same things store the same answer.
    ordered = tuple(other.key for other in question.options if other.key in chosen)
    return replace(session, drafts={**session.drafts, question.key: ordered}, step=session.step + 1)


def _ok(session: FormSession, _: str) -> Result:
    question = session.question
    if question is None or question.type not in {"multi", "photo"}:
        return session, NOT_HERE
    draft = session.draft(question)
    if not draft:
        key = "form-notice-photo-missing" if question.type == "photo" else "form-notice-tick-one"
        return session, Outcome(kind=Kind.INCOMPLETE, text_key=key)
    value = {"media": list(draft)} if question.type == "photo" else draft
    return record(session, question.key, Answer(value=value, source=session.source)), MOVED


def _decline(session: FormSession, _: str) -> Result:
    question = session.question
    if question is None or not question.may_decline:
        return session, NOT_HERE
    answer = Answer(status=AnswerStatus.DECLINED, source=session.source)
    return record(session, question.key, answer), MOVED


def _unknown(session: FormSession, _: str) -> Result:
    question = session.question
    if question is None:
        return session, NOT_HERE
    own = next((o for o in session.options(question) if o.key == question.own_unknown), None)
    if own is not None:
        value = (own.key,) if question.type == "multi" else own.key
        return record(session, question.key, Answer(value=value, source=session.source)), MOVED
    if not question.may_be_unknown:
        return session, NOT_HERE
    answer = Answer(status=AnswerStatus.UNKNOWN, source=session.source)
    return record(session, question.key, answer), MOVED


def _skip(session: FormSession, _: str) -> Result:
    question = session.question
    if question is None or session.view.requires(question):
        return session, NOT_HERE
    if session.view.settled(question.key):
        return advance(session), MOVED
    return record(session, question.key, skipped(session)), MOVED


def _keep(session: FormSession, _: str) -> Result:
    question = session.question
    if question is None:
        return advance(session), MOVED
    if question.key in session.pending:
        return record(session, question.key, session.pending[question.key]), MOVED
    if question.key in session.answers:
        return advance(session), MOVED
    known = _known_answer(session, question)
    return (session, NOT_HERE) if known is None else (record(session, question.key, known), MOVED)


def _known_answer(session: FormSession, question: Question) -> Answer | None:
    value = session.known(question.key)
    if value is None:
        return None
    plain = tuple(value) if isinstance(value, list) else value
    return Answer(value=plain, source=session.source)


def _retry(session: FormSession, _: str) -> Result:
    if session.cursor not in session.pending:
        return session, NOT_HERE
    pending = {key: answer for key, answer in session.pending.items() if key != session.cursor}
    return replace(session, pending=pending, step=session.step + 1), MOVED


def _back(session: FormSession, _: str) -> Result:
    trail = list(session.trail)
    while trail:
        target = trail.pop()
        question = session.definition.by_key.get(target)
        if target != session.cursor and question is not None and session.asks(question):
            return replace(session, cursor=target, trail=tuple(trail), step=session.step + 1), MOVED
    return session, Outcome(kind=Kind.NOT_HERE, text_key="form-notice-first")


def _jump(session: FormSession, argument: str) -> Result:
    questions = session.definition.questions
    if not _is_index(argument) or int(argument) >= len(questions):
        return session, NOT_HERE
    question = questions[int(argument)]
    if session.asks(question):
        return (session, NOT_HERE) if question.key == session.cursor else (jump(session, question.key), MOVED)
    if session.blocked_by_identity and question.group not in OPEN_GROUPS:
        return session, Outcome(kind=Kind.BLOCKED, text_key="form-notice-identity-first")
    return session, NOT_HERE


def _review(session: FormSession, _: str) -> Result:
    return (session, NOT_HERE) if session.cursor == REVIEW else (jump(session, REVIEW), MOVED)


def _stress(session: FormSession, _: str) -> Result:
    branch = [q for q in session.definition.questions if q.group == HARDSHIP]
    if not branch or session.is_stopped:
        return session, NOT_HERE
    if session.question is not None and session.question.group == HARDSHIP:
        return session, Outcome(kind=Kind.NOT_HERE, text_key="form-notice-already-hardship")
    raised = replace(session, stress=True)
    waiting = [q for q in branch if raised.asks(q)]
    if not waiting:
        noted = Outcome(kind=Kind.BLOCKED, text_key="form-notice-stress-noted")
        return (session, noted) if session.stress else (replace(raised, step=session.step + 1), noted)
    target = next((q for q in waiting if q.key not in session.answers), waiting[0])
    return jump(raised, target.key), MOVED


def _submit(session: FormSession, _: str) -> Result:
    if session.cursor != REVIEW:
        return session, NOT_HERE
    if not session.may_submit:
        count = len(session.missing_must_have)
        return session, Outcome(kind=Kind.INCOMPLETE, text_key="form-notice-missing", values={"count": count})
    done = replace(session, cursor=SUBMITTED, step=session.step + 1, returns=())
    return done, Outcome(kind=Kind.SUBMITTED, text_key="form-notice-submitted")


def _date(session: FormSession, argument: str) -> Result:
    question = session.question
    day = _day(session, argument)
    if question is None or question.type not in {"date", "datetime"} or day is None:
        return session, NOT_HERE
    days = (day - session.today).days
    if abs(days) > FARTHEST_DAY or (question.when == "past" and days > 0):
        return session, NOT_HERE
    if question.when == "future" and days < 0:
        return session, Outcome(kind=Kind.NOT_HERE, text_key="form-notice-day-passed")
    value = {"date": day.isoformat(), "precision": "day", "text": ""}
    return record(session, question.key, Answer(value=value, source=session.source)), MOVED


def _day(session: FormSession, argument: str) -> date | None:
    """Read an ISO date, as buttons carry it, or a distance in days such as "+1"."""
    sign, digits = argument[:1], argument[1:]
    if sign in {"+", "-"} and _is_index(digits):
        return session.today + timedelta(days=int(f"{sign}{digits}"))
    try:
        return date.fromisoformat(argument)
    except ValueError:
        return None


def _is_index(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len("9999")


_SIDE = {
    "pause": Outcome(kind=Kind.PAUSED, text_key="form-notice-paused"),
    "lang": Outcome(kind=Kind.LANGUAGE),
    "person": Outcome(kind=Kind.PERSON, text_key="form-notice-person"),
}
"""What is no business of the form: the caller acts on it, the session stays as it is."""

_HANDLERS: dict[str, Callable[[FormSession, str], Result]] = {
    "ok": _ok,
    "decline": _decline,
    "unknown": _unknown,
    "skip": _skip,
    "keep": _keep,
    "retry": _retry,
    "back": _back,
    "jump": _jump,
    "edit": _jump,
    "review": _review,
    "stress": _stress,
    "submit": _submit,
    "date": _date,
}
