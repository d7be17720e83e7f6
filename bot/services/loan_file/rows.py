"""Turns one record into checked loan values, or into the list of what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.services.loan_file import fields
from bot.services.loan_file.fields import FieldError
from bot.services.loan_file.headings import PERSONAL, REQUIRED
from bot.services.loan_file.mapping import Mapping
from bot.services.loan_file.table import BrokenLine, Row


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One bad cell: where, what stood there (personal values masked), and the reason code."""

    line: int
    column: str
    value: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract."""
        return {"line": self.line, "column": self.column, "value": self.value, "reason": self.reason}


@dataclass(frozen=True, kw_only=True)
class LoanRow:
    """The checked values of one record: borrower columns and loan columns, ready to store."""

    line: int
    loan_number: str
    borrower: dict[str, Any]
    loan: dict[str, Any]
    cells: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What an empty or missing cell means for a loan that is new."""

    currency: str = "CNY"
    language: str = "zh-CN"
    timezone: str = "Asia/Shanghai"
    today: date = field(default_factory=lambda: date(1970, 1, 1))


LOAN_PARSERS: dict[str, Callable[[str], Any]] = {
    "rate": fields.rate,
    "term": lambda value: fields.whole(value, low=1, high=600),
    "due_day": lambda value: fields.whole(value, low=1, high=31),
    "dpd": lambda value: fields.whole(value, low=0, high=36_500),
    "ltv": fields.share,
    "bureau_score": lambda value: fields.whole(value, low=-1, high=10_000),
    "dealer": fields.text,
    "usage": fields.text,
    "vin": fields.text,
    "plate": fields.text,
    "gps_installed": fields.yes_no,
    "insurance_expiry": fields.day,
    "segments": fields.words,
    "agent": fields.text,
    "team": fields.text,
}
BORROWER_PARSERS: dict[str, Callable[[str], Any]] = {
    "customer_name": fields.text,
    "phone": fields.phone,
    "id_number": fields.text,
    "address": fields.text,
    "city": fields.text,
    "language": fields.language,
}
STORED_AS = {"customer_name": "name", "agent": "agent_reference"}


class RowParser:
    """Checks records under one mapping."""

    def __init__(self, mapping: Mapping, defaults: Defaults) -> None:
        self._mapping = mapping
        self._defaults = defaults

    def parse(self, record: Row | BrokenLine) -> LoanRow | list[Problem]:
        """Return the loan row, or every problem of the record at once."""
        if isinstance(record, BrokenLine):
            return [Problem(line=record.line, column="", value="", reason=record.reason)]
        values = self._values(record)
        problems: list[Problem] = []
        read = _Reader(record.line, values, problems)
        problems.extend(
            Problem(line=record.line, column=column, value="", reason="required")
            for column in REQUIRED
            if not values.get(column)
        )
        given_currency = read("currency", fields.currency_code)
        currency = given_currency or self._defaults.currency
        zone = read("timezone", fields.zone)
        number = read("loan_number", fields.text)
        loan = {
            "principal_minor": read("principal", lambda value: fields.money(value, currency=currency)),
            "disbursed_on": read("disbursed_on", self._disbursed),
            "instalment_minor": read("instalment", lambda value: fields.money(value, currency=currency)),
            "currency": given_currency,
            "timezone": zone,
        } | _stored(read, LOAN_PARSERS)
        borrower = _stored(read, BORROWER_PARSERS) | {"timezone": zone}
        if problems:
            return problems
        return LoanRow(line=record.line, loan_number=number, borrower=borrower, loan=loan, cells=record.cells)

    def _values(self, record: Row) -> dict[str, str]:
        found = {column: record.cells.get(heading, "") for column, heading in self._mapping.columns.items()}
        return found | self._mapping.constants

    def _disbursed(self, value: str) -> date:
        return fields.disbursement_day(value, today=self._defaults.today)


class _Reader:
    def __init__(self, line: int, values: dict[str, str], problems: list[Problem]) -> None:
        self._line, self._values, self._problems = line, values, problems

    def __call__(self, column: str, parser: Callable[[str], Any]) -> Any:
        value = self._values.get(column, "")
        if not value:
            return None
        try:
            return parser(value)
        except FieldError as error:
            shown = "***" if column in PERSONAL else value[:60]
            self._problems.append(Problem(line=self._line, column=column, value=shown, reason=error.reason))
            return None


def _stored(read: _Reader, parsers: dict[str, Callable[[str], Any]]) -> dict[str, Any]:
    return {STORED_AS.get(column, column): read(column, parser) for column, parser in parsers.items()}
