"""iFlytek lfasr v1: an array of `bg, ed, onebest, speaker`, often as a JSON string in the envelope's `data`."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, inner_json, label, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def _sentences(source: Source) -> list[Mapping[str, Any]]:
    return rows(source.document) or rows(inner_json(dig(source.document, "data")))


def recognises(source: Source) -> bool:
    """Tell by `onebest`."""
    return any("onebest" in row for row in _sentences(source))


def read(source: Source) -> Draft:
    """Read it; speaker 0 means that the recogniser did not tell voices apart."""
    pieces = tuple(
        Piece(
            text=words(row.get("onebest")),
            label="" if words(row.get("speaker")) == "0" else label("spk", row.get("speaker")),
            start_ms=time_ms(row.get("bg")),
            end_ms=time_ms(row.get("ed")),
        )
        for row in _sentences(source)
    )
    return Draft(pieces=pieces)


IMPORTER = Importer(name="iflytek_lfasr_v1", recognises=recognises, read=read)
