"""AssemblyAI: `utterances[].speaker` = "A", milliseconds."""

from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, dig, label, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def recognises(source: Source) -> bool:
    """Tell by speakers on utterances."""
    return any("speaker" in row and "text" in row for row in rows(dig(source.document, "utterances")))


def read(source: Source) -> Draft:
    """Read it."""
    pieces = tuple(
        Piece(
            text=words(row.get("text")),
            label=label("spk", row.get("speaker")),
            start_ms=time_ms(row.get("start")),
            end_ms=time_ms(row.get("end")),
            confidence=share(row.get("confidence")),
        )
        for row in rows(dig(source.document, "utterances"))
    )
    duration = time_ms(dig(source.document, "audio_duration"), SECOND)
    return Draft(pieces=pieces, language=words(dig(source.document, "language_code")), duration_ms=duration)


IMPORTER = Importer(name="assemblyai", recognises=recognises, read=read)
