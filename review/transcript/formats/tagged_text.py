"""Plain text whose lines begin with the speaker: `坐席：…`, `Agent: …`, `A: …`, times in front or not."""

import re

from review.transcript.assemble import join_text
from review.transcript.clock import CLOCK, clock_ms
from review.transcript.draft import Draft, Piece
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.speaker_tags import speakers_among, spoken
from review.transcript.warnings import left_out

TAGGED_SHARE = 0.3
"""Domain section 8.2: from this share of lines on, the tags are the structure of the file."""
CLOCK_NOT_OFFSET_MS = 6 * 3600 * 1000
"""No call lasts this long, so a first time beyond it is the time of day."""

_STAMP = re.compile(
    rf"\s*(?P<open>[\[［(【（<])?\s*(?P<date>\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?[ T]+)?(?P<start>{CLOCK})"
    rf"(?:\s*(?:-->|-|–|~|至|,|，)\s*(?P<end>{CLOCK}))?\s*[\]］)】）>]?\s*"
)


def recognises(source: Source) -> bool:
    """Tell by the share of lines that a speaker opens."""
    if source.document is not None:
        return False
    lines = [_without_stamp(line) for line in source.lines if line.strip()]
    speakers = speakers_among(lines)
    tagged = sum(bool(spoken(line, speakers)[0]) for line in lines)
    return tagged > 0 and tagged >= TAGGED_SHARE * len(lines)


def read(source: Source) -> Draft:
    """Read it; a line without a speaker continues the one before."""
    speakers = speakers_among(_without_stamp(line) for line in source.lines)
    pieces: list[Piece] = []
    warnings = []
    for number, line in enumerate(source.lines, start=1):
        start, end, dated, rest = _stamp(line)
        label, words = spoken(rest, speakers)
        if label:
            pieces.append(
                Piece(text=words, label=label, start_ms=start, end_ms=end, marks=("dated",) * dated)
            )
        elif words and pieces:
            pieces[-1] = _continued(pieces[-1], line.strip())  # a time of day in it is part of what was said
        elif words:
            warnings.append(left_out(number, "before_first_speaker"))
    return Draft(pieces=_from_call_start(pieces), warnings=tuple(warnings))


def _stamp(line: str) -> tuple[int | None, int | None, bool, str]:
    match = _STAMP.match(line)
    if match is None:
        return None, None, False, line
    end = clock_ms(match["end"]) if match["end"] else None
    return clock_ms(match["start"]), end, match["date"] is not None, line[match.end() :]


def _without_stamp(line: str) -> str:
    return _stamp(line)[3]


def _continued(piece: Piece, words: str) -> Piece:
    return Piece(
        text=join_text(piece.text, words),
        label=piece.label,
        start_ms=piece.start_ms,
        end_ms=piece.end_ms,
        marks=piece.marks,
    )


def _from_call_start(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Turn times of day into times since the first line."""
    first = next((piece.start_ms for piece in pieces if piece.start_ms is not None), 0)
    clock = first >= CLOCK_NOT_OFFSET_MS or any(piece.marks for piece in pieces)
    base = first if clock else 0
    return tuple(
        Piece(
            text=piece.text,
            label=piece.label,
            start_ms=_since(base, piece.start_ms),
            end_ms=_since(base, piece.end_ms),
        )
        for piece in pieces
    )


def _since(base: int, time: int | None) -> int | None:
    return None if time is None or time < base else time - base


IMPORTER = Importer(name="tagged_text", recognises=recognises, read=read)
