"""What turns sound into words."""

from typing import Any, Protocol


class Transcriber(Protocol):
    """Transcribes one piece of sound at a time. Implementation: any OpenAI-compatible audio endpoint."""

    model: str
    wants_whole_call: bool
    """True when it tells speakers apart itself and must hear both channels together."""

    def transcribe(self, data: bytes, name: str, *, language: str | None = None) -> dict[str, Any]:
        """Return the endpoint's answer as it came (a JSON object); raises SpeechError.

        `name` ends in the container's usual suffix; `language` is an ISO 639-1 hint.
        """
        ...
