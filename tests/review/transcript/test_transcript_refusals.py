"""What is refused, what is left out, what is warned of; nothing is silently empty."""

import json

import pytest
from transcript_examples import EXAMPLES

from review.errors import EmptyTranscriptError, TranscriptError, UnknownFormatError
from review.transcript import parse_warning, read_transcript


def reason(data: bytes) -> tuple[str, int | None]:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(data)
    return caught.value.data["reason"], caught.value.data["line"]


def lines(*pairs: tuple[float, float]) -> bytes:
    segments = [{"start": s, "end": e, "text": f"words {s}", "speaker": "SPEAKER_00"} for s, e in pairs]
    return json.dumps({"segments": segments}).encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("empty_file", None)),
        (b" \r\n\t", ("empty_file", None)),
        (b"x" * (20 * 1024 * 1024 + 1), ("too_large", None)),
        (b'{"segments": [\n{"start": 1,}\n', ("bad_json", 2)),
        (b"[" * 100_000, ("bad_json", 1)),
        (b'{"a": ' + b"9" * 5000 + b"}", ("bad_json", 1)),
        (b'{"weather": "fine"}', ("unknown_json", 1)),
        (b"Dear team, please find attached.", ("no_speaker_tags", 1)),
        (b"WEBVTT\n\n00:01.000 --> soon\nHello", ("no_turns", None)),
        (b"Agent:\nCustomer:\n", ("no_turns", None)),
        (b"PK\x03\x04word/document.xml", ("bad_archive", None)),
        (b"PK\x03\x04xl/workbook.xml", ("bad_archive", None)),
        (b"Agent: fine\n\xff\xff\xff\xfe\xff", ("unknown_encoding", 2)),
        (b'{"content": {"orderResult": "{lattice"}}', ("bad_inner_json", 1)),
        (lines((0, 1), (21_601, 21_602)), ("too_long", None)),
    ],
)
def test_unusable_file_is_refused_with_reason_and_line(data: bytes, expected: tuple[str, int | None]) -> None:
    assert reason(data) == expected


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_archive_with_damaged_contents_is_refused(name: str) -> None:
    whole = EXAMPLES[name]
    middle = whole.index(b"xl/worksheets" if name == "xlsx" else b"word/document.xml") + 40
    assert reason(whole[:middle] + b"\0" * 60 + whole[middle + 60 :])[0] == "bad_archive"


def test_no_turns_and_unknown_content_have_their_own_types() -> None:
    with pytest.raises(EmptyTranscriptError):
        read_transcript(b"WEBVTT\n")
    with pytest.raises(UnknownFormatError):
        read_transcript(b"nothing here")


def test_broken_cues_are_left_out_and_named_by_line() -> None:
    vtt = b"WEBVTT\n\n00:01.000 --> 00:02.000\nA line\n\n00:99.000 --> 00:03.000\nBad\n\n00:04.000 --> 00:05.000\n"
    found = read_transcript(vtt)
    assert [turn.text for turn in found.turns] == ["A line"]
    assert found.warnings[:2] == ("left_out line=6 reason=bad_timestamp", "left_out line=9 reason=no_text")


def test_srt_with_dots_is_repaired_and_says_so() -> None:
    found = read_transcript(b"1\n00:00:00,500 --> 00:00:07.000\nHello\n")
    assert parse_warning(found.warnings[0]) == ("repaired", {"line": "2", "reason": "dot_for_comma"})


def test_table_row_without_words_is_left_out_and_named() -> None:
    found = read_transcript("角色,内容\n坐席,您好\n客户,\n".encode())
    assert "left_out line=3 reason=no_text" in found.warnings


def test_broken_line_of_json_lines_is_left_out_and_named() -> None:
    found = read_transcript(b'{"role":"agent","text":"hi"}\n{"role":\n{"role":"customer","text":"yes"}')
    assert "left_out line=2 reason=bad_json" in found.warnings
    assert [turn.text for turn in found.turns] == ["hi", "yes"]


def test_entries_without_words_or_times_are_counted() -> None:
    rows = [
        {"speaker": "A", "start": 1, "end": 2, "text": ""},
        {"speaker": "A", "text": "x"},
        {"speaker": "B", "start": 3, "text": "y"},
    ]
    found = read_transcript(json.dumps({"utterances": rows}).encode())
    assert {"left_out_entries count=1 reason=no_text", "times_missing count=1"} <= set(found.warnings)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lines((0, 1)), "few_turns"),
        (lines((0, 1), (5, 6)), "one_speaker"),
        (lines((5, 6), (0, 1)), "not_monotonic"),
        (lines((0, 9), (1, 9)), "overlap"),
        (b"Agent: hi\nCustomer: yes", "unexpected_language"),
    ],
)
def test_doubtful_file_is_warned_of(data: bytes, code: str) -> None:
    warnings = read_transcript(data, expected_language="zh-CN").warnings
    assert code in {parse_warning(text)[0] for text in warnings}


def test_same_bytes_have_the_same_checksum_under_any_name() -> None:
    first, second = (read_transcript(b"A: hi\nC: yes", name=name) for name in ("a.txt", "b.srt"))
    assert first == second
    assert read_transcript(b"A: hi\nC: no").checksum != first.checksum


def test_warnings_never_carry_call_text() -> None:
    found = read_transcript("备注王先生\n坐席：您好\n客户：您好".encode())
    assert not any("王" in text for text in found.warnings)
