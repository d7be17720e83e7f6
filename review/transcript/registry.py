"""All importers, most particular first. A file belongs to the first one that recognises its content."""

from review.errors import UnknownFormatError
from review.transcript.formats import srt, tagged_text, webvtt, whisper
from review.transcript.importer import Importer
from review.transcript.source import Source

_IMPORTERS: tuple[Importer, ...] = (
    webvtt.IMPORTER,
    srt.IMPORTER,
    whisper.IMPORTER,
    tagged_text.IMPORTER,
)


def importers() -> tuple[Importer, ...]:
    """Return every importer in the order in which they are asked."""
    return _IMPORTERS


def importer_for(source: Source) -> Importer:
    """Return the importer that recognises the content; raises TranscriptError when none does."""
    for importer in _IMPORTERS:
        if importer.recognises(source):
            return importer
    if source.json_error is not None:
        raise source.json_error
    reason = "unknown_json" if source.document is not None else "no_speaker_tags"
    raise UnknownFormatError("no importer recognises this content", line=1, reason=reason)
