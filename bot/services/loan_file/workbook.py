"""Reads the first sheet of an Excel workbook that holds a table."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from bot.errors import BadInputError
from bot.services.loan_file.error_file import is_error_file, unguard
from bot.services.loan_file.heading_row import HEADING_WITHIN, find_heading_row
from bot.services.loan_file.table import BrokenLine, Row, Table, make_record

UNPACKED_LIMIT = 1024**3  # bytes; a million loans need a third of it, an archive bomb much more
EXACT_BELOW = 10**15  # Excel keeps 15 digits; a longer number has lost its last ones
DAMAGE = (zipfile.BadZipFile, zlib.error, ParseError, EOFError, KeyError, ValueError, OSError)


@contextmanager
def open_workbook(path: Path, expected: frozenset[str]) -> Iterator[Table]:
    """Open a workbook; raises BadInputError when it is none, or when no sheet has a heading row."""
    from openpyxl import load_workbook  # heavy, and only needed here

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise BadInputError("import_file_too_large")
        book = load_workbook(path, read_only=True, data_only=True)
    except DAMAGE as error:
        raise BadInputError("import_file_damaged") from error
    try:
        yield _first_table(book, expected)
    finally:
        book.close()


def _first_table(book: Any, expected: frozenset[str]) -> Table:
    for sheet in book.worksheets:
        length = sheet.max_row or 0
        sheet.reset_dimensions()  # some programs write a wrong size, which would cut the sheet off
        rows = _rows(sheet)
        head = list(islice(rows, HEADING_WITHIN))
        found = find_heading_row([row.cells for row in head], expected)
        if found:
            return _table(chain(head[found.index + 1 :], rows), head[found.index].cells, length)
    raise BadInputError("import_no_headings")


def _table(rows: Iterator[Row | BrokenLine], headings: list[str], length: int) -> Table:
    guarded = is_error_file(headings)
    headings = [unguard(name) for name in headings] if guarded else headings
    reached = 0

    def records() -> Iterator[Row | BrokenLine]:
        nonlocal reached
        for row in rows:
            reached = row.line
            if isinstance(row, BrokenLine):
                yield row
                continue
            cells = [unguard(cell) for cell in row.cells] if guarded else row.cells
            made = make_record(row.line, cells, len(headings))
            if made is not None:
                yield made

    return Table(
        headings=headings, records=records(), progress=lambda: min(1.0, reached / length) if length else 0.0
    )


def _rows(sheet: Any) -> Iterator[Row | BrokenLine]:
    number = 0
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield Row(number, [cell_text(value) for value in values])
    except DAMAGE:
        yield BrokenLine(number + 1, "file_damaged", [])


def cell_text(value: Any) -> str:
    """Return what a cell says, as a CSV export of it would."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value)
    return _number_text(value) if isinstance(value, (int, float)) else str(value).strip()


def _number_text(value: float) -> str:
    if abs(value) >= EXACT_BELOW:
        return f"{value:.14E}"  # shown as Excel shows it, so that the parsers can refuse it
    if float(value).is_integer():
        return str(int(value))  # Excel keeps 30123 as 30123.0, which is no loan number
    return str(value)
