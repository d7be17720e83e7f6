"""Use case: correct the answers of a submitted form. Old, new, who, when and why are kept for every change."""

from collections.abc import Callable
from dataclasses import replace

from bot.errors import BadInputError, ConflictError
from bot.forms.answers import Change, diff
from bot.forms.resume import reopen
from bot.forms.session import SUBMITTED, FormSession, Kind, Outcome
from bot.services.callback_rows import CALLBACK_CARD
from bot.services.container import Services
from bot.services.form_base import (
    Author,
    OpenForm,
    by_staff,
    load_session,
    lock_response,
    read_session,
    store_answers,
)
from bot.services.form_effects import apply_effects
from bot.services.outgoing import refresh_card
from bot.services.signals import SIGNAL_CARD
from bot.services.work import Subject, read_subject
from storage.models import AnswerChange, FormResponse, StaffMember
from storage.unit_of_work import UnitOfWork

SUBMITTED_STATES = frozenset({"submitted", "amended"})
CORRECTION = "correction"
"""Where a response keeps the working copy of a correction, beside what was submitted."""
SHORTEST_REASON, LONGEST_REASON = 2, 500  # characters


def correct(services: Services, uow: UnitOfWork, actor: StaffMember, callback_id: int) -> OpenForm:
    """Open a submitted form on its review again; what was submitted stands until the reason is given."""
    newest = uow.forms.latest_of(callback_id)
    response = lock_response(uow, newest.id or 0) if newest is not None else None
    if response is None or response.state not in SUBMITTED_STATES:
        raise ConflictError("nothing_to_correct")
    subject = read_subject(uow, callback_id)
    author = by_staff(actor)
    author.require("form.amend", subject)
    _refuse_if_others_correct(response, author)
    state = response.session.get(CORRECTION)
    session = load_session(services, uow, state["session"] if state else response.session, subject)
    if state is None:
        session = reopen(session)
        _keep_correction(response, author, session)
    return OpenForm(response=response, session=session, outcome=Outcome(kind=Kind.MOVED), correcting=True)


def drop_correction(uow: UnitOfWork, actor: StaffMember, response_id: int) -> FormResponse:
    """Forget a correction that is under way; the submitted answers were never touched."""
    response = lock_response(uow, response_id)
    by_staff(actor).require("form.amend", read_subject(uow, response.callback_id))
    response.session = {key: value for key, value in response.session.items() if key != CORRECTION}
    return response


def amend(services: Services, uow: UnitOfWork, actor: StaffMember, response_id: int, reason: str) -> int:
    """Keep old, new, who, when and why of every answer that a correction changed; return how many."""
    response = lock_response(uow, response_id)
    subject = read_subject(uow, response.callback_id)
    author = by_staff(actor)
    author.require("form.amend", subject)
    _refuse_if_others_correct(response, author)
    state = response.session.get(CORRECTION)
    if state is None:
        raise ConflictError("nothing_to_correct")
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadInputError("reason_too_short")
    before = read_session(services, uow, response, subject)
    after = replace(load_session(services, uow, state["session"], subject), cursor=SUBMITTED, returns=())
    changes = diff(before.answers, after.answers)
    for change in changes:
        _keep_change(uow, author, response, change, reason.strip())
    response.state, response.session, response.updated_at = "amended", after.dump_state(), uow.now
    response.step = after.step
    store_answers(uow, response, after)
    known = before.effects()
    apply_effects(
        services, uow, author, response, [each for each in after.effects() if each not in known], subject
    )
    for signal in uow.reviews.signals_of_callback(response.callback_id):
        if signal.response_id == response_id:
            refresh_card(uow, SIGNAL_CARD, signal.id or 0)
    refresh_card(uow, CALLBACK_CARD, response.callback_id)
    return len(changes)


def _keep_change(
    uow: UnitOfWork, author: Author, response: FormResponse, change: Change, reason: str
) -> None:
    uow.forms.add(
        AnswerChange(
            response_id=response.id or 0,
            question=change.question,
            old=change.before.as_json() if change.before else {},
            new=change.after.as_json() if change.after else {},
            changed_by=author.name,
            changed_at=uow.now,
            reason=reason[:LONGEST_REASON],
        )
    )
    uow.audit.append(author.name, "answer_amended", "form_response", response.id, question=change.question)


def _keep_correction(response: FormResponse, author: Author, session: FormSession) -> None:
    kept = {"by": author.name, "session": session.dump_state()}
    response.session = {**response.session, CORRECTION: kept}


def _refuse_if_others_correct(response: FormResponse, author: Author) -> None:
    state = response.session.get(CORRECTION)
    if state is not None and state["by"] != author.name:
        raise ConflictError("form_being_corrected")


def move_correction(
    services: Services,
    uow: UnitOfWork,
    author: Author,
    response: FormResponse,
    subject: Subject,
    move: Callable[[FormSession], tuple[FormSession, Outcome]],
) -> OpenForm:
    """Press or say something in a correction; the submitted answers stay as they are until the reason is given."""
    _refuse_if_others_correct(response, author)
    before = load_session(services, uow, response.session[CORRECTION]["session"], subject)
    after, outcome = move(before)
    if outcome.kind is Kind.SUBMITTED:
        # What was submitted is replaced only together with the reason.
        return OpenForm(response=response, session=before, outcome=outcome, correcting=True)
    if after is not before:
        _keep_correction(response, author, after)
    return OpenForm(response=response, session=after, outcome=outcome, correcting=True)
