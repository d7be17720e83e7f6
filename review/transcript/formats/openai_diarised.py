"""OpenAI `diarized_json`: segments of type `transcript.text.segment`, seconds, speakers A, B or given names."""

from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, dig, label, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source

SEGMENT_TYPE = "transcript.text.segment"


def recognises(source: Source) -> bool:
    """Tell by the type of the segments."""
    return any(row.get("type") == SEGMENT_TYPE for row in rows(dig(source.document, "segments")))


def read(source: Source) -> Draft:
    """Read it."""
    pieces = tuple(
        Piece(
            text=words(row.get("text")),
            label=label("spk", row.get("speaker")),
            start_ms=time_ms(row.get("start"), SECOND),
            end_ms=time_ms(row.get("end"), SECOND),
        )
        for row in rows(dig(source.document, "segments"))
    )
    duration = time_ms(dig(source.document, "duration"), SECOND)
    return Draft(pieces=pieces, language=words(dig(source.document, "language")), duration_ms=duration)


IMPORTER = Importer(name="openai_diarized_json", recognises=recognises, read=read)
