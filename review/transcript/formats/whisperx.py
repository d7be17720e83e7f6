"""WhisperX and pyannote: `segments[].speaker` such as `SPEAKER_00`, seconds."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, dig, label, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def recognises(source: Source) -> bool:
    """Tell by speakers on plain segments."""
    found = rows(dig(source.document, "segments"))
    return any("speaker" in row and "start" in row and "text" in row for row in found)


def read(source: Source) -> Draft:
    """Read it; segments to which no voice was assigned keep an empty label."""
    pieces = tuple(
        Piece(
            text=words(row.get("text")),
            label=label("spk", row.get("speaker")),
            start_ms=time_ms(row.get("start"), SECOND),
            end_ms=time_ms(row.get("end"), SECOND),
            confidence=_confidence(row),
        )
        for row in rows(dig(source.document, "segments"))
    )
    return Draft(pieces=pieces, language=words(dig(source.document, "language")))


def _confidence(row: Mapping[str, Any]) -> float | None:
    found = [value for word in rows(row.get("words")) if (value := share(word.get("score"))) is not None]
    return round(sum(found) / len(found), 4) if found else None


IMPORTER = Importer(name="whisperx", recognises=recognises, read=read)
