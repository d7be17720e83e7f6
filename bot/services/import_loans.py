"""Use case: take a lender's loan file into the portfolio.

Rows land in batches, each batch whole or not at all; the lender's loan number makes a repeat harmless, so an
import that was interrupted is simply run again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.services.loan_file.headings import PERSONAL
from bot.services.loan_file.mapping import make_mapping
from bot.services.loan_file.rows import Defaults, LoanRow, Problem, RowParser
from bot.services.loan_file.table import Row, Table, open_table, write_errors
from storage.crypto import lookup_digest
from storage.models import Borrower, Loan
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

BATCH_ROWS = 2_000  # one transaction; a bot that is running waits for it no longer than a moment
CHANGES_SHOWN = 1_000  # changed loans listed one by one; beyond that only the counts by column
PRIVATE_COLUMNS = frozenset({"name"}) | PERSONAL


@dataclass(kw_only=True)
class ImportReport:
    """What an import did, or with `dry_run` would do."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Problem] = field(default_factory=list)
    rejected_rows: int = 0
    error_file: str | None = None
    changed_columns: dict[str, int] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unused_headings: tuple[str, ...] = ()
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract, with what changed beside it."""
        return {
            "imported": self.imported,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": [problem.as_json() for problem in self.rejected],
            "error_file": self.error_file,
            "changed_columns": self.changed_columns,
            "changes": self.changes,
            "columns": self.columns,
            "unused_headings": list(self.unused_headings),
            "dry_run": self.dry_run,
        }


@dataclass(frozen=True, kw_only=True)
class ImportRequest:
    """One file to import. `digest_key` keys the borrower digest; `progress` hears the share read (0 to 1)."""

    path: Path
    mapping: Path | None = None
    dry_run: bool = False
    actor: str = "cli:operator"
    digest_key: bytes = b""
    defaults: Defaults
    progress: Callable[[float], None] = lambda _share: None


def import_loans(new_unit: UnitOfWorkFactory, request: ImportRequest) -> ImportReport:
    """Import a file; raises BadInputError for a file that is no loan table at all."""
    table = open_table(request.path)
    mapping = make_mapping(table.headings, request.mapping)
    report = ImportReport(dry_run=request.dry_run, columns=mapping.columns, unused_headings=mapping.unused)
    parser = RowParser(mapping, request.defaults)
    rejected: list[tuple[dict[str, str], str]] = []
    seen: dict[str, LoanRow] = {}
    for batch in _batches(table, parser, report, rejected, seen):
        with new_unit() as uow:
            _Landing(uow, request, report).land(batch)
            if not request.dry_run:
                uow.commit()
        request.progress(table.progress)
    if rejected and not request.dry_run:
        report.error_file = _save_errors(request.path, write_errors(table.headings, rejected))
    return report


def _batches(
    table: Table,
    parser: RowParser,
    report: ImportReport,
    rejected: list[tuple[dict[str, str], str]],
    seen: dict[str, LoanRow],
) -> Iterator[list[LoanRow]]:
    batch: list[LoanRow] = []
    for record in table.records:
        parsed = _refuse_second(parser.parse(record), report, seen)
        if isinstance(parsed, LoanRow):
            batch.append(parsed)
        elif parsed:
            report.rejected.extend(parsed)
            report.rejected_rows += 1
            cells = record.cells if isinstance(record, Row) else {}
            rejected.append((cells, "; ".join(f"{p.column}: {p.reason}".lstrip(": ") for p in parsed)))
        if len(batch) >= BATCH_ROWS:
            yield batch
            batch = []
    yield batch


def _refuse_second(
    parsed: LoanRow | list[Problem], report: ImportReport, seen: dict[str, LoanRow]
) -> LoanRow | list[Problem]:
    """Let the first row of a loan number through; an equal second one is nothing new, another one is refused."""
    if isinstance(parsed, list):
        return parsed
    first = seen.setdefault(parsed.loan_number, parsed)
    if first is parsed:
        return parsed
    if (first.loan, first.borrower) == (parsed.loan, parsed.borrower):
        report.unchanged += 1
        return []
    return [
        Problem(
            line=parsed.line,
            column="loan_number",
            value=parsed.loan_number,
            reason=f"duplicate_of_line_{first.line}",
        )
    ]


class _Landing:
    """Writes one batch within one unit of work."""

    def __init__(self, uow: UnitOfWork, request: ImportRequest, report: ImportReport) -> None:
        self._uow, self._request, self._report = uow, request, report

    def land(self, batch: list[LoanRow]) -> None:
        if not batch:
            return
        loans = self._uow.loans.by_numbers([row.loan_number for row in batch])
        keys = {row.loan_number: self._borrower_key(row) for row in batch}
        new = [row for row in batch if row.loan_number not in loans]
        borrowers = self._uow.loans.borrowers_by_keys([keys[row.loan_number] for row in new])
        self._insert(new, keys, borrowers)
        known = {row.id: row for row in self._borrowers_of(list(loans.values()))}
        for row in batch:
            if row.loan_number in loans:
                loan = loans[row.loan_number]
                self._update(loan, known[loan.borrower_id], row)
        self._audit(batch, len(new))

    def _borrower_key(self, row: LoanRow) -> str:
        identity = row.borrower["id_number"] or (
            f"{row.borrower['phone']}|{row.borrower['name']}" if row.borrower["phone"] else None
        )
        return lookup_digest(identity or f"loan:{row.loan_number}", self._request.digest_key)

    def _insert(self, new: list[LoanRow], keys: dict[str, str], borrowers: dict[str, Borrower]) -> None:
        now = self._uow.now
        defaults = self._request.defaults
        people = {
            keys[row.loan_number]: row.borrower
            | {
                "key": keys[row.loan_number],
                "updated_at": now,
                "language": row.borrower["language"] or defaults.language,
                "timezone": row.borrower["timezone"] or defaults.timezone,
            }
            for row in new
            if keys[row.loan_number] not in borrowers
        }
        self._uow.loans.insert_many(Borrower, list(people.values()))
        numbers = self._uow.loans.borrower_numbers([keys[row.loan_number] for row in new])
        rows = [_loan_values(row, numbers[keys[row.loan_number]], now, defaults) for row in new]
        self._uow.loans.insert_many(Loan, rows)
        self._report.imported += len(rows)

    def _borrowers_of(self, loans: list[Loan]) -> list[Borrower]:
        return self._uow.loans.borrowers([loan.borrower_id for loan in loans])

    def _update(self, loan: Loan, borrower: Borrower, row: LoanRow) -> None:
        now = self._uow.now
        changed = _apply(loan, row.loan) + _apply(borrower, row.borrower)
        if not changed:
            self._report.unchanged += 1
            return
        self._report.updated += 1
        loan.updated_at = borrower.updated_at = now
        loan.plan_next_at = now
        if any(column == "dpd" for column, _, _ in changed):
            loan.dpd_changed_at = now
        self._note_changes(row.loan_number, changed)

    def _note_changes(self, loan_number: str, changed: list[tuple[str, Any, Any]]) -> None:
        for column, _, _ in changed:
            self._report.changed_columns[column] = self._report.changed_columns.get(column, 0) + 1
        if len(self._report.changes) < CHANGES_SHOWN:
            shown = {
                column: None if column in PRIVATE_COLUMNS else [_plain(old), _plain(new)]
                for column, old, new in changed
            }
            self._report.changes.append({"loan_number": loan_number, "changed": shown})

    def _audit(self, batch: list[LoanRow], new: int) -> None:
        self._uow.audit.append(
            self._request.actor,
            "import_loans",
            "loan_file",
            self._request.path.name[:80],
            first_line=batch[0].line,
            last_line=batch[-1].line,
            rows=len(batch),
            new=new,
        )


def _loan_values(row: LoanRow, borrower_id: int, now: datetime, defaults: Defaults) -> dict[str, Any]:
    return row.loan | {
        "currency": row.loan["currency"] or defaults.currency,
        "timezone": row.loan["timezone"] or defaults.timezone,
        "dpd": row.loan["dpd"] or 0,
        "team": row.loan["team"] or "",
        "segments": row.loan["segments"] or [],
        "loan_number": row.loan_number,
        "borrower_id": borrower_id,
        "first_payment_missed": False,
        "status": "active",
        "tier": "R1",
        "tier_points": [],
        "dpd_changed_at": now if row.loan["dpd"] else None,
        "imported_at": now,
        "updated_at": now,
        "plan_next_at": now,
    }


def _apply(row: Loan | Borrower, values: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Write differing values into a row; return (column, old, new)."""
    changed = []
    for column, new in values.items():
        # A cell that the file does not have says nothing, so it must not wipe what an earlier file said.
        if new is None or new == [] or new == "":
            continue
        old = getattr(row, column)
        if old != new:
            setattr(row, column, new)
            changed.append((column, old, new))
    return changed


def _plain(value: Any) -> Any:
    return value if isinstance(value, (int, str, bool, list)) or value is None else str(value)


def _save_errors(source: Path, content: str) -> str:
    for folder in (source.parent, Path.cwd()):
        target = folder / f"{source.stem}.errors.csv"
        try:
            # The mark at the start makes spreadsheet programs read Chinese correctly.
            target.write_text("\ufeff" + content, encoding="utf-8", newline="")
        except OSError:
            continue
        return str(target)
    return ""
