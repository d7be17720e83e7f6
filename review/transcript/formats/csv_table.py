"""CSV, TSV or semicolon table with a speaker column and a text column, headings in Chinese or English."""

import csv
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from review.transcript.clock import clock_ms
from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, label, time_ms
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.warnings import left_out

HEADINGS: Mapping[str, frozenset[str]] = {
    "speaker": frozenset(
        {"角色", "说话人", "发言人", "讲话人", "speaker", "role", "participant", "channel", "声道"}
    ),
    "text": frozenset(
        {"内容", "文本", "话术", "转写内容", "text", "content", "transcript", "utterance", "message"}
    ),
    "start": frozenset(
        {"开始时间", "起始时间", "开始", "时间", "start", "start time", "start_time", "begin", "time"}
    ),
    "end": frozenset({"结束时间", "结束", "end", "end time", "end_time"}),
    "start_ms": frozenset({"start_ms", "开始毫秒", "begin_ms"}),
    "end_ms": frozenset({"end_ms", "结束毫秒"}),
}
DELIMITERS = ",\t;|"
TITLE_LINES = 4
"""Lines among which the headings must stand."""


def recognises(source: Source) -> bool:
    """Tell by the headings in one of the first lines."""
    return source.document is None and _table(source.lines) is not None


def read(source: Source) -> Draft:
    """Read it; rows without words are left out and named by their line."""
    found = _table(source.lines)
    return Draft(pieces=()) if found is None else table_draft(found[1], found[0])


def table_draft(entries: Iterable[tuple[int, Sequence[str]]], columns: Mapping[str, int]) -> Draft:
    """Return the draft of a table's body: 1-based line numbers with cells, and where each column stands."""
    pieces: list[Piece] = []
    warnings = []
    for line, cells in entries:
        cell = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
        if cell.get("text"):
            pieces.append(_piece(cell))
        elif any(value.strip() for value in cells):
            warnings.append(left_out(line, "no_text"))
    return Draft(pieces=tuple(pieces), warnings=tuple(warnings))


def columns_of(heading: Sequence[str]) -> dict[str, int] | None:
    """Return where each known column stands, or None when speaker or text is missing."""
    keys = [unicodedata.normalize("NFKC", cell).strip().casefold() for cell in heading]
    found = {
        name: place
        for name, known in HEADINGS.items()
        for place, key in reversed([*enumerate(keys)])
        if key in known
    }
    return found if {"speaker", "text"} <= found.keys() else None


def _table(lines: Sequence[str]) -> tuple[dict[str, int], list[tuple[int, list[str]]]] | None:
    """Return columns and body; the headings may stand below a title."""
    for above, delimiter in product(range(min(TITLE_LINES, len(lines))), DELIMITERS):
        if delimiter not in lines[above]:
            continue
        try:
            reader = csv.reader((line + "\n" for line in lines[above:]), delimiter=delimiter)
            columns = columns_of(next(reader))
            if columns is not None:
                return columns, [(above + reader.line_num, cells) for cells in reader]
        except (csv.Error, StopIteration):
            continue  # a field beyond the module's limit, or no row at all: not this delimiter
    return None


def _piece(cell: Mapping[str, str]) -> Piece:
    return Piece(
        text=cell["text"],
        label=label("spk", cell.get("speaker", "")),
        start_ms=_time(cell, "start"),
        end_ms=_time(cell, "end"),
    )


def _time(cell: Mapping[str, str], name: str) -> int | None:
    """Return milliseconds from a clock reading, a column of milliseconds, or a number of seconds."""
    if f"{name}_ms" in cell:
        return time_ms(cell[f"{name}_ms"])
    written = cell.get(name, "")
    clock = clock_ms(written.split(" ")[-1])
    return time_ms(written, SECOND) if clock is None else clock


IMPORTER = Importer(name="csv", recognises=recognises, read=read)
