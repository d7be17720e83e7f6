"""Text that people paste, export and mail."""

import pytest

from review.domain import Role, Transcript
from review.transcript import read_transcript


def read(text: str, encoding: str = "utf-8") -> Transcript:
    return read_transcript(text.encode(encoding))


def roles(transcript: Transcript) -> list[str]:
    return [turn.role.value for turn in transcript.turns]


def test_staff_number_and_missing_times_do_not_split_the_agent() -> None:
    found = read("[00:00:01] 坐席(工号086):您好\n[00:00:05] 客户:是我\n坐席： 谁开车？\n客户： 我自己开。")
    assert roles(found) == ["agent", "customer"] * 2
    assert (found.speakers.agent, found.turns[1].start_ms, found.turns[2].start_ms) == ("坐席", 5000, None)


@pytest.mark.parametrize("colon", [":", "：", " : "])
def test_short_tags_are_agent_and_customer(colon: str) -> None:
    found = read(f"A{colon}您好，请问车谁在开？\nC{colon}我自己开。")
    assert roles(found) == ["agent", "customer"]
    assert found.turns[1].text == "我自己开。"


def test_pasted_chat_message_with_one_line_is_read() -> None:
    assert roles(read("客户：工资还没发")) == ["customer"]


def test_turn_numbers_of_untimed_text_are_line_numbers() -> None:
    found = read("A: one\nA: two\nC: three")
    assert [turn.text for turn in found.turns] == ["one", "two", "three"]


def test_line_without_speaker_continues_the_turn() -> None:
    found = read("Agent: The time is\n10:30, is that fine?\nCustomer: Note: I work nights.")
    assert [turn.text for turn in found.turns] == ["The time is 10:30, is that fine?", "Note: I work nights."]


def test_time_in_brackets_after_the_speaker_is_no_text() -> None:
    assert [turn.text for turn in read("客服(00:01)：您好\n客户(00:03)：嗯").turns] == ["您好", "嗯"]


def test_heading_is_left_out_and_named() -> None:
    found = read("通话记录 2026年\n坐席：您好\n客户：您好")
    assert found.warnings[0] == "left_out line=1 reason=before_first_speaker"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_encodings_of_the_trade_are_sniffed(encoding: str) -> None:
    found = read("坐席：您好，車輛由誰使用？\r\n客户：我自己开，王喆。", encoding)
    assert [turn.text for turn in found.turns] == ["您好，車輛由誰使用？", "我自己开，王喆。"]


def test_cut_off_utf8_is_not_read_as_chinese_nonsense() -> None:
    data = ("坐席：您好，请问车辆现在由谁使用？\n客户：我自己开。" * 3).encode()[:-1]
    found = read_transcript(data)
    assert found.turns[0].text.startswith("您好")
    assert "unreadable_characters count=1" in found.warnings


def test_windows_quotes_do_not_make_english_chinese() -> None:
    found = read("Agent: It’s me\nCustomer: I don’t know – yet", "cp1252")
    assert found.turns[1].text == "I don’t know – yet"


def test_times_of_day_become_times_since_the_first_line() -> None:
    found = read("2026-03-01 14:00:01 坐席：好\n2026-03-01 14:00:05 客户：嗯")
    assert [turn.start_ms for turn in found.turns] == [0, 4000]


@pytest.mark.parametrize(("direction", "customer"), [("outbound", "被叫"), ("inbound", "主叫")])
def test_direction_settles_who_rang_whom(direction: str, customer: str) -> None:
    found = read_transcript("主叫：您好\n被叫：您好".encode(), direction=direction)
    assert found.speakers.customer == customer


def test_full_width_digits_and_colons_are_read() -> None:
    assert read("［００：０５］　坐席１：您好\n客户：嗯").turns[0].role is Role.AGENT


def test_zoom_and_teams_names_become_labels() -> None:
    found = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nMei Lin: Hello\n\n00:03.000 --> 00:04.000\nJo Park: Hi\n\n"
        "00:05.000 --> 00:06.000\nMei Lin: This call is recorded.\n"
    )
    assert [turn.label for turn in found.turns] == ["Mei Lin", "Jo Park", "Mei Lin"]
    assert (found.speakers.agent, found.speakers.customer) == ("Mei Lin", "Jo Park")


def test_two_voices_in_one_cue_become_two_turns() -> None:
    found = read("WEBVTT\n\n0:0:0.0 --> 0:0:2.570\n<v Agent>Ready?</v> <v Customer>Not &lt;yet&gt;</v>\n")
    assert [(turn.role.value, turn.text, turn.end_ms) for turn in found.turns] == [
        ("agent", "Ready?", 2570),
        ("customer", "Not <yet>", 2570),
    ]


def test_short_pauses_merge_and_keep_their_places() -> None:
    cues = "1\n00:00:01,000 --> 00:00:02,000\n客户:我\n\n2\n00:00:02,700 --> 00:00:03,000\n客户:还不上\n"
    found = read(cues + "\n3\n00:00:03,800 --> 00:00:04,000\n客户:了\n")
    assert [(turn.text, turn.places) for turn in found.turns] == [("我还不上", (1, 2)), ("了", (3,))]


@pytest.mark.parametrize(
    "text",
    [
        "1. A: hi\n2. C: yes",
        "[1] A: hi\n[2] C: yes",
        "**Agent:** hi\n**Customer:** yes",
        "- Agent: hi\n- Customer: yes",
        "[Agent] hi\n[Customer] yes",
        "【坐席】hi\n【客户】yes",
        "坐席\thi\n客户\tyes",
        "坐席 00:01：hi\n客户 00:03：yes",
        "客服小李 2026-03-01 10:00:01\nhi\n\n客户王先生 2026-03-01 10:00:20\nyes",
        "Agent Smith: hi\nCustomer Lee: yes",
        '[{"role":"agent","text":"hi"},{"role":"customer","text":"yes"}]',
        '{"messages":[{"role":"assistant","content":"hi"},{"role":"user","content":"yes"}]}',
    ],
)
def test_ways_to_mark_a_speaker_give_the_same_call(text: str) -> None:
    found = read(text)
    assert [(turn.role.value, turn.text) for turn in found.turns] == [("agent", "hi"), ("customer", "yes")]
