"""Recordings in chat: every way to send one, its words, the clip of a signal, and what is wrong with files."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.rehearsal.cast import AGENT, LEAD, SECOND_AGENT
from bot.rehearsal.show import CALLS
from bot.services.archive_care import erase_outlived, hold_recording, release_recording, verify_archive
from review.speech import OpenAiSpeech, normalise
from storage.models import Recording, StoredReview, StoredTranscript, Task
from tests.e2e.theatre import FAR_LEAD, Theatre
from tests.support.sounds import encoded, silence, tone
from tests.support.speech_server import CUSTOMER, SpeechServer, diarised, open_speech_server, verbose

VOICE = encoded(tone(4), container="ogg", codec="libopus")
SPACING = 4.0  # seconds from one turn of a made-up call to the next
STRESS = [
    line.partition("：")
    for line in (CALLS / "stress.txt").read_text(encoding="utf-8").splitlines()
    if "：" in line
]


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with open_speech_server() as opened:
        yield opened


def speech(server: SpeechServer, model: str = "whisper-1", timeout: float = 5.0) -> OpenAiSpeech:
    return OpenAiSpeech(server.url, None, model, timeout=timeout)


def two_sides() -> bytes:
    seconds = len(STRESS) * SPACING + 4
    return encoded(tone(seconds), tone(seconds, 440), container="ogg", codec="libopus")


def answer(side: str) -> dict[str, Any]:
    """What a recogniser hears on one channel of the stress call."""
    found = verbose("")
    found["segments"] = [
        verbose(text, start=n * SPACING, end=n * SPACING + 3)["segments"][0]
        for n, (who, _, text) in enumerate(STRESS)
        if who.endswith(side)
    ]
    return found


def the(theatre: Theatre) -> Recording:
    """The one recording."""
    [found] = theatre.rows(Recording)
    return found


@pytest.mark.parametrize(
    ("kind", "container", "codec", "name", "mime"),
    [
        ("voice", "ogg", "libopus", "voice.ogg", "audio/ogg"),
        ("audio", "mp4", "aac", "call.m4a", "audio/mp4"),
        ("video_note", "mp4", "aac", "note.mp4", "video/mp4"),
        ("document", "wav", "pcm_alaw", "call.wav", "audio/x-wav"),
        ("document", "wav", "pcm_s16le", "call.bin", "application/octet-stream"),
    ],
)
async def test_every_way_to_send_a_recording_keeps_it(
    theatre: Theatre, kind: str, container: str, codec: str, name: str, mime: str
):
    await theatre.completes()
    sound = encoded(tone(3), container=container, codec=codec)
    await theatre.sends_sound(AGENT, sound, kind=kind, name=name, mime=mime)
    assert (the(theatre).callback_id, the(theatre).state) == (theatre.callback_id(), "waiting")
    assert theatre.program.services.archive.get(the(theatre).digest) == sound
    assert theatre.last(AGENT).text == theatre.texts("recording-waiting")


async def test_without_an_endpoint_the_agent_may_send_the_text(theatre: Theatre):
    await theatre.completes()
    await theatre.sends_sound(AGENT, VOICE)
    await theatre.presses(AGENT, theatre.texts("recording-button-text"))
    await theatre.says(AGENT, (CALLS / "stress.txt").read_text(encoding="utf-8"))
    assert theatre.count(StoredTranscript, StoredReview) == (1, 1)
    await theatre.later(minutes=10)
    assert the(theatre).state == "text_sent"


async def test_two_channels_become_a_reviewed_call_and_its_moment_can_be_heard(
    theatre: Theatre, server: SpeechServer
):
    await theatre.hears_by(speech(server))
    await theatre.completes()
    server.answers[:] = [answer("席"), answer("户")]
    await theatre.sends_sound(AGENT, two_sides(), kind="document")
    assert (the(theatre).state, the(theatre).channels) == ("transcribed", 2)
    assert theatre.signals(state="proposed")
    await theatre.presses(LEAD, theatre.texts("lead-button-clip"))
    voice = theatre.phone(LEAD).messages()[-1]
    sound = normalise(theatre.server.world.files.get(voice.payload["voice"]["file_id"]).data)
    assert 13_000 <= sound.duration_ms <= 24_000
    assert voice.protected


async def test_listening_is_on_record_and_only_for_those_who_may(theatre: Theatre, server: SpeechServer):
    await theatre.hears_by(speech(server))
    await theatre.completes()
    server.answers[:] = [answer("席"), answer("户")]
    await theatre.sends_sound(AGENT, two_sides(), kind="document")
    signal = theatre.signals(state="proposed")[0].id
    for person in (SECOND_AGENT, FAR_LEAD, AGENT):
        said = await theatre.forges(person, f"clip:{signal}")
        assert said in {theatre.texts("error-not-allowed"), theatre.texts("error-own-call")}
    assert len(theatre.audit("recording_played")) == 0
    await theatre.presses(LEAD, f"clip:{signal}")
    assert len(theatre.audit("recording_played")) == 1


async def test_a_call_in_one_channel_is_told_apart_by_a_model_that_can(
    theatre: Theatre, server: SpeechServer
):
    await theatre.hears_by(speech(server, "gpt-4o-transcribe-diarize"))
    await theatre.completes()
    said = [("A" if n % 2 == 0 else "B", n * SPACING, text) for n, (_, _, text) in enumerate(STRESS)]
    server.answers.append(diarised(*said))
    await theatre.sends_sound(AGENT, encoded(tone(90), container="ogg", codec="libopus"))
    assert the(theatre).state == "transcribed"
    assert theatre.count(StoredTranscript) == (1,)
    assert server.heard[0]["response_format"] == "diarized_json"


async def test_one_voice_is_kept_and_the_text_asked_for(theatre: Theatre, server: SpeechServer):
    await theatre.hears_by(speech(server))
    await theatre.completes()
    await theatre.sends_sound(AGENT, VOICE)
    assert the(theatre).state == "one_voice"
    assert theatre.last(AGENT).text == theatre.texts("recording-one-voice")


async def test_a_recogniser_that_hears_nothing_is_no_transcript(theatre: Theatre, server: SpeechServer):
    await theatre.hears_by(speech(server))
    await theatre.completes()
    server.troubles.append("empty")
    await theatre.sends_sound(AGENT, VOICE)
    assert theatre.last(AGENT).text == theatre.texts("recording-silent")
    assert theatre.count(StoredTranscript) == (0,)


@pytest.mark.parametrize("trouble", ["429:90", "500", "garbled"])
async def test_a_passing_trouble_is_tried_again_and_nothing_is_doubled(
    theatre: Theatre, server: SpeechServer, trouble: str
):
    await theatre.hears_by(speech(server))
    await theatre.completes()
    server.troubles[:] = ["429:1", trouble] if trouble != "garbled" else [trouble]
    server.answers[:] = [answer("席"), answer("户")]
    await theatre.sends_sound(AGENT, two_sides(), kind="document")
    assert the(theatre).state == "transcribing"
    for _ in range(3):
        await theatre.later(minutes=2)
    assert (the(theatre).state, theatre.count(StoredTranscript)) == ("transcribed", (1,))
    assert len(server.heard) == 2 + (2 if trouble != "garbled" else 1)


async def test_the_wish_for_a_pause_is_obeyed(theatre: Theatre, server: SpeechServer):
    await theatre.hears_by(speech(server))
    await theatre.completes()
    server.troubles.append("429:600")
    await theatre.sends_sound(AGENT, VOICE)
    await theatre.later(minutes=9)
    assert len(server.heard) == 1
    await theatre.later(minutes=2)
    assert len(server.heard) == 2


async def test_a_lasting_trouble_becomes_a_task_and_the_agent_hears_of_it(
    theatre: Theatre, server: SpeechServer
):
    await theatre.hears_by(speech(server))
    await theatre.completes()
    server.troubles.append("401")
    await theatre.sends_sound(AGENT, VOICE)
    assert (the(theatre).state, the(theatre).reason) == ("failed", "key_refused")
    assert theatre.last(AGENT).text == theatre.texts("recording-failed")
    assert [task.kind for task in theatre.rows(Task) if task.kind == "recording_failed"] == [
        "recording_failed"
    ]


async def test_a_server_that_takes_wav_only_gets_wav(theatre: Theatre, server: SpeechServer):
    server.refuses = frozenset({"ogg"})
    await theatre.hears_by(speech(server))
    await theatre.completes()
    server.answers[:] = [answer("席"), answer("户")]
    await theatre.sends_sound(AGENT, two_sides(), kind="document")
    assert [asked["name"] for asked in server.heard] == ["call.ogg", "call.wav"] * 2
    assert the(theatre).state == "transcribed"


async def test_recordings_that_waited_are_taken_up_when_there_is_an_endpoint(
    theatre: Theatre, server: SpeechServer
):
    await theatre.completes()
    await theatre.sends_sound(AGENT, two_sides(), kind="document")
    assert the(theatre).state == "waiting"
    server.answers[:] = [answer("席"), answer("户")]
    await theatre.hears_by(speech(server))
    await theatre.later(minutes=6)
    assert the(theatre).state == "transcribed"


async def test_the_same_recording_twice_is_kept_once(theatre: Theatre):
    await theatre.completes()
    await theatre.sends_sound(AGENT, VOICE)
    await theatre.sends_sound(AGENT, VOICE)
    assert theatre.count(Recording) == (1,)
    assert theatre.texts("recording-known") in theatre.chat(AGENT)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"OggS" + b"\x17" * 5_000, "recording-unreadable"),
        (encoded(silence(5), container="ogg", codec="libopus"), "recording-silent"),
    ],
)
async def test_a_bad_file_is_kept_and_answered_clearly(theatre: Theatre, data: bytes, key: str):
    await theatre.completes()
    await theatre.sends_sound(AGENT, data)
    assert theatre.last(AGENT).text == theatre.texts(key)
    assert theatre.program.services.archive.get(the(theatre).digest) == data


async def test_above_twenty_megabytes_the_other_ways_are_named(theatre: Theatre):
    await theatre.completes()
    await theatre.sends_sound(AGENT, b"OggS" + bytes(21 * 1024 * 1024), kind="audio")
    assert theatre.last(AGENT).text == theatre.texts("error-recording-too-large", limit_mb=20)
    assert theatre.count(Recording) == (0,)


async def test_which_call_it_is_can_be_said_afterwards(theatre: Theatre):
    await theatre.completes()
    await theatre.completes(theatre.second_loan())
    await theatre.says(AGENT, "/lang")  # drops nothing; the recording must not depend on what came before
    await theatre.says(AGENT, "/lang")
    await theatre.sends_sound(AGENT, VOICE)
    assert the(theatre).callback_id is None
    await theatre.presses(AGENT, f"rcm:{the(theatre).id}:{theatre.callback_id()}")
    assert (the(theatre).callback_id, the(theatre).state) == (theatre.callback_id(), "waiting")


async def test_somebody_elses_recording_cannot_be_claimed(theatre: Theatre):
    await theatre.completes()
    await theatre.completes(theatre.second_loan())
    await theatre.sends_sound(AGENT, VOICE)
    said = await theatre.forges(SECOND_AGENT, f"rcm:{the(theatre).id}:{theatre.callback_id()}")
    assert said == theatre.texts("error-recording-gone")
    assert the(theatre).callback_id is None


async def test_a_recording_without_a_call_is_answered(theatre: Theatre):
    await theatre.sends_sound(AGENT, VOICE)
    assert theatre.last(AGENT).text == theatre.texts("recording-none")
    assert theatre.count(Recording) == (0,)


async def test_retention_erases_and_a_legal_hold_wins(theatre: Theatre):
    await theatre.completes()
    await theatre.sends_sound(AGENT, VOICE)
    services = theatre.program.services
    hold_recording(services, the(theatre).id or 0, "a court asked for it", by="cli:operator")
    await theatre.clock.advance(timedelta(days=1_200))
    assert erase_outlived(services) == 0
    release_recording(services, the(theatre).id or 0, by="cli:operator")
    assert erase_outlived(services) == 1
    assert not services.archive.has(the(theatre).digest)
    assert (the(theatre).state, the(theatre).name) == ("erased", None)
    assert verify_archive(services, by="cli:operator").ok


async def test_verifying_names_what_is_damaged_and_what_is_missing(theatre: Theatre):
    await theatre.completes()
    await theatre.sends_sound(AGENT, VOICE)
    services, row = theatre.program.services, the(theatre)
    folder = services.settings.archive_dir
    (folder / row.digest[:2] / f"{row.digest}.hfa").write_bytes(b"HFA1" + bytes(60))
    services.archive.erase(row.playable or "")
    report = verify_archive(services, by="cli:operator")
    assert (report.damaged, report.missing, report.whole) == ((row.digest,), (row.playable,), 0)
    assert CUSTOMER not in str(report)
