"""Retry: what follows each outcome, pushed to where the contact policy allows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_samples import BOOK, SHANGHAI, ask, local, past

from bot.policy.retry import Attempt, band_of, next_try
from bot.policy.tiers import Tier

RULES = BOOK.retry
MORNING = local("2026-11-24 10:00")


def anytime(at):
    return at


def office(at):
    return ask(at).next_allowed_at


def after(outcome, now=MORNING, before=(), allowed=office, tier=Tier.R2, **more):
    return next_try(outcome, before, RULES, now, tz=SHANGHAI, tier=tier, allowed_from=allowed, **more)


def tries(*texts, outcome="no_answer"):
    return tuple(Attempt(at=local(text), outcome=outcome) for text in texts)


@pytest.mark.parametrize(
    ("outcome", "at"),
    [
        ("no_answer", "2026-11-24 14:00"),
        ("voicemail", "2026-11-24 14:00"),
        ("busy", "2026-11-24 10:30"),
        ("rejected", "2026-11-25 12:00"),
        ("powered_off", "2026-11-25 10:00"),
        ("out_of_service", "2026-11-26 10:00"),
        ("connected_third_party", "2026-11-26 10:00"),
        ("idv_failed", "2026-11-25 10:00"),
        ("dropped_after_idv", "2026-11-24 10:10"),
        ("technical_failure", "2026-11-24 10:15"),
    ],
)
def test_each_outcome_waits_as_the_table_says(outcome, at):
    decision = after(outcome)
    assert (decision.at, decision.ends_cycle) == (local(at), False)


@pytest.mark.parametrize(
    ("outcome", "then"),
    [
        ("invalid_number", ("block_number", "data_repair")),
        ("wrong_number", ("block_number", "apologise", "data_repair")),
        ("language_barrier", ("find_language_agent",)),
    ],
)
def test_dead_ends_wait_for_a_task_not_for_a_time(outcome, then):
    decision = after(outcome)
    assert (decision.at, decision.ends_cycle, decision.then) == (None, False, then)


@pytest.mark.parametrize(
    ("outcome", "then"), [("refused_to_talk", "offer_self_link"), ("deceased_reported", "hold_deceased")]
)
def test_refusal_and_death_end_the_cycle(outcome, then):
    decision = after(outcome)
    assert (decision.ends_cycle, decision.then) == (True, (then,))


def test_only_a_technical_failure_and_a_customers_wish_do_not_count():
    free = {key for key, rule in RULES.rules.items() if not rule.counts}
    assert free == {"technical_failure", "callback_requested"}


def test_customers_time_is_taken_and_pushed_into_the_allowed_hours():
    assert after("callback_requested", requested_at=local("2026-11-24 18:30")).at == local("2026-11-24 18:30")
    assert after("callback_requested", requested_at=local("2026-11-24 23:00")).at == local("2026-11-25 09:00")


def test_fourth_reschedule_goes_to_the_supervisor():
    before = tries("2026-11-20 10:00", "2026-11-21 10:00", "2026-11-22 10:00", outcome="callback_requested")
    decision = after("callback_requested", before=before, requested_at=local("2026-11-25 10:00"))
    assert (decision.at, decision.then) == (None, ("supervisor",))


def test_requested_callback_without_a_time_is_a_programming_error():
    with pytest.raises(ValueError, match="chosen time"):
        after("callback_requested")


def test_third_busy_of_a_day_waits_like_no_answer():
    before = tries("2026-11-24 09:05", "2026-11-24 09:40", outcome="busy")
    assert after("busy", before=before).at == local("2026-11-25 12:00")


def test_second_rejection_leaves_text_messages_only():
    decision = after("rejected", before=tries("2026-11-23 10:00", outcome="rejected"))
    assert (decision.at, decision.then) == (None, ("sms_only_until_reply",))


def test_third_out_of_service_asks_for_data_repair():
    before = tries("2026-11-20 10:00", "2026-11-22 10:00", outcome="out_of_service")
    assert "data_repair" in after("out_of_service", before=before).then


def test_second_failed_verification_goes_to_fraud_screening():
    decision = after("idv_failed", before=tries("2026-11-23 10:00", outcome="idv_failed"))
    assert (decision.at, "fraud_screen" in decision.then) == (None, True)


def test_third_counted_attempt_offers_the_self_link():
    assert "send_self_link" in after("no_answer", before=tries("2026-11-22 10:30", "2026-11-23 13:00")).then


@pytest.mark.parametrize(
    ("tier", "extra"), [(Tier.R1, ()), (Tier.R3, ("inspection_suggest",)), (Tier.R4, ("supervisor",))]
)
def test_sixth_attempt_ends_the_cycle_and_escalates_by_tier(tier, extra):
    before = tries(
        "2026-11-20 10:00", "2026-11-20 15:00", "2026-11-21 10:00", "2026-11-22 11:00", "2026-11-23 18:30"
    )
    decision = after("no_answer", before=before, tier=tier)
    assert (decision.ends_cycle, decision.then) == (True, ("data_repair", *extra))


def test_cycle_of_ten_days_ends_when_the_next_try_would_fall_outside():
    decision = after("powered_off", cycle_started_at=MORNING - timedelta(days=9, hours=12))
    assert decision.ends_cycle


def test_full_day_pushes_to_the_next_morning():
    decision = after(
        "powered_off", now=local("2026-11-24 23:30"), before=tries("2026-11-24 10:00"), allowed=anytime
    )
    assert decision.at == local("2026-11-25 23:30")
    busy = after("busy", now=local("2026-11-24 15:00"), before=tries("2026-11-24 10:00"))
    assert busy.at == local("2026-11-25 09:00")


def test_new_time_bands_are_tried_before_old_ones():
    decision = after("no_answer", now=local("2026-11-24 15:00"), before=tries("2026-11-23 10:00"))
    assert decision.at == local("2026-11-24 19:00")
    assert band_of(decision.at, SHANGHAI, RULES) == "evening"


def test_nothing_allowed_means_no_time():
    assert after("no_answer", allowed=lambda at: None).at is None


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(set(RULES.rules) - {"callback_requested"})),
    st.integers(0, 60 * 24 * 40),
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["no_answer", "busy", "rejected"])), max_size=4),
)
def test_next_try_is_later_allowed_and_within_the_days_limit(outcome, minutes, earlier):
    now = datetime(2026, 9, 20, tzinfo=UTC) + timedelta(minutes=minutes)
    before = tuple(
        Attempt(at=now - timedelta(days=days), outcome=key) for days, key in sorted(earlier, reverse=True)
    )
    decision = after(outcome, now=now, before=before)
    if decision.at is not None:
        assert decision.at > now
        assert ask(decision.at).allowed
        assert not decision.ends_cycle


def test_history_with_this_attempt_keeps_the_retry_inside_the_contact_limits():
    history = (past(local("2026-11-24 09:10")), past(MORNING))
    decision = after("busy", allowed=lambda at: ask(at, history=history).next_allowed_at)
    assert decision.at == local("2026-11-25 09:10")
