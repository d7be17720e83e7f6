"""Whatever is said and proposed, the gate answers, and what it shows stands in the call."""

from hypothesis import given
from hypothesis import strategies as st

from review.domain import Rejection
from review.evidence import REASONS, check
from review.taxonomy import load_taxonomy
from tests.review.evidence.corpus import call, claim

WORDS = st.sampled_from(
    [
        "我",
        "没有",
        "不会",
        "还不上",
        "失业",
        "抵押",
        "你们",
        "弟弟",
        "如果",
        "哈哈",
        "？",
        "，",
        "。",
        "三千二",
        "１０",
        "十来天",
        "I",
        "can't",
        "not",
        "pay",
        "if",
        "my",
        "brother",
        "'s",
        ",",
        ".",
        "?",
    ]
)
SPEECH = st.lists(WORDS, min_size=1, max_size=14).map("".join) | st.lists(WORDS, max_size=14).map(" ".join)
KEYS = st.sampled_from([item.key for item in load_taxonomy().signals])


@given(KEYS, SPEECH, st.data())
def test_shown_quote_is_a_substring_of_its_turn(key, speech, data):
    start = data.draw(st.integers(0, len(speech)))
    end = data.draw(st.integers(start, len(speech)))
    transcript = call([["agent" if key.startswith("agent.") else "customer", speech]])
    outcome = check(claim(key, (1, speech[start:end])), transcript, load_taxonomy())
    if isinstance(outcome, Rejection):
        assert outcome.reason in REASONS
    else:
        assert all(item.quote and item.quote in speech for item in outcome.signal.evidence)


@given(KEYS, SPEECH, SPEECH, st.integers(-2, 5))
def test_quote_from_nowhere_is_never_shown_as_itself(key, speech, quote, turn):
    transcript = call([["agent", speech], ["customer", speech]])
    outcome = check(claim(key, (turn, quote)), transcript, load_taxonomy())
    shown = [] if isinstance(outcome, Rejection) else outcome.signal.evidence
    assert all(item.quote in speech and item.turn == turn for item in shown)
