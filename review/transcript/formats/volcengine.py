"""Volcengine bigasr: `result.utterances[].start_time`, `additions.speaker`, milliseconds."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, label, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def _utterances(source: Source) -> list[Mapping[str, Any]]:
    paths = (("result", "utterances"), ("resp", "utterances"), ("utterances",))
    found = (rows(dig(source.document, *path)) for path in paths)
    return next((items for items in found if any("start_time" in row for row in items)), [])


def recognises(source: Source) -> bool:
    """Tell by the utterances' start times."""
    return bool(_utterances(source))


def read(source: Source) -> Draft:
    """Read it."""
    pieces = tuple(
        Piece(
            text=words(row.get("text")),
            label=label("spk", dig(row, "additions", "speaker"))
            or label("ch", dig(row, "additions", "channel_id")),
            start_ms=time_ms(row.get("start_time")),
            end_ms=time_ms(row.get("end_time")),
        )
        for row in _utterances(source)
    )
    duration = time_ms(dig(source.document, "audio_info", "duration"))
    return Draft(pieces=pieces, duration_ms=duration, interleaved=True)


IMPORTER = Importer(name="volcengine_bigasr", recognises=recognises, read=read)
