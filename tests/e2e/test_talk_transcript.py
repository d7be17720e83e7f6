"""Sending the transcript of a call: pasted, in pieces, as a file, and what is wrong with it."""

import json

import pytest

from bot.rehearsal.cast import AGENT, LEAD, SECOND_AGENT
from bot.rehearsal.show import CALLS
from storage.models import StoredReview, StoredTranscript
from tests.e2e.theatre import Theatre

STRESS = (CALLS / "stress.txt").read_text(encoding="utf-8")
NEIGHBOUR = "坐席：您身边有别人遇到困难吗？\n客户：我邻居上个月被公司裁员了，没收入。\n"
ENGLISH = (CALLS / "stress_en.txt").read_text(encoding="utf-8")
SRT = """1
00:00:01,000 --> 00:00:03,000
坐席：您好，这里是晨光汽车金融，工号086，本次通话会录音。

2
00:00:03,500 --> 00:00:06,000
客户：这个月工资还没发，我怕是还不上。
"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Agent>This is Morning Light Auto Finance, this call is recorded.

00:00:03.500 --> 00:00:06.000
<v Customer>They cut my hours last month, I may be late.
"""
JSON = json.dumps(
    {
        "utterances": [
            {"speaker": "Agent", "text": "This call is recorded.", "start": 0, "end": 900},
            {"speaker": "Customer", "text": "I lost my job last week.", "start": 1000, "end": 2000},
        ]
    }
)
UNMARKED = "您好，请问是李先生吗\n是我，你说\n这个月工资还没发"
THREE = "\n".join(
    f"{who}：{words}"
    for who, words in (
        ("甲", "您好，这里是晨光汽车金融，工号086，本次通话会录音。"),
        ("乙", "我是他爱人，您等一下，我叫他。"),
        ("丙", "喂，我是李明远，这个月工资还没发。"),
        ("甲", "好的，那您看什么时候方便？"),
        ("丙", "下个月五号吧。"),
    )
)


def long_call(lines: int) -> str:
    """A call of so many turns, the customer's trouble said in the very last one."""
    talk = "\n".join(
        f"{'坐席' if n % 2 else '客户'}：这是第{n}句，说的是车况和保养，没有别的事情。"
        for n in range(1, lines)
    )
    return f"{talk}\n坐席：您收入还稳定吗？\n客户：上个月公司裁员，我失业了，下个月还不上。"


def transcripts(theatre: Theatre) -> list[StoredTranscript]:
    with theatre.reading() as uow:
        return list(uow.reviews.transcripts_of(theatre.callback_id()))


@pytest.mark.parametrize(
    ("name", "content", "turns"),
    [
        ("call.txt", STRESS, 19),
        ("en.txt", ENGLISH, len(ENGLISH.splitlines())),
        ("a.srt", SRT, 2),
        ("a.vtt", VTT, 2),
        ("a.json", JSON, 2),
    ],
)
async def test_a_file_is_read_and_reviewed(theatre: Theatre, name: str, content: str, turns: int):
    await theatre.completes()
    await theatre.sends(AGENT, name, content)
    [stored] = transcripts(theatre)
    assert (len(stored.turns), stored.state) == (turns, "ready")
    assert theatre.count(StoredReview) == (1,)


async def test_a_pasted_call_is_reviewed_and_both_hear_of_it(theatre: Theatre):
    await theatre.completes()
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    await theatre.says(AGENT, STRESS)
    heading = theatre.texts("review-heading", name="李明远", loan="HF-2026-0101")
    plain = heading.replace("<b>", "").replace("</b>", "").split(" · ")[0]
    assert any(plain in text for text in theatre.chat(AGENT))
    assert any(plain in text for text in theatre.chat(LEAD))


async def test_a_call_longer_than_one_message_is_taken_whole(theatre: Theatre):
    await theatre.completes()
    text = long_call(200)
    assert 4096 < len(text) < 4096 + 3000
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    await theatre.says(AGENT, text)
    [stored] = transcripts(theatre)
    assert len(stored.turns) == len(text.splitlines())
    assert stored.turns[-1]["text"].startswith("上个月公司裁员")


async def test_a_long_last_piece_waits_for_the_button(theatre: Theatre):
    await theatre.completes()
    text = long_call(130)
    assert 3000 <= len(text) < 4096
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    await theatre.says(AGENT, text)
    assert not transcripts(theatre)
    await theatre.presses(AGENT, theatre.texts("agent-button-that-was-all"))
    [stored] = transcripts(theatre)
    assert len(stored.turns) == len(text.splitlines())


async def test_pieces_survive_a_restart(theatre: Theatre):
    await theatre.completes()
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    await theatre.says(AGENT, long_call(130))
    await theatre.restarts()
    await theatre.says(AGENT, "坐席：再见。\n客户：再见。")
    [stored] = transcripts(theatre)
    assert stored.turns[-1]["text"] == "再见。"


async def test_a_second_press_on_that_was_all_says_that_it_is_taken(theatre: Theatre):
    await theatre.completes()
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    await theatre.says(AGENT, long_call(130))
    label = theatre.texts("agent-button-that-was-all")
    await theatre.presses(AGENT, label)
    assert await theatre.presses(AGENT, label) == theatre.texts("error-transcript-taken")
    assert len(transcripts(theatre)) == 1


async def test_a_paste_without_pressing_anything_finds_its_call(theatre: Theatre):
    await theatre.completes()
    await theatre.presses(
        AGENT, f"go:{theatre.callback_id(theatre.second_loan())}"
    )  # another call's form takes the words
    await theatre.says(AGENT, STRESS)
    assert len(transcripts(theatre)) == 1


async def test_a_transcript_without_speakers_is_refused_in_words(theatre: Theatre):
    await theatre.completes()
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    await theatre.says(AGENT, UNMARKED)
    assert theatre.last(AGENT).text in (
        theatre.texts("error-transcript-no-speakers"),
        theatre.texts("error-transcript-unknown-format"),
    )
    assert not transcripts(theatre)
    await theatre.says(AGENT, STRESS)  # the bot still waits for it
    assert len(transcripts(theatre)) == 1


async def test_three_voices_need_a_choice(theatre: Theatre):
    await theatre.completes()
    await theatre.sends(AGENT, "three.txt", THREE)
    assert theatre.texts("agent-speakers-which-agent") in theatre.last(AGENT).text
    await theatre.presses(AGENT, "甲")
    assert theatre.texts("agent-speakers-which-customer") in theatre.message_with(AGENT, "spk:").text
    assert theatre.count(StoredReview) == (0,)
    await theatre.presses(AGENT, "丙")
    [stored] = transcripts(theatre)
    assert [turn["role"] for turn in stored.turns] == ["agent", "unknown", "customer", "agent", "customer"]
    assert theatre.count(StoredReview) == (1,)


async def test_what_was_left_out_is_said(theatre: Theatre):
    await theatre.completes()
    await theatre.sends(AGENT, "half.txt", f"没有说话人的一行\n{STRESS}")
    warned = theatre.texts("transcript-warning-left-out", line="1", count="?")
    assert any(warned in text for text in theatre.chat(AGENT))


async def test_a_newer_transcript_replaces_undecided_proposals(theatre: Theatre):
    await theatre.reviews()
    before = theatre.signals(state="proposed")
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    await theatre.says(AGENT, (CALLS / "clean.txt").read_text(encoding="utf-8"))
    assert before
    assert not theatre.signals(state="proposed")
    assert theatre.texts("review-stale") in theatre.chat(LEAD)


async def test_the_same_file_twice_is_reviewed_once(theatre: Theatre):
    await theatre.reviews()
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    await theatre.sends(AGENT, "call.txt", STRESS)
    assert theatre.count(StoredTranscript, StoredReview) == (1, 1)


@pytest.mark.parametrize("data", ["tr:{}", "trf:{}"])
async def test_others_may_not_send_a_transcript(theatre: Theatre, data: str):
    await theatre.completes()
    said = await theatre.forges(SECOND_AGENT, data.format(theatre.callback_id()))
    assert said == theatre.texts("error-not-your-work")


async def test_the_agent_sees_what_was_turned_away_only_as_a_number_and_the_lead_reads_why(theatre: Theatre):
    await theatre.completes()
    await theatre.sends(AGENT, "call.txt", STRESS + NEIGHBOUR)
    summary = next(m for m in theatre.phone(LEAD).messages() if m.text.startswith("🧾"))
    await theatre.presses(LEAD, summary.buttons()[0]["text"], on=summary.id)
    assert "✖️" in theatre.last(LEAD).text
    assert "rej:" not in str([m.buttons() for m in theatre.phone(AGENT).messages()])
