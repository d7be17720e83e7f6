"""What an endpoint can do, found out with three tiny requests without any call text."""

import json
from dataclasses import dataclass
from typing import Any

from review.llm.errors import FormatUnsupportedError, ModelError
from review.llm.ports import Format, Message, ModelClient, Request

PROBE_TOKENS = 400  # room for a model that thinks before it says three words
PROBE_TIMEOUT = 30.0  # seconds; a cold local model needs some to load
PROBE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"colour_of_grass": {"type": "string", "enum": ["green"]}},
    "required": ["colour_of_grass"],
    "additionalProperties": False,
}
# The question does not name the member, so that only an endpoint which obeys the schema can hit it.
QUESTIONS = {
    Format.SCHEMA: "What colour is grass? Answer in JSON.",
    Format.OBJECT: 'Output the JSON object {"ok": true} and nothing else.',
    Format.TEXT: "Say ok.",
}


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """Which formats an endpoint really obeys, the model that answers, and the named outcome of what failed."""

    json_schema: bool
    json_object: bool
    text: bool
    model: str = ""
    error: str = ""

    @property
    def usable(self) -> bool:
        """Return whether reviews can be had at all; text is enough."""
        return self.text or self.json_object or self.json_schema

    def as_json(self) -> dict[str, Any]:
        """Return the capabilities for `huifang check --json`."""
        return {
            "json_schema": self.json_schema,
            "json_object": self.json_object,
            "text": self.text,
            "model": self.model,
            "error": self.error,
        }


def probe(client: ModelClient) -> Capabilities:
    """Return what the endpoint can do; never raises. `error` is an Outcome's value or empty."""
    able: dict[Format, bool] = {}
    model, error = "", ""
    for form in reversed(Format):
        try:
            reply = client.complete(_request(form))
        except FormatUnsupportedError:
            able[form] = False
            continue
        except ModelError as failure:
            error = failure.outcome.value
            break
        able[form] = _obeyed(form, reply.text)
        model = reply.model or model
    return Capabilities(
        json_schema=able.get(Format.SCHEMA, False),
        json_object=able.get(Format.OBJECT, False),
        text=able.get(Format.TEXT, False),
        model=model,
        error=error,
    )


def _request(form: Format) -> Request:
    return Request(
        messages=(Message(role="user", content=QUESTIONS[form]),),
        format=form,
        schema=PROBE_SCHEMA,
        max_tokens=PROBE_TOKENS,
        timeout=PROBE_TIMEOUT,
    )


def _obeyed(form: Format, text: str) -> bool:
    if form is Format.TEXT:
        return bool(text.strip())
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return value == {"colour_of_grass": "green"} if form is Format.SCHEMA else isinstance(value, dict)
