"""whisper.cpp JSON: `transcription[].offsets` in milliseconds; nobody is told apart."""

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def recognises(source: Source) -> bool:
    """Tell by the offsets."""
    return any("offsets" in row for row in rows(dig(source.document, "transcription")))


def read(source: Source) -> Draft:
    """Read it."""
    pieces = tuple(
        Piece(
            text=words(row.get("text")),
            start_ms=time_ms(dig(row, "offsets", "from")),
            end_ms=time_ms(dig(row, "offsets", "to")),
        )
        for row in rows(dig(source.document, "transcription"))
    )
    return Draft(pieces=pieces, language=words(dig(source.document, "result", "language")))


IMPORTER = Importer(name="whisper_cpp", recognises=recognises, read=read)
