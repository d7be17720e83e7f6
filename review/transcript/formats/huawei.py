"""Huawei SIS long audio: `segments[].result.text` with `analysis_info.role`, milliseconds."""

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, label, mapping, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def recognises(source: Source) -> bool:
    """Tell by a result object inside segments."""
    return any("text" in mapping(row.get("result")) for row in rows(dig(source.document, "segments")))


def read(source: Source) -> Draft:
    """Read it; emotion and speed of speech stay behind."""
    pieces = tuple(
        Piece(
            text=words(dig(row, "result", "text")),
            label=label("spk", dig(row, "result", "analysis_info", "role")),
            start_ms=time_ms(row.get("start_time")),
            end_ms=time_ms(row.get("end_time")),
            confidence=share(dig(row, "result", "score")),
        )
        for row in rows(dig(source.document, "segments"))
    )
    return Draft(pieces=pieces, duration_ms=time_ms(dig(source.document, "audio_duration")), interleaved=True)


IMPORTER = Importer(name="huawei_sis", recognises=recognises, read=read)
