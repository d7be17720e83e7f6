"""Payment and event files: CSV or XLSX as the lender's systems write them, in Chinese or English headings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from bot.errors import BadInputError
from bot.services.container import Services
from bot.services.loan_file.amounts import money
from bot.services.loan_file.dates import day
from bot.services.loan_file.faults import FieldError
from bot.services.loan_file.fields import identifier
from bot.services.loan_file.headings import ALIASES, normal
from bot.services.loan_file.table import BrokenLine, Row, Table, open_table
from bot.services.take_notices import EventNotice, NoticeReport, PaymentNotice, take_events, take_payments

Notice = TypeVar("Notice", PaymentNotice, EventNotice)
LOAN = ("loan_number", *ALIASES["loan_number"])
PAYMENT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "loan_number": LOAN,
    "reference": (
        "reference",
        "payment_id",
        "transaction",
        "流水号",
        "交易流水号",
        "交易号",
        "凭证号",
        "参考号",
    ),
    "amount": ("amount", "paid", "还款金额", "金额", "实还金额", "入账金额"),
    "paid_on": ("paid_on", "date", "payment_date", "还款日期", "入账日期", "日期", "到账日期"),
}
EVENT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "loan_number": LOAN,
    "reference": ("reference", "event_id", "流水号", "事件编号", "参考号"),
    "event": ("event", "kind", "type", "事件", "事件类型", "类型"),
    "occurred_on": ("occurred_on", "date", "发生日期", "日期"),
}


def import_payments(services: Services, path: Path, *, actor: str = "cli:operator") -> NoticeReport:
    """Book the payments of a file; raises BadInputError for a file that is no payment table."""
    shape = _Shape[PaymentNotice](headings=PAYMENT_HEADINGS, read=_payment)
    report = NoticeReport()
    with open_table(path, shape.expected) as table:
        return take_payments(services, shape.notices(table, report), actor=actor, report=report)


def import_events(services: Services, path: Path, *, actor: str = "cli:operator") -> NoticeReport:
    """Note the events of a file; raises BadInputError for a file that is no event table."""
    shape = _Shape[EventNotice](headings=EVENT_HEADINGS, read=_event)
    report = NoticeReport()
    with open_table(path, shape.expected) as table:
        return take_events(services, shape.notices(table, report), actor=actor, report=report)


@dataclass(frozen=True, kw_only=True)
class _Shape(Generic[Notice]):
    """The columns of one kind of file, all required, and how a record becomes a notice."""

    headings: Mapping[str, tuple[str, ...]]
    read: Callable[[Mapping[str, str], int], Notice]

    @property
    def expected(self) -> frozenset[str]:
        """Return every heading that is understood, in normal form."""
        return frozenset(normal(name) for names in self.headings.values() for name in names)

    def notices(self, table: Table, report: NoticeReport) -> Iterator[Notice]:
        """Yield the good records; bad ones go into the report."""
        places = self._places(table.headings)
        for record in table.records:
            cells = {
                column: record.cells[at].strip() if at < len(record.cells) else ""
                for column, at in places.items()
            }
            if (reason := _fault(record, cells)) is not None:
                report.reject(record.line, cells["reference"], cells["loan_number"], reason)
                continue
            try:
                yield self.read(cells, record.line)
            except FieldError as error:
                report.reject(record.line, cells["reference"], cells["loan_number"], error.reason)

    def _places(self, headings: list[str]) -> dict[str, int]:
        found = {
            column: at
            for column, names in self.headings.items()
            for at, heading in enumerate(headings)
            if normal(heading) in {normal(name) for name in names}
        }
        missing = [column for column in self.headings if column not in found]
        if missing:
            raise BadInputError("notice_columns_missing", columns=", ".join(missing))
        return found


def _fault(record: Row | BrokenLine, cells: Mapping[str, str]) -> str | None:
    if isinstance(record, BrokenLine):
        return record.reason
    return None if all(cells.values()) else "required"


def _payment(cells: Mapping[str, str], line: int) -> PaymentNotice:
    return PaymentNotice(
        loan_number=identifier(cells["loan_number"]),
        reference=identifier(cells["reference"]),
        amount=money(cells["amount"]),
        paid_on=day(cells["paid_on"]),
        line=line,
    )


def _event(cells: Mapping[str, str], line: int) -> EventNotice:
    return EventNotice(
        loan_number=identifier(cells["loan_number"]),
        reference=identifier(cells["reference"]),
        kind=cells["event"],
        occurred_on=day(cells["occurred_on"]),
        line=line,
    )
