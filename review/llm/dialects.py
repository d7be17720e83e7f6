"""What OpenAI-compatible servers do differently, in one place. One behaviour each, with its server named."""

import json
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from review.llm.errors import FormatUnsupportedError, ModelError
from review.llm.outcome import Outcome
from review.llm.ports import Format, Reply, Request, Usage

SCHEMA_NAME = "call_review"
STATUS_OUTCOMES = {
    401: Outcome.UNAUTHORISED,
    403: Outcome.UNAUTHORISED,
    404: Outcome.MODEL_MISSING,  # Ollama: the model was not pulled; vLLM: another served name; or a wrong address
    408: Outcome.SLOW,
    413: Outcome.TOO_LONG,
    429: Outcome.RATE_LIMITED,
}
CONTEXT_WORDS = (
    "maximum context length",  # vLLM, OpenAI
    "context_length_exceeded",  # OpenAI's code
    "exceed_context_size",  # llama.cpp's type
    "exceeds the available context size",  # llama.cpp's message
    "prompt is too long",
)
FILTER_WORDS = ("content_filter", "content management policy", "data_inspection_failed")
FORMAT_WORDS = ("response_format", "json_schema", "json_object", "schema", "grammar", "guided", "structured")
FINISHES = {
    "length": Outcome.CUT_OFF,
    "max_tokens": Outcome.CUT_OFF,
    "content_filter": Outcome.FILTERED,
    "sensitive": Outcome.FILTERED,  # some Chinese endpoints
    "abort": Outcome.SERVER_ERROR,  # vLLM: the engine dropped the request
    "error": Outcome.SERVER_ERROR,
    "insufficient_system_resource": Outcome.SERVER_ERROR,
}


def response_format(request: Request) -> dict[str, Any] | None:
    """Return the `response_format` member, or None for plain text.

    vLLM and llama.cpp turn the schema into a grammar; older Ollama ignores it without a word, which is why every
    reply is checked again.
    """
    if request.format is Format.SCHEMA:
        schema = {"name": SCHEMA_NAME, "strict": True, "schema": dict(request.schema)}
        return {"type": "json_schema", "json_schema": schema}
    return {"type": "json_object"} if request.format is Format.OBJECT else None


def fault(status: int, headers: Mapping[str, str], body: bytes, asked: Format) -> ModelError:
    """Return the named error for an HTTP status that is no success; the body is read for known words only."""
    said = body.decode("utf-8", "replace").casefold()
    if any(word in said for word in CONTEXT_WORDS):
        return ModelError(Outcome.TOO_LONG, status=status)
    if any(word in said for word in FILTER_WORDS):
        return ModelError(Outcome.FILTERED, status=status)
    # llama.cpp answers 500 or 400 where a schema will not become a grammar, vLLM 400, proxies 422.
    if asked is not Format.TEXT and (status in (400, 422) or _about_format(status, said)):
        return FormatUnsupportedError(status)
    wait = retry_after(headers)
    if status >= 500:  # llama.cpp: 503 "Loading model" while it starts
        return ModelError(Outcome.SERVER_ERROR, status=status, retry_after=wait)
    return ModelError(STATUS_OUTCOMES.get(status, Outcome.BAD_REQUEST), status=status, retry_after=wait)


def _about_format(status: int, said: str) -> bool:
    return status in (500, 501) and any(word in said for word in FORMAT_WORDS)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a server asks to wait, uncapped; a date counts from the reply's own date."""
    milliseconds, seconds = headers.get("retry-after-ms", ""), headers.get("retry-after", "")
    try:
        if milliseconds:
            return max(float(milliseconds) / 1000, 0.0)
        if seconds.replace(".", "", 1).lstrip("-").isdigit():
            return max(float(seconds), 0.0)
        then, now = parsedate_to_datetime(seconds), parsedate_to_datetime(headers.get("date", ""))
        return max((then - now).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def read_completion(body: bytes) -> Reply:
    """Return the reply in a body with status 200; raises ModelError with the named outcome."""
    try:
        document = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):  # a proxy's HTML page, half a body
        raise ModelError(Outcome.UNREADABLE) from None
    return completion_of(document)


def completion_of(document: Any) -> Reply:
    """Return the reply in a parsed completion; raises ModelError with the named outcome."""
    if not isinstance(document, dict):
        raise ModelError(Outcome.UNREADABLE)
    if document.get("error"):  # routers put an upstream's error into a 200
        raise ModelError(Outcome.SERVER_ERROR)
    choices = document.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise ModelError(Outcome.EMPTY)
    text, usage = _text(message.get("content")), usage_of(document)
    if outcome := FINISHES.get(str(choice.get("finish_reason"))):
        raise SpentError(outcome, usage)
    if message.get("refusal") and not text.strip():
        raise SpentError(Outcome.REFUSED, usage)
    # Reasoning (vLLM `reasoning_content`, Ollama `reasoning`) stands beside the content and is never the answer.
    if not text.strip():
        raise SpentError(Outcome.EMPTY, usage)
    return Reply(text=text, model=str(document.get("model") or ""), usage=usage)


class SpentError(ModelError):
    """An unusable reply that cost tokens all the same."""

    def __init__(self, outcome: Outcome, usage: Usage) -> None:
        super().__init__(outcome)
        self.usage = usage


def usage_of(document: Mapping[str, Any]) -> Usage:
    """Return the tokens that a completion reports; what is missing or absurd counts as 0."""
    raw = document.get("usage")
    counts = raw if isinstance(raw, dict) else {}
    return Usage(
        prompt=_count(counts.get("prompt_tokens")), completion=_count(counts.get("completion_tokens"))
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**8 else 0


def _text(content: object) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):  # content parts, which some gateways pass through
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return ""
