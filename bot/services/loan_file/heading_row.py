"""Finds the heading row: files often start with a title, a date or empty lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.loan_file.headings import is_known, normal

HEADING_WITHIN = 10  # rows; titles and notes above a table are shorter than this


@dataclass(frozen=True, kw_only=True)
class HeadingRow:
    """Where the heading row is, and how many of its cells are known headings (or expected ones)."""

    index: int
    score: int


def find_heading_row(rows: Sequence[Sequence[str]], expected: frozenset[str]) -> HeadingRow | None:
    """Return the row that names most columns, the first of equals; None when no row names any."""
    best: HeadingRow | None = None
    for index, cells in enumerate(rows[:HEADING_WITHIN]):
        score = sum(bool(cell) and (is_known(cell) or normal(cell) in expected) for cell in cells)
        if score and (best is None or score > best.score):
            best = HeadingRow(index=index, score=score)
    return best
