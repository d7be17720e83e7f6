"""Normalising: every container that recorders produce, and what is wrong with files."""

from pathlib import Path

import numpy as np
import pytest

from review.speech import SoundError, clip, normalise, pieces
from tests.support.sounds import encoded, silence, tone

ROOT = Path(__file__).resolve().parents[3]
PLACES = tuple(folder / "shared/data/audio" for folder in (ROOT.parent, ROOT.parent.parent))
CONTAINERS = {
    "jfk.ogg": (1, 11_000),
    "jfk.wav": (1, 11_000),
    "zh_two_channel_8k.wav": (2, 4_281),
    "zh_wenet_long.amr": (1, 8_020),
    "zh_wenet_long.m4a": (1, 8_000),
    "zh_wenet_long.ogg": (1, 8_000),
    "zh_wenet_long_8k_alaw.wav": (1, 8_000),
}


@pytest.mark.real_data
@pytest.mark.parametrize("name", CONTAINERS)
def test_every_real_container_becomes_opus(name: str):
    path = next((place / name for place in PLACES if (place / name).is_file()), None)
    if path is None:
        pytest.skip("the real recordings are not beside this checkout")
    sound = normalise(path.read_bytes())
    assert sound.ogg.startswith(b"OggS")
    assert (sound.channels, sound.silent) == (CONTAINERS[name][0], False)
    assert sound.duration_ms == pytest.approx(CONTAINERS[name][1], abs=60)


@pytest.mark.parametrize(
    ("container", "codec"),
    [
        ("ogg", "libopus"),
        ("wav", "pcm_alaw"),
        ("wav", "pcm_mulaw"),
        ("mp4", "aac"),
        ("mp3", "libmp3lame"),
        ("flac", "flac"),
    ],
)
def test_made_up_sound_keeps_its_length(container: str, codec: str):
    sound = normalise(encoded(tone(3), container=container, codec=codec))
    assert sound.duration_ms == pytest.approx(3_000, abs=100)
    assert not sound.silent


def test_two_sides_stay_apart_and_one_voice_twice_is_one_channel():
    assert normalise(encoded(tone(2), tone(2, 440))).channels == 2
    assert normalise(encoded(tone(2), tone(2))).channels == 1


def test_silence_is_known_as_silence():
    assert normalise(encoded(silence(2))).silent
    assert normalise(encoded(silence(2), silence(2))).silent
    assert not normalise(encoded(silence(2), tone(2))).silent


@pytest.mark.parametrize("data", [b"", b"hello", b"RIFF" + b"\0" * 400, b"OggS" + b"\x17" * 900])
def test_what_is_no_sound_is_refused_by_name(data: bytes):
    with pytest.raises(SoundError) as caught:
        normalise(data)
    assert caught.value.data["reason"] in ("not_sound", "damaged")


def test_a_cut_off_file_keeps_what_came_before():
    whole = encoded(tone(10), container="ogg", codec="libopus")
    sound = normalise(whole[: len(whole) // 2])
    assert 1_000 < sound.duration_ms < 10_000


def test_bytes_that_were_turned_do_not_lose_the_rest():
    whole = bytearray(encoded(tone(10), container="mp3", codec="libmp3lame"))
    whole[len(whole) // 2 : len(whole) // 2 + 600] = b"\xff" * 600
    assert normalise(bytes(whole)).duration_ms > 5_000


def test_a_clip_holds_the_moment_that_was_asked_for():
    sound = normalise(encoded(np.concatenate([silence(20), tone(2), silence(20)])))
    found = normalise(clip(sound.ogg, 19_000, 24_000))
    assert found.duration_ms == pytest.approx(5_000, abs=60)
    assert not found.silent
    assert normalise(clip(sound.ogg, 2_000, 12_000)).silent


def test_a_clip_beyond_the_end_is_shorter_and_one_after_it_is_refused():
    ogg = normalise(encoded(tone(5))).ogg
    assert normalise(clip(ogg, -4_000, 60_000)).duration_ms == pytest.approx(5_000, abs=60)
    with pytest.raises(SoundError):
        clip(ogg, 60_000, 70_000)


def test_a_long_call_is_cut_in_its_pauses():
    talk = np.concatenate([tone(590), silence(1), tone(30)])
    found = list(pieces(normalise(encoded(talk)).ogg, channel=0))
    assert found[0].start_ms == 0
    assert found[0].end_ms == found[1].start_ms
    assert 590_000 <= found[0].end_ms <= 591_000


@pytest.mark.slow
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_three_hours_are_normalised_and_cut():
    hour = np.tile(tone(10), 360)
    sound = normalise(encoded(np.concatenate([hour, hour, hour]), codec="pcm_alaw"))
    assert sound.duration_ms == pytest.approx(3 * 3_600_000, abs=200)
    found = list(pieces(sound.ogg, channel=None))
    assert found[-1].end_ms == pytest.approx(sound.duration_ms, abs=200)
    assert max(piece.end_ms - piece.start_ms for piece in found) <= 600_000
