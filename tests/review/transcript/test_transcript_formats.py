"""Every format gives the same call."""

import pytest
from transcript_examples import CALL, EXAMPLES, GREETING, QUESTION, SELF, TROUBLE

from review.domain import Role
from review.transcript import importers, read_transcript

UNTOLD = {"whisper_verbose_json", "whisper_cpp"}
"""Formats that do not tell voices apart."""
WITHOUT_MILLISECONDS = {"header_lines", "docx"}


def test_every_importer_has_an_example() -> None:
    assert {importer.name for importer in importers()} == EXAMPLES.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_content_decides_the_format(name: str) -> None:
    assert read_transcript(EXAMPLES[name], name="misleading.srt").source_format == name


@pytest.mark.parametrize("name", EXAMPLES)
def test_words_come_through_whole(name: str) -> None:
    transcript = read_transcript(EXAMPLES[name])
    assert [turn.text for turn in transcript.turns] == [GREETING, SELF, QUESTION, TROUBLE]
    assert transcript.language == "zh-CN"


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - WITHOUT_MILLISECONDS - {"tagged_text"}))
def test_times_are_milliseconds_from_the_start(name: str) -> None:
    transcript = read_transcript(EXAMPLES[name])
    assert [(turn.start_ms, turn.end_ms) for turn in transcript.turns] == [(s, e) for _, s, e, _ in CALL]


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - UNTOLD))
def test_roles_are_stated_or_guessed_from_the_script(name: str) -> None:
    transcript = read_transcript(EXAMPLES[name])
    assert [turn.role for turn in transcript.turns] == [Role.AGENT, Role.CUSTOMER] * 2
    assert not transcript.needs_mapping


@pytest.mark.parametrize("name", sorted(UNTOLD))
def test_untold_voices_stay_unknown(name: str) -> None:
    transcript = read_transcript(EXAMPLES[name])
    assert {turn.role for turn in transcript.turns} == {Role.UNKNOWN}
    assert "no_speaker_labels" in transcript.warnings


@pytest.mark.parametrize("name", EXAMPLES)
def test_vendor_emotion_is_dropped(name: str) -> None:
    shown = repr(read_transcript(EXAMPLES[name]))
    assert not any(word in shown for word in ("HAPPY", "ANGRY", "NEGATIVE", "6.1", "78.1"))
