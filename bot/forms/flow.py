"""How a form moves on: recording an answer, deriving identity, superseding, and choosing what comes next."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.forms.answers import Answer, AnswerSource, AnswerStatus
from bot.forms.conditions import questions_in
from bot.forms.definition import FormDefinition, Question
from bot.forms.session import REVIEW, FormSession
from bot.forms.view import HARDSHIP, IDENTITY, View

PERSON = "idv.name_confirm"
CONTACT = "con"
_NOT_THE_CUSTOMER = {"other_person": "not_attempted", "wrong_number": "not_attempted", "refused": "refused"}
LONGEST_TRAIL = 200
"""Steps that "back" can retrace; more would only make the stored state grow."""


def start(
    definition: FormDefinition,
    *,
    facts: Mapping[str, Any],
    today: date,
    currency: str = "CNY",
    answers: Mapping[str, Answer] | None = None,
) -> FormSession:
    """Return a fresh session on its first open question; `today` is the date in the loan's time zone."""
    blank = FormSession(
        definition=definition, facts=facts, today=today, currency=currency, answers=dict(answers or {})
    )
    return replace(advance(settle(blank)), step=1, trail=())


def record(session: FormSession, key: str, answer: Answer) -> FormSession:
    """Return the session with an answer given, its consequences settled and the cursor moved on."""
    answers = {**session.answers, key: answer}
    changed = replace(
        session,
        answers=answers,
        drafts={k: v for k, v in session.drafts.items() if k != key},
        pending={k: v for k, v in session.pending.items() if k != key},
    )
    settled = settle(_apply_sets(changed, key))
    return advance(_left(settled))


def settle(session: FormSession) -> FormSession:
    """Return the session with identity derived and every answer marked superseded or restored as it now stands."""
    derived = replace(session, answers=_with_identity(session))
    return replace(derived, answers=_marked(derived.view, derived.answers))


def advance(session: FormSession) -> FormSession:
    """Return the session with the cursor on the next open question, else where a jump came from, else the review."""
    moved = replace(session, step=session.step + 1)
    waiting = _waiting(session)
    urgent = [q for q in waiting if q.group == HARDSHIP] if session.stress else []
    # What an answer opens is asked with it, ceiling or not: the answer would be half without it.
    followers = session.definition.opened_by.get(session.cursor, frozenset())
    opened = [question for question in waiting if question.key in followers]
    for first in (urgent, opened):
        if first:
            return replace(moved, cursor=first[0].key)
    return _come_back(moved, _within_ceiling(session, waiting))


def jump(session: FormSession, target: str) -> FormSession:
    """Return the session on another question (or the review), remembering where to come back to."""
    returns = session.returns
    if session.cursor and session.cursor != target and session.cursor not in returns:
        returns = (*returns, session.cursor)
    return replace(_left(session), cursor=target, returns=returns, step=session.step + 1)


def _left(session: FormSession) -> FormSession:
    if session.question is None or session.trail[-1:] == (session.cursor,):
        return session
    return replace(session, trail=(*session.trail, session.cursor)[-LONGEST_TRAIL:])


def _waiting(session: FormSession) -> list[Question]:
    waiting = [q for q in session.definition.questions if q.key not in session.answers and session.asks(q)]
    # Once the form is stopped, contact wishes may still be taken down, but nobody is walked through them.
    return [question for question in waiting if not (session.is_stopped and question.group == CONTACT)]


def _within_ceiling(session: FormSession, waiting: list[Question]) -> list[Question]:
    required = [question for question in waiting if session.view.requires(question)]
    # The ceiling keeps room for what must be asked; once only that room is left, the optional rest goes unasked.
    taken = session.asked_of_customer + sum("agent" not in question.flags for question in required)
    return required if taken >= session.definition.max_questions_asked else waiting


def _come_back(session: FormSession, open_now: list[Question]) -> FormSession:
    returns = list(session.returns)
    waiting = {question.key for question in open_now}
    while returns:
        target = returns.pop()
        if target in waiting or (target == REVIEW and not waiting):
            return replace(session, cursor=target, returns=tuple(returns))
    return replace(session, cursor=open_now[0].key if open_now else REVIEW, returns=())


def _apply_sets(session: FormSession, key: str) -> FormSession:
    answers = dict(session.answers)
    for rule in session.definition.rules:
        if rule.do.set and key in questions_in(rule.when) and rule.when.holds(session.view):
            for target, value in rule.do.set.items():
                if target in session.definition.by_key:
                    answers[target] = Answer(value=value, source=session.source)
    return replace(session, answers=answers)


def _with_identity(session: FormSession) -> Mapping[str, Answer]:
    if IDENTITY not in session.definition.by_key:
        return session.answers
    result = _identity(session)
    if result is not None:
        made = Answer(value=result, source=AnswerSource.SYSTEM_OF_RECORD)
        return {**session.answers, IDENTITY: made}
    if session.identity_is_derived:
        return {key: answer for key, answer in session.answers.items() if key != IDENTITY}
    return session.answers


def _identity(session: FormSession) -> str | None:
    form, view = session.definition, session.view
    person = view.chosen(PERSON)
    if not person or not form.factors:
        return None
    if person != frozenset({"self"}):
        return _NOT_THE_CUSTOMER.get(next(iter(person)))
    results = [view.chosen(key) for key in form.factors]
    if all(result == frozenset({"match"}) for result in results):
        return "passed"
    if form.audience == "customer" and frozenset({"mismatch"}) in results:
        return "failed"
    return None


def _marked(view: View, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {
        key: answer
        if key not in view.form.by_key
        else (answer.restored() if view.shows(key) else answer.superseded())
        for key, answer in answers.items()
    }


def skipped(session: FormSession) -> Answer:
    """Return the answer that says the question was passed over."""
    return Answer(status=AnswerStatus.NOT_ASKED, source=session.source)
