"""Turns one record into checked loan values, or into the list of what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple

from bot.errors import BadInputError
from bot.rulebook import load_rulebook
from bot.services.loan_file import fields
from bot.services.loan_file.amounts import currency_code, money
from bot.services.loan_file.dates import day, disbursement_day
from bot.services.loan_file.faults import FieldError
from bot.services.loan_file.headings import CANONICAL, PERSONAL, REQUIRED
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
    """The checked values of one record, by column of the tables; what was empty is absent.

    Amounts are in major units (Decimal) until the currency of the loan is known.
    """

    line: int
    loan_number: str
    values: dict[str, Any]

    def preview(self) -> dict[str, Any]:
        """Return the values for people to look at, amounts in major units, personal values masked."""
        return {"line": self.line, "loan_number": self.loan_number} | {
            column.removesuffix("_minor"): MASK if is_private(column) else plain_json(value)
            for column, value in self.values.items()
        }


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What an empty or missing cell means for a new loan, `today` in the office, and the known segments."""

    currency: str = "CNY"
    language: str = "zh-CN"
    timezone: str = "Asia/Shanghai"
    today: date
    segments: Mapping[str, tuple[str, str]] = field(default_factory=lambda: load_rulebook().cadence.segments)


STORED_AS = {
    "principal": "principal_minor",
    "instalment": "instalment_minor",
    "customer_name": "name",
    "agent": "agent_reference",
}
NEEDED = {STORED_AS.get(column, column) for column in REQUIRED}
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


class _Step(NamedTuple):
    """How one column is read: where its cell stands, the parser, and where its value goes."""

    column: str
    place: int
    parse: Callable[[str], Any]
    stored: str


class RowParser:
    """Checks records under one mapping. Raises BadInputError at once when a constant cannot be used."""

    def __init__(self, mapping: ColumnMapping, defaults: Defaults) -> None:
        self._today = defaults.today
        self._zone = defaults.timezone
        # The day of disbursement needs the row's zone, so it is only read when that is known.
        self._parsers = PARSERS | {"segments": segment_parser(defaults.segments), "disbursed_on": str}
        self._steps = [
            _Step(column, place, self._parsers[column], stored_name(column))
            for column, place in mapping.places.items()
        ]
        self._fixed = {
            stored_name(column): self._constant(column, value) for column, value in mapping.constants.items()
        }
        self.columns = tuple(stored_name(column) for column in (*mapping.places, *mapping.constants))

    def parse(self, record: Row | BrokenLine) -> LoanRow | list[Problem]:
        """Return the loan row, or every problem of the record at once."""
        line, cells = record.line, record.cells
        if isinstance(record, BrokenLine):
            return [Problem(line=line, column="", value="", reason=record.reason)]
        values, problems, width = self._fixed.copy(), [], len(cells)
        for column, place, parse, stored in self._steps:
            if place >= width or not cells[place]:
                continue  # an empty cell says nothing
            try:
                values[stored] = parse(cells[place])
            except FieldError as error:
                problems.append(_problem(line, column, cells[place], error))
        try:
            self._settle_disbursement(values)
        except FieldError as error:
            problems.append(_problem(line, "disbursed_on", str(values["disbursed_on"]), error))
        if problems or not values.keys() >= NEEDED:
            problems += _absent(line, values, problems)
            return sorted(problems, key=lambda problem: CANONICAL.index(problem.column))
        return LoanRow(line=line, loan_number=values.pop("loan_number"), values=values)

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


def stored_name(column: str) -> str:
    """Return the column of the tables that a canonical column fills."""
    return STORED_AS.get(column, column)


def _absent(line: int, values: dict[str, Any], problems: list[Problem]) -> list[Problem]:
    told = {problem.column for problem in problems}
    return [
        Problem(line=line, column=column, value="", reason="required")
        for column in REQUIRED
        if stored_name(column) not in values and column not in told
    ]


def _problem(line: int, column: str, cell: str, error: FieldError) -> Problem:
    slipped = column != "loan_number" and _PHONE_OR_ID.search(cell)  # a cell that moved to another column
    shown = MASK if slipped or is_private(column) else cell[:VALUE_SHOWN]
    return Problem(line=line, column=column, value=shown, reason=error.reason, data=error.data)
