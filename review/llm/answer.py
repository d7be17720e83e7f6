"""The shape of a model's answer: one Pydantic model gives the JSON schema, the prompt's shape line and the check."""

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from review.domain import Certainty, Evidence, Holder, Polarity, Proposal, Severity, Slots, Time

WHY_MAX = 200  # characters of a rationale that people still read
SUMMARY_MAX = 600  # characters, for the same reason
FINDINGS_MAX = 60  # two of each kind; more is a loop
EVIDENCE_MAX = 8  # quotes of one finding
QUOTE_MAX = 600  # characters; a longer "quote" is a copy of the call
NOT_IN_SCHEMA = frozenset(
    {"title", "default", "maxLength", "minLength", "maxItems", "minItems", "description"}
)
"""Strict schemas of OpenAI and the grammars of llama.cpp know these only in part; the check below knows them all."""


def _shortened(limit: int) -> BeforeValidator:
    return BeforeValidator(lambda value: value.strip()[:limit] if isinstance(value, str) else value)


def _turn_number(value: object) -> object:
    """Models copy the turn's tag ("12C", "T12") where its number was asked for."""
    found = re.fullmatch(r"\D{0,2}(\d{1,6})\D{0,2}", value.strip()) if isinstance(value, str) else None
    return int(found[1]) if found else value


_Folded = BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value)


class QuoteItem(BaseModel):
    """One quote and its turn number."""

    model_config = ConfigDict(extra="ignore")

    t: Annotated[int, BeforeValidator(_turn_number)]
    q: Annotated[str, Field(min_length=1, max_length=QUOTE_MAX)]


class Finding(BaseModel):
    """One finding, the reason before the verdict. Unknown members are ignored: they can carry nothing."""

    model_config = ConfigDict(extra="ignore")

    why: Annotated[str, _shortened(WHY_MAX)]
    key: Annotated[str, _Folded]
    ev: Annotated[list[QuoteItem], Field(min_length=1, max_length=EVIDENCE_MAX)]
    holder: Annotated[Holder, _Folded]
    time: Annotated[Time, _Folded]
    polarity: Annotated[Polarity, _Folded]
    certainty: Annotated[Certainty, _Folded]
    sev: Annotated[Severity, _Folded]

    def proposal(self) -> Proposal:
        """Return the finding as the gate wants it, about the text that the model saw."""
        return Proposal(
            key=self.key,
            severity=self.sev,
            evidence=tuple(Evidence(turn=item.t, quote=item.q) for item in self.ev),
            slots=Slots(holder=self.holder, time=self.time, polarity=self.polarity, certainty=self.certainty),
            rationale=self.why,
            origin="llm",
        )


class Answer(BaseModel):
    """What a model says about one piece of a call."""

    model_config = ConfigDict(extra="ignore")

    findings: Annotated[list[Finding], Field(max_length=FINDINGS_MAX)]
    summary: Annotated[str, _shortened(SUMMARY_MAX)]
    translation: Annotated[str, _shortened(SUMMARY_MAX)] = ""
    """The summary in the other shipped language; a reply without one is used all the same."""
    injection: bool


def answer_schema(keys: Iterable[str]) -> dict[str, Any]:
    """Return the strict JSON schema of `Answer`, its finding keys limited to the taxonomy's."""
    raw = Answer.model_json_schema()
    schema: dict[str, Any] = _plain(raw, raw.get("$defs", {}))
    schema["properties"]["findings"]["items"]["properties"]["key"]["enum"] = list(keys)
    return schema


def shape_line() -> str:
    """Return the answer's shape in one line for the prompt, derived from the same schema."""
    return _shape(answer_schema(()))


def _plain(node: Any, definitions: dict[str, Any]) -> Any:
    """Return the schema without references and without what only the check enforces."""
    if isinstance(node, list):
        return [_plain(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _plain(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
    if "properties" in node:
        members = {name: _plain(item, definitions) for name, item in node["properties"].items()}
        return {
            "type": "object",
            "properties": members,
            "required": list(members),
            "additionalProperties": False,
        }
    return {
        key: _plain(item, definitions)
        for key, item in node.items()
        if key not in NOT_IN_SCHEMA and key != "$defs"
    }


def _shape(node: dict[str, Any]) -> str:
    if node.get("enum"):
        return '"' + "|".join(node["enum"]) + '"'
    if node["type"] == "object":
        return "{" + ",".join(f'"{name}":{_shape(item)}' for name, item in node["properties"].items()) + "}"
    if node["type"] == "array":
        return "[" + _shape(node["items"]) + "]"
    return {"string": '""', "integer": "0", "boolean": "false"}[node["type"]]
