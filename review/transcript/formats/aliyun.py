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
    sentences = _sentences(source)
    by_channel = len({words(row.get("ChannelId")) for row in sentences}) > 1
    duration = time_ms(dig(source.document, "BizDuration"))
    pieces = tuple(_piece(row, by_channel=by_channel) for row in sentences)
    return Draft(pieces=pieces, duration_ms=duration, interleaved=True)


def _piece(row: Mapping[str, Any], *, by_channel: bool) -> Piece:
    speaker, channel = label("spk", row.get("SpeakerId")), label("ch", row.get("ChannelId"))
    return Piece(
        text=words(row.get("Text")),
        label=channel if by_channel or not speaker else speaker,
        start_ms=time_ms(row.get("BeginTime")),
        end_ms=time_ms(row.get("EndTime")),
    )


IMPORTER = Importer(name="aliyun_filetrans", recognises=recognises, read=read)
