"""The real files beside the checkout; skipped where they are absent."""

from pathlib import Path

import pytest

from review.domain import Role
from review.errors import EmptyTranscriptError, TranscriptError, UnknownFormatError
from review.transcript import read_transcript

CHECKOUT = Path(__file__).resolve().parents[3]
FOLDERS = [place / "shared" / "data" / "transcripts" for place in CHECKOUT.parents[:2]]
FOLDER = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[0])

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/data/transcripts is not beside this checkout"),
]

READABLE = {
    "aliyun_filetrans_sentences.json": ("aliyun_filetrans", "en", 1),
    "aws_call_analytics_example.json": ("aws_call_analytics", "en", 37),
    "captions_with_bom.vtt": ("webvtt", "en", 4),
    "cue_tags.vtt": ("webvtt", "en", 3),
    "iflytek_lfasr_v1_getResult_envelope.json": ("iflytek_lfasr_v1", "zh-CN", 5),
    "invalid_timeframe.srt": ("srt", "en", 5),
    "missing_caption_text.vtt": ("webvtt", "en", 4),
    "one_caption.srt": ("srt", "en", 1),
    "sample.srt": ("srt", "en", 5),
    "sample.vtt": ("webvtt", "en", 16),
    "teams_timeframe.vtt": ("webvtt", "en", 2),
}
REFUSED = {"empty.vtt": EmptyTranscriptError, "invalid_format1.srt": UnknownFormatError}


def test_every_real_file_has_an_expectation() -> None:
    assert {path.name for path in FOLDER.iterdir()} == READABLE.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", READABLE)
def test_real_file_is_read(name: str) -> None:
    found = read_transcript((FOLDER / name).read_bytes(), name=name)
    assert (found.source_format, found.language, len(found.turns)) == READABLE[name]


@pytest.mark.parametrize("name", REFUSED)
def test_unusable_real_file_is_refused(name: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript((FOLDER / name).read_bytes(), name=name)
    assert isinstance(caught.value, REFUSED[name])


def test_real_iflytek_call_finds_its_agent_by_the_script() -> None:
    found = read_transcript((FOLDER / "iflytek_lfasr_v1_getResult_envelope.json").read_bytes())
    assert found.turns[0].role is Role.AGENT
    assert found.speakers.customer == "spk2"


def test_cue_without_text_is_named_by_its_line() -> None:
    found = read_transcript((FOLDER / "missing_caption_text.vtt").read_bytes())
    assert found.warnings[0] == "left_out line=6 reason=no_text"
