"""Whisper `verbose_json`: segments in seconds with `avg_logprob`; `speaker` only where channels were merged."""

import math
from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, dig, label, number, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.invented import INVENTED
from review.transcript.source import Source

SILENT = 0.6
"""Whisper's own threshold for `no_speech_prob`."""
UNSURE_LOGPROB = -1.0
"""Whisper's own threshold for `avg_logprob`; text in silence is below it."""
REPETITIVE = 2.4
"""Whisper's own threshold for `compression_ratio`: the same words over and over."""


def recognises(source: Source) -> bool:
    """Tell by the log probabilities of segments."""
    return any("avg_logprob" in row for row in rows(dig(source.document, "segments")))


def read(source: Source) -> Draft:
    """Read it."""
    document = source.document
    return Draft(
        pieces=tuple(_piece(row) for row in rows(dig(document, "segments"))),
        language=words(dig(document, "language")),
        duration_ms=time_ms(dig(document, "duration"), SECOND),
    )


def _piece(row: Mapping[str, Any]) -> Piece:
    logprob = number(row.get("avg_logprob"))
    return Piece(
        text=words(row.get("text")),
        label=label("spk", row.get("speaker")),
        start_ms=time_ms(row.get("start"), SECOND),
        end_ms=time_ms(row.get("end"), SECOND),
        confidence=_confidence(row, logprob),
        marks=(INVENTED,) if _invented(row, logprob) else (),
    )


def _confidence(row: Mapping[str, Any], logprob: float | None) -> float | None:
    """Return the mean of the words' own confidence where the server gives it, else the segment's."""
    found = [value for word in rows(row.get("words")) if (value := share(word.get("score"))) is not None]
    if found:
        return round(sum(found) / len(found), 4)
    return None if logprob is None else math.exp(min(0.0, logprob))


def _invented(row: Mapping[str, Any], logprob: float | None) -> bool:
    silent = (number(row.get("no_speech_prob")) or 0.0) > SILENT
    looping = (number(row.get("compression_ratio")) or 0.0) > REPETITIVE
    return looping or (silent and logprob is not None and logprob < UNSURE_LOGPROB)


IMPORTER = Importer(name="whisper_verbose_json", recognises=recognises, read=read)
