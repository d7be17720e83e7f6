"""SubRip subtitles. A speaker may open the text: `坐席:…`."""

import re

from review.transcript.clock import CLOCK
from review.transcript.draft import Draft, Piece
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.speaker_tags import speakers_among, spoken
from review.transcript.subtitles import Cue, cues
from review.transcript.warnings import warning

_TIMING = re.compile(rf"^\s*{CLOCK}\s*-->", re.MULTILINE)
_TAG = re.compile(r"</?[a-z][^>]{0,40}>|\{\\[^}]{0,40}\}", re.IGNORECASE)
_MILLISECONDS_AFTER_DOT = re.compile(r"\d\.\d{1,3}\b")


def recognises(source: Source) -> bool:
    """Tell by a timing line."""
    return source.document is None and _TIMING.search(source.text) is not None


def read(source: Source) -> Draft:
    """Read it; unreadable cues are left out and named."""
    found, warnings = cues(source.lines)
    repaired = [
        warning("repaired", line=cue.line, reason="dot_for_comma")
        for cue in found
        if _MILLISECONDS_AFTER_DOT.search(source.lines[cue.line - 1])
    ]
    plain = [_TAG.sub("", cue.text) for cue in found]
    speakers = speakers_among(line for text in plain for line in text.split("\n"))
    pieces = [piece for cue, text in zip(found, plain, strict=True) for piece in voices(cue, text, speakers)]
    return Draft(pieces=tuple(pieces), warnings=(*warnings, *repaired))


def voices(cue: Cue, text: str, speakers: frozenset[str]) -> list[Piece]:
    """Return the pieces of one cue: one for each speaker that opens a line in it."""
    pieces: list[Piece] = []
    for line in text.split("\n"):
        label, words = spoken(line.removeprefix("- "), speakers)
        if label or not pieces:
            pieces.append(Piece(text=words, label=label, start_ms=cue.start_ms, end_ms=cue.end_ms))
        else:
            last = pieces.pop()
            joined = f"{last.text} {words}"
            pieces.append(Piece(text=joined, label=last.label, start_ms=cue.start_ms, end_ms=cue.end_ms))
    return pieces


IMPORTER = Importer(name="srt", recognises=recognises, read=read)
