"""Turns a CSV or XLSX file into numbered rows of text, whatever its encoding.

Nothing here knows what a loan is. A line that cannot be read becomes a `BrokenLine`, never an exception, so
that one bad line costs one row.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from bot.errors import BadInputError

LINE_LIMIT = 256 * 1024  # characters; a loan row has a few hundred, so more is a broken or hostile file
SNIFF_BYTES = 256 * 1024  # how much is decoded to choose the encoding
DELIMITERS = ",\t;|"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One record: the 1-based line it starts on and its cells by heading."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class BrokenLine:
    """A line that is no record; `reason` is a code of the import's texts."""

    line: int
    reason: str


@dataclass(kw_only=True)
class Table:
    """An open table: headings, an iterator over records, and how far reading has come (0 to 1)."""

    headings: list[str]
    records: Iterator[Row | BrokenLine]
    size: int = 0
    position: list[int] = field(default_factory=lambda: [0])

    @property
    def progress(self) -> float:
        """Return the share of the file that has been read."""
        return min(1.0, self.position[0] / self.size) if self.size else 1.0


def open_table(path: Path) -> Table:
    """Open a loan file; raises BadInputError for what is no table at all."""
    if not path.is_file():
        raise BadInputError("import_file_missing", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise BadInputError("import_file_empty", file=path.name)
    with path.open("rb") as stream:
        head = stream.read(SNIFF_BYTES)
    if head.startswith(b"PK\x03\x04"):
        return _open_workbook(path)
    return _open_text(path, size, _encoding_of(head, whole=size <= SNIFF_BYTES, name=path.name))


def _encoding_of(head: bytes, *, whole: bool, name: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return encoding
    if b"\x00" in head:
        raise BadInputError("import_file_binary", file=name)
    for encoding in ("utf-8", "gb18030"):
        if _decodes(head, encoding, whole=whole):
            return encoding
    raise BadInputError("import_encoding_unknown", file=name)


def _decodes(head: bytes, encoding: str, *, whole: bool) -> bool:
    # The sample may end in the middle of a character, so up to three trailing bytes may go.
    for cut in range(1 if whole else 4):
        try:
            text = head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(char < " " and char not in "\t\r\n\f" for char in text[:10_000])
    return False


def _open_text(path: Path, size: int, encoding: str) -> Table:
    position = [0]
    stream = path.open(encoding=encoding, errors="replace", newline="")
    oversized: set[int] = set()
    lines = _bounded_lines(stream, position, oversized, encoding)
    first = next((line for line in lines if line.strip()), "")
    if not first:
        raise BadInputError("import_file_empty", file=path.name)
    delimiter = max(DELIMITERS, key=first.count)
    headings = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter))]
    if len([heading for heading in headings if heading]) < 2:
        raise BadInputError("import_no_headings", file=path.name)
    records = _records(lines, headings, delimiter, oversized)
    return Table(headings=headings, records=records, size=size, position=position)


def _bounded_lines(stream: TextIO, position: list[int], oversized: set[int], encoding: str) -> Iterator[str]:
    width = 2 if encoding.startswith("utf-16") else 1
    number = 0
    with stream:
        while line := stream.readline(LINE_LIMIT):
            number += 1
            if len(line) >= LINE_LIMIT and not line.endswith("\n"):
                oversized.add(number)
                while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith("\n"):
                    position[0] += len(rest) * width
                line = "\n"
            position[0] += len(line) * width
            yield line


def _records(
    lines: Iterator[str], headings: list[str], delimiter: str, oversized: set[int]
) -> Iterator[Row | BrokenLine]:
    csv.field_size_limit(LINE_LIMIT)
    reader = csv.reader(lines, delimiter=delimiter)
    before = 0  # lines that earlier records took; the heading line makes everything one line later
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield BrokenLine(line=before + 2, reason="quote_unclosed")
            before = reader.line_num
            continue
        line, before = before + 2, reader.line_num
        if line in oversized:
            yield BrokenLine(line=line, reason="line_too_long")
        elif any(cell.strip() for cell in cells):
            yield _row(line, headings, cells)


def _row(line: int, headings: list[str], cells: list[str]) -> Row | BrokenLine:
    if len(cells) > len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
        return BrokenLine(line=line, reason="too_many_cells")
    return Row(line=line, cells=dict(zip(headings, (cell.strip() for cell in cells), strict=False)))


def _open_workbook(path: Path) -> Table:
    from openpyxl import load_workbook  # heavy, and only needed here
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        headings = [_cell(value) for value in next(rows, ())]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, IndexError, ValueError) as error:
        raise BadInputError("import_file_binary", file=path.name) from error
    if len([heading for heading in headings if heading]) < 2:
        raise BadInputError("import_no_headings", file=path.name)
    position = [0]
    return Table(
        headings=headings,
        records=_workbook_records(rows, headings, position),
        size=sheet.max_row or 1,
        position=position,
    )


def _workbook_records(
    rows: Iterator[tuple[Any, ...]], headings: list[str], position: list[int]
) -> Iterator[Row | BrokenLine]:
    for number, values in enumerate(rows, start=2):
        position[0] = number
        cells = [_cell(value) for value in values]
        if any(cells):
            yield _row(number, headings, cells)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # Excel keeps 30123 as 30123.0, which is no loan number
    return str(value).strip()


def write_errors(headings: list[str], rejected: list[tuple[dict[str, str], str]]) -> str:
    """Return the error file: the rejected rows as they stood, with the reasons in a last column `error`."""
    out = io.StringIO()
    names = [heading for heading in headings if heading not in ("error", "错误原因")]
    writer = csv.writer(out)
    writer.writerow([*names, "error"])
    for cells, reasons in rejected:
        writer.writerow([*(cells.get(name, "") for name in names), reasons])
    return out.getvalue()
