"""Who is agent and who customer."""

import json

import pytest

from review.domain import Role, Transcript
from review.transcript import read_transcript, set_speakers, speaker_samples, swap_speakers

SCRIPT = "您好，这里是晨光汽车金融，工号086，本次通话会录音。"


def two_channels(*spoken: tuple[int, str]) -> Transcript:
    utterances = [
        {"start": place * 5, "end": place * 5 + 2, "channel": channel, "transcript": text}
        for place, (channel, text) in enumerate(spoken)
    ]
    return read_transcript(json.dumps({"results": {"utterances": utterances}}).encode())


@pytest.mark.parametrize("agent", [0, 1])
@pytest.mark.parametrize("first", [True, False])
def test_script_finds_the_agent_on_any_channel_in_any_order(agent: int, first: bool) -> None:
    turns = [(agent, SCRIPT), (1 - agent, "是我，你说。")]
    found = two_channels(*(turns if first else reversed(turns)))
    assert (found.speakers.agent, found.speakers.customer) == (f"ch{agent}", f"ch{1 - agent}")
    assert not found.needs_mapping


@pytest.mark.parametrize("talkative", [0, 1])
def test_channel_zero_is_not_assumed_to_be_the_agent(talkative: int) -> None:
    found = two_channels((talkative, "天气真的很不错。"), (1 - talkative, "可不是。"))
    assert found.needs_mapping
    assert (found.speakers.agent, found.speakers.confidence) == (f"ch{talkative}", 0.5)


def test_weak_clue_makes_a_tentative_cast_that_one_press_swaps() -> None:
    found = two_channels((0, "请您说一下。"), (1, "天气不错。"))
    assert found.needs_mapping
    swapped = swap_speakers(found)
    assert (swapped.speakers.agent, swapped.turns[0].role) == ("ch1", Role.CUSTOMER)
    assert not swapped.needs_mapping


def test_swapping_twice_gives_the_same_roles() -> None:
    found = read_transcript(b"Agent: hi\nCustomer: yes\nSystem: beep")
    assert swap_speakers(swap_speakers(found)).turns == found.turns
    assert swap_speakers(found).turns[2].role is Role.IVR


def test_samples_show_one_telling_line_of_each_side() -> None:
    found = two_channels((1, "喂"), (0, "嗯"), (1, SCRIPT), (0, "我自己开，没变化。"))
    assert [turn.text for turn in speaker_samples(found)] == [SCRIPT, "我自己开，没变化。"]


def test_person_decides_who_is_who() -> None:
    found = two_channels((0, "天气不错。"), (1, "可不是。"))
    decided = set_speakers(found, agent="ch1", customer="ch0")
    assert [turn.role for turn in decided.turns] == [Role.CUSTOMER, Role.AGENT]
    assert decided.speakers.confidence == 1.0


def test_unknown_label_cannot_be_set() -> None:
    with pytest.raises(ValueError, match="two labels"):
        set_speakers(two_channels((0, "好"), (1, "好")), agent="ch7", customer="ch0")


def test_script_on_the_customer_side_makes_labels_suspect() -> None:
    found = read_transcript(f"客户：{SCRIPT}\n坐席：是我，你说。\n客户：请问您是林先生本人吗？".encode())
    assert found.speakers.suspect
    assert not swap_speakers(found).speakers.suspect


@pytest.mark.parametrize(
    "words",
    [
        "你工号多少？",
        "这里是山里，信号不好。",
        "录音笔丢了",
        "我在公司上班",
        "你工号二五零是吧",
        "A mate with decent credit",
        "Can I speak to your manager?",
    ],
)
def test_customer_words_near_the_script_do_not_make_labels_suspect(words: str) -> None:
    assert not read_transcript(f"坐席：您好\n客户：{words}".encode()).speakers.suspect


def test_named_voice_beside_a_role_word_is_the_other_side() -> None:
    found = read_transcript("客服：您好\n林小雨：您好\n客服：请说\n林小雨：嗯".encode())
    assert found.speakers.customer == "林小雨"
    assert found.speakers.confidence < 1


def test_letters_beside_b_are_voices_not_short_tags() -> None:
    found = read_transcript("A: 天气不错\nB: 是啊\nC: 嗯".encode())
    assert found.needs_mapping


def test_third_party_and_machine_keep_their_roles() -> None:
    found = read_transcript("坐席：您好\n家属：他不在\n机器人：请按一\n客户：我来了".encode())
    assert [turn.role.value for turn in found.turns] == ["agent", "third_party", "bot", "customer"]
