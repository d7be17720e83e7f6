"""Use case: take a lender's loan file into the portfolio.

Rows land in batches, each batch whole or not at all; the lender's loan number makes a repeat harmless, so an
import that was interrupted is simply run again.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.services.land_loans import Landing, Outcome
from bot.services.loan_file.error_file import error_csv, save_error_file
from bot.services.loan_file.mapping import apply_mapping, read_mapping
from bot.services.loan_file.rows import Defaults, LoanRow, Problem, RowParser
from bot.services.loan_file.table import BrokenLine, Row, Table, open_table
from bot.services.loan_file.wording import explain
from bot.texts import DEFAULT_LOCALE, texts_for
from storage.errors import DuplicateError
from storage.unit_of_work import UnitOfWorkFactory

log = logging.getLogger(__name__)

BATCH_ROWS = 2_000  # one transaction; a bot that is running waits for it no longer than a moment
LAND_ATTEMPTS = 5  # another import may have landed the same new loans in between
CHANGES_SHOWN = 1_000  # changed loans listed one by one; beyond that only the counts by column
NOTICES_SHOWN = 1_000
PREVIEW_ROWS = 5


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
    notices: list[Problem] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unused_headings: tuple[str, ...] = ()
    preview: list[dict[str, Any]] = field(default_factory=list)
    dry_run: bool = False

    def add(self, outcome: Outcome) -> None:
        """Add what one batch did."""
        self.imported += outcome.imported
        self.updated += outcome.updated
        self.unchanged += outcome.unchanged
        for column, count in outcome.changed_columns.items():
            self.changed_columns[column] = self.changed_columns.get(column, 0) + count
        self.changes.extend(outcome.changes[: CHANGES_SHOWN - len(self.changes)])
        self.notices.extend(outcome.notices[: NOTICES_SHOWN - len(self.notices)])

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
            "notices": [notice.as_json() for notice in self.notices],
            "columns": self.columns,
            "unused_headings": list(self.unused_headings),
            "dry_run": self.dry_run,
        } | ({"preview": self.preview} if self.dry_run else {})


@dataclass(frozen=True, kw_only=True)
class ImportRequest:
    """One file to import. `digest_key` keys the borrower digest; `progress` hears the share read (0 to 1).

    `locale` is the language of the reasons in the error file.
    """

    path: Path
    mapping: Path | None = None
    dry_run: bool = False
    actor: str = "cli:operator"
    digest_key: bytes = b""
    defaults: Defaults
    locale: str = DEFAULT_LOCALE
    progress: Callable[[float], None] = lambda _share: None


def import_loans(new_unit: UnitOfWorkFactory, request: ImportRequest) -> ImportReport:
    """Import a file; raises BadInputError for a file that is no loan table at all."""
    given = read_mapping(request.mapping)
    with open_table(request.path, given.expected) as table:
        mapping = apply_mapping(table.headings, given)
        parser = RowParser(mapping, request.defaults)
        report = ImportReport(
            dry_run=request.dry_run, columns=mapping.columns, unused_headings=mapping.unused
        )
        sieve = _Sieve(parser, report)
        landing = Landing(parser.columns, digest_key=request.digest_key, defaults=request.defaults)
        source = _digest(request.path)
        for batch in sieve.batches(table):
            report.add(_land(new_unit, request, landing, batch, source))
            request.progress(table.progress())
        if sieve.rejected and not request.dry_run:
            texts = texts_for(request.locale)
            rows = ((cells, explain(problems, texts)) for cells, problems in sieve.rejected)
            content = error_csv(table.headings, rows, title=texts("import-error-column"))
            report.error_file = save_error_file(request.path, content)
    request.progress(1.0)
    _log(report)
    return report


class _Sieve:
    """Parts good rows from bad ones, and keeps the bad ones for the error file."""

    def __init__(self, parser: RowParser, report: ImportReport) -> None:
        self._parser, self._report = parser, report
        self._seen: dict[str, tuple[int, int]] = {}
        self.rejected: list[tuple[list[str], list[Problem]]] = []

    def batches(self, table: Table) -> Iterator[list[LoanRow]]:
        """Yield good rows, `BATCH_ROWS` at a time."""
        batch: list[LoanRow] = []
        for record in table.records:
            parsed = self._parser.parse(record)
            if isinstance(parsed, LoanRow):
                parsed = self._first_of_its_number(parsed, record)
            if isinstance(parsed, LoanRow):
                batch.append(parsed)
            elif parsed:
                self._reject(record, parsed)
            if len(batch) == BATCH_ROWS:
                yield batch
                batch = []
        if batch:
            yield batch

    def _first_of_its_number(self, row: LoanRow, record: Row | BrokenLine) -> LoanRow | list[Problem]:
        """Let the first row of a loan number through; the same row again is nothing new, another is refused."""
        if len(self._report.preview) < PREVIEW_ROWS and self._report.dry_run:
            self._report.preview.append(row.preview())
        content = hash(tuple(record.cells))
        first_line, first = self._seen.setdefault(row.loan_number, (row.line, content))
        if first_line == row.line:
            return row
        if first == content:
            self._report.unchanged += 1
            return []
        data = {"first_line": first_line}
        number = row.loan_number
        return [Problem(line=row.line, column="loan_number", value=number, reason="duplicate", data=data)]

    def _reject(self, record: Row | BrokenLine, problems: list[Problem]) -> None:
        self._report.rejected.extend(problems)
        self._report.rejected_rows += 1
        self.rejected.append((record.cells, problems))


def _land(
    new_unit: UnitOfWorkFactory, request: ImportRequest, landing: Landing, batch: list[LoanRow], source: str
) -> Outcome:
    for attempt in range(1, LAND_ATTEMPTS + 1):
        try:
            with new_unit() as uow:
                outcome = landing.land(uow, batch, write=not request.dry_run)
                if not request.dry_run:
                    lines = {"first_line": batch[0].line, "last_line": batch[-1].line}
                    counts = {"new": outcome.imported, "updated": outcome.updated}
                    uow.audit.append(request.actor, "import_loans", "loan_file", source, **lines, **counts)
                    uow.commit()
                return outcome
        except DuplicateError:
            if attempt == LAND_ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _digest(path: Path) -> str:
    # Names the file in the trail: a file name may hold a customer's name, its content's hash does not.
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]


def _log(report: ImportReport) -> None:
    reasons = Counter(problem.reason for problem in report.rejected)
    log.info(
        "import_loans dry_run=%s imported=%d updated=%d unchanged=%d rejected=%d reasons=%s",
        report.dry_run,
        report.imported,
        report.updated,
        report.unchanged,
        report.rejected_rows,
        dict(reasons),
    )
