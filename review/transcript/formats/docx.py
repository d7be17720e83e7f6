"""Word documents: the paragraphs of `word/document.xml`, read as tagged text or header lines."""

import html
import io
import re
import zipfile
import zlib

from review.errors import TranscriptError, UnknownFormatError
from review.transcript.draft import Draft
from review.transcript.formats import header_lines, srt, tagged_text, webvtt
from review.transcript.importer import Importer
from review.transcript.source import MAX_BYTES, ZIP_MAGIC, Source, text_source

MEMBER = "word/document.xml"
INNER = (webvtt.IMPORTER, srt.IMPORTER, header_lines.IMPORTER, tagged_text.IMPORTER)

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
_PARAGRAPH_END = re.compile(r"</w:p>|<w:br\s*/>|<w:cr\s*/>")
_TAB = re.compile(r"<w:tab\s*/>")
_WORDS = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>|(\n|\t)")


def recognises(source: Source) -> bool:
    """Tell by the member of the archive."""
    return source.data.startswith(ZIP_MAGIC) and MEMBER.encode() in source.data


def read(source: Source) -> Draft:
    """Read it; raises TranscriptError for a broken archive or a text without speakers."""
    inner = text_source(_text(_document(source.data)), data=source.data, name=source.name)
    for importer in INNER:
        if importer.recognises(inner):
            return importer.read(inner)
    raise UnknownFormatError("the document names no speakers", line=1, reason="no_speaker_tags")


def _document(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(MEMBER) as member:
            xml = member.read(MAX_BYTES + 1)
    except _DAMAGE as error:
        raise TranscriptError("the document is damaged", line=None, reason="bad_archive") from error
    if len(xml) > MAX_BYTES:
        raise TranscriptError("the unpacked document is larger than 20 MB", line=None, reason="too_large")
    return xml.decode("utf-8", "replace")


def _text(xml: str) -> str:
    lines = _TAB.sub("\t", _PARAGRAPH_END.sub("\n", xml))
    return html.unescape("".join(words or gap for words, gap in _WORDS.findall(lines)))


IMPORTER = Importer(name="docx", recognises=recognises, read=read)
