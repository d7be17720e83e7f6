"""Finds the call that a recorder's clue means. Two calls that fit equally are no match: a person says which."""

import hashlib
import re
from datetime import datetime, timedelta

from bot.errors import ConflictError, NotFoundError
from bot.services.container import Services
from bot.services.ingest.clue import Clue
from bot.services.recordings import assign
from storage.crypto import lookup_digest
from storage.models import Attempt, Borrower
from storage.unit_of_work import UnitOfWork

REACH = timedelta(minutes=30)  # between pressing Start and the recorder's clock
SHORTEST_NUMBER = 7  # digits; fewer are an extension, not a customer's number


def match_clue(services: Services, uow: UnitOfWork, clue: Clue) -> Attempt | None:
    """Return the attempt that a clue means; None where it means none, or more than one call."""
    if clue.loan_number:
        loan = uow.loans.by_number(clue.loan_number)
        attempts = list(uow.recordings.attempts_of_loan(loan.id or 0)) if loan else []
        if clue.started_at is None:
            # Without a time the loan must have been called for one callback only.
            return attempts[0] if len({row.callback_id for row in attempts}) == 1 else None
        return _nearest(attempts, clue.started_at)
    if clue.started_at is None or not (clue.phone or clue.digest):
        return None
    around = uow.recordings.attempts_around(clue.started_at, REACH)
    fitting = [
        attempt for attempt, borrower in around if _is_theirs(clue, borrower, services.settings.digest_key)
    ]
    if len({attempt.borrower_id for attempt in fitting}) > 1:
        return None  # one number, several borrowers
    return _nearest(fitting, clue.started_at)


def match_to_loan(services: Services, recording_id: int, loan_number: str, *, by: str) -> None:
    """Give a recording that nobody could place to the last call of a loan, and close the tasks about it."""
    with services.new_unit() as uow:
        recording = uow.recordings.lock(recording_id)
        if recording is None or recording.erased_at is not None:
            raise NotFoundError("recording_gone")
        loan = uow.loans.by_number(loan_number)
        attempts = uow.recordings.attempts_of_loan(loan.id or 0) if loan else ()
        if not attempts:
            raise NotFoundError("callback_gone")
        if recording.callback_id not in (None, attempts[0].callback_id):
            raise ConflictError("recording_elsewhere")
        recording.agent_id = recording.agent_id or attempts[0].agent_id
        assign(services, uow, recording, attempts[0].callback_id, by=by)
        for task in uow.recordings.open_tasks_about(recording_id):
            task.state, task.done_at = "done", uow.now
        uow.commit()


def _nearest(attempts: list[Attempt], at: datetime) -> Attempt | None:
    near = [row for row in attempts if abs(row.at - at) <= REACH]
    return min(near, key=lambda row: abs(row.at - at), default=None)


def _is_theirs(clue: Clue, borrower: Borrower, key: bytes) -> bool:
    number = re.sub(r"\D", "", borrower.phone or "")
    if not number:
        return False
    if clue.digest:
        return clue.digest in (lookup_digest(number, key), hashlib.sha256(number.encode()).hexdigest())
    said = re.sub(r"\D", "", clue.phone or "")
    shorter, longer = sorted((said, number), key=len)
    # Country codes and trunk zeros come and go; the end of the number stays.
    return len(shorter) >= SHORTEST_NUMBER and longer.endswith(shorter)
