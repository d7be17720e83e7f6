"""The file as importers see it: bytes, decoded text and parsed JSON."""

import json
from dataclasses import dataclass
from typing import Any

from review.errors import EmptyTranscriptError, TranscriptError
from review.transcript.encoding import decode
from review.transcript.fields import too_deep

MAX_BYTES = 20 * 1024 * 1024
"""Domain rule 8.3.10; also the largest file that a bot may download."""
ZIP_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file, opened. ``document`` is None when the text is not JSON; ``json_error`` then says where."""

    data: bytes
    name: str = ""
    text: str = ""
    document: Any = None
    json_error: TranscriptError | None = None
    warnings: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """Return the lines of the text without their ends."""
        return self.text.split("\n")


def open_source(data: bytes, name: str = "") -> Source:
    """Return the opened file; raises TranscriptError when it is too large, empty or not text."""
    if len(data) > MAX_BYTES:
        raise TranscriptError("the file is larger than 20 MB", line=None, reason="too_large")
    if data.startswith(ZIP_MAGIC):
        return Source(data=data, name=name)
    text, warnings = decode(data)
    return text_source(text, data=data, name=name, warnings=warnings)


def text_source(text: str, *, data: bytes, name: str = "", warnings: tuple[str, ...] = ()) -> Source:
    """Return a source for text that was decoded or unpacked already."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")
    if not text.strip():
        raise EmptyTranscriptError("the file is empty", line=None, reason="empty_file")
    document, error = _parse(text)
    return Source(data=data, name=name, text=text, document=document, json_error=error, warnings=warnings)


def _parse(text: str) -> tuple[Any, TranscriptError | None]:
    if text.lstrip()[:1] not in {"{", "["}:
        return None, None
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        return None, TranscriptError(
            f"line {error.lineno}: broken JSON, {error.msg}", line=error.lineno, reason="bad_json"
        )
    except (ValueError, RecursionError):
        return None, TranscriptError("JSON that nobody writes", line=1, reason="bad_json")
    if too_deep(document):
        return None, TranscriptError("JSON nested too deeply", line=1, reason="bad_json")
    return document, None
