"""Turns one record into checked loan values, or into the list of what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from bot.errors import BadInputError
from bot.rulebook import load_rulebook
from bot.services.loan_file import fields
from bot.services.loan_file.amounts import currency_code, money
from bot.services.loan_file.dates import day, disbursement_day
from bot.services.loan_file.faults import FieldError
from bot.services.loan_file.headings import PERSONAL, REQUIRED
from bot.services.loan_file.mapping import Mapping as ColumnMapping
from bot.services.loan_file.segments import segment_parser
from bot.services.loan_file.table import BrokenLine, Row

MASK = "***"
VALUE_SHOWN = 60  # characters of a bad value; enough to find it, short enough for a chat
REMEMBERED = 20_000  # different writings per column; scores and shares repeat all the time


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One bad cell: where, what stood there (personal values masked), and why, as a code.

    `data` goes into the text of the reason: `first_line` for `duplicate` and `borrower_differs`, `known`
    for `segment_unknown`.
    """

    line: int
    column: str
    value: str
    reason: str
    data: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract, with the data of the reason where it has any."""
        where = {"line": self.line, "column": self.column, "value": self.value, "reason": self.reason}
        return where | self.data


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRow:
    """The checked values of one record, under the tables' column names; cells that were empty are absent.

    Amounts are in major units until the currency of the loan is known.
    """

    line: int
    loan_number: str
    amounts: dict[str, Decimal]
    loan: dict[str, Any]
    borrower: dict[str, Any]

    def preview(self) -> dict[str, Any]:
        """Return the values for people to look at, personal ones masked."""
        amounts = {column.removesuffix("_minor"): amount for column, amount in self.amounts.items()}
        shown = {"loan_number": self.loan_number} | amounts | self.borrower | self.loan
        return {"line": self.line} | {
            column: MASK if is_private(column) else plain_json(value) for column, value in shown.items()
        }


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What an empty or missing cell means for a new loan, `today` in the office, and the known segments."""

    currency: str = "CNY"
    language: str = "zh-CN"
    timezone: str = "Asia/Shanghai"
    today: date
    segments: Mapping[str, tuple[str, str]] = field(default_factory=lambda: load_rulebook().cadence.segments)


AMOUNTS = {"principal": "principal_minor", "instalment": "instalment_minor"}
BORROWER_COLUMNS = {
    "customer_name": "name",
    "phone": "phone",
    "id_number": "id_number",
    "address": "address",
    "city": "city",
    "language": "language",
    "timezone": "timezone",
}
PRIVATE = PERSONAL | {"name"}
_PHONE_OR_ID = re.compile(r"\d{11}")
_remembering = lru_cache(maxsize=REMEMBERED)
PARSERS: dict[str, Callable[[str], Any]] = {
    "loan_number": fields.identifier,
    "principal": money,
    "currency": _remembering(currency_code),
    "customer_name": fields.text,
    "phone": fields.phone,
    "id_number": fields.identifier,
    "language": _remembering(fields.language),
    "timezone": _remembering(fields.zone),
    "city": fields.text,
    "address": fields.text,
    "rate": _remembering(fields.rate),
    "term": _remembering(partial(fields.whole, low=1, high=600)),
    "instalment": money,
    "due_day": _remembering(partial(fields.whole, low=1, high=31)),
    "dpd": _remembering(partial(fields.whole, low=0, high=36_500)),
    "ltv": _remembering(fields.share),
    "bureau_score": _remembering(partial(fields.whole, low=-1, high=10_000)),
    "dealer": fields.text,
    "usage": fields.text,
    "vin": fields.identifier,
    "plate": fields.identifier,
    "gps_installed": fields.yes_no,
    "insurance_expiry": day,
    "agent": fields.text,
    "team": fields.text,
}


class RowParser:
    """Checks records under one mapping. Raises BadInputError at once when a constant cannot be used."""

    def __init__(self, mapping: ColumnMapping, defaults: Defaults) -> None:
        self._today = defaults.today
        self._zone = defaults.timezone
        self._parsers = PARSERS | {"segments": segment_parser(defaults.segments)}
        self._parsers["disbursed_on"] = str  # needs the row's zone, so it is read when that is known
        self._steps = [(column, place, self._parsers[column]) for column, place in mapping.places.items()]
        self._fixed = {column: self._constant(column, value) for column, value in mapping.constants.items()}
        self.columns = tuple(dict.fromkeys((*mapping.places, *mapping.constants)))

    def parse(self, record: Row | BrokenLine) -> LoanRow | list[Problem]:
        """Return the loan row, or every problem of the record at once."""
        if isinstance(record, BrokenLine):
            return [Problem(line=record.line, column="", value="", reason=record.reason)]
        values, problems = dict(self._fixed), []
        width = len(record.cells)
        for column, place, parser in self._steps:
            cell = record.cells[place] if place < width else ""
            if not cell:
                continue
            try:
                values[column] = parser(cell)
            except FieldError as error:
                problems.append(_problem(record.line, column, cell, error))
        try:
            self._settle_disbursement(values)
        except FieldError as error:
            problems.append(_problem(record.line, "disbursed_on", str(values["disbursed_on"]), error))
        failed = {problem.column for problem in problems}
        problems.extend(
            Problem(line=record.line, column=column, value="", reason="required")
            for column in REQUIRED
            if column not in values and column not in failed
        )
        return problems or _loan_row(record.line, values)

    def _settle_disbursement(self, values: dict[str, Any]) -> None:
        written = values.get("disbursed_on")
        if isinstance(written, str):
            zone = values.get("timezone") or self._zone
            values["disbursed_on"] = disbursement_day(written, today=self._today, zone=zone)

    def _constant(self, column: str, value: str) -> Any:
        try:
            parsed = {column: self._parsers[column](value)}
            self._settle_disbursement(parsed)
        except FieldError as error:
            raise BadInputError("mapping_constant_unusable", column=column) from error
        return parsed[column]


def is_private(column: str) -> bool:
    """Return whether a canonical or stored column holds personal data."""
    return column in PRIVATE


def plain_json(value: Any) -> Any:
    """Return a value as JSON can carry it; decimals and dates as text."""
    return value if isinstance(value, (int, str, bool, list)) or value is None else str(value)


def stored_columns(columns: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the loan and the borrower columns of the tables that these canonical columns fill."""
    borrower = tuple(BORROWER_COLUMNS[column] for column in columns if column in BORROWER_COLUMNS)
    loan = [_loan_column(column) for column in columns if _is_loan_column(column)]
    return tuple(loan), borrower


def _loan_row(line: int, values: dict[str, Any]) -> LoanRow:
    return LoanRow(
        line=line,
        loan_number=values["loan_number"],
        amounts={AMOUNTS[column]: value for column, value in values.items() if column in AMOUNTS},
        loan={
            _loan_column(column): value
            for column, value in values.items()
            if column not in AMOUNTS and _is_loan_column(column)
        },
        borrower={BORROWER_COLUMNS[c]: value for c, value in values.items() if c in BORROWER_COLUMNS},
    )


def _is_loan_column(column: str) -> bool:
    return column != "loan_number" and (column == "timezone" or column not in BORROWER_COLUMNS)


def _loan_column(column: str) -> str:
    return "agent_reference" if column == "agent" else AMOUNTS.get(column, column)


def _problem(line: int, column: str, cell: str, error: FieldError) -> Problem:
    slipped = column != "loan_number" and _PHONE_OR_ID.search(cell)  # a cell that moved to another column
    shown = MASK if slipped or is_private(column) else cell[:VALUE_SHOWN]
    return Problem(line=line, column=column, value=shown, reason=error.reason, data=error.data)
