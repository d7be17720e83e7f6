"""Loan files and imports for tests. All people and numbers are invented."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.services.import_loans import ImportReport, ImportRequest, import_loans
from bot.services.loan_file.rows import Defaults
from storage.models import Borrower, Loan
from storage.unit_of_work import UnitOfWorkFactory

TODAY = date(2026, 11, 24)
HEADINGS = "合同号,放款日期,放款金额,客户姓名,手机,逾期天数"
GOOD_ROW = "HT001,2026-11-01,50000,测试甲,13900000001,0"


def write_lines(folder: Path, *lines: str, name: str = "loans.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("".join(line + "\n" for line in lines).encode(encoding))
    return path


def write_workbook(folder: Path, rows: Sequence[Sequence[Any]], *, name: str = "loans.xlsx") -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(folder / name)
    return folder / name


def run_import(new_unit: UnitOfWorkFactory, path: Path, **options: Any) -> ImportReport:
    request = ImportRequest(path=path, digest_key=b"test", defaults=Defaults(today=TODAY))
    return import_loans(new_unit, replace(request, **options))


def import_lines(new_unit: UnitOfWorkFactory, folder: Path, *lines: str, **options: Any) -> ImportReport:
    return run_import(new_unit, write_lines(folder, *lines), **options)


def reasons(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.reason) for problem in report.rejected]


def stored_loan(new_unit: UnitOfWorkFactory, number: str = "HT001") -> Loan:
    with new_unit() as uow:
        loan = uow.loans.by_number(number)
        assert loan is not None
        uow.session.expunge(loan)
        return loan


def stored_borrower(new_unit: UnitOfWorkFactory, number: str = "HT001") -> Borrower:
    with new_unit() as uow:
        loan = uow.loans.by_number(number)
        assert loan is not None
        person = uow.loans.borrower(loan.borrower_id)
        assert person is not None
        uow.session.expunge(person)
        return person


def loan_count(new_unit: UnitOfWorkFactory) -> int:
    with new_unit() as uow:
        return uow.loans.count()
