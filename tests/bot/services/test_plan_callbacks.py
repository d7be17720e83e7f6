"""Planning: what is planned, what never doubles, what a hold keeps back, and what a replay of a day sees."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.plan_callbacks import PlanReport, plan_batch, plan_callbacks
from bot.services.why import due, moment_on, why
from tests.support.planning import add_callback, add_hold, add_loan, callbacks_of

pytestmark = pytest.mark.both_engines

SHANGHAI = "Asia/Shanghai"
MARCH = date(2026, 3, 1)


def store(new_unit, **columns):
    with new_unit() as uow:
        loan = add_loan(uow, **columns)
        uow.commit()
        return loan


def plan_on(services, day):
    return plan_callbacks(services, at=moment_on(day, SHANGHAI)).as_json()


def test_every_loan_gets_its_first_callback_within_thirty_days(services, new_unit):
    store(new_unit)
    assert plan_callbacks(services).by_form == {"first_30d": 1}
    (first,) = callbacks_of(new_unit)
    assert first.closes_at.astimezone(UTC).date() == date(2026, 12, 10)
    assert (first.state, first.details) == ("ready", {"self_link_on": "2026-11-15"})


def test_planning_again_plans_nothing_and_says_what_stands(services, new_unit):
    store(new_unit)
    first = plan_callbacks(services).as_json()
    again = plan_callbacks(services).as_json()
    assert (first["planned"], first["existing"]) == (1, 0)
    assert (again["planned"], again["existing"], again["by_form"]) == (0, 1, {})


def test_a_past_day_is_replayed_as_it_was(services, new_unit):
    store(new_unit, disbursed_on=MARCH)
    assert plan_on(services, date(2026, 3, 15))["by_form"] == {"first_30d": 1}
    (first,) = callbacks_of(new_unit)
    assert (first.deadline_missed, first.backlog, first.state) == (False, False, "ready")
    again = plan_on(services, date(2026, 3, 15))
    assert (again["planned"], again["existing"]) == (0, 1)
    rows = due(services, on=date(2026, 3, 22))
    assert [(row["loan_number"], row["due_on"], row["reads_as"]) for row in rows] == [
        ("L1", "2026-03-22", "open")
    ]


def test_a_day_before_disbursement_plans_nothing(services, new_unit):
    store(new_unit, disbursed_on=MARCH)
    assert plan_on(services, date(2026, 2, 20))["planned"] == 0
    assert plan_on(services, date(2026, 3, 2))["planned"] == 1


def test_a_replay_of_more_than_one_batch_ends(services, new_unit):
    with new_unit() as uow:
        for number in range(501):
            add_loan(uow, f"L{number}", disbursed_on=MARCH)
        uow.commit()
    assert plan_on(services, date(2026, 3, 15))["planned"] == 501


def test_a_coming_day_plans_ahead_without_pushing_early(services, new_unit):
    store(new_unit, disbursed_on=date(2026, 12, 20))
    assert plan_on(services, date(2027, 1, 10))["planned"] == 1
    (first,) = callbacks_of(new_unit)
    assert (first.state, first.deadline_missed) == ("planned", False)


def test_a_first_callback_due_before_the_import_is_backlog_and_nobodys_fault(services, new_unit):
    store(new_unit, disbursed_on=MARCH)
    plan_callbacks(services)
    first = next(c for c in callbacks_of(new_unit) if c.form_key == "first_30d")
    assert (first.backlog, first.deadline_missed, first.deadline_reason) == (True, True, "imported_late")


def test_a_held_loan_is_counted_and_not_planned(services, new_unit):
    with new_unit() as uow:
        add_hold(uow, add_loan(uow), "deceased")
        add_loan(uow, "L2")
        uow.commit()
    for _ in range(2):
        report = plan_callbacks(services).as_json()
        assert report["suppressed"] == 1
    assert callbacks_of(new_unit, "L1") == []
    assert len(callbacks_of(new_unit, "L2")) == 1


def test_a_long_hold_cancels_what_was_planned_and_its_end_plans_it_anew(services, new_unit, clock):
    loan = store(new_unit)
    plan_callbacks(services)
    with new_unit() as uow:
        hold = add_hold(uow, loan, "deceased")
        uow.commit()
    plan_callbacks(services)
    assert [(c.state, c.close_reason) for c in callbacks_of(new_unit)] == [("cancelled", "hold")]
    with new_unit() as uow:
        uow.session.merge(hold).lifted_at = uow.now
        uow.loans.look_again([loan.id], uow.now)
        uow.commit()
    clock.advance(timedelta(minutes=1))
    assert plan_callbacks(services).planned == 1
    assert [c.cycle_key for c in callbacks_of(new_unit) if c.state == "ready"] == ["first_30d:1#2"]


def test_a_short_hold_leaves_the_plan_alone(services, new_unit):
    loan = store(new_unit)
    plan_callbacks(services)
    with new_unit() as uow:
        add_hold(uow, loan, "disaster", ends_at=uow.now + timedelta(days=7))
        uow.commit()
    assert plan_callbacks(services).suppressed == 1
    assert [c.state for c in callbacks_of(new_unit)] == ["ready"]


def test_a_call_in_hand_survives_a_hold(services, new_unit):
    loan = store(new_unit)
    with new_unit() as uow:
        add_callback(uow, loan, state="in_progress", attempts=1)
        add_hold(uow, loan, "deceased")
        uow.commit()
    plan_callbacks(services)
    assert [c.state for c in callbacks_of(new_unit)] == ["in_progress"]


def done(new_unit, loan, day, form="first_30d", key="first_30d:1"):
    ended = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    with new_unit() as uow:
        add_callback(uow, uow.session.merge(loan), form_key=form, cycle_key=key, state="completed",
                     completed_at=ended, closed_at=ended)  # fmt: skip
        uow.commit()


def test_high_risk_is_called_again_within_ninety_two_days(services, new_unit):
    loan = store(new_unit, disbursed_on=date(2026, 8, 1), tier_override="1", segments=["thin_file", "high_ltv"],
                 tier_override_until=datetime(2026, 12, 1, tzinfo=UTC), tier="R3")  # fmt: skip
    done(new_unit, loan, date(2026, 8, 20))
    with new_unit() as uow:
        uow.loans.by_number("L1").dpd = 20
        uow.commit()
    plan_callbacks(services)
    call = next(c for c in callbacks_of(new_unit) if c.form_key == "quarterly_risk")
    assert call.closes_at - datetime(2026, 8, 20, tzinfo=UTC) <= timedelta(days=93)


def test_a_cycle_swallowed_by_another_is_closed_into_it_and_stays_closed(services, new_unit, clock):
    loan = store(new_unit, disbursed_on=date(2026, 6, 2), segments=["gig_commercial", "self_employed"],
                 ltv="0.5")  # fmt: skip
    done(new_unit, loan, date(2026, 8, 1))
    with new_unit() as uow:
        row = uow.loans.by_number("L1")
        row.dpd, row.tier = 5, "R2"
        uow.commit()
    plan_callbacks(services)
    rows = {c.form_key: c for c in callbacks_of(new_unit) if c.state != "completed"}
    link, call = rows["self_checkin"], rows["quarterly_risk"]
    assert (link.state, link.close_reason, link.merged_into) == ("cancelled", "merged", call.id)
    due_at = call.due_at
    clock.advance(timedelta(days=1))
    with new_unit() as uow:
        uow.loans.look_again([loan.id], uow.now)
        uow.commit()
    assert plan_callbacks(services).planned == 0
    assert next(c.due_at for c in callbacks_of(new_unit) if c.id == call.id) == due_at


def test_a_closed_loan_closes_its_callbacks(services, new_unit):
    loan = store(new_unit)
    plan_callbacks(services)
    with new_unit() as uow:
        row = uow.loans.get(loan.id)
        row.status, row.plan_next_at = "settled", uow.now
        uow.commit()
    assert plan_callbacks(services).no_longer_needed == 1
    (first,) = callbacks_of(new_unit)
    assert (first.state, first.close_reason, first.closed_at is None) == ("cancelled", "loan_closed", False)


def test_the_tier_knows_since_when_it_stands(services, new_unit, clock):
    loan = store(new_unit)
    plan_callbacks(services)
    with new_unit() as uow:
        assert uow.loans.get(loan.id).tier_since == date(2026, 11, 24)
        row = uow.loans.get(loan.id)
        row.dpd, row.plan_next_at = 40, uow.now
        uow.commit()
    clock.advance(timedelta(days=3))
    plan_callbacks(services)
    with new_unit() as uow:
        assert (uow.loans.get(loan.id).tier, uow.loans.get(loan.id).tier_since) == ("R3", date(2026, 11, 27))


def test_twelve_clean_months_are_counted_and_arrears_end_them(services, new_unit):
    store(new_unit, disbursed_on=date(2025, 11, 1))
    store(new_unit, number="L2", disbursed_on=date(2025, 11, 1),
          dpd_changed_at=datetime(2026, 6, 1, tzinfo=UTC))  # fmt: skip
    keys = [[p["key"] for p in why(services, number)["tier"]["points"]] for number in ("L1", "L2")]
    assert keys == [["clean_12m"], []]


def test_a_lead_task_of_a_cycle_is_opened_once(services, new_unit):
    loan = store(new_unit, segments=["watch_channel"], dpd=90, disbursed_on=date(2026, 11, 20))
    for _ in range(2):
        plan_callbacks(services)
        with new_unit() as uow:
            uow.loans.look_again([loan.id], uow.now)
            uow.commit()
    with new_unit() as uow:
        kinds = sorted(t.kind for t in uow.follow_ups.open_tasks() if t.kind == "fraud_review")
    assert kinds == ["fraud_review"]
    first = next(c for c in callbacks_of(new_unit) if c.form_key == "first_30d")
    assert "knowledge_check" in first.details["tasks"]


def test_a_sweep_looks_only_at_loans_with_something_due(services, new_unit):
    with new_unit() as uow:
        add_loan(uow, "L1")
        add_loan(uow, "L2", plan_next_at=uow.now + timedelta(days=1))
        uow.commit()
    report = PlanReport()
    assert plan_batch(services, report) is False
    assert report.loans == 1


def test_the_audit_trail_gets_one_event_for_a_batch(services, new_unit):
    with new_unit() as uow:
        for number in range(20):
            add_loan(uow, f"L{number}")
        uow.commit()
    plan_callbacks(services)
    with new_unit() as uow:
        assert uow.audit.verify().events == 1


@pytest.mark.parametrize("opted", [False, True])
def test_monthly_links_need_the_customers_wish(services, new_unit, opted):
    from storage.models import ContactPreference

    with new_unit() as uow:
        loan = add_loan(uow, dpd=20, disbursed_on=date(2026, 10, 20))
        if opted:
            wish = ContactPreference(
                borrower_id=loan.borrower_id, kind="channel", value="sms", source="t", valid_from=uow.now
            )
            uow.loans.add(wish)
        uow.commit()
    plan_callbacks(services)
    assert ("self_checkin" in {c.form_key for c in callbacks_of(new_unit)}) is opted
