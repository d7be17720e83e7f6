"""Genesys Cloud: `transcripts[].phrases[].participantPurpose`; times are milliseconds since 1970."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, number, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def _phrases(source: Source) -> list[Mapping[str, Any]]:
    return [row for part in rows(dig(source.document, "transcripts")) for row in rows(part.get("phrases"))]


def recognises(source: Source) -> bool:
    """Tell by the participants' purpose."""
    return any("participantPurpose" in row for row in _phrases(source))


def read(source: Source) -> Draft:
    """Read it, with times counted from the start of the call."""
    phrases = _phrases(source)
    starts = [start for row in phrases if (start := time_ms(row.get("startTimeMs"))) is not None]
    begin = time_ms(dig(source.document, "startTime"))
    base = min(starts, default=0) if begin is None else min([begin, *starts])
    language = words(next((part.get("language") for part in rows(dig(source.document, "transcripts"))), ""))
    pieces = tuple(_piece(row, base) for row in phrases)
    return Draft(pieces=pieces, language=language, interleaved=True)


def _piece(row: Mapping[str, Any], base: int) -> Piece:
    start = time_ms(row.get("startTimeMs"))
    length = number(dig(row, "duration", "milliseconds"))
    return Piece(
        text=words(row.get("decoratedText")) or words(row.get("text")),
        label=words(row.get("participantPurpose")),
        start_ms=None if start is None else start - base,
        end_ms=None if start is None or length is None else time_ms(start - base + length),
        confidence=share(row.get("confidence")),
    )


IMPORTER = Importer(name="genesys_cloud", recognises=recognises, read=read)
