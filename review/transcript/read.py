"""The way in: bytes of any supported file to the canonical transcript."""

import hashlib
from dataclasses import replace

from review.domain import Transcript
from review.transcript.assemble import assemble
from review.transcript.registry import importer_for
from review.transcript.source import open_source


def read_transcript(
    data: bytes, *, name: str = "", expected_language: str | None = None, direction: str | None = None
) -> Transcript:
    """Return the canonical transcript of a file, or of text pasted into a chat.

    The content decides the format; ``name`` is only for people. ``direction`` is ``outbound`` or ``inbound``
    and settles 主叫/被叫. The checksum is of the bytes, so the same file always has the same one.
    Raises TranscriptError with ``line`` and ``reason``; what was left out stands in ``warnings``.
    """
    source = open_source(data, name)
    importer = importer_for(source)
    draft = importer.read(source)
    return assemble(
        replace(draft, warnings=(*source.warnings, *draft.warnings)),
        source_format=importer.name,
        checksum=f"sha256:{hashlib.sha256(data).hexdigest()}",
        expected_language=expected_language,
        direction=direction,
    )
