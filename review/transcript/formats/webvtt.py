"""WebVTT: voice tags `<v Name>` (Teams), `Name: text` (Zoom), timestamps with or without leading zeros."""

import html
import re

from review.transcript.draft import Draft, Piece
from review.transcript.formats.srt import voices
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.speaker_tags import speakers_among
from review.transcript.subtitles import Cue, cues

_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?\s+([^>]{1,80})>")
_TAG = re.compile(r"</?[^<>]{0,80}>")


def recognises(source: Source) -> bool:
    """Tell by the first line."""
    return re.match(r"\s*WEBVTT(\s|$)", source.text) is not None


def read(source: Source) -> Draft:
    """Read it; unreadable cues are left out and named."""
    found, warnings = cues(source.lines)
    plain = [_plain(cue.text) for cue in found if not _VOICE.search(cue.text)]
    speakers = speakers_among(line for text in plain for line in text.split("\n"))
    pieces = [piece for cue in found for piece in _pieces(cue, speakers)]
    return Draft(pieces=tuple(pieces), warnings=tuple(warnings))


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()


def _pieces(cue: Cue, speakers: frozenset[str]) -> list[Piece]:
    before, *tagged = _VOICE.split(cue.text)
    if not tagged:
        return voices(cue, _plain(before), speakers)
    said = [("", before), *zip(tagged[::2], tagged[1::2], strict=True)]
    return [
        Piece(text=_plain(text), label=html.unescape(label), start_ms=cue.start_ms, end_ms=cue.end_ms)
        for label, text in said
        if _plain(text)
    ]


IMPORTER = Importer(name="webvtt", recognises=recognises, read=read)
