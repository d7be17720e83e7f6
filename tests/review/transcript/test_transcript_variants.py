"""The other shapes in which the same formats come."""

import json
from typing import Any

import pytest

from review.domain import Transcript
from review.transcript import read_transcript

HELLO, YES = "您好,请问是王先生吗?", "是我。"


def read(document: Any) -> Transcript:
    return read_transcript(json.dumps(document, ensure_ascii=False).encode())


def shown(found: Transcript) -> list[tuple[str, int | None, int | None, str]]:
    return [(turn.role.value, turn.start_ms, turn.end_ms, turn.text) for turn in found.turns]


BOTH = [("agent", 340, 3210, HELLO), ("customer", 3400, 4100, YES)]


def test_tencent_lines_without_detail_are_read() -> None:
    lines = f"[0:0.340,0:3.210,0]  {HELLO}\n[0:3.400,0:4.100,1]  {YES}\n"
    assert shown(read({"Data": {"Status": 2, "Result": lines}})) == BOTH


def test_iflytek_lattice2_holds_objects_and_voice_zero_is_unknown() -> None:
    def row(text: str, voice: str) -> dict[str, Any]:
        return {
            "json_1best": {
                "st": {"bg": "340", "ed": "3210", "rl": voice, "rt": [{"ws": [{"cw": [{"w": text}]}]}]}
            }
        }

    found = read({"content": {"orderResult": json.dumps({"lattice2": [row(HELLO, "0"), row(YES, "2")]})}})
    assert [(turn.label, turn.text) for turn in found.turns] == [("", HELLO), ("spk2", YES)]


def test_iflytek_broken_sentence_is_counted() -> None:
    rows = [{"json_1best": "{"}, {"json_1best": json.dumps({"st": {"rt": [{"ws": [{"cw": [{"w": YES}]}]}]}})}]
    found = read({"content": {"orderResult": json.dumps({"lattice": rows})}})
    assert "left_out_entries count=1 reason=bad_inner_json" in found.warnings


def test_bare_iflytek_array_is_read() -> None:
    rows = [
        {"bg": "340", "ed": "3210", "onebest": HELLO, "speaker": "1"},
        {"bg": "3400", "ed": "4100", "onebest": YES, "speaker": "2"},
    ]
    assert shown(read(rows)) == BOTH


def test_contact_lens_participants_give_the_roles() -> None:
    found = read(
        {
            "Participants": [
                {"ParticipantId": "p1", "ParticipantRole": "CUSTOMER"},
                {"ParticipantId": "p2", "ParticipantRole": "AGENT"},
            ],
            "Transcript": [
                {"ParticipantId": "p2", "Content": "Good time?"},
                {"ParticipantId": "p1", "Content": "Yes."},
            ],
        }
    )
    assert [turn.role.value for turn in found.turns] == ["agent", "customer"]


def test_aws_channels_are_interleaved_and_punctuation_stays_with_its_word() -> None:
    def word(start: str, end: str, content: str) -> dict[str, Any]:
        return {
            "start_time": start,
            "end_time": end,
            "type": "pronunciation",
            "alternatives": [{"confidence": "0.9", "content": content}],
        }

    stop = {"type": "punctuation", "alternatives": [{"content": "."}]}
    channels = [
        {"channel_label": "ch_0", "items": [word("1.5", "1.8", "Yes"), stop]},
        {"channel_label": "ch_1", "items": [word("0.3", "0.6", "Ready"), stop, word("2.9", "3.1", "Good")]},
    ]
    items = [item for channel in channels for item in channel["items"]]
    found = read({"results": {"items": items, "channel_labels": {"channels": channels}}})
    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("ch1", "Ready."),
        ("ch0", "Yes."),
        ("ch1", "Good"),
    ]


def test_google_last_result_that_repeats_all_words_is_not_read_twice() -> None:
    words = [
        {"word": "Is", "startTime": "0s", "endTime": "0.5s"},
        {"word": "it?", "startTime": "0.500s", "endTime": "1s"},
    ]
    tagged = [word | {"speakerTag": place + 1} for place, word in enumerate(words)]
    found = read(
        {
            "results": [
                {"alternatives": [{"transcript": "Is it?", "words": words}]},
                {"alternatives": [{"words": tagged}]},
            ]
        }
    )
    assert [(turn.label, turn.text, turn.end_ms) for turn in found.turns] == [
        ("spk1", "Is", 500),
        ("spk2", "it?", 1000),
    ]


def test_google_channels_without_diarisation_are_kept_apart() -> None:
    results = [
        {"channelTag": tag, "resultEndTime": f"{tag}s", "alternatives": [{"transcript": f"words {tag}"}]}
        for tag in (1, 2)
    ]
    assert [turn.label for turn in read({"results": results}).turns] == ["ch1", "ch2"]


def test_dashscope_channels_are_put_into_time_order() -> None:
    def channel(number: int, start: int, text: str) -> dict[str, Any]:
        return {
            "channel_id": number,
            "sentences": [{"begin_time": start, "end_time": start + 500, "text": text}],
        }

    found = read({"transcripts": [channel(0, 3400, YES), channel(1, 340, HELLO)]})
    assert [(turn.label, turn.text) for turn in found.turns] == [("ch1", HELLO), ("ch0", YES)]
    assert "not_monotonic" not in found.warnings


def test_azure_phrase_that_was_not_recognised_is_counted() -> None:
    phrases = [
        {"recognitionStatus": "Failed"},
        {
            "channel": 0,
            "offsetInTicks": 3400000.0,
            "durationInTicks": 28700000.0,
            "nBest": [{"display": "Hi"}],
        },
    ]
    found = read({"recognizedPhrases": phrases})
    assert found.turns[0].end_ms == 3210
    assert "left_out_entries count=1 reason=not_recognised" in found.warnings


def test_wecom_page_says_that_more_pages_exist() -> None:
    paragraph = {
        "start_time": 1,
        "speaker_info": {"userid": "a1"},
        "sentences": [{"words": [{"text": "您好"}]}],
    }
    assert "more_pages" in read({"has_more": True, "transcripts": {"paragraphs": [paragraph]}}).warnings


@pytest.mark.parametrize("confidence", ["high", -3, 7, None, True])
def test_odd_confidence_counts_as_none(confidence: Any) -> None:
    assert (
        read({"utterances": [{"speaker": "A", "text": "hi", "confidence": confidence}]}).turns[0].confidence
        is None
    )
