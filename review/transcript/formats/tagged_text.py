"""Plain text whose lines begin with the speaker: `坐席：…`, `Agent: …`, `A: …`, times in front or not."""

import re
from collections.abc import Sequence
from dataclasses import replace

from review.transcript.assemble import join_text
from review.transcript.clock import CLOCK, clock_ms, since_first
from review.transcript.draft import Draft, Piece
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.speaker_tags import speakers_among, spoken, undecorated
from review.transcript.warnings import left_out

TAGGED_SHARE = 0.3
"""Domain section 8.2: from this share of lines on, the tags are the structure of the file."""
_STAMP = re.compile(
    rf"\s*(?P<open>[\[［(【（<])?\s*(?P<date>\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?[ T]+)?(?P<start>{CLOCK})"
    rf"(?:\s*(?:-->|-|–|~|至|,|，)\s*(?P<end>{CLOCK}))?\s*[\]］)】）>]?\s*"
)


def recognises(source: Source) -> bool:
    """Tell by the share of lines that a speaker opens."""
    if source.document is not None:
        return False
    lines = [_stamp(line)[1] for line in source.lines if line.strip()]
    speakers = speakers_among(lines)
    tagged = sum(bool(spoken(line, speakers)[0]) for line in lines)
    return tagged > 0 and tagged >= TAGGED_SHARE * len(lines)


def read(source: Source) -> Draft:
    """Read it; a line without a speaker continues the one before."""
    speakers = speakers_among(_stamp(line)[1] for line in source.lines)
    pieces: list[Piece] = []
    warnings = []
    dated = False
    for number, line in enumerate(source.lines, start=1):
        stamp, rest = _stamp(line)
        label, words = spoken(rest, speakers)
        if label:
            dated = dated or bool(stamp and stamp["date"])
            pieces.append(
                Piece(text=words, label=label, start_ms=_time(stamp, "start"), end_ms=_time(stamp, "end"))
            )
        elif words and pieces:
            text = join_text(pieces[-1].text, line.strip())  # a time of day in it is part of what was said
            pieces[-1] = replace(pieces[-1], text=text)
        elif words:
            warnings.append(left_out(number, "before_first_speaker"))
    return Draft(pieces=_from_call_start(pieces, dated=dated), warnings=tuple(warnings))


def _stamp(line: str) -> tuple[re.Match[str] | None, str]:
    plain = undecorated(line)
    match = _STAMP.match(plain)
    return (match, undecorated(plain[match.end() :])) if match else (None, plain)


def _time(stamp: re.Match[str] | None, side: str) -> int | None:
    return clock_ms(stamp[side]) if stamp and stamp[side] else None


def _from_call_start(pieces: Sequence[Piece], *, dated: bool) -> tuple[Piece, ...]:
    times = since_first([time for piece in pieces for time in (piece.start_ms, piece.end_ms)], dated=dated)
    return tuple(
        replace(piece, start_ms=start, end_ms=end)
        for piece, start, end in zip(pieces, times[::2], times[1::2], strict=True)
    )


IMPORTER = Importer(name="tagged_text", recognises=recognises, read=read)
