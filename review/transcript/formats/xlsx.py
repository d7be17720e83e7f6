"""Excel workbooks with a speaker column and a text column on the first sheet that has both."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from review.errors import TranscriptError, UnknownFormatError
from review.transcript.draft import Draft
from review.transcript.formats.csv_table import columns_of, table_draft
from review.transcript.importer import Importer
from review.transcript.source import ZIP_MAGIC, Source

MEMBER = b"xl/workbook.xml"
MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes; a workbook of text packs about five to one, so more than this is a bomb."""
MAX_ROWS = 20_000
"""More than any call of six hours has turns."""
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, OSError, EOFError),
    # What openpyxl and zipfile let through for odd workbooks.
    *(RuntimeError, NotImplementedError, ValueError, TypeError, AttributeError, LookupError),
)


def recognises(source: Source) -> bool:
    """Tell by the member of the archive."""
    return source.data.startswith(ZIP_MAGIC) and MEMBER in source.data


def read(source: Source) -> Draft:
    """Read it; raises TranscriptError for a damaged workbook or one without the two columns."""
    try:
        sheets = _sheets(source.data)
    except _DAMAGE as error:
        raise TranscriptError("the workbook is damaged", line=None, reason="bad_archive") from error
    for heading, *body in filter(None, sheets):
        columns = columns_of(heading)
        if columns is not None:
            return table_draft(enumerate(body, start=2), columns)
    raise UnknownFormatError("no sheet has a speaker and a text column", line=1, reason="no_speaker_column")


def _sheets(data: bytes) -> list[list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
            raise TranscriptError("the unpacked workbook is too large", line=None, reason="too_large")
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return [
        list(_cells(sheet.iter_rows(values_only=True, max_row=MAX_ROWS))) for sheet in workbook.worksheets
    ]


def _cells(rows: Iterator[Sequence[object]]) -> Iterator[list[str]]:
    for row in rows:
        yield ["" if value is None else str(value) for value in row]


IMPORTER = Importer(name="xlsx", recognises=recognises, read=read)
