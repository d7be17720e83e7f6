"""Reads delimited text: physical lines, records that may span lines, and the heading row."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from bot.errors import BadInputError
from bot.services.loan_file.encoding import choose_encoding
from bot.services.loan_file.error_file import is_error_file, unguard
from bot.services.loan_file.heading_row import HEADING_WITHIN, find_heading_row
from bot.services.loan_file.table import BrokenLine, Row, Table, make_record

LINE_LIMIT = 256 * 1024  # characters; a loan row has a few hundred, so more is a broken or hostile file
RECORD_LINES = 50  # lines one quoted record may span; an address has a handful
KEPT_OF_LONG_LINE = 200  # characters, so that people find the line again
HEAD_LINES = 60  # lines among which the heading row is looked for
DELIMITERS = ",\t;|"
REPLACEMENT = "\ufffd"


class Line(NamedTuple):
    """One physical line; `fault` is a reason code or empty."""

    number: int
    text: str
    fault: str


@contextmanager
def open_text(path: Path, expected: frozenset[str]) -> Iterator[Table]:
    """Open delimited text; raises BadInputError when it is empty or has no heading row."""
    encoding = choose_encoding(path)
    size = path.stat().st_size
    with (
        path.open("rb") as raw,
        io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="") as stream,
    ):
        lines = physical_lines(stream)
        head = list(islice(lines, HEAD_LINES))
        delimiter, at, headings = _heading_of(head, expected)
        rest = islice(split_records(chain(head, lines), delimiter), at + 1, None)
        records = _under_headings(rest, headings)
        yield Table(headings=headings, records=records, progress=lambda: min(1.0, raw.tell() / size))


def physical_lines(stream: io.TextIOWrapper) -> Iterator[Line]:
    """Yield the lines of a text, with what is wrong with them; none is longer than `LINE_LIMIT`."""
    number = 0
    while text := stream.readline(LINE_LIMIT):
        number += 1
        if len(text) == LINE_LIMIT and text[-1] not in "\r\n":
            while (more := stream.readline(LINE_LIMIT)) and more[-1] not in "\r\n":
                pass
            yield Line(number, text[:KEPT_OF_LONG_LINE] + "…", "line_too_long")
        elif REPLACEMENT in text:
            yield Line(number, text, "encoding_broken")
        else:
            yield Line(number, text, "nul_character" if "\0" in text else "")


def split_records(lines: Iterable[Line], delimiter: str) -> Iterator[Row | BrokenLine]:
    """Yield every record, empty ones too. A quotation mark that never closes costs its own line only."""
    ahead: deque[Line] = deque()
    source = iter(lines)
    while line := (ahead.popleft() if ahead else next(source, None)):
        if line.fault:
            yield _broken(line, delimiter)
        elif '"' not in line.text:
            yield Row(line.number, [cell.strip() for cell in line.text.split(delimiter)])
        else:
            yield _quoted(line, ahead, source, delimiter)


def _quoted(first: Line, ahead: deque[Line], source: Iterator[Line], delimiter: str) -> Row | BrokenLine:
    cells = _parse([first.text], delimiter)
    if cells is not None:
        return Row(first.number, cells)
    width = first.text.count(delimiter)
    for count in range(1, RECORD_LINES):
        if len(ahead) < count:
            following = next(source, None)
            if following is None:
                break
            ahead.append(following)
        if ahead[count - 1].fault:
            break
        if '"' not in ahead[count - 1].text:
            continue
        cells = _parse([first.text, *(line.text for line in islice(ahead, count))], delimiter)
        if cells is not None and len(cells) >= width:
            for _ in range(count):
                ahead.popleft()
            return Row(first.number, cells)
    return _broken(first._replace(fault="quote_unclosed"), delimiter)


def _parse(texts: list[str], delimiter: str) -> list[str] | None:
    """Return the cells of one record, or None when its quotation marks do not come out even."""
    try:
        return [cell.strip() for cell in next(csv.reader(texts, delimiter=delimiter, strict=True))]
    except (csv.Error, StopIteration):
        return None


def _broken(line: Line, delimiter: str) -> BrokenLine:
    if line.fault == "line_too_long":
        return BrokenLine(line.number, line.fault, [line.text.strip()])
    readable = line.text.replace("\0", "")
    return BrokenLine(
        line.number,
        line.fault,
        _parse([readable], delimiter) or [c.strip() for c in readable.split(delimiter)],
    )


def _heading_of(head: list[Line], expected: frozenset[str]) -> tuple[str, int, list[str]]:
    best: tuple[int, str, int, list[str]] | None = None
    for delimiter in DELIMITERS:
        rows = [record.cells for record in islice(split_records(head, delimiter), HEADING_WITHIN)]
        found = find_heading_row(rows, expected)
        if found and (best is None or found.score > best[0]):
            best = (found.score, delimiter, found.index, rows[found.index])
    if best is None:
        raise BadInputError(
            "import_no_headings" if any(line.text.strip() for line in head) else "import_file_empty"
        )
    headings = best[3]
    return best[1], best[2], [unguard(name) for name in headings] if is_error_file(headings) else headings


def _under_headings(records: Iterator[Row | BrokenLine], headings: list[str]) -> Iterator[Row | BrokenLine]:
    guarded = is_error_file(headings)
    width = len(headings)
    for record in records:
        if isinstance(record, BrokenLine):
            yield record
            continue
        cells = [unguard(cell) for cell in record.cells] if guarded else record.cells
        made = make_record(record.line, cells, width)
        if made is not None:
            yield made
