"""The dialects of real servers, spoken by scripted ones through the real client."""

import json

import pytest

from review.llm import OpenAiClient, probe
from tests.review.llm.calls import CONTEXT, STRESSED, keys, reviewer_at
from tests.review.llm.servers import (
    ANSWER,
    MODEL,
    Script,
    always,
    llamacpp,
    llamacpp_full_context,
    ollama,
    ollama_short_context,
    openai_reasoning,
    says,
    serving,
    vllm,
    vllm_without_grammar,
)


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        (vllm(ANSWER), "reviewed"),
        (vllm_without_grammar(ANSWER), "reviewed"),
        (ollama(ANSWER), "fenced"),
        (ollama_short_context(ANSWER), "prompt_truncated"),
        (llamacpp(ANSWER), "reviewed"),
        (llamacpp_full_context(), "too_long"),
        (openai_reasoning(ANSWER), "reviewed"),
    ],
    ids=[
        "vllm",
        "vllm text only",
        "ollama",
        "ollama short",
        "llama.cpp",
        "llama.cpp full",
        "openai reasoning",
    ],
)
def test_dialect_is_understood(script: Script, outcome: str) -> None:
    with serving(script) as server:
        review = reviewer_at(server.url).review(STRESSED, CONTEXT)
    assert review.reviewer.outcome == outcome
    assert "stress.payment_affected" in keys(review)


@pytest.mark.parametrize("script", [vllm(ANSWER), ollama(ANSWER)])
def test_missing_model_is_named(script: Script) -> None:
    with serving(script) as server:
        review = reviewer_at(server.url, "other").review(STRESSED, CONTEXT)
    assert review.reviewer.outcome == "model_missing"


def test_refused_format_is_not_asked_for_again() -> None:
    with serving(vllm_without_grammar(ANSWER)) as server:
        reviewer = reviewer_at(server.url)
        for _ in range(2):
            reviewer.review(STRESSED, CONTEXT)
    asked = [request.get("response_format", {}).get("type", "text") for request in server.requests]
    assert asked == ["json_schema", "json_object", "text", "text"]


def test_request_names_the_taxonomy_in_a_strict_schema() -> None:
    with serving(vllm(ANSWER)) as server:
        reviewer_at(server.url).review(STRESSED, CONTEXT)
    schema = server.requests[0]["response_format"]["json_schema"]
    finding = schema["schema"]["properties"]["findings"]["items"]
    assert schema["strict"] is True
    assert finding["additionalProperties"] is False
    assert "stress.payment_affected" in finding["properties"]["key"]["enum"]


def test_probe_sees_what_each_format_is_worth() -> None:
    def ignores_schema(request: dict[str, object], _number: int):
        return says('{"ok": true}' if "response_format" in request else "ok")

    with serving(ignores_schema) as server:
        found = probe(OpenAiClient(server.url, None, MODEL))
    assert (found.json_schema, found.json_object, found.text, found.error) == (False, True, True, "")


def test_probe_believes_a_schema_that_is_obeyed() -> None:
    with serving(always(says(json.dumps({"colour_of_grass": "green"})))) as server:
        assert probe(OpenAiClient(server.url, None, MODEL)).json_schema


def test_probe_names_what_failed() -> None:
    with serving(ollama(ANSWER)) as server:
        found = probe(OpenAiClient(server.url, None, "other"))
    assert (found.usable, found.error) == (False, "model_missing")
