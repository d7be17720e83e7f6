"""A promise that was heard on a call: the customer's words first, then what would be recorded."""

from bot.chat.cards.words import button, day, money, quote, safe
from bot.forms.screen import Button, Screen
from bot.policy.days import local_day
from bot.policy.promises import ACTIVE, PROVISIONAL
from bot.services.container import Services
from bot.services.work import read_subject
from bot.texts import Texts
from storage.models import Promise, StaffMember
from storage.unit_of_work import UnitOfWork


def promise_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, _services: Services
) -> Screen | None:
    """Return the card; it asks while the promise is provisional, and says later what became of it."""
    promise = uow.payments.promise(subject_id)
    if promise is None or promise.callback_id is None:
        return None
    subject = read_subject(uow, promise.callback_id)
    loan, borrower = subject.loan, subject.borrower
    today = local_day(uow.now, loan.timezone)
    parts = [
        texts("promise-heading", name=safe(borrower.name or loan.loan_number), loan=safe(loan.loan_number)),
        _words(uow, promise, texts),
        texts(
            "promise-terms",
            amount=money(promise.amount_minor, loan.currency),
            day=day(promise.due_on, texts, today),
        ),
    ]
    if promise.state != PROVISIONAL:
        parts.append(texts("promise-state-" + promise.state.replace("_", "-")))
        return Screen(text="\n\n".join(filter(None, parts)), markup=True, protected=True)
    parts += [_replaces(uow, promise, texts, loan.currency), texts("promise-ask")]
    return Screen(
        text="\n\n".join(filter(None, parts)), rows=_rows(promise, texts), markup=True, protected=True
    )


def _words(uow: UnitOfWork, promise: Promise, texts: Texts) -> str:
    review = uow.reviews.review(promise.review_id) if promise.review_id else None
    heard = (review.result.get("promise") if review else None) or {}
    if not heard.get("quote"):
        return ""
    return texts("promise-said", turn=str(heard["turn"])) + "\n" + quote(str(heard["quote"]))


def _replaces(uow: UnitOfWork, promise: Promise, texts: Texts, currency: str) -> str:
    active = next((p for p in uow.payments.promises_of(promise.loan_id) if p.state == ACTIVE), None)
    if active is None:
        return ""
    amount = money(active.amount_minor, currency)
    return texts("promise-replaces", amount=amount, day=day(active.due_on, texts))


def _rows(promise: Promise, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            button(texts, "promise-button-confirm", f"pok:{promise.id}"),
            button(texts, "promise-button-decline", f"pno:{promise.id}"),
        ),
    )
