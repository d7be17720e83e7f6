"""Lands one batch of checked loan rows in the portfolio: what is new, what changed, what stayed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.services.loan_file.amounts import minor_units
from bot.services.loan_file.rows import (
    MASK,
    Defaults,
    LoanRow,
    Problem,
    is_private,
    plain_json,
    stored_columns,
)
from storage.crypto import lookup_digest
from storage.models import Borrower, Loan
from storage.repositories.portfolio import StoredBorrower, StoredLoan
from storage.unit_of_work import UnitOfWork


@dataclass(kw_only=True)
class Outcome:
    """What one batch did, or would do."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    changes: list[dict[str, Any]] = field(default_factory=list)
    changed_columns: dict[str, int] = field(default_factory=dict)
    notices: list[Problem] = field(default_factory=list)

    def note(self, loan_number: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Record what changed on a loan or its borrower; personal values only by column."""
        shown = {
            column: None if is_private(column) else [plain_json(old[column]), plain_json(value)]
            for column, value in new.items()
        }
        for column in shown:
            self.changed_columns[column] = self.changed_columns.get(column, 0) + 1
        self.changes.append({"loan_number": loan_number, "changed": shown})


class Landing:
    """Lands the batches of one file. Remembers what the file said of each borrower, so that two loans of one
    person with different phones settle on the first instead of swapping at every import.
    """

    def __init__(self, columns: tuple[str, ...], *, digest_key: bytes, defaults: Defaults) -> None:
        self._loan_columns, self._borrower_columns = stored_columns(columns)
        self._digest_key = digest_key
        self._defaults = defaults
        self._said: dict[str, dict[str, tuple[int, Any]]] = {}

    def land(self, uow: UnitOfWork, batch: Sequence[LoanRow], *, write: bool) -> Outcome:
        """Compare a batch with the portfolio and, with `write`, store it; the caller commits.

        Harmless to repeat with the same batch in a fresh unit of work.
        """
        return _BatchLanding(self, uow, batch).run(write=write)

    def borrower_key(self, row: LoanRow) -> str:
        """Return the key that joins a person's loans: by id number, else phone and name, else the loan."""
        person = row.borrower
        identity = person.get("id_number")
        if identity is None and "phone" in person:
            identity = f"{person['phone']}|{person.get('name')}"
        return lookup_digest(identity or f"loan:{row.loan_number}", self._digest_key)

    def agreed(self, key: str, row: LoanRow, outcome: Outcome) -> dict[str, Any]:
        """Return what a row says of its borrower where no earlier row of the file said otherwise."""
        if not row.borrower:
            return {}
        said = self._said.setdefault(key, {})
        agreed = {}
        for column, value in row.borrower.items():
            first_line, first = said.setdefault(column, (row.line, value))
            if first == value:
                agreed[column] = value
            else:
                shown = MASK if is_private(column) else str(value)
                data = {"first_line": first_line}
                outcome.notices.append(
                    Problem(line=row.line, column=column, value=shown, reason="borrower_differs", data=data)
                )
        return agreed

    def loan_columns(self) -> tuple[str, ...]:
        """Return the loan columns to compare, with the currency that amounts need."""
        return tuple(dict.fromkeys((*self._loan_columns, "currency")))

    def borrower_columns(self) -> tuple[str, ...]:
        """Return the borrower columns to compare."""
        return self._borrower_columns

    def loan_values(self, row: LoanRow, stored_currency: str | None = None) -> dict[str, Any]:
        """Return the loan columns that a row fills, amounts in minor units of the loan's currency."""
        if not row.amounts:
            return row.loan
        currency = row.loan.get("currency") or stored_currency or self._defaults.currency
        return row.loan | {column: minor_units(amount, currency) for column, amount in row.amounts.items()}

    def new_loan(self, row: LoanRow, borrower_id: int, now: datetime) -> dict[str, Any]:
        """Return every column of a new loan."""
        blank: dict[str, Any] = dict.fromkeys(self._loan_columns)
        defaults = {
            "currency": self._defaults.currency,
            "timezone": self._defaults.timezone,
            "dpd": 0,
            "team": "",
            "segments": [],
            "loan_number": row.loan_number,
            "borrower_id": borrower_id,
            "first_payment_missed": False,
            "status": "active",
            "tier": "R1",
            "tier_points": [],
            "dpd_changed_at": now if row.loan.get("dpd") else None,
            "imported_at": now,
            "updated_at": now,
            "plan_next_at": now,
        }
        return blank | defaults | self.loan_values(row)

    def new_borrower(self, key: str, values: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Return every column of a new borrower."""
        blank: dict[str, Any] = dict.fromkeys(self._borrower_columns)
        defaults = {"language": self._defaults.language, "timezone": self._defaults.timezone}
        return blank | defaults | values | {"key": key, "updated_at": now}


class _BatchLanding:
    """One batch in one unit of work."""

    def __init__(self, landing: Landing, uow: UnitOfWork, batch: Sequence[LoanRow]) -> None:
        self._landing, self._uow, self._batch = landing, uow, batch
        self._outcome = Outcome()
        self._loans: dict[str, StoredLoan] = {}
        self._people: dict[str, StoredBorrower] = {}
        self._loan_changes: dict[int, dict[str, Any]] = {}
        self._borrower_changes: dict[int, dict[str, Any]] = {}

    def run(self, *, write: bool) -> Outcome:
        landing, portfolio = self._landing, self._uow.portfolio
        self._loans = portfolio.loans([row.loan_number for row in self._batch], landing.loan_columns())
        new = [row for row in self._batch if row.loan_number not in self._loans]
        keys = {row.loan_number: landing.borrower_key(row) for row in new}
        columns = landing.borrower_columns()
        self._people = portfolio.borrowers("key", list(dict.fromkeys(keys.values())), columns)
        known = {}
        if columns:
            owners = list({loan.borrower_id for loan in self._loans.values()})
            known = {person.id: person for person in portfolio.borrowers("id", owners, columns).values()}
        newcomers: dict[str, dict[str, Any]] = {}
        for row in self._batch:
            loan = self._loans.get(row.loan_number)
            if loan is None:
                self._meet(keys[row.loan_number], row, newcomers)
            else:
                self._compare(loan, known.get(loan.borrower_id), row)
        self._outcome.imported = len(new)
        if write:
            self._write(new, keys, newcomers)
        return self._outcome

    def _meet(self, key: str, row: LoanRow, newcomers: dict[str, dict[str, Any]]) -> None:
        """Take what a new loan says of its borrower, who may be known from another loan."""
        agreed = self._landing.agreed(key, row, self._outcome)
        if key in self._people:
            self._change_borrower(self._people[key], agreed, row.loan_number)
        else:
            newcomers.setdefault(key, {}).update(agreed)

    def _compare(self, loan: StoredLoan, person: StoredBorrower | None, row: LoanRow) -> None:
        values = self._landing.loan_values(row, loan.values["currency"])
        old = loan.values
        # An empty cell says nothing, so it is not among the values and wipes nothing.
        changes = {column: value for column, value in values.items() if old[column] != value}
        touched = False
        if person is not None and row.borrower:
            agreed = self._landing.agreed(person.key, row, self._outcome)
            touched = self._change_borrower(person, agreed, row.loan_number)
        if changes:
            self._outcome.note(row.loan_number, old, changes)
            now = self._uow.now
            stamps = {"updated_at": now, "plan_next_at": now}
            self._loan_changes[loan.id] = (
                changes | stamps | ({"dpd_changed_at": now} if "dpd" in changes else {})
            )
        if changes or touched:
            self._outcome.updated += 1
        else:
            self._outcome.unchanged += 1

    def _change_borrower(self, person: StoredBorrower, agreed: Mapping[str, Any], loan_number: str) -> bool:
        changes = {column: value for column, value in agreed.items() if person.values[column] != value}
        if not changes:
            return False
        self._outcome.note(loan_number, person.values, changes)
        person.values.update(changes)
        written = self._borrower_changes.setdefault(person.id, {"updated_at": self._uow.now})
        written.update(changes)
        if "phone" in changes:
            written["phone_blocked_reason"] = None  # what was wrong was wrong with the old number
        return True

    def _write(self, new: list[LoanRow], keys: dict[str, str], newcomers: dict[str, dict[str, Any]]) -> None:
        now, portfolio = self._uow.now, self._uow.portfolio
        people = [self._landing.new_borrower(key, values, now) for key, values in newcomers.items()]
        portfolio.insert(Borrower, people)
        ids = portfolio.borrowers("key", list(newcomers), ()) | self._people
        portfolio.insert(
            Loan, [self._landing.new_loan(row, ids[keys[row.loan_number]].id, now) for row in new]
        )
        portfolio.update(Borrower, self._borrower_changes)
        portfolio.update(Loan, self._loan_changes)
        portfolio.look_again(list(self._borrower_changes), now)
