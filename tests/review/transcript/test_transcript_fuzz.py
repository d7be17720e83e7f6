"""Arbitrary bytes and mutated files import or raise TranscriptError, never anything else."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transcript_examples import EXAMPLES

from review.errors import TranscriptError
from review.transcript import read_transcript

JSON_EXAMPLES = {
    name: json.loads(data) for name, data in EXAMPLES.items() if data[:1] in b"[{" and name != "tagged_text"
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([[]]),
)


def check(data: bytes) -> None:
    with suppress(TranscriptError):
        transcript = read_transcript(data)
        assert transcript.turns
        assert all(turn.text for turn in transcript.turns)
        repr(transcript).encode()


def mutated(value: Any, draw: Any) -> Any:
    action = draw(st.integers(0, 24))
    if action == 0:
        return draw(ODD)
    if isinstance(value, dict):
        return {key: mutated(item, draw) for key, item in value.items() if draw(st.integers(0, 24)) > 0}
    if isinstance(value, list):
        return [mutated(item, draw) for item in value]
    return value


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_crash(data: bytes) -> None:
    check(data)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_arbitrary_text_never_crashes(text: str, encoding: str) -> None:
    check(text.encode(encoding, "replace"))


@given(
    st.lists(
        st.sampled_from(
            [
                "WEBVTT",
                "1",
                "00:00:01,000 --> 00:00:02,000",
                "-->",
                "A:",
                "客户：",
                "<v B>",
                "",
                "[00:01]",
                "说话人 1 00:03",
                "角色,内容",
                '"',
                "{",
                "99:99",
                "words",
                "&lt;",
                "\x1c",
            ]
        ),
        max_size=12,
    )
)
def test_shuffled_lines_never_crash(parts: list[str]) -> None:
    check("\n".join(parts).encode())


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=25)
@given(data=st.data())
def test_damaged_bytes_never_crash(name: str, data: st.DataObject) -> None:
    whole = EXAMPLES[name]
    start = data.draw(st.integers(0, len(whole) - 1))
    stop = data.draw(st.integers(start, min(len(whole), start + 40)))
    check(whole[:start] + data.draw(st.binary(max_size=8)) + whole[stop:])


@pytest.mark.parametrize("name", JSON_EXAMPLES)
@settings(max_examples=40)
@given(data=st.data())
def test_mutated_json_never_crashes(name: str, data: st.DataObject) -> None:
    check(json.dumps(mutated(JSON_EXAMPLES[name], data.draw)).encode())
