"""The OpenAI audio protocol: one bounded attempt through the `openai` library, whatever the server sends back."""

import json
import re
from email.utils import parsedate_to_datetime
from typing import Any

from review.speech.errors import SpeechError, SpeechTrouble

TIMEOUT_SECONDS = 300.0  # ten minutes of sound take a busy server a few
CONNECT_SECONDS = 10.0  # a server that does not even answer the door is down
REPLY_MAX = 20_000_000  # bytes; ten minutes with every word timed are below one
NO_KEY = "none"  # local servers need no key, but the library insists on one
TELLS_SPEAKERS = re.compile(r"diari[sz]e", re.IGNORECASE)
TEXT_ONLY = re.compile(r"gpt-.*transcribe", re.IGNORECASE)  # these refuse verbose_json
STATUS_TROUBLE = {
    401: SpeechTrouble.KEY_REFUSED,
    403: SpeechTrouble.KEY_REFUSED,
    404: SpeechTrouble.NOT_FOUND,
    408: SpeechTrouble.SLOW,
    413: SpeechTrouble.TOO_LARGE,
    429: SpeechTrouble.BUSY,
}


class OpenAiSpeech:
    """Speaks `audio.transcriptions` to any OpenAI-compatible server. Safe to share between threads."""

    def __init__(
        self, base_url: str, api_key: str | None, model: str, *, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        self.model = model
        self.wants_whole_call = bool(TELLS_SPEAKERS.search(model))
        self._base_url, self._api_key, self._timeout = base_url, api_key, timeout
        self._client: Any = None
        self._plain = bool(TEXT_ONLY.search(model))

    def transcribe(self, data: bytes, name: str, *, language: str | None = None) -> dict[str, Any]:
        """Return the answer as it came; raises SpeechError. A server without word times is asked plainly, once learnt."""
        try:
            return self._attempt(data, name, language)
        except _FormatError:
            self._plain = True
            return self._attempt(data, name, language)

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def _attempt(self, data: bytes, name: str, language: str | None) -> dict[str, Any]:
        import openai

        try:
            with self._library(openai).audio.transcriptions.with_streaming_response.create(
                file=(name, data), model=self.model, **self._parameters(language)
            ) as response:
                body = _bounded(response)
        except openai.APIStatusError as error:
            raise _translated(error.response, plain=self._plain or self.wants_whole_call) from None
        except openai.APITimeoutError:
            raise SpeechError(SpeechTrouble.SLOW) from None
        except openai.APIConnectionError:
            raise SpeechError(SpeechTrouble.CONNECTION_LOST) from None
        except SpeechError:
            raise
        except Exception as error:  # noqa: BLE001 - while the body streams, the HTTP library's own errors come through
            slow = "Timeout" in type(error).__name__
            raise SpeechError(SpeechTrouble.SLOW if slow else SpeechTrouble.CONNECTION_LOST) from None
        return _parsed(body)

    def _parameters(self, language: str | None) -> dict[str, Any]:
        hint = {"language": language} if language else {}
        if self.wants_whole_call:
            return {"response_format": "diarized_json", "chunking_strategy": "auto", **hint}
        if self._plain:
            return {"response_format": "json", **hint}
        return {
            "response_format": "verbose_json",
            "timestamp_granularities": ["segment", "word"],
            "temperature": 0,
            **hint,
        }

    def _library(self, openai: Any) -> Any:
        if self._client is None:
            self._client = openai.OpenAI(
                base_url=self._base_url,
                api_key=self._api_key or NO_KEY,
                max_retries=0,
                timeout=openai.Timeout(self._timeout, connect=min(CONNECT_SECONDS, self._timeout)),
                # The sound of a call goes to the configured server and nowhere else.
                http_client=openai.DefaultHttpxClient(follow_redirects=False),
            )
        return self._client


class _FormatError(SpeechError):
    """The server does not know the asked response format."""


def _bounded(response: Any) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > REPLY_MAX:
            raise SpeechError(SpeechTrouble.GARBLED)
    return bytes(body)


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise SpeechError(SpeechTrouble.GARBLED) from None
    if not isinstance(found, dict) or not isinstance(found.get("text", ""), str):
        raise SpeechError(SpeechTrouble.GARBLED)
    if "text" not in found and "segments" not in found:
        raise SpeechError(SpeechTrouble.GARBLED)
    return found


def _translated(response: Any, *, plain: bool) -> SpeechError:
    status = int(response.status_code)
    if status in (400, 415, 422):
        said = _words_of(response)
        if not plain and any(word in said for word in ("response_format", "verbose_json", "granularit")):
            return _FormatError(SpeechTrouble.UNSUPPORTED, status=status)
        return SpeechError(SpeechTrouble.UNSUPPORTED, status=status)
    trouble = STATUS_TROUBLE.get(status, SpeechTrouble.SERVER_ERROR)
    return SpeechError(trouble, status=status, retry_after=_retry_after(response.headers))


def _words_of(response: Any) -> str:
    try:
        return bytes(response.read())[:20_000].decode("utf-8", "replace").casefold()
    except Exception:  # noqa: BLE001 - the stream may be closed already; the status alone must do
        return ""


def _retry_after(headers: Any) -> float | None:
    said = headers.get("retry-after")
    if said is None:
        return None
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        until, sent = parsedate_to_datetime(said), parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    return max(0.0, (until - sent).total_seconds())
