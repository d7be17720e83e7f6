"""Use cases of the lender's other systems: a payment was booked, something happened to a loan.

A notice carries the reporting system's own reference: the same one again changes nothing, so a file or a request
may be sent as often as its sender likes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from bot.policy.days import local_day
from bot.policy.promises import ACTIVE
from bot.services.container import Services
from bot.services.loan_file.amounts import minor_units
from bot.services.promises import settle_promise
from bot.services.trigger import fire_trigger
from storage.models import Loan, LoanEvent, Payment
from storage.unit_of_work import UnitOfWork

BATCH = 500  # notices a transaction
REASONS = frozenset({"loan_unknown", "in_the_future", "reference_reused", "event_unknown"})
"""Why a notice is refused that can be read; what cannot be read has the reasons of a loan file."""


@dataclass(frozen=True, kw_only=True)
class PaymentNotice:
    """One payment; `amount` in major units of the loan's currency, `line` where it stood (0 = nowhere)."""

    loan_number: str
    reference: str
    amount: Decimal
    paid_on: date
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class EventNotice:
    """One event; `kind` is a key of the trigger table."""

    loan_number: str
    reference: str
    kind: str
    occurred_on: date
    line: int = 0


@dataclass(kw_only=True)
class NoticeReport:
    """What became of the notices."""

    taken: int = 0
    unchanged: int = 0
    settled: int = 0
    callbacks: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)

    def reject(self, line: int, reference: str, loan_number: str, reason: str) -> None:
        """Note what could not be taken, and why."""
        where = {"line": line, "reference": reference, "loan_number": loan_number}
        self.rejected.append(where | {"reason": reason})

    def as_json(self) -> dict[str, Any]:
        """Return the counts and every rejection."""
        return {
            "imported": self.taken,
            "unchanged": self.unchanged,
            "promises_settled": self.settled,
            "callbacks": self.callbacks,
            "rejected": self.rejected,
        }


Notice = TypeVar("Notice", PaymentNotice, EventNotice)
Take = Callable[[Services, UnitOfWork, Loan, Notice, NoticeReport], str | None]
"""Takes one notice about a known loan; returns a reason code when it cannot be taken."""


@dataclass(frozen=True, kw_only=True)
class _Kind(Generic[Notice]):
    """How one kind of notice is taken, and the trail's word for it."""

    take: Take[Notice]
    action: str


def take_payments(
    services: Services, notices: Iterable[PaymentNotice], *, actor: str, report: NoticeReport | None = None
) -> NoticeReport:
    """Book payments and settle the promises that they keep."""
    kind = _Kind[PaymentNotice](take=_take_payment, action="payments_imported")
    return _take_all(services, notices, kind, actor, report or NoticeReport())


def take_events(
    services: Services, notices: Iterable[EventNotice], *, actor: str, report: NoticeReport | None = None
) -> NoticeReport:
    """Note events and open the callbacks that they ask for."""
    kind = _Kind[EventNotice](take=_take_event, action="events_imported")
    return _take_all(services, notices, kind, actor, report or NoticeReport())


def _take_all(
    services: Services, notices: Iterable[Notice], kind: _Kind[Notice], actor: str, report: NoticeReport
) -> NoticeReport:
    batch: list[Notice] = []
    for notice in notices:
        batch.append(notice)
        if len(batch) == BATCH:
            _land(services, batch, kind, actor, report)
            batch = []
    if batch:
        _land(services, batch, kind, actor, report)
    return report


def _land(
    services: Services, batch: Sequence[Notice], kind: _Kind[Notice], actor: str, report: NoticeReport
) -> None:
    with services.new_unit() as uow:
        for notice in batch:
            loan = uow.loans.by_number(notice.loan_number)
            reason = "loan_unknown" if loan is None else kind.take(services, uow, loan, notice, report)
            if reason is not None:
                report.reject(notice.line, notice.reference, notice.loan_number, reason)
        uow.audit.append(actor, kind.action, "loan", None, count=len(batch), rejected=len(report.rejected))
        uow.commit()


def _take_payment(
    services: Services, uow: UnitOfWork, loan: Loan, notice: PaymentNotice, report: NoticeReport
) -> str | None:
    amount = minor_units(notice.amount, loan.currency)
    known = uow.payments.payment(loan.id or 0, notice.reference)
    if known is not None:
        if (known.amount_minor, known.paid_on) != (amount, notice.paid_on):
            return "reference_reused"
        report.unchanged += 1
        return None
    if notice.paid_on > local_day(uow.now, loan.timezone):
        return "in_the_future"
    uow.payments.add(
        Payment(
            loan_id=loan.id or 0,
            reference=notice.reference,
            amount_minor=amount,
            paid_on=notice.paid_on,
            received_at=uow.now,
        )
    )
    report.taken += 1
    active = [item for item in uow.payments.promises_of(loan.id or 0) if item.state == ACTIVE]
    report.settled += sum(settle_promise(services, uow, item) for item in active)
    return None


def _take_event(
    services: Services, uow: UnitOfWork, loan: Loan, notice: EventNotice, report: NoticeReport
) -> str | None:
    if notice.kind not in services.rules.triggers.rules:
        return "event_unknown"
    if uow.payments.event(loan.id or 0, notice.reference) is not None:
        report.unchanged += 1
        return None
    if notice.occurred_on > local_day(uow.now, loan.timezone):
        return "in_the_future"
    callback = fire_trigger(services, uow, loan, notice.kind)
    uow.payments.add(
        LoanEvent(
            loan_id=loan.id or 0,
            reference=notice.reference,
            kind=notice.kind,
            occurred_on=notice.occurred_on,
            callback_id=callback.id if callback else None,
            received_at=uow.now,
        )
    )
    report.taken += 1
    report.callbacks += callback is not None
    return None
