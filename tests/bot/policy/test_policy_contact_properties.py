"""What must hold of can_contact for any history, wish and hour."""

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from policy_samples import BOOK, ask, past

from bot.policy.contact_merge import intersect
from bot.policy.contact_values import Preferences
from bot.policy.holds import Hold

START = datetime(2026, 9, 20, tzinfo=UTC)
instants = st.integers(0, 60 * 24 * 90).map(lambda minutes: START + timedelta(minutes=minutes))
policies = st.sampled_from(sorted(set(BOOK.contact)))
zones = st.lists(
    st.sampled_from(["Asia/Shanghai", "Europe/London", "America/New_York"]),
    min_size=1,
    max_size=2,
    unique=True,
)


@st.composite
def histories(draw, now):
    ages = draw(st.lists(st.integers(1, 60 * 24 * 20), max_size=8))
    return tuple(past(now - timedelta(minutes=age), connected=draw(st.booleans())) for age in ages)


@st.composite
def situations(draw):
    now = draw(instants)
    history = draw(histories(now))
    hold = draw(st.none() | st.integers(1, 60 * 24 * 5))
    holds = () if hold is None else (Hold(marker="dispute", since=now, until=now + timedelta(minutes=hold)),)
    later = draw(st.none() | st.integers(1, 60 * 24 * 5))
    wishes = Preferences(not_before=None if later is None else now + timedelta(minutes=later))
    choice = {"history": history, "holds": holds, "preferences": wishes, "zones": tuple(draw(zones))}
    return now, draw(policies), choice


@settings(max_examples=150, deadline=None)
@given(situations())
def test_next_allowed_instant_is_itself_allowed(situation):
    now, policy, choice = situation
    verdict = ask(now, policy, **choice)
    assume(verdict.next_allowed_at is not None)
    assert verdict.next_allowed_at >= now
    assert ask(verdict.next_allowed_at, policy, **choice).allowed


@settings(max_examples=100, deadline=None)
@given(situations(), st.integers(0, 999))
def test_nothing_before_the_next_allowed_instant_is_allowed(situation, share):
    now, policy, choice = situation
    verdict = ask(now, policy, **choice)
    assume(not verdict.allowed and verdict.next_allowed_at is not None)
    between = now + (verdict.next_allowed_at - now) * share // 1000
    last = verdict.next_allowed_at - timedelta(microseconds=1)
    assert not ask(between, policy, **choice).allowed
    assert not ask(last, policy, **choice).allowed


@settings(max_examples=100, deadline=None)
@given(situations(), policies)
def test_intersection_never_allows_what_one_of_its_parts_refuses(situation, other):
    now, policy, choice = situation
    both = intersect([BOOK.contact[policy], BOOK.contact[other]])
    apart = [ask(now, key, **choice).allowed for key in (policy, other)]
    assert ask(now, both, **choice).allowed <= all(apart)


@settings(max_examples=100, deadline=None)
@given(situations())
def test_refusal_always_has_a_reason_and_permission_none(situation):
    now, policy, choice = situation
    verdict = ask(now, policy, **choice)
    assert verdict.allowed is not bool(verdict.reasons)
