"""Use case: review one call's transcript and put what passed the gate before a team lead.

The reviewer may be slow, so it runs between two units of work; the second one checks that the transcript is
still the one that was read.
"""

from decimal import Decimal
from typing import Any

from bot.forms.catalogue import load_form
from bot.policy.days import local_day
from bot.services.by_hand import DESK, KIND
from bot.services.container import Services
from bot.services.heard_promises import hear_promise, withdraw_heard
from bot.services.model_budget import tell_used_up
from bot.services.outgoing import refresh_card, send_card
from bot.services.signals import (
    REVIEW_CARD,
    SIGNAL_CARD,
    already_raised,
    decide_by,
    deciders_of,
    propose_signal,
    show_to_leads,
)
from bot.services.transcripts import load_transcript
from bot.services.work import Subject, open_task, read_subject
from review.domain import Review, Severity, Signal, Transcript
from review.errors import ReviewError
from review.llm import Outcome, needs_person
from review.ports import CallContext
from storage.models import Borrower, Loan, StoredReview, StoredSignal, StoredTranscript
from storage.repositories.reviews import UNDECIDED
from storage.unit_of_work import UnitOfWork


def review_call(services: Services, transcript_id: int, version: int) -> int | None:
    """Review a transcript version; return the review's number, or None when there was nothing to do."""
    with services.new_unit() as uow:
        read = _read(services, uow, transcript_id, version)
    if read is None:
        return None
    transcript, context, known = read
    try:
        review = services.reviewer.review(transcript, context, known)
    except ReviewError as error:
        _to_a_person(services, transcript_id, error.code)
        return None
    with services.new_unit() as uow:
        stored = uow.reviews.transcript(transcript_id)
        if stored is None or stored.version != version or _is_reviewed(uow, stored):
            return None
        number = _store(services, uow, stored, review)
        if needs_person(review):
            _open_task(uow, stored, review.reviewer.outcome)
        if review.reviewer.outcome == Outcome.DAY_BUDGET:
            tell_used_up(services, uow)
        uow.commit()
    return number


def call_context(services: Services, uow: UnitOfWork, subject: Subject) -> CallContext:
    """Return what the reviewer may know of the call besides its words."""
    loan, callback = subject.loan, subject.callback
    response = uow.forms.latest_of(callback.id or 0)
    answers = {
        row.question: row.value
        for row in (uow.forms.answers(response.id or 0) if response else ())
        if row.status == "answered"
    }
    form = load_form(callback.form_key, services.settings.form_length)
    return CallContext(
        form_key=callback.form_key,
        called_on=local_day(response.started_at if response else uow.now, loan.timezone),
        answers=answers,
        loan={
            "principal": loan.principal_minor,
            "instalment": loan.instalment_minor,
            "due_day": loan.due_day,
            "usage": loan.usage,
            "currency": loan.currency,
            "dpd": loan.dpd,
        },
        must_have=form.must_have,
    )


def _read(
    services: Services, uow: UnitOfWork, transcript_id: int, version: int
) -> tuple[Transcript, CallContext, dict[str, str]] | None:
    stored = uow.reviews.transcript(transcript_id)
    if stored is None or stored.version != version or stored.state != "ready" or _is_reviewed(uow, stored):
        return None
    subject = read_subject(uow, stored.callback_id)
    return load_transcript(stored), call_context(services, uow, subject), known_values(subject)


def known_values(subject: Subject) -> dict[str, str]:
    """Return the values of a call's borrower by loan column, so that redaction finds them."""
    return known_of(subject.borrower, subject.loan)


def known_of(borrower: Borrower, loan: Loan) -> dict[str, str]:
    """Return a borrower's own values by loan column; they serve redaction and go nowhere else."""
    values = {
        "customer_name": borrower.name,
        "phone": borrower.phone,
        "id_number": borrower.id_number,
        "address": borrower.address,
        "plate": loan.plate,
        "vin": loan.vin,
    }
    return {column: value for column, value in values.items() if value}


def _is_reviewed(uow: UnitOfWork, stored: StoredTranscript) -> bool:
    return any(
        row.transcript_id == stored.id and row.result.get("transcript_version") == stored.version
        for row in uow.reviews.reviews_of(stored.callback_id)
    )


def _store(services: Services, uow: UnitOfWork, stored: StoredTranscript, review: Review) -> int:
    subject = read_subject(uow, stored.callback_id)
    _make_stale(uow, stored)
    row = uow.reviews.add(_review_row(uow, stored, subject, review))
    raised = [
        _raise(services, uow, subject, row, item)
        for item in sorted((*review.signals, *review.conduct), key=lambda s: -s.severity.rank)
    ]
    row.state = "proposed" if raised else "finalised"
    row.finalised_at = None if raised else uow.now
    uow.audit.append(
        "system:reviewer", "review_output", "review", row.id, transcript=stored.id, kind=row.kind,
        proposed=len(raised), rejected=len(review.rejected), input=row.input_hash,
    )  # fmt: skip
    _tell(uow, row, raised)
    hear_promise(uow, subject, row, review.promise, call_context(services, uow, subject).called_on)
    return row.id or 0


def _review_row(uow: UnitOfWork, stored: StoredTranscript, subject: Subject, review: Review) -> StoredReview:
    stamp = review.reviewer
    return StoredReview(
        transcript_id=stored.id or 0,
        callback_id=stored.callback_id,
        loan_id=subject.loan.id or 0,
        agent_id=stored.agent_id,
        kind=stamp.kind,
        model=stamp.model,
        prompt_version=stamp.prompt_version,
        input_hash=stamp.input_hash,
        tokens=stamp.tokens,
        cost=stamp.cost or Decimal(0),
        currency=stamp.currency,
        summary=review.summary,
        result=review.as_json() | {"transcript_version": stored.version},
        queued_at=stored.received_at,
        proposed_at=uow.now,
    )


def _make_stale(uow: UnitOfWork, stored: StoredTranscript) -> None:
    """Undecided proposals from an earlier reading of the call fall away; what people decided stands.

    A newer transcript of the call counts like a newer version of the same one. What the form said stays.
    """
    for row in uow.reviews.reviews_of(stored.callback_id):
        if row.state == "stale":
            continue
        row.state = "stale"
        withdraw_heard(uow, row.id or 0)
        for signal in uow.reviews.signals_of_review(row.id or 0):
            if signal.state not in UNDECIDED:
                continue
            if signal.origin == "form":
                signal.evidence = [item for item in signal.evidence if "question" in item]
                signal.review_id = None
            else:
                signal.state = "expired"
            refresh_card(uow, SIGNAL_CARD, signal.id or 0)
        refresh_card(uow, REVIEW_CARD, row.id or 0)


def _raise(
    services: Services, uow: UnitOfWork, subject: Subject, row: StoredReview, item: Signal
) -> StoredSignal:
    evidence: list[dict[str, Any]] = [{"turn": e.turn, "quote": e.quote} for e in item.evidence]
    same = already_raised(uow, subject.callback.id or 0, item.key, "form")
    if same is not None and same.state in UNDECIDED:
        # The form said it already: one question to the lead, now with the customer's own words.
        same.evidence, same.review_id = [*evidence, *same.evidence], row.id
        if item.severity.rank > Severity(same.severity).rank:
            same.severity = same.proposed_severity = item.severity.value
            # A graver matter must be decided as soon as if it had been grave from the start.
            same.decide_by = min(same.decide_by, decide_by(services, uow, same.severity))
        same.slots, same.rationale = item.slots.as_json(), item.rationale
        refresh_card(uow, SIGNAL_CARD, same.id or 0)
        return same
    return propose_signal(
        services,
        uow,
        subject,
        key=item.key,
        severity=item.severity.value,
        speaker=item.speaker.value,
        origin=item.origin,
        evidence=evidence,
        slots=item.slots.as_json(),
        rationale=item.rationale,
        follow_up=item.follow_up,
        agent_id=row.agent_id,
        review_id=row.id,
    )


def _tell(uow: UnitOfWork, row: StoredReview, raised: list[StoredSignal]) -> None:
    """The agent hears that the review is done; deciders get the summary and then a card for each signal."""
    agent = uow.staff.get(row.agent_id) if row.agent_id else None
    if agent is not None:
        send_card(uow, REVIEW_CARD, row.id or 0, chat_id=agent.chat_user_id, staff_id=agent.id)
    if not raised:
        return
    deciders = {member.id: member for signal in raised for member in deciders_of(uow, signal)}
    for lead in deciders.values():
        send_card(uow, REVIEW_CARD, row.id or 0, chat_id=lead.chat_user_id, staff_id=lead.id)
    for signal in raised:
        if not uow.chats.live(SIGNAL_CARD, signal.id or 0):
            show_to_leads(uow, signal)


def _to_a_person(services: Services, transcript_id: int, code: str) -> None:
    """A review that cannot be made becomes a person's task; the call is not lost."""
    with services.new_unit() as uow:
        stored = uow.reviews.transcript(transcript_id)
        if stored is not None:
            _open_task(uow, stored, code)
            uow.audit.append("system:reviewer", "review_failed", "transcript", transcript_id, reason=code)
            uow.commit()


def _open_task(uow: UnitOfWork, stored: StoredTranscript, reason: str) -> None:
    subject = read_subject(uow, stored.callback_id)
    open_task(
        uow,
        KIND,
        desk=DESK,
        created_by="system:reviewer",
        loan_id=subject.loan.id,
        callback_id=stored.callback_id,
        details={"transcript": stored.id, "reason": reason},
    )
