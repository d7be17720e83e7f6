"""Code's own reading of the four slots, and which readings forbid a signal."""

from dataclasses import replace

import pytest

from review.domain import Certainty, Holder, Polarity, Role, Slots, Time
from review.slots import read_slots, strictest, verdict
from tests.review.evidence.corpus import call

RAISED = Slots(holder=Holder.SELF, time=Time.NOW, polarity=Polarity.AFFIRMED, certainty=Certainty.STATED)


def _read(text: str, quote: str, key: str = "stress.payment_affected") -> Slots:
    transcript = call([["customer", text]])
    start = text.index(quote)
    return read_slots(transcript, transcript.turns[0], (start, start + len(quote)), key)


@pytest.mark.parametrize(
    ("text", "quote", "holder"),
    [
        ("我还不上了", "我还不上了", Holder.SELF),
        ("我老公还不上了", "还不上了", Holder.HOUSEHOLD),
        ("我弟还不上了", "还不上了", Holder.OTHER_PERSON),
        ("我弟失业了。现在还不上了。", "现在还不上了", Holder.OTHER_PERSON),
        ("I can't pay", "can't pay", Holder.SELF),
        ("My cousin can't pay", "can't pay", Holder.OTHER_PERSON),
    ],
)
def test_holder_is_the_subject_of_the_clause(text, quote, holder):
    assert _read(text, quote).holder is holder


@pytest.mark.parametrize(
    ("text", "quote", "time"),
    [
        ("要是失业了我就还不上", "我就还不上", Time.HYPOTHETICAL),
        ("就算加班也还不上", "也还不上", Time.NOW),
        ("去年晚了几天，早就补上了", "晚了几天", Time.PAST_RESOLVED),
        ("去年晚了几天，到现在没补上", "晚了几天", Time.PAST_OPEN),
        ("下个月还不上了", "下个月还不上了", Time.FUTURE_EXPECTED),
        ("If I fell ill I couldn't pay", "I couldn't pay", Time.HYPOTHETICAL),
        ("I don't know if I can pay", "I can pay", Time.NOW),
    ],
)
def test_time_is_read_from_conditions_and_resolutions(text, quote, time):
    assert _read(text, quote).time is time


@pytest.mark.parametrize(
    ("text", "quote", "polarity"),
    [
        ("不会影响按时还款", "影响按时还款", Polarity.NEGATED),
        ("不得不晚几天还", "晚几天还", Polarity.AFFIRMED),
        ("不可能不晚几天", "不可能不晚几天", Polarity.AFFIRMED),
        ("晚几天可以吗？", "晚几天可以吗", Polarity.ASKED),
        ("I won't be late", "be late", Polarity.NEGATED),
        ("Will I be late?", "I be late", Polarity.ASKED),
        ("How am I supposed to pay?", "How am I supposed to pay", Polarity.AFFIRMED),
    ],
)
def test_polarity_looks_beyond_the_quote(text, quote, polarity):
    assert _read(text, quote).polarity is polarity


def test_a_request_counts_where_the_request_is_the_signal():
    text = "能不能缓两个月？"
    assert _read(text, "能不能缓两个月", "stress.deferral_request").polarity is Polarity.AFFIRMED
    assert _read(text, "能不能缓两个月").polarity is Polarity.ASKED


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("我还不上了，哈哈", Certainty.JOKING),
        ("不是开玩笑，我还不上了", Certainty.STATED),
        ("可能我还不上了", Certainty.HEDGED),
    ],
)
def test_certainty_hears_jokes(text, certainty):
    assert _read(text, "我还不上了").certainty is certainty


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"holder": Holder.HOUSEHOLD}, None),
        ({"holder": Holder.GENERIC}, "third_party"),
        ({"holder": Holder.AGENT}, "third_party"),
        ({"time": Time.PAST_OPEN}, None),
        ({"time": Time.PAST_RESOLVED}, "past_resolved"),
        ({"time": Time.HYPOTHETICAL}, "hypothetical"),
        ({"polarity": Polarity.NEGATED}, "negated"),
        ({"polarity": Polarity.ASKED}, "question_only"),
        ({"certainty": Certainty.HEDGED}, None),
        ({"certainty": Certainty.JOKING}, "joking"),
    ],
)
def test_verdict_follows_the_four_slot_rule(change, reason):
    assert verdict(replace(RAISED, **change)) == reason


def test_conduct_needs_the_agent_now():
    agent = replace(RAISED, holder=Holder.AGENT)
    assert verdict(agent, Role.AGENT) is None
    assert verdict(RAISED, Role.AGENT) == "holder_not_agent"
    assert verdict(replace(agent, time=Time.PAST_OPEN), Role.AGENT) == "not_now"


def test_the_stricter_of_two_readings_wins():
    lying = replace(RAISED, certainty=Certainty.HEDGED)
    read = replace(RAISED, holder=Holder.OTHER_PERSON, polarity=Polarity.NEGATED)
    combined = strictest(lying, read)
    assert (combined.holder, combined.polarity) == (Holder.OTHER_PERSON, Polarity.NEGATED)
    assert combined.certainty is Certainty.HEDGED
