"""Cadence: the table, the quarterly promise, replanning, merging, holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_samples import BOOK, CN, done, loan, local

from bot.policy.cadence import CycleState, PastCycle, cycle_state, merge_cycles, plan_cycles
from bot.policy.cadence_rules import effective_rules
from bot.policy.holds import Hold
from bot.policy.tiers import Tier

RULES = BOOK.cadence
SEGMENTS = sorted(RULES.rows)


def plan(facts, now, past=()):
    return plan_cycles(facts, past, RULES, CN, now)


def one(outcome, form):
    return next(cycle for cycle in outcome.cycles if cycle.form_key == form)


FIRST_TARGETS = {
    "standard_salaried": (21, 15, 10, 3), "thin_file": (10, 7, 5, 3), "self_employed": (21, 15, 10, 3),
    "gig_commercial": (15, 10, 7, 3), "used_vehicle": (15, 10, 7, 3), "high_ltv": (15, 10, 7, 3),
    "watch_channel": (7, 5, 3, 1), "remote_region": (7, 5, 3, 1), "supported": (21, 15, 10, 3),
    "vulnerable": (21, 21, 15, 10), "near_maturity": (21, 15, 10, 3),
}  # fmt: skip
CALL_DAYS = {
    "standard_salaried": (None, None, 90, 30), "thin_file": (None, None, 60, 30), "self_employed": (None, None, 90, 30),
    "gig_commercial": (None, 120, 60, 30), "used_vehicle": (None, 120, 90, 30), "high_ltv": (None, 120, 90, 30),
    "watch_channel": (None, None, 60, 30), "remote_region": (None, None, 60, 30), "supported": (None, None, 90, 30),
    "vulnerable": (None, None, 90, 90), "near_maturity": (None, None, 90, 30),
}  # fmt: skip


@pytest.mark.parametrize("segment", SEGMENTS)
def test_each_row_gives_its_first_callback_day_at_every_tier(segment):
    days = tuple(effective_rules(tier, {segment}, RULES).first.value for tier in Tier)
    assert days == FIRST_TARGETS[segment]


@pytest.mark.parametrize("segment", SEGMENTS)
def test_each_row_gives_its_call_interval_at_every_tier(segment):
    chosen = [effective_rules(tier, {segment}, RULES).call_every for tier in Tier]
    assert tuple(item and item.value for item in chosen) == CALL_DAYS[segment]


@given(st.sets(st.sampled_from(SEGMENTS)), st.sampled_from(list(Tier)))
def test_no_combination_breaks_the_thirty_days_or_the_quarter(segments, tier):
    rules = effective_rules(tier, segments, RULES)
    assert 1 <= rules.first.value <= 30
    if tier in (Tier.R3, Tier.R4):
        assert rules.call_every.value + RULES.recurring_grace_days <= 92


def test_first_callback_is_due_on_target_and_closes_at_the_end_of_day_thirty():
    cycle = one(plan(loan(), local("2026-11-02 09:00")), "first_30d")
    assert (cycle.cycle_key, cycle.rule_key) == ("first_30d:1", "first_30d/R2")
    assert cycle.window_open == local("2026-11-02 00:00")
    assert cycle.due_at == local("2026-11-16 23:59:59")
    assert cycle.closes_at == local("2026-12-01 23:59:59")
    assert not cycle.late


def test_strictest_segment_wins_and_is_named_in_the_rule():
    cycle = one(
        plan(loan(segments=frozenset({"thin_file", "watch_channel"})), local("2026-11-02 09:00")), "first_30d"
    )
    assert (cycle.due_on, cycle.rule_key) == (date(2026, 11, 6), "first_30d/R2/watch_channel")


def test_call_only_row_sends_no_self_link():
    thin = one(
        plan(loan(tier=Tier.R1, segments=frozenset({"thin_file"})), local("2026-11-02 09:00")), "first_30d"
    )
    plain = one(plan(loan(tier=Tier.R1), local("2026-11-02 09:00")), "first_30d")
    assert (thin.call_only, thin.self_link_on) == (True, None)
    assert (plain.call_only, plain.self_link_on) == (False, date(2026, 11, 6))


def test_missed_deadline_stays_in_the_plan_and_is_late():
    on_time = one(plan(loan(), local("2026-12-01 23:59")), "first_30d")
    late = one(plan(loan(), local("2026-12-02 00:00")), "first_30d")
    assert (on_time.late, late.late, late.backlog) == (False, True, False)
    assert late.explanation[-1].key == "policy-why-late"


def test_deadline_before_import_is_backlog_not_a_miss():
    old = loan(disbursed_on=date(2025, 3, 1), imported_on=date(2026, 11, 1))
    assert one(plan(old, local("2026-11-02 09:00")), "first_30d").backlog


def test_high_risk_is_due_ninety_days_after_the_last_callback_and_closes_on_ninety_two():
    first = done("first_30d", "first_30d:1", date(2026, 8, 1))
    cycle = one(
        plan(loan(disbursed_on=date(2026, 7, 20), tier=Tier.R3), local("2026-10-25 09:00"), [first]),
        "quarterly_risk",
    )
    assert cycle.cycle_key == "quarterly_risk:2026-08-01"
    assert (cycle.due_on, cycle.closes_on) == (date(2026, 10, 30), date(2026, 11, 1))


def test_rising_tier_keeps_the_key_and_moves_the_date_forward():
    facts = loan(disbursed_on=date(2026, 7, 20), tier=Tier.R4)
    first = done("first_30d", "first_30d:1", date(2026, 8, 1))
    cycle = one(plan(facts, local("2026-08-20 09:00"), [first]), "quarterly_risk")
    assert (cycle.cycle_key, cycle.due_on) == ("quarterly_risk:2026-08-01", date(2026, 8, 31))


def test_falling_tier_drops_the_planned_quarterly_but_not_one_in_hand():
    first = done("first_30d", "first_30d:1", date(2026, 8, 1))
    for state, dropped in (("planned", ["quarterly_risk:2026-08-01"]), ("in_progress", [])):
        planned = PastCycle(form_key="quarterly_risk", cycle_key="quarterly_risk:2026-08-01", state=state)
        outcome = plan(loan(disbursed_on=date(2026, 7, 20)), local("2026-10-25 09:00"), [first, planned])
        assert [item.cycle_key for item in outcome.not_needed] == dropped


def test_closed_loan_needs_nothing_any_more():
    opened = PastCycle(form_key="first_30d", cycle_key="first_30d:1", state="ready")
    outcome = plan(loan(closed=True), local("2026-11-10 09:00"), [opened])
    assert (outcome.cycles, outcome.next_look_at) == ((), None)
    assert [(item.cycle_key, item.reason) for item in outcome.not_needed] == [("first_30d:1", "loan_closed")]


def test_planning_twice_gives_the_same_plan():
    facts, now = (
        loan(tier=Tier.R4, tier_since=date(2026, 11, 3), segments=frozenset({"thin_file"})),
        local("2026-11-10 09:00"),
    )
    assert plan(facts, now) == plan(facts, now)


def test_next_look_is_when_the_next_window_comes_into_the_plan():
    first = done("first_30d", "first_30d:1", date(2026, 8, 1))
    facts = loan(disbursed_on=date(2026, 7, 20), tier=Tier.R3)
    outcome = plan(facts, local("2026-08-02 09:00"), [first])
    assert outcome.cycles == ()
    at_look = plan(facts, outcome.next_look_at, [first])
    before = plan(facts, outcome.next_look_at - timedelta(seconds=1), [first])
    assert (len(before.cycles), len(at_look.cycles)) == (0, 1)


def test_hold_keeps_cycles_back_and_asks_to_look_again_at_its_end():
    hold = Hold(
        marker="complaint_same_subject", since=local("2026-11-01 00:00"), until=local("2026-11-20 00:00")
    )
    outcome = plan(loan(holds=(hold,)), local("2026-11-10 09:00"))
    assert outcome.cycles == ()
    assert [(s.cycle.cycle_key, s.markers) for s in outcome.suppressed] == [
        ("first_30d:1", ("complaint_same_subject",))
    ]
    assert outcome.next_look_at == local("2026-11-20 00:00")


def test_cycle_cancelled_by_a_hold_comes_back_under_a_new_key():
    cancelled = done("first_30d", "first_30d:1", date(2026, 11, 5), "cancelled", "hold")
    assert one(plan(loan(), local("2026-11-10 09:00"), [cancelled]), "first_30d").cycle_key == "first_30d:1#2"


def test_cycle_cancelled_by_a_supervisor_stays_cancelled():
    cancelled = done("first_30d", "first_30d:1", date(2026, 11, 5), "cancelled", "supervisor")
    assert plan(loan(), local("2026-11-10 09:00"), [cancelled]).cycles == ()


def test_self_checkin_due_within_five_days_joins_the_quarterly_call():
    facts = loan(disbursed_on=date(2026, 2, 1), tier=Tier.R3, self_opt_in=True)
    past = [
        done("first_30d", "first_30d:1", date(2026, 2, 11)),
        done("quarterly_risk", "quarterly_risk:2026-02-11", date(2026, 5, 10)),
        done("self_checkin", "self_checkin:x", date(2026, 7, 6)),
    ]
    cycle = one(plan(facts, local("2026-07-30 09:00"), past), "quarterly_risk")
    assert cycle.merged == ("self_checkin:2026-07-06",)
    assert cycle.due_on == date(2026, 8, 6)


def test_recent_follow_up_moves_the_quarterly_but_never_past_its_close():
    first = done("first_30d", "first_30d:1", date(2026, 8, 1))
    facts = loan(disbursed_on=date(2026, 7, 20), tier=Tier.R3, last_contact_on=date(2026, 10, 29))
    cycle = one(plan(facts, local("2026-10-29 18:00"), [first]), "quarterly_risk")
    assert cycle.due_on == cycle.closes_on == date(2026, 11, 1)


def test_support_arrangement_gets_a_call_at_half_term_and_one_a_week_before_its_end():
    facts = loan(
        disbursed_on=date(2026, 1, 1),
        segments=frozenset({"supported"}),
        arrangement=(date(2026, 11, 1), date(2026, 11, 29)),
    )
    past = [done("first_30d", "first_30d:1", date(2026, 1, 9))]
    cycles = [c for c in plan(facts, local("2026-11-05 09:00"), past).cycles if c.form_key == "due_followup"]
    assert [c.due_on for c in cycles] == [date(2026, 11, 15), date(2026, 11, 22)]


def test_confirmed_collateral_signal_brings_a_visit_within_seven_business_days():
    facts = loan(tier=Tier.R4, collateral_signal_on=date(2026, 11, 6))
    cycle = one(plan(facts, local("2026-11-07 09:00")), "vehicle_inspection")
    assert cycle.due_on == date(2026, 11, 17)


def test_vulnerable_customer_is_called_one_step_down_by_a_named_agent():
    facts = loan(tier=Tier.R4, segments=frozenset({"vulnerable"}))
    cycle = one(plan(facts, local("2026-11-02 09:00")), "first_30d")
    assert cycle.due_on == date(2026, 11, 11)
    assert {"named_agent", "lead_approves_attempt"} <= set(cycle.tasks)


@pytest.mark.parametrize(
    ("state", "ended", "now", "shown"),
    [
        ("planned", None, "2026-11-10 09:00", CycleState.PLANNED),
        ("ready", None, "2026-11-10 09:00", CycleState.OPEN),
        ("ready", None, "2026-12-02 00:00", CycleState.MISSED_DEADLINE),
        ("completed", "2026-12-01 10:00", "2026-12-05 00:00", CycleState.DONE),
        ("completed", "2026-12-02 10:00", "2026-12-05 00:00", CycleState.DONE_LATE),
        ("cancelled", "2026-11-02 10:00", "2026-12-05 00:00", CycleState.NO_LONGER_NEEDED),
    ],
)
def test_callback_reads_as_done_needed_or_late(state, ended, now, shown):
    assert cycle_state(state, local("2026-12-01 23:59:59"), ended and local(ended), local(now)) is shown


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Pacific/Honolulu"])
def test_days_are_the_loans_local_days(zone):
    cycle = one(plan(loan(tz=zone), local("2026-11-02 09:00", zone)), "first_30d")
    assert cycle.closes_at == local("2026-12-01 23:59:59", zone)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(Tier)),
    st.sets(st.sampled_from(SEGMENTS), max_size=3),
    st.integers(0, 500),
    st.none() | st.integers(0, 120),
)
def test_nothing_enters_the_plan_before_the_next_look(tier, segments, age, first_after):
    now = local("2026-11-10 09:00")
    disbursed = date(2026, 11, 10) - timedelta(days=age)
    facts = loan(disbursed_on=disbursed, tier=tier, segments=frozenset(segments), tier_since=disbursed)
    past = (
        []
        if first_after is None
        else [done("first_30d", "first_30d:1", disbursed + timedelta(days=first_after))]
    )
    outcome = plan(facts, now, past)
    if outcome.next_look_at is not None:
        before = plan(facts, outcome.next_look_at - timedelta(seconds=1), past)
        assert keys_of(before) == keys_of(outcome)
        assert len(keys_of(plan(facts, outcome.next_look_at, past))) > len(keys_of(outcome))


def keys_of(outcome):
    return {key for cycle in outcome.cycles for key in (cycle.cycle_key, *cycle.merged)}


@pytest.mark.parametrize(("apart", "calls"), [(0, 1), (5, 1), (6, 2)])
def test_callbacks_up_to_five_days_apart_become_one_with_the_strictest_form(apart, calls):
    call = one(plan(loan(), local("2026-11-02 09:00")), "first_30d")
    days = timedelta(days=apart)
    link = replace(
        call,
        form_key="self_checkin",
        cycle_key="self_checkin:x",
        due_on=call.due_on - days,
        due_at=call.due_at - days,
    )
    merged = merge_cycles([call, link], RULES)
    assert len(merged) == calls
    assert merged[-1].form_key == "first_30d"
    assert merged[0].due_on == link.due_on


def test_visit_is_never_merged_with_a_call():
    call = one(plan(loan(), local("2026-11-02 09:00")), "first_30d")
    visit = replace(call, form_key="vehicle_inspection", cycle_key="vehicle_inspection:x")
    assert len(merge_cycles([call, visit], RULES)) == 2
