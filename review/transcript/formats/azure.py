"""Azure batch transcription: `recognizedPhrases[].offsetInTicks` in 100-ns ticks, channel after channel."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import TICK, dig, label, number, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.warnings import warning


def recognises(source: Source) -> bool:
    """Tell by the recognised phrases."""
    return bool(rows(dig(source.document, "recognizedPhrases")))


def read(source: Source) -> Draft:
    """Read it; phrases that failed to be recognised are counted, not imported."""
    phrases = rows(dig(source.document, "recognizedPhrases"))
    good = [row for row in phrases if row.get("recognitionStatus", "Success") == "Success"]
    channels = {words(row.get("channel")) for row in good}
    failed = len(phrases) - len(good)
    return Draft(
        pieces=tuple(_piece(row, by_channel=len(channels) > 1) for row in good),
        warnings=(warning("left_out_entries", count=failed, reason="not_recognised"),) if failed else (),
        language=words(next((row.get("locale") for row in good), "")),
        duration_ms=time_ms(dig(source.document, "durationInTicks"), TICK),
        interleaved=True,
    )


def _piece(row: Mapping[str, Any], *, by_channel: bool) -> Piece:
    best: Mapping[str, Any] = next(iter(rows(row.get("nBest"))), {})
    start, length = number(row.get("offsetInTicks")), number(row.get("durationInTicks"))
    speaker, channel = label("spk", row.get("speaker")), label("ch", row.get("channel"))
    return Piece(
        text=words(best.get("display")) or words(best.get("lexical")),
        label=channel if by_channel or not speaker else speaker,
        start_ms=time_ms(start, TICK),
        end_ms=None if start is None or length is None else time_ms(start + length, TICK),
        confidence=share(best.get("confidence")),
    )


IMPORTER = Importer(name="azure_batch", recognises=recognises, read=read)
