"""What one importer is: a name, a test on the content and a reader."""

from collections.abc import Callable
from dataclasses import dataclass

from review.transcript.draft import Draft
from review.transcript.source import Source


@dataclass(frozen=True, kw_only=True)
class Importer:
    """One file format. ``recognises`` never raises; ``read`` raises nothing but TranscriptError."""

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Draft]
