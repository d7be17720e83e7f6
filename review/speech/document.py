"""Puts the endpoint's answers about pieces and channels together into one file that the importers know."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from review.transcript.fields import number, rows, words

SCORES = ("score", "probability", "confidence")
"""What servers call a word's confidence."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer and the place of its piece: channel (None = all together) and milliseconds in the call."""

    body: Mapping[str, Any]
    channel: int | None
    start_ms: int
    end_ms: int
    part: int = 0
    """Which piece of the call it is, from 0."""


def merge_replies(replies: Iterable[Reply]) -> dict[str, Any]:
    """Return one JSON document with times from the start of the call, speakers, and each word's confidence."""
    given = list(replies)
    segments = [segment for reply in given for segment in _segments(reply)]
    language = next((said for reply in given if (said := words(reply.body.get("language")))), None)
    document: dict[str, Any] = {"segments": sorted(segments, key=lambda row: row.get("start") or 0.0)}
    if language:
        document["language"] = language
    return document


def has_words(document: Mapping[str, Any]) -> bool:
    """Return whether anybody says anything in it."""
    return any(words(row.get("text")).strip() for row in rows(document.get("segments")))


def _segments(reply: Reply) -> list[dict[str, Any]]:
    found = rows(reply.body.get("segments"))
    if not found:
        found = _whole(reply)
    loose = rows(reply.body.get("words"))  # OpenAI lists words beside the segments, others inside
    return [_placed(row, reply, loose) for row in found]


def _whole(reply: Reply) -> list[Mapping[str, Any]]:
    text = words(reply.body.get("text"))
    if not text.strip():
        return []
    whole: dict[str, Any] = {"text": text, "start": 0.0, "end": (reply.end_ms - reply.start_ms) / 1000}
    logprobs = [value for row in rows(reply.body.get("logprobs")) if (value := number(row.get("logprob")))]
    if logprobs:
        whole["avg_logprob"] = sum(logprobs) / len(logprobs)
    return [whole]


def _placed(row: Mapping[str, Any], reply: Reply, loose: list[Mapping[str, Any]]) -> dict[str, Any]:
    start, end = number(row.get("start")), number(row.get("end"))
    inside = rows(row.get("words")) or [word for word in loose if _within(word, start, end)]
    segment = dict(row) | {
        "start": _later(start, reply),
        "end": _later(end, reply),
        "words": [_word(word, reply) for word in inside],
    }
    if reply.channel is not None:
        segment["speaker"] = f"ch{reply.channel}"
    elif reply.part and words(row.get("speaker")):
        # "A" of another piece may be somebody else: better a question too many than words in the wrong mouth.
        segment["speaker"] = f"{row['speaker']}{reply.part + 1}"
    return segment


def _word(word: Mapping[str, Any], reply: Reply) -> dict[str, Any]:
    score = next((value for name in SCORES if (value := number(word.get(name))) is not None), None)
    if score is None and (logprob := number(word.get("logprob"))) is not None:
        score = math.exp(min(0.0, logprob))
    placed = {
        "word": words(word.get("word") or word.get("text")),
        "start": _later(number(word.get("start")), reply),
        "end": _later(number(word.get("end")), reply),
    }
    return placed if score is None else placed | {"score": round(score, 4)}


def _within(word: Mapping[str, Any], start: float | None, end: float | None) -> bool:
    at = number(word.get("start"))
    return None not in (at, start, end) and start <= at < end  # type: ignore[operator]


def _later(seconds: float | None, reply: Reply) -> float | None:
    return None if seconds is None else round(seconds + reply.start_ms / 1000, 3)
