"""Tier: points, decay, override, fairness."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_samples import BOOK

from bot.policy.tiers import (
    ConfirmedSignal,
    Event,
    Override,
    Tier,
    TierFacts,
    assess,
    override_refusals,
    refused_inputs,
)
from bot.rulebook import PolicyFileError, parse_tiers, read_policy_file

DAY = date(2026, 11, 23)


def facts(**changes):
    return TierFacts(**{"on": DAY, "disbursed_on": date(2024, 1, 10), **changes})


def result(**changes):
    return assess(facts(**changes), BOOK.tiers)


@pytest.mark.parametrize(
    ("days", "tier", "total"),
    [
        (0, "R1", 0),
        (1, "R2", 20),
        (7, "R2", 20),
        (8, "R3", 40),
        (30, "R3", 40),
        (31, "R3", 60),
        (400, "R3", 60),
    ],
)
def test_days_past_due_alone_set_the_tier_at_each_edge(days, tier, total):
    assert (result(days_past_due=days).tier, result(days_past_due=days).total) == (tier, total)


def test_missed_first_instalment_counts_only_after_three_days_of_grace():
    due = DAY - timedelta(days=3)
    assert result(first_due_on=due).total == 0
    assert result(first_due_on=due - timedelta(days=1)).points[0].key == "first_payment_missed"


def test_first_instalment_paid_within_grace_never_counts():
    due = date(2026, 10, 1)
    assert result(first_due_on=due, first_instalment_paid_on=due + timedelta(days=3)).total == 0


def test_points_fall_linearly_to_zero_after_the_cause_ended():
    event = Event(key="dpd_8_30", since=DAY - timedelta(days=90), ended=DAY - timedelta(days=60))
    assert result(events=(event,)).total == 20
    gone = Event(key="dpd_8_30", since=DAY - timedelta(days=200), ended=DAY - timedelta(days=120))
    assert result(events=(gone,)).total == 0


def test_only_the_strongest_arrears_band_counts():
    old = Event(key="dpd_1_7", since=DAY - timedelta(days=9), ended=DAY - timedelta(days=3))
    assert [p.key for p in result(days_past_due=9, events=(old,)).points] == ["dpd_8_30"]


def test_confirmed_signal_holds_until_resolved_and_then_fades():
    held = ConfirmedSignal(key="stress.income_loss", severity="high", confirmed_on=DAY - timedelta(days=300))
    solved = ConfirmedSignal(
        key="stress.income_loss",
        severity="high",
        confirmed_on=DAY - timedelta(days=300),
        resolved_on=DAY - timedelta(days=90),
    )
    assert (result(signals=(held,)).total, result(signals=(solved,)).total) == (30, 15)


def test_two_confirmed_high_signals_and_a_tracker_alarm_make_r4():
    signals = tuple(ConfirmedSignal(key=key, severity="high", confirmed_on=DAY) for key in ("a", "b"))
    alarm = Event(key="gps_tamper_alarm", since=DAY)
    assert result(signals=signals, events=(alarm,)).tier is Tier.R4


def test_segments_known_from_loan_file_fade_as_the_loan_seasons():
    fresh = result(disbursed_on=DAY, segments=frozenset({"thin_file"}), ltv=0.95)
    assert {p.key: p.points for p in fresh.points} == {"segment_thin_file": 8, "segment_high_ltv": 8}
    assert result(segments=frozenset({"thin_file"}), ltv=0.95).total == 0


def test_vulnerability_never_adds_points():
    assert result(disbursed_on=DAY, segments=frozenset({"vulnerable"})).total == 0


def test_clean_year_lowers_the_total_unless_a_signal_is_open():
    signal = ConfirmedSignal(key="x", severity="low", confirmed_on=DAY)
    assert result(clean_months=12).total == -20
    assert result(clean_months=12, signals=(signal,)).total == 5


def test_override_moves_one_tier_until_its_last_day():
    override = Override(steps=1, until=DAY, reason="dealer under inquiry")
    assert assess(facts(), BOOK.tiers, override).tier is Tier.R2
    assert assess(facts(on=DAY + timedelta(days=1)), BOOK.tiers, override).tier is Tier.R1
    assert assess(facts(), BOOK.tiers, override).next_change_on == DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("override", "refusals"),
    [
        (Override(steps=1, until=DAY + timedelta(days=90), reason="x"), ()),
        (Override(steps=2, until=DAY + timedelta(days=91), reason=" "), ("steps", "reason", "expiry")),
        (Override(steps=-1, until=DAY - timedelta(days=1), reason="x"), ("expiry",)),
    ],
)
def test_override_is_refused_for_steps_reason_or_expiry(override, refusals):
    assert override_refusals(override, DAY) == refusals


def test_next_change_is_the_first_day_on_which_the_tier_differs():
    event = Event(key="dpd_1_7", since=DAY - timedelta(days=5), ended=DAY)
    outcome = result(events=(event,))
    assert outcome.tier is Tier.R2
    before, after = (
        result(on=outcome.next_change_on - timedelta(days=d), events=(event,)).tier for d in (1, 0)
    )
    assert (before, after) == (Tier.R2, Tier.R1)


def test_facts_have_no_field_for_a_forbidden_input():
    assert not {field.name for field in fields(TierFacts)} & BOOK.tiers.forbidden_inputs
    assert refused_inputs(["ltv", "accent_or_dialect", "sex"], BOOK.tiers) == ("accent_or_dialect", "sex")


@pytest.mark.parametrize("word", ["sex", "vulnerability_marker", "emotion_score"])
def test_schema_refuses_a_point_rule_on_a_forbidden_input(word):
    data = read_policy_file("tiers.yaml")
    data["risk_points"].append(
        {"k": "new", "when": {"input": "event", "equals": word}, "pts": 5, "decay_days": 1}
    )
    with pytest.raises(PolicyFileError) as caught:
        parse_tiers(data)
    assert word in caught.value.data["reason"]


def test_schema_refuses_points_for_the_vulnerable_segment():
    data = read_policy_file("tiers.yaml")
    rule = {
        "k": "segment_vulnerable",
        "when": {"input": "segment", "equals": "vulnerable"},
        "pts": 5,
        "decay_days": 1,
    }
    data["risk_points"].append(rule)
    with pytest.raises(PolicyFileError, match="policy_file_invalid"):
        parse_tiers(data)


def test_schema_refuses_to_shorten_the_list_of_forbidden_inputs():
    data = read_policy_file("tiers.yaml")
    data["forbidden_inputs"].remove("religion")
    with pytest.raises(PolicyFileError):
        parse_tiers(data)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["dpd_1_7", "dpd_8_30", "ptp_broken", "gps_tamper_alarm", "unreachable"]),
            st.integers(0, 200),
            st.none() | st.integers(-20, 100),
        ),
        max_size=4,
    ),
    st.integers(0, 12),
)
def test_next_change_is_exactly_what_a_day_by_day_look_finds(rows, clean):
    events = tuple(
        Event(
            key=key, since=DAY - timedelta(days=age), ended=None if ago is None else DAY - timedelta(days=ago)
        )
        for key, age, ago in rows
    )
    today = result(events=events, clean_months=clean)
    later = (result(on=DAY + timedelta(days=n), events=events, clean_months=clean) for n in range(1, 220))
    change = next((n for n, day in enumerate(later, start=1) if day.tier is not today.tier), None)
    assert today.next_change_on == (None if change is None else DAY + timedelta(days=change))
