"""From an importer's draft to the canonical transcript: order, merge, mark, cast, warn, refuse."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from review.domain import Role, Transcript, Turn
from review.errors import EmptyTranscriptError, TranscriptError
from review.transcript.draft import Draft, Piece
from review.transcript.invented import doubts
from review.transcript.language import detect_language, normal_language
from review.transcript.speaker_words import bare
from review.transcript.speakers import Cast, cast_of
from review.transcript.warnings import warning

MERGE_GAP_MS = 800
"""Domain rule 8.3.4: a shorter pause does not end a turn."""
LONGEST_MS = 6 * 3600 * 1000
"""Domain rule 8.3.10: no call lasts six hours; such a file holds something else."""
FEW_TURNS = 4
OVERLAP_SHARE = 0.3
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff\u2028\u2029\ud800-\udfff]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, kw_only=True)
class _Block:
    """A piece, perhaps merged from several, and the 1-based places in the file that it comes from."""

    piece: Piece
    places: tuple[int, ...]


def assemble(
    draft: Draft, *, source_format: str, checksum: str, expected_language: str | None, direction: str | None
) -> Transcript:
    """Return the canonical transcript; raises TranscriptError for no turns or more than six hours."""
    blocks = [
        _Block(piece=piece, places=(place,))
        for place, piece in enumerate(map(_cleaned, draft.pieces), start=1)
        if piece.text
    ]
    if not blocks:
        raise EmptyTranscriptError(f"{source_format}: nobody says anything", line=None, reason="no_turns")
    ordered = _in_time_order(blocks)
    duration = _duration(draft, ordered)
    cast = cast_of([block.piece for block in ordered], direction)
    merged = _merged(ordered)
    language = detect_language((block.piece.text for block in merged), draft.language)
    return Transcript(
        source_format=source_format,
        language=language,
        turns=tuple(_turn(index, block, cast) for index, block in enumerate(merged, start=1)),
        speakers=cast.speakers,
        checksum=checksum,
        duration_ms=duration,
        warnings=(
            *draft.warnings,
            *_gaps(draft, blocks),
            *_order_warnings(draft, blocks, ordered),
            *_content_warnings(merged, cast, language, expected_language),
        ),
        needs_mapping=cast.needs_mapping,
    )


def _cleaned(piece: Piece) -> Piece:
    text = " ".join(_CONTROL.sub(" ", piece.text).split())
    label = bare(" ".join(_CONTROL.sub(" ", piece.label).split()))
    marks = tuple(dict.fromkeys((*piece.marks, *doubts(text, piece.confidence))))
    return replace(piece, text=text, label=label, marks=marks)


def _in_time_order(blocks: list[_Block]) -> list[_Block]:
    if any(block.piece.start_ms is None for block in blocks):
        return blocks
    return sorted(blocks, key=lambda block: block.piece.start_ms or 0)


def _duration(draft: Draft, blocks: Sequence[_Block]) -> int | None:
    times = [
        time for block in blocks for time in (block.piece.start_ms, block.piece.end_ms) if time is not None
    ]
    longest = max([*times, draft.duration_ms or 0])
    if longest > LONGEST_MS:
        raise TranscriptError("the call lasts longer than six hours", line=None, reason="too_long")
    return longest or None


def _merged(blocks: Sequence[_Block]) -> list[_Block]:
    merged: list[_Block] = []
    for block in blocks:
        if merged and _belongs_to(merged[-1].piece, block.piece):
            merged[-1] = _joined(merged[-1], block)
        else:
            merged.append(block)
    return merged


def _belongs_to(before: Piece, after: Piece) -> bool:
    if not before.label or before.label != after.label or before.marks != after.marks:
        return False
    return (
        before.end_ms is not None
        and after.start_ms is not None
        and after.start_ms - before.end_ms < MERGE_GAP_MS
    )


def _joined(first: _Block, second: _Block) -> _Block:
    before, after = first.piece, second.piece
    confidences = [c for c in (before.confidence, after.confidence) if c is not None]
    piece = replace(
        before,
        text=join_text(before.text, after.text),
        end_ms=max(before.end_ms or 0, after.end_ms or 0),
        confidence=min(confidences, default=None),
    )
    return _Block(piece=piece, places=first.places + second.places)


def join_text(first: str, second: str) -> str:
    """Return two pieces of one speech as one; a space only where the script uses spaces."""
    if not first or not second:
        return first + second
    wide = _WIDE.match(first[-1]) or _WIDE.match(second[0])
    return f"{first}{second}" if wide else f"{first} {second}"


def _turn(index: int, block: _Block, cast: Cast) -> Turn:
    piece = block.piece
    return Turn(
        index=index,
        role=cast.roles.get(piece.label, Role.UNKNOWN),
        text=piece.text,
        label=piece.label,
        start_ms=piece.start_ms,
        end_ms=piece.end_ms,
        confidence=piece.confidence,
        marks=piece.marks,
        places=block.places,
    )


def _gaps(draft: Draft, blocks: Sequence[_Block]) -> list[str]:
    """Say how many entries had no words, and how many no time where others have one."""
    empty = len(draft.pieces) - len(blocks)
    untimed = sum(block.piece.start_ms is None for block in blocks)
    found = [warning("left_out_entries", count=empty, reason="no_text")] if empty else []
    return [*found, warning("times_missing", count=untimed)] if 0 < untimed < len(blocks) else found


def _order_warnings(draft: Draft, blocks: list[_Block], ordered: list[_Block]) -> list[str]:
    found = []
    if blocks != ordered and not draft.interleaved:
        found.append(warning("not_monotonic"))
    spoken = sum(max(0, (b.piece.end_ms or 0) - (b.piece.start_ms or 0)) for b in ordered)
    overlap = sum(
        max(0, min(before.piece.end_ms or 0, after.piece.end_ms or 0) - (after.piece.start_ms or 0))
        for before, after in pairwise(ordered)
    )
    if spoken and overlap / spoken > OVERLAP_SHARE:
        found.append(warning("overlap", percent=round(100 * overlap / spoken)))
    return found


def _content_warnings(blocks: Sequence[_Block], cast: Cast, language: str, expected: str | None) -> list[str]:
    labels = {block.piece.label for block in blocks}
    checks = {
        "few_turns": len(blocks) < FEW_TURNS,
        "no_speaker_labels": labels == {""},
        "one_speaker": len(labels) == 1 and labels != {""},
        "unexpected_language": expected is not None and language != normal_language(expected),
        "no_times": all(block.piece.start_ms is None for block in blocks),
        "no_confidence": all(block.piece.confidence is None for block in blocks),
        "speaker_labels_suspect": cast.speakers.suspect,
    }
    return [code for code, holds in checks.items() if holds]
