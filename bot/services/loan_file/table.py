"""Opens a loan file as one table: headings, and numbered records that are read as they are asked for.

Nothing here knows what a loan is. A line that cannot be read becomes a `BrokenLine`, never an exception, so
that one bad line costs one row.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BadInputError

WORKBOOK_START = b"PK\x03\x04"
OLD_EXCEL_START = b"\xd0\xcf\x11\xe0"  # .xls, and also .xlsx with a password


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the 1-based line it starts on, and its cells in the order of the headings."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no record: why (a reason code), and as much of it as could be read."""

    line: int
    reason: str
    cells: list[str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """An open table. `progress` tells the share of the file that has been read (0 to 1)."""

    headings: list[str]
    records: Iterator[Row | BrokenLine]
    progress: Callable[[], float]


@contextmanager
def open_table(path: Path, expected: frozenset[str] = frozenset()) -> Iterator[Table]:
    """Open a CSV or XLSX file; `expected` are headings that a mapping file names, in normal form.

    Raises BadInputError for what is no table at all.
    """
    from bot.services.loan_file.text_table import open_text
    from bot.services.loan_file.workbook import open_workbook

    head = _first_bytes(path)
    if head.startswith(OLD_EXCEL_START):
        raise BadInputError("import_file_old_excel")
    opened = open_workbook if head.startswith(WORKBOOK_START) else open_text
    with opened(path, expected) as table:
        yield table


def make_record(line: int, cells: list[str], width: int) -> Row | BrokenLine | None:
    """Return the record of a line under `width` headings; None for an empty one."""
    if not any(cells):
        return None
    if len(cells) > width and any(cells[width:]):
        return BrokenLine(line, "too_many_cells", cells)
    return Row(line, cells)


def _first_bytes(path: Path) -> bytes:
    if not path.is_file():
        raise BadInputError("import_file_missing")
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise BadInputError("import_file_unreadable") from error
    if not head:
        raise BadInputError("import_file_empty")
    return head
