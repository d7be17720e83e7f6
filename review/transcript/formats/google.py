"""Google Speech-to-Text v1 and v2: words with `speakerTag` or `speakerLabel`, times like `1.200s`."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from review.transcript.assemble import join_text
from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, dig, label, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def _results(source: Source) -> list[Mapping[str, Any]]:
    return rows(dig(source.document, "results")) or rows(dig(source.document, "response", "results"))


def _best(result: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(iter(rows(result.get("alternatives"))), {})


def recognises(source: Source) -> bool:
    """Tell by results with alternatives."""
    return any("transcript" in _best(row) or "words" in _best(row) for row in _results(source))


def read(source: Source) -> Draft:
    """Read it. With diarisation v1 repeats all words, with their speakers, in the last result."""
    results = _results(source)
    told_apart = [row for row in results if any(_speaker(word) for word in rows(_best(row).get("words")))]
    if told_apart and not any(row.get("channelTag") for row in results):
        pieces = [piece for row in _without_repetition(told_apart) for piece in _runs(row)]
    else:
        pieces = [_whole(row) for row in results]
    language = words(next((row.get("languageCode") for row in results if row.get("languageCode")), ""))
    return Draft(pieces=tuple(pieces), language=language, interleaved=True)


def _without_repetition(results: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    last = results[-1]
    longest = max(len(rows(_best(row).get("words"))) for row in results)
    repeats = len(results) == 1 or (
        len(rows(_best(last).get("words"))) == longest and not _best(last).get("transcript")
    )
    return [last] if repeats else results


def _speaker(word: Mapping[str, Any]) -> str:
    tag = words(word.get("speakerLabel")) or words(word.get("speakerTag"))
    return "" if tag == "0" else label("spk", tag)


def _time(word: Mapping[str, Any], side: str) -> int | None:
    found = word.get(f"{side}Time", word.get(f"{side}Offset"))
    return time_ms(found, SECOND)


def _runs(result: Mapping[str, Any]) -> list[Piece]:
    pieces = []
    for speaker, run in groupby(rows(_best(result).get("words")), key=_speaker):
        said = list(run)
        text = ""
        for word in said:
            text = join_text(text, words(word.get("word")).replace("▁", " ").strip())
        start, end = _time(said[0], "start"), _time(said[-1], "end")
        pieces.append(Piece(text=text, label=speaker, start_ms=start, end_ms=end))
    return pieces


def _whole(result: Mapping[str, Any]) -> Piece:
    best = _best(result)
    said = rows(best.get("words"))
    return Piece(
        text=words(best.get("transcript")),
        label=label("ch", result.get("channelTag")),
        start_ms=_time(said[0], "start") if said else None,
        end_ms=_time(said[-1], "end") if said else time_ms(result.get("resultEndTime"), SECOND),
        confidence=share(best.get("confidence")),
    )


IMPORTER = Importer(name="google_stt", recognises=recognises, read=read)
