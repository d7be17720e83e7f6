"""AWS Transcribe batch: `results.items[]`, word by word, with `speaker_labels` or `channel_labels`; seconds."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from review.transcript.assemble import join_text
from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, dig, label, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def recognises(source: Source) -> bool:
    """Tell by the result's items."""
    return any("alternatives" in row for row in rows(dig(source.document, "results", "items")))


def read(source: Source) -> Draft:
    """Read it: a piece for each run of words of one speaker."""
    results = dig(source.document, "results")
    channels = rows(dig(results, "channel_labels", "channels"))
    spoken = list(_by_channel(channels)) if channels else list(_by_speaker(results))
    pieces = tuple(
        _piece(name, [item for _, item in run]) for name, run in groupby(spoken, key=lambda pair: pair[0])
    )
    return Draft(pieces=pieces, language=words(dig(results, "language_code")), interleaved=True)


def _by_channel(channels: list[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield label and word in time order; a mark of punctuation stays with the word before it."""
    timed = []
    for channel in channels:
        start = 0
        for item in rows(channel.get("items")):
            start = time_ms(item.get("start_time"), SECOND) or start
            timed.append((start, label("ch", words(channel.get("channel_label")).removeprefix("ch_")), item))
    for _, name, item in sorted(timed, key=lambda entry: entry[0]):
        yield name, item


def _by_speaker(results: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    segments = rows(dig(results, "speaker_labels", "segments"))
    speakers = {
        words(item.get("start_time")): words(item.get("speaker_label"))
        for segment in segments
        for item in rows(segment.get("items"))
    }
    current = ""
    for item in rows(dig(results, "items")):
        if item.get("type") != "punctuation":
            current = words(item.get("speaker_label")) or speakers.get(words(item.get("start_time")), "")
        yield current, item


def _piece(name: str, items: list[Mapping[str, Any]]) -> Piece:
    text = ""
    confidences = []
    for item in items:
        best: Mapping[str, Any] = next(iter(rows(item.get("alternatives"))), {})
        word = words(best.get("content"))
        if item.get("type") == "punctuation":
            text += word
            continue
        text = join_text(text, word)
        confidences.append(share(best.get("confidence")))
    known = [value for value in confidences if value is not None]
    return Piece(
        text=text,
        label=name,
        start_ms=next(
            (t for item in items if (t := time_ms(item.get("start_time"), SECOND)) is not None), None
        ),
        end_ms=max(
            (t for item in items if (t := time_ms(item.get("end_time"), SECOND)) is not None), default=None
        ),
        confidence=round(sum(known) / len(known), 4) if known else None,
    )


IMPORTER = Importer(name="aws_transcribe", recognises=recognises, read=read)
