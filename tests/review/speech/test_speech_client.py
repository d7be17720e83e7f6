"""The client against a server that speaks the OpenAI audio protocol and fails in its ways."""

from collections.abc import Iterator

import pytest

from review.speech import OpenAiSpeech, Reply, SpeechError, SpeechTrouble, has_words, merge_replies
from review.transcript import read_transcript
from tests.support.speech_server import AGENT, CUSTOMER, SpeechServer, diarised, open_speech_server, verbose


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with open_speech_server() as opened:
        yield opened


def client(server: SpeechServer, model: str = "whisper-1", timeout: float = 5.0) -> OpenAiSpeech:
    return OpenAiSpeech(server.url, "made-up-key", model, timeout=timeout)


def test_words_and_times_are_asked_for_and_come_back(server: SpeechServer):
    reply = client(server).transcribe(b"OggS", "call.ogg", language="zh")
    asked = server.heard[0]
    assert reply["text"] == CUSTOMER
    assert (asked["response_format"], asked["model"], asked["language"]) == (
        "verbose_json",
        "whisper-1",
        "zh",
    )
    assert asked["key"] == "Bearer made-up-key"


@pytest.mark.parametrize(
    ("trouble", "named", "passing"),
    [
        ("429:7", SpeechTrouble.BUSY, True),
        ("500", SpeechTrouble.SERVER_ERROR, True),
        ("503", SpeechTrouble.SERVER_ERROR, True),
        ("400", SpeechTrouble.UNSUPPORTED, False),
        ("415", SpeechTrouble.UNSUPPORTED, False),
        ("413", SpeechTrouble.TOO_LARGE, False),
        ("401", SpeechTrouble.KEY_REFUSED, False),
        ("404", SpeechTrouble.NOT_FOUND, False),
        ("garbled", SpeechTrouble.GARBLED, True),
        ("html", SpeechTrouble.GARBLED, True),
        ("list", SpeechTrouble.GARBLED, True),
    ],
)
def test_every_trouble_has_its_name(server: SpeechServer, trouble: str, named: SpeechTrouble, passing: bool):
    server.troubles.append(trouble)
    with pytest.raises(SpeechError) as caught:
        client(server).transcribe(b"OggS", "call.ogg")
    assert (caught.value.trouble, caught.value.passing) == (named, passing)
    assert len(server.heard) == 1


def test_the_wish_for_a_pause_is_kept(server: SpeechServer):
    server.troubles.append("429:42")
    with pytest.raises(SpeechError) as caught:
        client(server).transcribe(b"OggS", "call.ogg")
    assert caught.value.retry_after == 42


def test_a_slow_server_and_a_dead_one_are_told_apart(server: SpeechServer):
    server.troubles.append("slow")
    with pytest.raises(SpeechError) as caught:
        client(server, timeout=0.3).transcribe(b"OggS", "call.ogg")
    assert caught.value.trouble is SpeechTrouble.SLOW
    with pytest.raises(SpeechError) as caught:
        OpenAiSpeech("http://127.0.0.1:9/v1", None, "whisper-1").transcribe(b"OggS", "call.ogg")
    assert caught.value.trouble is SpeechTrouble.CONNECTION_LOST


def test_a_server_without_word_times_is_asked_plainly_from_then_on(server: SpeechServer):
    server.refuses = frozenset({"verbose_json"})
    speech = client(server)
    assert speech.transcribe(b"OggS", "call.ogg")["text"] == CUSTOMER
    speech.transcribe(b"OggS", "call.ogg")
    assert [asked["response_format"] for asked in server.heard] == ["verbose_json", "json", "json"]


def test_a_model_that_tells_speakers_apart_is_asked_to(server: SpeechServer):
    server.answers.append(diarised(("A", 0.0, AGENT), ("B", 3.0, CUSTOMER)))
    reply = client(server, "gpt-4o-transcribe-diarize").transcribe(b"OggS", "call.ogg")
    assert server.heard[0]["response_format"] == "diarized_json"
    assert server.heard[0]["chunking_strategy"] == "auto"
    assert [row["speaker"] for row in reply["segments"]] == ["A", "B"]


def read(document: dict[str, object]):
    import json

    return read_transcript(json.dumps(document).encode())


def test_two_channels_become_one_call_in_time_order():
    document = merge_replies(
        [
            Reply(body=verbose(AGENT, start=0, end=4), channel=0, start_ms=0, end_ms=9_000),
            Reply(body=verbose(CUSTOMER, start=5, end=8), channel=1, start_ms=0, end_ms=9_000),
        ]
    )
    transcript = read(document)
    assert [turn.text for turn in transcript.turns] == [AGENT, CUSTOMER]
    assert [turn.role.value for turn in transcript.turns] == ["agent", "customer"]


def test_a_later_piece_has_later_times_and_words_keep_their_confidence():
    body = verbose(CUSTOMER) | {"words": [{"word": "工资", "start": 0.5, "end": 1.0, "probability": 0.83}]}
    document = merge_replies([Reply(body=body, channel=1, start_ms=600_000, end_ms=603_000)])
    [segment] = document["segments"]
    assert segment["start"] == 600.0
    assert segment["words"] == [{"word": "工资", "start": 600.5, "end": 601.0, "score": 0.83}]
    assert read(document).turns[0].confidence == pytest.approx(0.83)


def test_voices_of_another_piece_are_not_taken_for_the_same_people():
    replies = [
        Reply(
            body=diarised(("A", 0.0, AGENT), ("B", 3.0, CUSTOMER)),
            channel=None,
            start_ms=at,
            end_ms=at + 9,
            part=n,
        )
        for n, at in enumerate((0, 1_380_000))
    ]
    transcript = read(merge_replies(replies))
    assert [turn.label for turn in transcript.turns] == ["A", "B", "A2", "B2"]
    assert transcript.needs_mapping


def test_an_empty_answer_has_no_words():
    empty = Reply(body={"text": " "}, channel=None, start_ms=0, end_ms=1)
    assert not has_words(merge_replies([empty]))
