"""The error file: the rejected rows as they stood, to be corrected and imported again.

A spreadsheet program runs a cell that starts like a formula, so such cells get an apostrophe in front. Files
with our `error` column lose it again when they are read; the two functions are exact inverses.
"""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.services.loan_file.headings import IGNORED, normal

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
BYTE_ORDER_MARK = "\ufeff"  # makes spreadsheet programs read Chinese correctly
OWNER_ONLY = 0o600  # the rows hold personal data


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    return "'" + cell if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def unguard(cell: str) -> str:
    """Undo `guard`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def is_error_file(headings: Sequence[str]) -> bool:
    """Return whether these are the headings of an error file that we wrote."""
    return any(normal(heading) in IGNORED for heading in headings)


def error_csv(headings: Sequence[str], rejected: Iterable[tuple[list[str], str]], *, title: str) -> str:
    """Return the error file: (cells, why) for each row; surplus cells stand behind the `title` column."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    kept = [at for at, heading in enumerate(headings) if normal(heading) not in IGNORED]
    writer.writerow([*(guard(headings[at]) for at in kept), title])
    for cells, why in rejected:
        row = [guard(cells[at]) if at < len(cells) else "" for at in kept]
        writer.writerow([*row, guard(why), *(guard(cell) for cell in cells[len(headings) :])])
    return BYTE_ORDER_MARK + out.getvalue()


def save_error_file(source: Path, content: str) -> str | None:
    """Write next to the source, else where it is possible; return the path. Never replaces a file."""
    stem = source.stem.split(".errors")[0]
    for folder in (source.parent, Path.cwd(), Path(tempfile.gettempdir())):
        for number in range(1, 1000):
            target = folder / (f"{stem}.errors.csv" if number == 1 else f"{stem}.errors-{number}.csv")
            try:
                _write_new(target, content)
            except FileExistsError:
                continue  # somebody may be correcting the earlier one at this moment
            except OSError:
                break
            return str(target)
    return None


def _write_new(target: Path, content: str) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(content)
    except OSError:
        target.unlink(missing_ok=True)
        raise
