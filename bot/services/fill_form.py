"""Use cases around a form: open, press, say, attach, submit, amend. The session lives in the database."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.errors import ConflictError, NotFoundError
from bot.forms.answers import Answer as FormAnswer
from bot.forms.answers import AnswerStatus, diff
from bot.forms.catalogue import load_form
from bot.forms.flow import start as start_session
from bot.forms.moves import press as press_form
from bot.forms.resume import load_state
from bot.forms.session import FormSession, Kind, Outcome
from bot.forms.speech import Attachment, attach, say
from bot.policy.days import local_day
from bot.services.access import require_callback
from bot.services.callback_rows import CALLBACK_CARD
from bot.services.container import Services
from bot.services.form_effects import apply_effects
from bot.services.form_facts import form_facts
from bot.services.outgoing import refresh_card
from bot.services.staff import actor_name
from bot.services.work import Subject, end_attempt, read_subject
from storage.models import Answer, AnswerChange, Attempt, FormResponse, IdentityCheck, StaffMember
from storage.unit_of_work import UnitOfWork

Move = Callable[[FormSession], tuple[FormSession, Outcome]]
NOT_CONNECTED = "open.call_outcome"


@dataclass(frozen=True, kw_only=True)
class OpenForm:
    """A form as it stands after a move: the row, the session, and what the move did."""

    response: FormResponse
    session: FormSession
    outcome: Outcome


def open_form(
    services: Services, uow: UnitOfWork, actor: StaffMember, callback_id: int, attempt: Attempt | None
) -> OpenForm:
    """Open the callback's form, or the draft that is open already (another device, after a restart)."""
    subject = read_subject(uow, callback_id)
    require_callback(actor, "callback.work", subject.callback)
    response = uow.forms.draft_of(callback_id)
    if response is None:
        response = _new_response(services, uow, actor, subject, attempt)
    elif attempt is not None and response.attempt_id != attempt.id:
        response.attempt_id = attempt.id
    session = read_session(services, uow, response, subject)
    return OpenForm(response=response, session=session, outcome=Outcome(kind=Kind.MOVED))


def press(
    services: Services, uow: UnitOfWork, actor: StaffMember, response_id: int, step: int, action: str
) -> OpenForm:
    """Press a button of a form; a stale or double press changes nothing and says so."""
    return _move(services, uow, actor, response_id, lambda session: press_form(session, step, action))


def type_text(
    services: Services, uow: UnitOfWork, actor: StaffMember, response_id: int, text: str
) -> OpenForm:
    """Answer the question under the cursor in words."""
    return _move(services, uow, actor, response_id, lambda session: say(session, text))


def send_attachment(
    services: Services, uow: UnitOfWork, actor: StaffMember, response_id: int, kind: Attachment, value: Any
) -> OpenForm:
    """Answer the question under the cursor with a photo, a place or a number."""
    return _move(services, uow, actor, response_id, lambda session: attach(session, kind, value))


def read_session(
    services: Services, uow: UnitOfWork, response: FormResponse, subject: Subject | None = None
) -> FormSession:
    """Rebuild the session of a response on its own form version, with today's facts."""
    subject = subject or read_subject(uow, response.callback_id)
    return load_state(
        response.session, facts=form_facts(services, uow, subject), today=_today(services, uow, subject)
    )


def amend(
    services: Services,
    uow: UnitOfWork,
    actor: StaffMember,
    response_id: int,
    session: FormSession,
    reason: str,
) -> int:
    """Keep old, new, who, when and why of every answer that a correction changed; return how many."""
    response = _locked(uow, response_id)
    subject = read_subject(uow, response.callback_id)
    require_callback(actor, "form.amend", subject.callback)
    before = read_session(services, uow, response, subject)
    changes = diff(before.answers, session.answers)
    for change in changes:
        uow.forms.add(
            AnswerChange(
                response_id=response_id,
                question=change.question,
                old=change.before.as_json() if change.before else {},
                new=change.after.as_json() if change.after else {},
                changed_by=actor_name(actor),
                changed_at=uow.now,
                reason=reason[:500],
            )
        )
        uow.audit.append(actor_name(actor), "answer_amended", "form_response", response_id,
                         question=change.question)  # fmt: skip
    response.state, response.session, response.updated_at = "amended", session.dump_state(), uow.now
    _store_answers(uow, response, session)
    return len(changes)


def _move(services: Services, uow: UnitOfWork, actor: StaffMember, response_id: int, move: Move) -> OpenForm:
    response = _locked(uow, response_id)
    subject = read_subject(uow, response.callback_id)
    require_callback(actor, "form.submit", subject.callback)
    before = read_session(services, uow, response, subject)
    after, outcome = move(before)
    if response.state == "draft" and after is not before:
        response.session, response.step, response.updated_at = after.dump_state(), after.step, uow.now
        if outcome.kind is Kind.SUBMITTED:
            _submit(services, uow, actor, response, after, subject)
    return OpenForm(response=response, session=after, outcome=outcome)


def _submit(
    services: Services,
    uow: UnitOfWork,
    actor: StaffMember,
    response: FormResponse,
    session: FormSession,
    subject: Subject,
) -> None:
    """Close the form: answers to their table, effects to the desks, the callback to its next state."""
    callback = subject.callback
    response.state, response.submitted_at = "submitted", uow.now
    _store_answers(uow, response, session)
    _store_identity(uow, response, session)
    apply_effects(services, uow, actor, response, session, subject)
    attempt = uow.callbacks.attempt(response.attempt_id) if response.attempt_id else None
    ending = ending_of(session)
    if session.is_complete:
        callback.state, callback.completed_at, callback.outcome = "completed", uow.now, "completed"
        callback.next_try_at, callback.closed_at = None, uow.now
        _close_attempt(uow, attempt, "connected")
        uow.loans.look_again([callback.loan_id], uow.now)
    elif ending is not None and attempt is not None and attempt.ended_at is None:
        end_attempt(services, uow, actor, subject, attempt, ending)
    else:
        callback.state, callback.next_try_at = "partial", None
        _close_attempt(uow, attempt, "connected")
    callback.updated_at = uow.now
    uow.audit.append(
        actor_name(actor), "form_submitted", "form_response", response.id, callback=callback.id,
        state=callback.state, digest=answers_digest(session.answers),
    )  # fmt: skip
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


def answers_digest(answers: Mapping[str, FormAnswer]) -> str:
    """Return a digest of all answers: proof of what was submitted, without its content."""
    from storage.crypto import lookup_digest

    plain = {key: answer.as_json() for key, answer in sorted(answers.items())}
    return lookup_digest(json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str), b"answers")


def _new_response(
    services: Services, uow: UnitOfWork, actor: StaffMember, subject: Subject, attempt: Attempt | None
) -> FormResponse:
    definition = load_form(subject.callback.form_key, services.settings.form_length)
    session = start_session(
        definition,
        facts=form_facts(services, uow, subject),
        today=_today(services, uow, subject),
        currency=subject.loan.currency,
    )
    return uow.forms.add(
        FormResponse(
            callback_id=subject.callback.id or 0,
            attempt_id=attempt.id if attempt else None,
            agent_id=actor.id,
            form_key=definition.key,
            form_version=definition.version,
            form_length=definition.length,
            step=session.step,
            session=session.dump_state(),
            started_at=uow.now,
            updated_at=uow.now,
        )
    )


def _locked(uow: UnitOfWork, response_id: int) -> FormResponse:
    response = uow.forms.lock(response_id)
    if response is None:
        raise NotFoundError("form_gone")
    if response.state == "voided":
        raise ConflictError("form_voided")
    return response


def _today(services: Services, uow: UnitOfWork, subject: Subject) -> date:
    return local_day(uow.now, subject.loan.timezone or services.settings.timezone)


def _store_answers(uow: UnitOfWork, response: FormResponse, session: FormSession) -> None:
    rows = {row.question: row for row in uow.forms.answers(response.id or 0)}
    for question, answer in session.statement().items():
        plain = answer.as_json()
        row = rows.get(question) or Answer(response_id=response.id or 0, question=question, status="",
                                           answered_at=uow.now)  # fmt: skip
        row.value, row.status, row.source = plain["value"], plain["status"], plain["source"]
        uow.forms.add(row)


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
