"""Who fills a form in, and what holds for every form: loading its session, locking its row, storing its answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.errors import ConflictError, NotFoundError
from bot.forms.answers import Answer as FormAnswer
from bot.forms.resume import load_state
from bot.forms.session import FormSession, Outcome
from bot.policy.cadence_rules import SELF
from bot.policy.days import local_day
from bot.services.access import require_callback
from bot.services.container import Services
from bot.services.form_facts import form_facts
from bot.services.staff import actor_name
from bot.services.work import Subject, read_subject
from storage.crypto import lookup_digest
from storage.models import Answer, Borrower, FormResponse, StaffMember
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who fills a form in: one of the staff, or the customer themselves."""

    name: str
    staff: StaffMember | None = None
    borrower: Borrower | None = None

    def require(self, verb: str, subject: Subject) -> None:
        """Raise unless the form is this person's to work on; a customer's is a check-in about their own loan."""
        if self.borrower is None:
            require_callback(self.staff, verb, subject.callback)
        elif self.borrower.id != subject.borrower.id or subject.callback.form_key != SELF:
            raise NotFoundError("form_gone")


@dataclass(frozen=True, kw_only=True)
class OpenForm:
    """A form as it stands after a move: the row, the session, and what the move did."""

    response: FormResponse
    session: FormSession
    outcome: Outcome
    correcting: bool = False
    """True while a submitted form is open again; submitting then asks for the reason."""


def by_staff(actor: StaffMember) -> Author:
    """Return a member of staff as the author of a form."""
    return Author(name=actor_name(actor), staff=actor)


def by_customer(borrower: Borrower) -> Author:
    """Return a customer as the author of their own check-in."""
    return Author(name=f"customer:{borrower.id}", borrower=borrower)


def read_session(
    services: Services, uow: UnitOfWork, response: FormResponse, subject: Subject | None = None
) -> FormSession:
    """Rebuild the session of a response on its own form version, with today's facts."""
    return load_session(services, uow, response.session, subject or read_subject(uow, response.callback_id))


def load_session(
    services: Services, uow: UnitOfWork, state: Mapping[str, Any], subject: Subject
) -> FormSession:
    """Rebuild a session from its stored state."""
    return load_state(state, facts=form_facts(services, uow, subject), today=today_of(services, uow, subject))


def lock_response(uow: UnitOfWork, response_id: int) -> FormResponse:
    """Return a form, locked; raises NotFoundError, or ConflictError when it is void."""
    response = uow.forms.lock(response_id)
    if response is None:
        raise NotFoundError("form_gone")
    if response.state == "voided":
        raise ConflictError("form_voided")
    return response


def today_of(services: Services, uow: UnitOfWork, subject: Subject) -> date:
    """Return today where the loan is."""
    return local_day(uow.now, subject.loan.timezone or services.settings.timezone)


def store_answers(uow: UnitOfWork, response: FormResponse, session: FormSession) -> None:
    """Bring the table of answers to what the session says."""
    rows = {row.question: row for row in uow.forms.answers(response.id or 0)}
    for question, answer in session.statement().items():
        plain = answer.as_json()
        row = rows.get(question) or Answer(response_id=response.id or 0, question=question, status="",
                                           answered_at=uow.now)  # fmt: skip
        row.value, row.status, row.source = plain["value"], plain["status"], plain["source"]
        uow.forms.add(row)


def answers_digest(answers: Mapping[str, FormAnswer]) -> str:
    """Return a digest of all answers: proof of what was submitted, without its content."""
    plain = {key: answer.as_json() for key, answer in sorted(answers.items())}
    return lookup_digest(json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str), b"answers")
