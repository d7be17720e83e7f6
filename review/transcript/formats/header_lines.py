"""A line with speaker and time, then what was said: Feishu, Tingwu, Otter, and chats copied as text."""

import re
from dataclasses import replace

from review.transcript.assemble import join_text
from review.transcript.clock import CLOCK, clock_ms, since_first
from review.transcript.draft import Draft, Piece
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.warnings import left_out

_HEADER = re.compile(
    rf"\s*[\[【]?(?P<label>[^\d\s:：\[【][^:：\n\]】]{{0,30}}?)[\]】]?\s+[\[(（]?(?P<date>\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?\s+)?"
    rf"(?P<time>{CLOCK})[\])）]?\s*"
)
LEAST_HEADERS = 2
"""One line that ends with a time of day is a sentence; two or more are headers."""
HEADER_SHARE = 0.2


def recognises(source: Source) -> bool:
    """Tell by the share of lines that are headers."""
    if source.document is not None:
        return False
    lines = [line for line in source.lines if line.strip()]
    headers = sum(_HEADER.fullmatch(line) is not None for line in lines)
    return headers >= LEAST_HEADERS and headers >= HEADER_SHARE * len(lines)


def read(source: Source) -> Draft:
    """Read it; headers with nothing below them are left out and named."""
    entries: list[tuple[int, Piece]] = []
    warnings = []
    dated = False
    for number, line in enumerate(source.lines, start=1):
        header = _HEADER.fullmatch(line)
        if header is not None:
            dated = dated or header["date"] is not None
            entries.append((number, Piece(text="", label=header["label"], start_ms=clock_ms(header["time"]))))
        elif entries:
            place, last = entries.pop()
            text = join_text(last.text, line.strip())
            entries.append((place, Piece(text=text, label=last.label, start_ms=last.start_ms)))
        elif line.strip():
            warnings.append(left_out(number, "before_first_speaker"))
    warnings += [left_out(number, "no_text") for number, piece in entries if not piece.text]
    times = since_first([piece.start_ms for _, piece in entries], dated=dated)
    pieces = [
        replace(piece, start_ms=start) for (_, piece), start in zip(entries, times, strict=True) if piece.text
    ]
    return Draft(pieces=tuple(pieces), warnings=tuple(warnings))


IMPORTER = Importer(name="header_lines", recognises=recognises, read=read)
