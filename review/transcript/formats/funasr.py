"""FunASR: a list (or one object) with `sentence_info[].spk`, milliseconds."""

import re
from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import label, mapping, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source

_SENSE_TAG = re.compile(r"<\|[^|<>]{0,24}\|>")
"""SenseVoice writes language, emotion and event tags into the text; emotion must not come in."""


def _sentences(source: Source) -> list[Mapping[str, Any]]:
    results = rows(source.document) or [mapping(source.document)]
    return [row for result in results for row in rows(result.get("sentence_info"))]


def recognises(source: Source) -> bool:
    """Tell by the sentence information."""
    return bool(_sentences(source))


def read(source: Source) -> Draft:
    """Read it."""
    pieces = tuple(
        Piece(
            text=_SENSE_TAG.sub("", words(row.get("text")) or words(row.get("sentence"))),
            label=label("spk", row.get("spk")),
            start_ms=time_ms(row.get("start")),
            end_ms=time_ms(row.get("end")),
        )
        for row in _sentences(source)
    )
    return Draft(pieces=pieces)


IMPORTER = Importer(name="funasr", recognises=recognises, read=read)
