"""Use cases around promises to pay: taken from a form that was read back, settled by what was paid."""

from datetime import date

from bot.policy.days import local_day
from bot.policy.promises import ACTIVE, KEPT, PROVISIONAL, last_day, promise_state
from bot.services.container import Services
from bot.services.form_base import Author
from bot.services.kept_promise import tell_kept
from bot.services.outgoing import refresh_card
from bot.services.signals import REVIEW_CARD
from bot.services.trigger import fire_trigger
from bot.services.work import Subject
from storage.models import FormResponse, Promise
from storage.unit_of_work import UnitOfWork

MADE, AMOUNT, DUE, METHOD = "ptp.made", "ptp.amount", "ptp.date", "ptp.method"
TRIGGER_BROKEN = "ptp_broken"
PROMISE_CARD = "promise_card"
SYSTEM = "system:promises"
PAGE = 200


def take_promise(uow: UnitOfWork, author: Author, response: FormResponse, subject: Subject) -> Promise | None:
    """Keep the promise of a submitted form, once; a new one replaces the loan's active ones as rescheduled."""
    if uow.payments.promise_of_response(response.id or 0) is not None:
        return None
    given = {
        row.question: row.value for row in uow.forms.answers(response.id or 0) if row.status == "answered"
    }
    amount, due = _minor(given.get(AMOUNT)), _day(given.get(DUE))
    today = local_day(uow.now, subject.loan.timezone)
    if given.get(MADE) != "yes" or amount is None or due is None or due < today:
        return None
    reschedule_active(uow, subject.loan.id or 0)
    _replace_heard(uow, subject, amount, due)
    promise = uow.payments.add(
        Promise(
            loan_id=subject.loan.id or 0,
            callback_id=subject.callback.id,
            response_id=response.id,
            amount_minor=amount,
            due_on=due,
            method=str(given.get(METHOD) or ""),
            confirmed_by=author.name,
            made_on=today,
            made_at=uow.now,
        )
    )
    uow.audit.append(
        author.name, "promise_made", "promise", promise.id, loan=promise.loan_id, due_on=str(due)
    )
    return promise


def _replace_heard(uow: UnitOfWork, subject: Subject, amount: int, due: date) -> None:
    """End what was heard on the same call in the same terms; other terms stay a question to a person."""
    for heard in uow.payments.promises_of(subject.loan.id or 0):
        terms = (heard.state, heard.callback_id, heard.amount_minor, heard.due_on)
        if terms == (PROVISIONAL, subject.callback.id, amount, due):
            _settle(uow, heard, "rescheduled")
            refresh_card(uow, PROMISE_CARD, heard.id or 0)
            refresh_card(uow, REVIEW_CARD, heard.review_id or 0)


def reschedule_active(uow: UnitOfWork, loan_id: int) -> None:
    """End the loan's active promises: a newer one takes their place."""
    for earlier in uow.payments.promises_of(loan_id):
        if earlier.state == ACTIVE:
            _settle(uow, earlier, "rescheduled")


def settle_promises(services: Services) -> int:
    """Settle every promise whose outcome is known; return how many. A broken one asks for a callback."""
    settled, after = 0, 0
    while True:
        with services.new_unit() as uow:
            page = uow.payments.active_promises(after=after, limit=PAGE)
            if not page:
                return settled
            settled += sum(settle_promise(services, uow, promise) for promise in page)
            after = page[-1].id or after
            uow.commit()


def settle_promise(services: Services, uow: UnitOfWork, promise: Promise) -> bool:
    """Look at one active promise with what has been paid; return whether it is settled now."""
    loan = uow.loans.get(promise.loan_id)
    if loan is None or promise.state != ACTIVE:
        return False
    until = last_day(promise.due_on, services.calendar)
    promise.paid_minor = uow.payments.paid_between(promise.loan_id, promise.made_on, until)
    state = promise_state(
        promised=promise.amount_minor,
        paid=promise.paid_minor,
        due_on=promise.due_on,
        today=local_day(uow.now, loan.timezone),
        calendar=services.calendar,
    )
    if state == ACTIVE:
        return False
    _settle(uow, promise, state)
    if state == KEPT:
        tell_kept(services, uow, promise, loan)
    else:
        fire_trigger(services, uow, loan, TRIGGER_BROKEN)
    return True


def _settle(uow: UnitOfWork, promise: Promise, state: str) -> None:
    promise.state, promise.settled_at = state, uow.now
    uow.audit.append(
        SYSTEM, f"promise_{state}", "promise", promise.id, loan=promise.loan_id, paid=promise.paid_minor
    )


def _minor(value: object) -> int | None:
    """Return the amount of an answer in minor units; None where none was understood."""
    minor = value.get("minor") if isinstance(value, dict) else None
    return minor if isinstance(minor, int) and minor > 0 else None


def _day(value: object) -> date | None:
    """Return the day of an answer; None for a month or for words that name no day."""
    if not isinstance(value, dict) or value.get("precision") != "day":
        return None
    return date.fromisoformat(str(value["date"]))
