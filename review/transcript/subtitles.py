"""Cues of subtitle files, line by line, so that one broken cue does not take its neighbours along."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from review.transcript.clock import clock_ms
from review.transcript.warnings import left_out

_ARROW = re.compile(r"^\s*(\S+)\s*-->\s*(\S+)(?:\s.*)?$")
_COUNTER = re.compile(r"\s*\d{1,6}\s*")


@dataclass(frozen=True, kw_only=True)
class Cue:
    """One cue: the 1-based line of its timing, times in milliseconds, text with its line ends."""

    line: int
    start_ms: int
    end_ms: int
    text: str


def cues(lines: Sequence[str]) -> tuple[list[Cue], list[str]]:
    """Return the readable cues and a warning for each one that is left out."""
    starts = [number for number, line in enumerate(lines) if "-->" in line]
    found: list[Cue] = []
    warnings: list[str] = []
    for place, start in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(lines)
        cue = _cue(start + 1, lines[start], _text(lines[start + 1 : stop], last=stop == len(lines)))
        if isinstance(cue, Cue):
            found.append(cue)
        else:
            warnings.append(left_out(start + 1, cue))
    return found, warnings


def _cue(line: int, timing: str, text: str) -> Cue | str:
    match = _ARROW.match(timing)
    times = (clock_ms(match[1]), clock_ms(match[2])) if match else (None, None)
    if times[0] is None or times[1] is None:
        return "bad_timestamp"
    if times[1] < times[0]:
        return "ends_before_it_starts"
    if not text:
        return "no_text"
    return Cue(line=line, start_ms=times[0], end_ms=times[1], text=text)


def _text(lines: Sequence[str], *, last: bool) -> str:
    """Return the text below a timing line: up to the blank line that ends it."""
    kept: list[str] = []
    for line in lines:
        if not line.strip():
            break
        kept.append(line.strip())
    else:
        if not last and kept and _COUNTER.fullmatch(kept[-1]):
            kept.pop()  # the next cue's number, where the blank line is missing
    return "\n".join(kept)
