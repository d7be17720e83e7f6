"""Lands one batch of checked loan rows in the portfolio: what is new, what changed, what stayed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.services.loan_file.amounts import minor_units
from bot.services.loan_file.rows import MASK, Defaults, LoanRow, Problem, is_private, plain_json
from storage.crypto import lookup_digest
from storage.models import Borrower, Loan
from storage.repositories.portfolio import StoredBorrower, StoredLoan
from storage.unit_of_work import UnitOfWork

ON_BORROWER = ("name", "phone", "id_number", "address", "city", "language", "timezone")
NOT_ON_LOAN = frozenset(ON_BORROWER) - {"timezone"} | {"loan_number"}


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
        """Record what changed on a loan or its borrower; of personal values only that they changed."""
        shown = {
            column: None if is_private(column) else [plain_json(old[column]), plain_json(value)]
            for column, value in new.items()
        }
        for column in shown:
            self.changed_columns[column] = self.changed_columns.get(column, 0) + 1
        self.changes.append({"loan_number": loan_number, "changed": shown})


class Landing:
    """Lands the batches of one file; `columns` are the tables' columns that the file fills.

    Remembers what the file said of each borrower: two loans of one person with different phones settle on
    the first, instead of swapping at every import.
    """

    def __init__(self, columns: Sequence[str], *, digest_key: bytes, defaults: Defaults) -> None:
        self._loan_columns = tuple(column for column in columns if column not in NOT_ON_LOAN)
        self._borrower_columns = tuple(column for column in columns if column in ON_BORROWER)
        self._digest_key = digest_key
        self._defaults = defaults
        self._said: dict[str, dict[str, tuple[int, Any]]] = {}

    def land(self, uow: UnitOfWork, batch: Sequence[LoanRow], *, write: bool) -> Outcome:
        """Compare a batch with the portfolio and, with `write`, store it; the caller commits.

        Harmless to repeat with the same batch in a fresh unit of work.
        """
        outcome = Outcome()
        columns = tuple(dict.fromkeys((*self._loan_columns, "currency", "status")))
        stored = uow.portfolio.loans([row.loan_number for row in batch], columns)
        old = [(row, stored[row.loan_number]) for row in batch if row.loan_number in stored]
        old = [(row, loan) for row, loan in old if not _was_erased(row, loan, outcome)]
        new = {row.loan_number: row for row in batch if row.loan_number not in stored}
        changed = _Changes(now=uow.now, outcome=outcome)
        self._compare(uow, old, changed)
        self._admit(uow, new, changed, write=write)
        if write:
            uow.portfolio.update(Borrower, changed.borrowers)
            uow.portfolio.update(Loan, changed.loans)
            uow.portfolio.look_again(list(changed.borrowers), uow.now)
            rung = [number for number, values in changed.borrowers.items() if "phone" in values]
            uow.callbacks.wake_resting(rung, uow.now)
        return outcome

    def _compare(self, uow: UnitOfWork, old: list[tuple[LoanRow, StoredLoan]], changed: "_Changes") -> None:
        people = self._owners(uow, [loan for _, loan in old])
        for row, loan in old:
            # An empty cell is not among the values, so it wipes nothing that an earlier file said.
            touched = changed.loan(row.loan_number, loan, self._loan_values(row, loan.values["currency"]))
            if people:
                person = people[loan.borrower_id]
                said = self._agreed(person.key, row, changed.outcome)
                touched = changed.borrower(row.loan_number, person, said) or touched
            if touched:
                changed.outcome.updated += 1
            else:
                changed.outcome.unchanged += 1

    def _admit(self, uow: UnitOfWork, new: dict[str, LoanRow], changed: "_Changes", *, write: bool) -> None:
        keys = {number: self._borrower_key(row) for number, row in new.items()}
        # A borrower who is known by the loan alone came with it, so for a new loan there is none yet.
        shared = {keys[number] for number, row in new.items() if _identity(row)}
        known = uow.portfolio.borrowers("key", list(shared), self._borrower_columns)
        newcomers: dict[str, dict[str, Any]] = {}
        for number, row in new.items():
            said = self._agreed(keys[number], row, changed.outcome)
            if keys[number] in known:
                changed.borrower(number, known[keys[number]], said)
            else:
                newcomers.setdefault(keys[number], {}).update(said)
        changed.outcome.imported = len(new)
        if write:
            now = uow.now
            borrowers = [self._new_borrower(key, values) for key, values in newcomers.items()]
            uow.portfolio.insert(Borrower, borrowers, {"updated_at": now})
            people = known | uow.portfolio.borrowers("key", list(newcomers), ())
            loans = [self._new_loan(row, people[keys[number]].id, now) for number, row in new.items()]
            uow.portfolio.insert(Loan, loans, self._shared(now))

    def _owners(self, uow: UnitOfWork, loans: list[StoredLoan]) -> dict[int, StoredBorrower]:
        if not self._borrower_columns:
            return {}
        numbers = list({loan.borrower_id for loan in loans})
        found = uow.portfolio.borrowers("id", numbers, self._borrower_columns)
        return {person.id: person for person in found.values()}

    def _borrower_key(self, row: LoanRow) -> str:
        return lookup_digest(_identity(row) or f"loan:{row.loan_number}", self._digest_key)

    def _agreed(self, key: str, row: LoanRow, outcome: Outcome) -> dict[str, Any]:
        """Return what a row says of its borrower where no earlier row of the file said otherwise."""
        says = {column: row.values[column] for column in self._borrower_columns if column in row.values}
        if not says:
            return says
        said = self._said.setdefault(key, {})
        for column, value in list(says.items()):
            first_line, first = said.setdefault(column, (row.line, value))
            if first != value:
                del says[column]
                outcome.notices.append(_differs(row.line, column, value, first_line))
        return says

    def _loan_values(self, row: LoanRow, stored_currency: str | None = None) -> dict[str, Any]:
        """Return the loan columns that a row fills, amounts in minor units of the loan's currency."""
        values = {column: row.values[column] for column in self._loan_columns if column in row.values}
        currency = values.get("currency") or stored_currency or self._defaults.currency
        for column in ("principal_minor", "instalment_minor"):
            amount = values.get(column)
            if isinstance(amount, Decimal):
                values[column] = minor_units(amount, currency)
        return values

    def _new_loan(self, row: LoanRow, borrower_id: int, now: datetime) -> dict[str, Any]:
        blank: dict[str, Any] = dict.fromkeys(self._loan_columns)
        defaults: dict[str, Any] = {
            "currency": self._defaults.currency,
            "timezone": self._defaults.timezone,
            "dpd": 0,
            "team": "",
            "segments": [],
            "tier_points": [],
            "loan_number": row.loan_number,
            "borrower_id": borrower_id,
            "dpd_changed_at": now if row.values.get("dpd") else None,
        }
        return blank | defaults | self._loan_values(row)

    def _shared(self, now: datetime) -> dict[str, Any]:
        """Return what every new loan of a batch has alike."""
        fixed = {"first_payment_missed": False, "status": "active", "tier": "R1"}
        return fixed | {"imported_at": now, "updated_at": now, "plan_next_at": now}

    def _new_borrower(self, key: str, values: dict[str, Any]) -> dict[str, Any]:
        blank: dict[str, Any] = dict.fromkeys(self._borrower_columns)
        defaults = {"language": self._defaults.language, "timezone": self._defaults.timezone}
        return blank | defaults | values | {"key": key}


@dataclass(frozen=True, kw_only=True)
class _Changes:
    """What changes on stored rows, by their numbers."""

    now: datetime
    outcome: Outcome
    loans: dict[int, dict[str, Any]] = field(default_factory=dict)
    borrowers: dict[int, dict[str, Any]] = field(default_factory=dict)

    def loan(self, loan_number: str, stored: StoredLoan, values: dict[str, Any]) -> bool:
        """Note what differs on a loan; return whether anything does."""
        old = stored.values
        new = {column: value for column, value in values.items() if old[column] != value}
        if not new:
            return False
        self.outcome.note(loan_number, old, new)
        stamps = {"updated_at": self.now, "plan_next_at": self.now}
        self.loans[stored.id] = new | stamps | ({"dpd_changed_at": self.now} if "dpd" in new else {})
        return True

    def borrower(self, loan_number: str, stored: StoredBorrower, values: dict[str, Any]) -> bool:
        """Note what differs on a borrower; return whether anything does."""
        new = {column: value for column, value in values.items() if stored.values[column] != value}
        if not new:
            return False
        self.outcome.note(loan_number, stored.values, new)
        stored.values.update(new)
        written = self.borrowers.setdefault(stored.id, {"updated_at": self.now})
        written.update(new)
        if "phone" in new:
            written["phone_blocked_reason"] = None  # what was wrong was wrong with the old number
        return True


def _identity(row: LoanRow) -> str | None:
    """Return what tells a person's other loans: the id number, else phone and name."""
    values = row.values
    number: str | None = values.get("id_number")
    if number is None and "phone" in values:
        return f"{values['phone']}|{values.get('name')}"
    return number


def _was_erased(row: LoanRow, loan: StoredLoan, outcome: Outcome) -> bool:
    """Return whether the loan's data was erased at the person's wish: the lender's file must not bring it back."""
    if loan.values["status"] != "erased":
        return False
    outcome.unchanged += 1
    outcome.notices.append(
        Problem(line=row.line, column="loan_number", value=row.loan_number, reason="loan_erased", data={})
    )
    return True


def _differs(line: int, column: str, value: Any, first_line: int) -> Problem:
    shown = MASK if is_private(column) else str(value)
    name = "customer_name" if column == "name" else column
    return Problem(
        line=line, column=name, value=shown, reason="borrower_differs", data={"first_line": first_line}
    )
