"""Queue order, deadlines, triggers, ladder, workload, access, holds, machines."""

from datetime import date, timedelta

import pytest
from policy_samples import BOOK, CN, SHANGHAI, local

from bot.policy.access import GRANTS, READ_VERBS, VERBS, Role, Scope, covers, may, may_decide, reach
from bot.policy.due_ladder import overdue_steps, pre_due_steps
from bot.policy.holds import Hold, active_holds, may_lift
from bot.policy.machines import ATTEMPT, CALLBACK, HOLD
from bot.policy.priority import QueueItem, queue_score, sort_queue
from bot.policy.sla import decision_due, escalation, event_due
from bot.policy.tiers import Tier
from bot.policy.triggers import is_duplicate, trigger_due
from bot.policy.workload import BacklogItem, assign, capacity, spread

NOW = local("2026-11-24 10:00")
FRIDAY = local("2026-11-27 16:00")


@pytest.mark.parametrize(
    ("tier", "hours", "slot", "score"),
    [
        (Tier.R1, 0, False, 60),
        (Tier.R4, 0, True, 105),
        (Tier.R2, 8, False, 72),
        (Tier.R1, 1000, False, 90),
        (Tier.R1, -9, False, 60),
    ],
)
def test_queue_score_adds_tier_lateness_and_slot(tier, hours, slot, score):
    due = NOW - timedelta(hours=hours)
    assert queue_score(50, tier, due, NOW, customer_slot=slot) == score


def item(key, **changes):
    plain = {"priority": 50, "tier": Tier.R1, "due_at": NOW, "created_at": NOW}
    return QueueItem(callback_id=key, **{**plain, **changes})


def test_customers_slot_wins_within_half_an_hour_and_ties_go_to_the_oldest():
    queue = [
        item("crisis", priority=100, tier=Tier.R4),
        item("slot", slot_at=NOW + timedelta(minutes=30)),
        item("slot_later", slot_at=NOW + timedelta(minutes=31)),
        item("new"),
        item("old", created_at=NOW - timedelta(days=1)),
    ]
    assert [i.callback_id for i in sort_queue(queue, NOW)] == ["slot", "crisis", "slot_later", "old", "new"]


@pytest.mark.parametrize(
    ("severity", "due"),
    [
        ("critical", "2026-11-27 17:00"),
        ("high", "2026-11-30 16:00"),
        ("medium", "2026-12-02 16:00"),
        ("low", "2026-12-11 16:00"),
    ],
)
def test_decision_is_due_by_severity_and_skips_the_weekend(severity, due):
    assert decision_due(severity, FRIDAY, CN, policy=BOOK.sla, tz=SHANGHAI) == local(due)


@pytest.mark.parametrize(
    ("found", "due"),
    [
        ("2026-11-26 17:59", "2026-11-27 17:59"),
        ("2026-11-26 18:00", "2026-11-30 09:00"),
        ("2026-11-27 22:00", "2026-12-01 09:00"),
        ("2026-11-28 12:00", "2026-12-01 09:00"),
        ("2026-11-26 07:00", "2026-11-27 09:00"),
    ],
)
def test_business_day_of_a_signal_found_off_hours_starts_next_morning(found, due):
    assert decision_due("high", local(found), CN, policy=BOOK.sla, tz=SHANGHAI) == local(due)


def test_crisis_is_due_in_fifteen_minutes_also_at_night():
    night = local("2026-10-01 02:00")
    assert event_due("crisis", night, CN, policy=BOOK.sla, tz=SHANGHAI) == night + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("minutes", "level", "to"),
    [(59, 0, "team_lead"), (60, 1, "head_of_operations"), (120, 2, "compliance"), (9999, 2, "compliance")],
)
def test_every_missed_span_raises_the_matter_one_level(minutes, level, to):
    rule = BOOK.sla.decisions["critical"]
    state = escalation(rule, FRIDAY, FRIDAY + timedelta(minutes=minutes), CN, policy=BOOK.sla, tz=SHANGHAI)
    assert (state.level, state.to, state.next_at is None) == (level, to, level == 2)


@pytest.mark.parametrize(
    ("trigger", "tier", "severity", "due_on", "priority"),
    [
        ("payment_missed", Tier.R1, "", date(2026, 11, 30), 70),
        ("payment_missed", Tier.R3, "", date(2026, 11, 28), 70),
        ("stress_confirmed", Tier.R1, "medium", date(2026, 12, 2), 80),
        ("stress_confirmed", Tier.R1, "high", date(2026, 11, 30), 80),
        ("second_lien_hit", Tier.R4, "", date(2026, 11, 30), 92),
        ("complaint_open", Tier.R1, "", None, 0),
    ],
)
def test_trigger_is_due_by_tier_or_severity(trigger, tier, severity, due_on, priority):
    due = trigger_due(trigger, FRIDAY, tier, CN, policy=BOOK.triggers, tz=SHANGHAI, severity=severity)
    assert (due.due_on, due.priority) == (due_on, priority)


def test_all_triggers_of_the_table_are_there_and_removal_alarm_brings_a_visit():
    assert len(BOOK.triggers.rules) == 22
    due = trigger_due("gps_removed", FRIDAY, Tier.R2, CN, policy=BOOK.triggers, tz=SHANGHAI)
    assert (due.due_on, due.visit_due_on) == (date(2026, 11, 30), date(2026, 12, 2))


@pytest.mark.parametrize(("days", "same"), [(0, True), (13, True), (14, False)])
def test_same_trigger_within_fourteen_days_joins_the_open_callback(days, same):
    earlier = [("gps_offline", FRIDAY - timedelta(days=days))]
    assert is_duplicate("gps_offline", FRIDAY, earlier, BOOK.triggers) is same
    assert not is_duplicate("bureau_alert", FRIDAY, earlier, BOOK.triggers)


def test_reminders_follow_the_tier():
    due = date(2026, 12, 15)
    assert pre_due_steps(due, Tier.R1, BOOK.cadence) == ()
    assert [s.channel for s in pre_due_steps(due, Tier.R1, BOOK.cadence, first_instalment=True)] == ["sms"]
    assert [(s.on.day, s.channel) for s in pre_due_steps(due, Tier.R4, BOOK.cadence)] == [
        (8, "call"),
        (13, "call"),
    ]


@pytest.mark.parametrize(("tier", "days"), [(Tier.R2, [1, 3, 7, 15, 30]), (Tier.R4, [1, 1, 7, 15, 30])])
def test_overdue_ladder_calls_high_risk_on_the_first_day(tier, days):
    due = date(2026, 11, 1)
    assert [(step.on - due).days for step in overdue_steps(due, tier, BOOK.cadence)] == days


def test_backlog_is_spread_over_workdays_most_urgent_first():
    room = capacity(date(2026, 11, 27), 5, 1, 2, CN)
    backlog = [BacklogItem(key=str(n), score=n, due_on=date(2026, 11, 1)) for n in range(5)]
    urgent = BacklogItem(key="u", score=0, due_on=date(2026, 11, 1), deadline=date(2026, 11, 26))
    placed = spread([*backlog, urgent], room)
    assert (placed.dates["u"], placed.dates["4"], placed.dates["3"]) == (
        date(2026, 11, 27),
        date(2026, 11, 27),
        date(2026, 11, 30),
    )
    assert (placed.reaches, placed.late, placed.unplaced) == (date(2026, 12, 1), ("u",), ())


def test_backlog_without_room_says_what_stays_out():
    backlog = [BacklogItem(key=str(n), score=n, due_on=date(2026, 11, 1)) for n in range(3)]
    placed = spread(backlog, {date(2026, 11, 27): 1, date(2026, 11, 28): 0})
    assert (placed.unplaced, placed.used) == (("1", "0"), {date(2026, 11, 27): 1})


def test_items_go_to_the_agent_with_the_least_load_who_has_room():
    assert assign(["a", "b", "c", "d"], {"x": 1}, {"x": 2, "y": 2}) == {"a": "y", "b": "x", "c": "y"}


def test_auditor_reads_everything_and_changes_nothing():
    assert all(may("auditor", verb, Scope.ANY) for verb in READ_VERBS)
    assert not any(may("auditor", verb) for verb in VERBS - READ_VERBS)


@pytest.mark.parametrize(
    ("role", "verb", "scope", "allowed"),
    [
        ("agent", "callback.work", Scope.OWN, True),
        ("agent", "callback.see", Scope.TEAM, False),
        ("agent", "signal.decide", Scope.OWN, False),
        ("agent", "phone.reveal", Scope.OWN, True),
        ("team_lead", "signal.decide", Scope.TEAM, True),
        ("team_lead", "signal.decide", Scope.ANY, False),
        ("team_lead", "staff.invite", Scope.OWN, False),
        ("support", "case.decide", Scope.ANY, True),
        ("support", "signal.decide", Scope.OWN, False),
        ("compliance", "audit.verify", Scope.ANY, True),
        ("admin", "staff.change_role", Scope.ANY, True),
        ("admin", "signal.decide", Scope.OWN, False),
        ("admin", "transcript.see", Scope.OWN, False),
        ("customer", "own_record.see", Scope.OWN, True),
        ("customer", "loan.see", Scope.OWN, False),
        ("nobody", "loan.see", Scope.OWN, False),
    ],
)
def test_role_may_only_what_the_table_grants(role, verb, scope, allowed):
    assert may(role, verb, scope) is allowed


def test_every_granted_verb_exists_and_an_unknown_verb_is_an_error():
    assert {verb for grants in GRANTS.values() for verb in grants} <= VERBS
    assert {verb for grants in GRANTS.values() for verb in grants} == VERBS
    with pytest.raises(KeyError):
        may("agent", "loan.steal")


def test_nobody_decides_about_their_own_call():
    assert not may_decide(7, 7)
    assert may_decide(7, 8)


def test_scope_of_one_thing_follows_from_whose_it_is():
    assert covers("agent", "callback.see", owner=True, same_team=True)
    assert not covers("agent", "callback.see", owner=False, same_team=True)
    assert covers("team_lead", "callback.see", owner=False, same_team=True)
    assert not covers("team_lead", "callback.see", owner=False, same_team=False)
    assert (reach("team_lead", "callback.see"), reach(Role.AGENT, "plan.run")) == (Scope.TEAM, None)


def test_hold_ends_exclusively_and_grave_ones_need_a_second_person_to_lift():
    hold = Hold(marker="disaster", since=NOW, until=FRIDAY)
    assert active_holds([hold], FRIDAY - timedelta(seconds=1)) == (hold,)
    assert active_holds([hold], FRIDAY) == ()
    assert not may_lift("fraud_victim", 1, 1)
    assert may_lift("disaster", 1, 1)


@pytest.mark.parametrize(
    ("machine", "source", "target", "allowed"),
    [
        (CALLBACK, "planned", "ready", True),
        (CALLBACK, "planned", "completed", False),
        (CALLBACK, "waiting_customer", "completed", True),
        (CALLBACK, "partial", "in_progress", False),
        (CALLBACK, "unreachable", "ready", False),
        (ATTEMPT, "checking", "blocked", True),
        (ATTEMPT, "checking", "ringing", False),
        (HOLD, "placed", "lifted", True),
        (HOLD, "lifted", "placed", False),
    ],
)
def test_moves_that_are_not_listed_are_forbidden(machine, source, target, allowed):
    assert machine.may_move(source, target) is allowed


@pytest.mark.parametrize("machine", [CALLBACK, ATTEMPT, HOLD])
def test_nothing_leaves_a_terminal_state(machine):
    assert machine.terminal
    assert all(machine.next_states(state) == () for state in machine.terminal)
    assert all(machine.next_states(state) for state in set(machine.states) - machine.terminal)
