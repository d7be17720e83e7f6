"""Aliyun ISI file transcription: `Result.Sentences[]` with `BeginTime` and `ChannelId`, milliseconds."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, label, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def _sentences(source: Source) -> list[Mapping[str, Any]]:
    return rows(dig(source.document, "Result", "Sentences")) or rows(dig(source.document, "Sentences"))


def recognises(source: Source) -> bool:
    """Tell by the sentences' begin times."""
    return any("BeginTime" in row for row in _sentences(source))


def read(source: Source) -> Draft:
    """Read it; the pieces of two channels come in time order or one channel after the other."""
    pieces = tuple(
        Piece(
            text=words(row.get("Text")),
            label=label("spk", row.get("SpeakerId")) or label("ch", row.get("ChannelId")),
            start_ms=time_ms(row.get("BeginTime")),
            end_ms=time_ms(row.get("EndTime")),
        )
        for row in _sentences(source)
    )
    duration = time_ms(dig(source.document, "BizDuration"))
    return Draft(pieces=pieces, duration_ms=duration, interleaved=True)


IMPORTER = Importer(name="aliyun_filetrans", recognises=recognises, read=read)
