"""What customers may see and do about their own record: look, correct, choose how to be contacted, complain, leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import BadInputError
from bot.policy.sla import event_due
from bot.services.care import forget_care
from bot.services.consents import ASSISTANT, HEALTH, KINDS, has_consent, withdraw_consent
from bot.services.contact import TIME_BANDS, policy_of
from bot.services.container import Services
from bot.services.holds import hold_loan
from bot.services.reach import unlink
from bot.services.work import open_task
from storage.models import Arrangement, Borrower, ContactPreference, Loan, Task
from storage.unit_of_work import UnitOfWork

CHANNELS = ("any", "call", "chat")
BANDS = ("any", *TIME_BANDS)
COMPLAINT_HOLD = "complaint_same_subject"
LONGEST = 1000  # characters of a correction or a complaint
OWN = "customer:own"
"""The source of wishes that somebody chose here; a new choice ends the one before."""


@dataclass(frozen=True, kw_only=True)
class OwnRecord:
    """What is kept about somebody, as values. Days are how long it is kept."""

    name: str | None
    phone: str | None
    id_number: str | None
    loans: tuple[str, ...]
    calls: int
    forms: int
    transcript_days: int
    review_days: int
    wishes: tuple[tuple[str, str], ...]
    consents: tuple[str, ...]
    holds: tuple[str, ...]
    arrangement: Arrangement | None


def own_record(services: Services, uow: UnitOfWork, borrower: Borrower) -> OwnRecord:
    """Return everything that is kept about a customer, as far as they may read it here; the look is audited."""
    loans = uow.loans.loans_of(borrower.id or 0)
    callbacks = [c for loan in loans for c in uow.callbacks.of_loan(loan.id or 0)]
    keep = policy_of(services).duties.get("retention_days", {})
    uow.audit.append(f"customer:{borrower.id}", "own_record_seen", "borrower", borrower.id)
    return OwnRecord(
        name=borrower.name,
        phone=borrower.phone,
        id_number=borrower.id_number,
        loans=tuple(loan.loan_number for loan in loans),
        calls=sum(c.attempts for c in callbacks),
        forms=sum(1 for c in callbacks if uow.forms.latest_of(c.id or 0) is not None),
        transcript_days=int(keep.get("transcript", 0)),
        review_days=int(keep.get("review", 0)),
        wishes=tuple((row.kind, row.value) for row in uow.loans.preferences(borrower.id or 0, uow.now)),
        consents=tuple(kind for kind in KINDS if has_consent(uow, borrower, kind)),
        holds=tuple(sorted({h.marker for loan in loans for h in uow.loans.holds(
            borrower.id or 0, loan.id or 0, uow.now)})),
        arrangement=_in_force(uow, loans),
    )  # fmt: skip


def ask_correction(uow: UnitOfWork, borrower: Borrower, words: str) -> Task:
    """Hand what is wrong to the people who keep the data; nothing is changed unseen."""
    return _task(uow, borrower, "data_correction", "data", words)


def complain(services: Services, uow: UnitOfWork, borrower: Borrower, words: str) -> Task:
    """Register a complaint and stop calls about its subject until it has been answered."""
    task = _task(uow, borrower, "complaint_register", "complaints", words)
    task.due_at = event_due(
        "complaint_acknowledge", uow.now, services.calendar, policy=services.rules.sla,
        tz=services.settings.timezone,
    )  # fmt: skip
    for loan in uow.loans.loans_of(borrower.id or 0)[:1]:
        hold_loan(uow, loan, COMPLAINT_HOLD, reason=f"task:{task.id}", placed_by=f"customer:{borrower.id}")
    return task


def choose_contact(uow: UnitOfWork, borrower: Borrower, kind: str, value: str) -> None:
    """Set a wish about channel or time of day; `any` ends it."""
    if value not in {"channel": CHANNELS, "time_band": BANDS}.get(kind, ()):
        raise BadInputError("bad_input")
    for row in uow.loans.preferences(borrower.id or 0, uow.now):
        if row.kind == kind and row.source == OWN:
            row.valid_to = uow.now
    if value != "any":
        uow.loans.add(
            ContactPreference(
                borrower_id=borrower.id or 0, kind=kind, value=value, source=OWN, valid_from=uow.now
            )
        )
    uow.audit.append(f"customer:{borrower.id}", "contact_chosen", "borrower", borrower.id, kind=kind,
                     value=value)  # fmt: skip


def withdraw(uow: UnitOfWork, borrower: Borrower, kind: str) -> None:
    """Take a consent back; what rested on it stops at once."""
    withdraw_consent(uow, borrower, kind)
    if kind == HEALTH:
        forget_care(uow, borrower)
    if kind == ASSISTANT:
        unlink(uow, borrower)


def _task(uow: UnitOfWork, borrower: Borrower, kind: str, desk: str, words: str) -> Task:
    if len(words.strip()) < 2:
        raise BadInputError("question_too_short")
    loans = uow.loans.loans_of(borrower.id or 0)
    task = open_task(
        uow, kind, desk=desk, created_by=f"customer:{borrower.id}", loan_id=loans[0].id if loans else None
    )
    task.question = words.strip()[:LONGEST]
    return task


def _in_force(uow: UnitOfWork, loans: Sequence[Loan]) -> Arrangement | None:
    for loan in loans:
        for case in uow.follow_ups.cases_of(loan.id or 0):
            for row in uow.follow_ups.arrangements(case.id or 0):
                if row.state == "active":
                    return row
    return None
