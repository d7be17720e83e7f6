"""Deepgram: `results.utterances[]`, seconds; channel or speaker numbers from 0."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, dig, label, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def recognises(source: Source) -> bool:
    """Tell by the result's utterances."""
    return any("transcript" in row for row in rows(dig(source.document, "results", "utterances")))


def read(source: Source) -> Draft:
    """Read it."""
    utterances = rows(dig(source.document, "results", "utterances"))
    by_channel = len({words(row.get("channel")) for row in utterances}) > 1
    return Draft(
        pieces=tuple(_piece(row, by_channel=by_channel) for row in utterances),
        duration_ms=time_ms(dig(source.document, "metadata", "duration"), SECOND),
        interleaved=True,
    )


def _piece(row: Mapping[str, Any], *, by_channel: bool) -> Piece:
    speaker, channel = label("spk", row.get("speaker")), label("ch", row.get("channel"))
    return Piece(
        text=words(row.get("transcript")),
        label=channel if by_channel or not speaker else speaker,
        start_ms=time_ms(row.get("start"), SECOND),
        end_ms=time_ms(row.get("end"), SECOND),
        confidence=share(row.get("confidence")),
    )


IMPORTER = Importer(name="deepgram", recognises=recognises, read=read)
