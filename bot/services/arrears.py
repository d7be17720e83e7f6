"""Arrears that a loan file brings ask for a callback, once; arrears that are over take it back unworked."""

from datetime import datetime

from bot.policy.days import local_day
from bot.services.callback_rows import OPEN, close_callback, is_untouched
from bot.services.container import Services
from bot.services.loan_facts import first_instalment_missed
from bot.services.trigger import fire_trigger
from storage.models import Callback, Loan
from storage.unit_of_work import UnitOfWork

ARREARS_TRIGGERS = frozenset({"payment_missed", "first_payment_missed"})


def note_arrears(services: Services, uow: UnitOfWork, loan: Loan, moment: datetime) -> Callback | None:
    """Fire the trigger of new arrears, or close its untouched callback once nothing is past due.

    Return the callback that was opened; None where the arrears joined one, or asked for none.
    """
    today = local_day(moment, loan.timezone)
    if loan.dpd_changed_at is not None and today < local_day(loan.dpd_changed_at, loan.timezone):
        return None  # a replay of a day on which these arrears were not known
    if loan.dpd <= 0:
        _end(uow, loan, moment)
        return None
    known = loan.arrears_worst_dpd or 0
    loan.arrears_worst_dpd = max(known, loan.dpd) if loan.arrears_ended_on is None else loan.dpd
    loan.arrears_ended_on = None
    if loan.arrears_noted_at is not None:
        return None
    key = "first_payment_missed" if first_instalment_missed(loan, today) else "payment_missed"
    callback = fire_trigger(services, uow, loan, key)
    if callback is None:
        return None  # held back; when the hold is lifted, the arrears ask again
    loan.arrears_noted_at = uow.now
    opened = callback.rule_key == f"trigger/{key}" and callback.created_at == uow.now
    return callback if opened else None


def _end(uow: UnitOfWork, loan: Loan, moment: datetime) -> None:
    loan.arrears_noted_at, loan.arrears_ended_on = None, local_day(moment, loan.timezone)
    # The end of arrears is a date that fades points, so the tier is looked at again.
    loan.plan_next_at = uow.now
    for callback in uow.callbacks.of_loan(loan.id or 0):
        asked = callback.rule_key in {f"trigger/{key}" for key in ARREARS_TRIGGERS}
        if asked and callback.state in OPEN and is_untouched(callback):
            close_callback(uow, callback, "no_longer_needed")
