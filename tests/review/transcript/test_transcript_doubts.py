"""Invented text and language."""

import json

import pytest

from review.transcript import read_transcript
from review.transcript.language import detect_language


def marks(text: str, **row: float) -> tuple[str, ...]:
    segment = {"start": 0, "end": 2, "text": text, "avg_logprob": -0.2} | row
    return read_transcript(json.dumps({"segments": [segment]}).encode()).turns[0].marks


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for watching!",
        "请不吝点赞 订阅 转发",
        "字幕由志愿者提供",
        "感谢观看",
        "谢谢大家收看",
        "Subtitles by the community",
    ],
)
def test_invented_phrases_are_marked_and_kept(text: str) -> None:
    assert marks(text) == ("invented_in_silence",)


@pytest.mark.parametrize(
    "row", [{"no_speech_prob": 0.9, "avg_logprob": -1.4}, {"compression_ratio": 3.0, "avg_logprob": -0.9}]
)
def test_silence_and_loops_are_marked(row: dict[str, float]) -> None:
    assert set(marks("嗯", **row)) == {"invented_in_silence", "low_confidence"}


@pytest.mark.parametrize(
    "text", ["谢谢，我关注一下余额", "I was watching the road", "下期十五号还", "感谢接听"]
)
def test_plain_talk_is_not_marked(text: str) -> None:
    assert marks(text) == ()


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["您好，我的loan还没还"], "zh-CN"),
        (["I bought it from 王先生 last year and paid cash"], "en"),
        (["12345"], "und"),
        (["ありがとうございます"], "und"),
    ],
)
def test_language_is_what_most_of_the_call_is(texts: list[str], language: str) -> None:
    assert detect_language(texts) == language


def test_declared_language_helps_where_words_do_not() -> None:
    assert detect_language(["1 2 3"], "chinese") == "zh-CN"
