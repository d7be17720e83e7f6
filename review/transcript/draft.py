"""What an importer hands over: pieces of speech as the file had them, before roles and merging."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One entry of the source file. Times are milliseconds from the start of the call, or None."""

    text: str
    label: str = ""
    """What the file calls the speaker or channel; empty = the file does not say."""
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None
    """0 to 1 as the recogniser reported it."""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything an importer found in one file."""

    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...] = ()
    language: str | None = None
    """Language as the file declares it; only used where the words themselves do not tell."""
    duration_ms: int | None = None
    interleaved: bool = False
    """True when the format lists one channel after the other, so that time order is ours to make."""
