"""Transcripts in: any recogniser's or recorder's file becomes one canonical `Transcript`.

`read_transcript` sniffs the encoding, asks each importer whether the content is its own, and lets it read the
file into a `Draft`. Everything after that is common: time order, merging, doubts, roles, language, warnings.

To add the next format:

1. Put one file into `review/transcript/formats/`, named after the format, its first line saying what it is.
2. Write `recognises(source)`: look at `source.document` (parsed JSON) or `source.text`, never at the name, and
   let the key that only this format has decide. It must not raise; the functions of `fields` never do.
3. Write `read(source)`: one `Piece` for each entry of the file, in its order, with the file's own label and with
   times in milliseconds (`time_ms` with the format's unit). Leave out what cannot be read and say so with
   `left_out(line, reason)`. Do not carry over emotion, sentiment or loudness: those are dropped at import.
4. End with `IMPORTER = Importer(name=…, recognises=…, read=…)` and list it in `registry.py`, before any format
   that would also recognise such a file.
5. Add an invented example to `tests/review/transcript/transcript_examples.py`; the tests over all formats pick it up.
"""

from review.transcript.importer import Importer
from review.transcript.read import read_transcript
from review.transcript.registry import importers
from review.transcript.speakers import set_speakers, speaker_samples, swap_speakers
from review.transcript.warnings import parse_warning

__all__ = [
    "Importer",
    "importers",
    "parse_warning",
    "read_transcript",
    "set_speakers",
    "speaker_samples",
    "swap_speakers",
]
