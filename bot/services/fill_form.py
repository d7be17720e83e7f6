"""Use cases around a form: open, press, say, attach, submit. The session lives in the database."""

import secrets
from collections.abc import Callable
from typing import Any, TypeAlias

from bot.forms.answers import Answer as FormAnswer
from bot.forms.answers import AnswerSource, AnswerStatus
from bot.forms.catalogue import load_form
from bot.forms.definition import FormDefinition
from bot.forms.flow import start as start_session
from bot.forms.moves import press as press_form
from bot.forms.session import FormSession, Kind, Outcome
from bot.forms.speech import Attachment, attach, lock_out, say, verify
from bot.policy.cadence_rules import INSPECTION
from bot.services.callback_rows import CALLBACK_CARD
from bot.services.container import Services
from bot.services.correct_form import CORRECTION, move_correction
from bot.services.form_base import (
    Author,
    OpenForm,
    answers_digest,
    by_customer,
    by_staff,
    lock_response,
    read_session,
    store_answers,
    today_of,
)
from bot.services.form_effects import apply_effects
from bot.services.form_facts import form_facts
from bot.services.inspection import queue_inspection
from bot.services.outgoing import refresh_card
from bot.services.promises import take_promise
from bot.services.work import Subject, end_attempt, read_subject
from storage.models import Attempt, FormResponse, IdentityCheck
from storage.unit_of_work import UnitOfWork

__all__ = [
    "Author",
    "OpenForm",
    "by_customer",
    "by_staff",
    "ending_of",
    "open_form",
    "press",
    "read_session",
    "send_attachment",
    "type_text",
]

Move: TypeAlias = Callable[[FormSession], tuple[FormSession, Outcome]]
NOT_CONNECTED = "open.call_outcome"
WRONG_CODES = "wrong_codes"
MOST_WRONG_CODES = 5  # domain pack, section 6.2: locked after five wrong codes
CODE_LENGTH = 4  # the last four digits of the registered number


def open_form(
    services: Services, uow: UnitOfWork, author: Author, callback_id: int, attempt: Attempt | None
) -> OpenForm:
    """Open the callback's form, or the draft that is open already (another device, after a restart)."""
    subject = read_subject(uow, callback_id)
    author.require("callback.work", subject)
    response = uow.forms.draft_of(callback_id)
    if response is None:
        response = _new_response(services, uow, author, subject, attempt)
    elif attempt is not None and response.attempt_id != attempt.id:
        response.attempt_id = attempt.id
    session = read_session(services, uow, response, subject)
    return OpenForm(response=response, session=session, outcome=Outcome(kind=Kind.MOVED))


def press(
    services: Services, uow: UnitOfWork, author: Author, response_id: int, step: int, action: str
) -> OpenForm:
    """Press a button of a form; a stale or double press changes nothing and says so."""
    return _move(services, uow, author, response_id, lambda session: press_form(session, step, action))


def type_text(services: Services, uow: UnitOfWork, author: Author, response_id: int, text: str) -> OpenForm:
    """Answer the question under the cursor in words; a code is compared here and kept nowhere."""
    opened = _move(services, uow, author, response_id, lambda session: say(session, text))
    if opened.outcome.kind is not Kind.CHECK_CODE:
        return opened
    return _move(services, uow, author, response_id, _code_check(uow, opened.response, text))


def send_attachment(
    services: Services, uow: UnitOfWork, author: Author, response_id: int, kind: Attachment, value: Any
) -> OpenForm:
    """Answer the question under the cursor with a photo, a place or a number."""
    return _move(services, uow, author, response_id, lambda session: attach(session, kind, value))


def _code_check(uow: UnitOfWork, response: FormResponse, text: str) -> Move:
    """Compare what was typed with the end of the registered number; after too many wrong ones it is over."""
    borrower = read_subject(uow, response.callback_id).borrower
    expected = (borrower.phone or "")[-CODE_LENGTH:]
    if len(expected) == CODE_LENGTH and secrets.compare_digest(text.strip().encode(), expected.encode()):
        return lambda session: verify(session, matched=True)
    wrong = int(response.session.get(WRONG_CODES, 0)) + 1
    response.session = {**response.session, WRONG_CODES: wrong}
    uow.audit.append("system:form", "code_wrong", "form_response", response.id, tries=wrong)
    return lock_out if wrong >= MOST_WRONG_CODES else lambda session: verify(session, matched=False)


def _move(services: Services, uow: UnitOfWork, author: Author, response_id: int, move: Move) -> OpenForm:
    response = lock_response(uow, response_id)
    subject = read_subject(uow, response.callback_id)
    author.require("form.submit", subject)
    if CORRECTION in response.session:
        return move_correction(services, uow, author, response, subject, move)
    before = read_session(services, uow, response, subject)
    after, outcome = move(before)
    if response.state == "draft" and after is not before:
        kept = {key: response.session[key] for key in (WRONG_CODES,) if key in response.session}
        response.session = {**after.dump_state(), **kept}
        response.step, response.updated_at = after.step, uow.now
        if outcome.kind is Kind.SUBMITTED:
            _submit(services, uow, author, response, after, subject)
    return OpenForm(response=response, session=after, outcome=outcome)


def _submit(
    services: Services,
    uow: UnitOfWork,
    author: Author,
    response: FormResponse,
    session: FormSession,
    subject: Subject,
) -> None:
    """Close the form: answers to their table, effects to the desks, the callback to its next state."""
    callback = subject.callback
    response.state, response.submitted_at = "submitted", uow.now
    store_answers(uow, response, session)
    _store_identity(uow, response, session)
    apply_effects(services, uow, author, response, session.effects(), subject)
    take_promise(uow, author, response, subject)
    attempt = uow.callbacks.attempt(response.attempt_id) if response.attempt_id else None
    ending = ending_of(session)
    if session.is_complete:
        callback.state, callback.completed_at, callback.outcome = "completed", uow.now, "completed"
        callback.next_try_at, callback.closed_at = None, uow.now
        _close_attempt(uow, attempt, "connected")
        uow.loans.look_again([callback.loan_id], uow.now)
    elif author.staff is None:
        # A customer who would not, or could not, go on is for an agent to ring.
        callback.state, callback.next_try_at = "ready", None
    elif ending is not None and attempt is not None and attempt.ended_at is None:
        end_attempt(services, uow, author.staff, subject, attempt, ending)
    else:
        callback.state, callback.next_try_at = "partial", None
        _close_attempt(uow, attempt, "connected")
    callback.updated_at = uow.now
    uow.audit.append(
        author.name, "form_submitted", "form_response", response.id, callback=callback.id,
        state=callback.state, digest=answers_digest(session.answers),
    )  # fmt: skip
    if response.form_key == INSPECTION:
        queue_inspection(uow, response)
    refresh_card(uow, CALLBACK_CARD, callback.id or 0)


def ending_of(session: FormSession) -> str | None:
    """Return the attempt outcome that stopped a form early, or None when nothing stopped it."""
    if not session.is_stopped:
        return None
    chosen = {key: answer.value for key, answer in session.answers.items()}
    outcome = chosen.get(NOT_CONNECTED)
    if isinstance(outcome, str) and outcome != "connected":
        return outcome
    if chosen.get("open.ok_to_talk") == "later":
        return "callback_requested"
    if chosen.get("open.ok_to_talk") == "refuse":
        return "refused_to_talk"
    person = chosen.get("idv.name_confirm")
    return {"other_person": "connected_third_party", "wrong_number": "wrong_number"}.get(
        str(person), "idv_failed"
    )


def _new_response(
    services: Services, uow: UnitOfWork, author: Author, subject: Subject, attempt: Attempt | None
) -> FormResponse:
    definition = load_form(subject.callback.form_key, services.settings.form_length)
    session = start_session(
        definition,
        facts=form_facts(services, uow, subject),
        today=today_of(services, uow, subject),
        currency=subject.loan.currency,
        answers=_proven(definition, author),
    )
    return uow.forms.add(
        FormResponse(
            callback_id=subject.callback.id or 0,
            attempt_id=attempt.id if attempt else None,
            agent_id=author.staff.id if author.staff else subject.callback.assignee_id,
            source=session.source.value,
            form_key=definition.key,
            form_version=definition.version,
            form_length=definition.length,
            step=session.step,
            session=session.dump_state(),
            started_at=uow.now,
            updated_at=uow.now,
        )
    )


def _proven(definition: FormDefinition, author: Author) -> dict[str, FormAnswer]:
    """A bound account was proven by a one-time link and a second factor: there is no code to ask for again."""
    if author.borrower is None:
        return {}
    codes = [question.key for question in definition.questions if "code" in question.flags]
    return {key: FormAnswer(value="match", source=AnswerSource.SYSTEM_OF_RECORD) for key in codes}


def _store_identity(uow: UnitOfWork, response: FormResponse, session: FormSession) -> None:
    result = session.answers.get("idv.result")
    if result is None or result.status is not AnswerStatus.ANSWERED:
        return
    factors = {
        key: session.answers[key].value for key in session.definition.factors if key in session.answers
    }
    uow.callbacks.add(
        IdentityCheck(
            callback_id=response.callback_id,
            attempt_id=response.attempt_id,
            factors=factors,
            result=str(result.value),
            at=uow.now,
        )
    )


def _close_attempt(uow: UnitOfWork, attempt: Attempt | None, outcome: str) -> None:
    if attempt is not None and attempt.ended_at is None:
        attempt.state, attempt.outcome, attempt.connected, attempt.ended_at = "ended", outcome, True, uow.now
