"""Arrears that a file brings ask for one call and take it back when they are gone; a new number wakes work."""

from datetime import date, timedelta

import pytest

from bot.services.plan_callbacks import plan_callbacks
from bot.services.trigger import fire_trigger
from bot.services.why import why
from tests.support.loan_files import import_lines
from tests.support.planning import add_callback, add_hold, add_loan, callbacks_of

pytestmark = pytest.mark.both_engines

HEADINGS = "合同号,放款日期,放款金额,客户姓名,手机,还款日,逾期天数"


def bring(services, tmp_path, dpd, *, phone="13900000001", day="2026-06-01", due_day=15):
    """Import one loan with these arrears and plan."""
    import_lines(services.new_unit, tmp_path, HEADINGS, f"HT001,{day},50000,测试甲,{phone},{due_day},{dpd}")
    return plan_callbacks(services)


def finish_first(new_unit):
    with new_unit() as uow:
        for callback in uow.callbacks.of_loan(1):
            if callback.form_key == "first_30d":
                callback.state, callback.completed_at = "completed", uow.now
                callback.closed_at = uow.now
        uow.commit()


def follow_ups(new_unit):
    return [c for c in callbacks_of(new_unit, "HT001") if c.form_key == "due_followup"]


def test_new_arrears_open_one_follow_up(services, new_unit, tmp_path, clock):
    bring(services, tmp_path, 0)
    finish_first(new_unit)
    clock.advance(timedelta(days=1))
    report = bring(services, tmp_path, 2)
    assert report.by_form["due_followup"] == 1
    clock.advance(timedelta(days=1))
    bring(services, tmp_path, 3)
    assert [(c.trigger, c.state, c.purpose) for c in follow_ups(new_unit)] == [
        ("payment_missed", "ready", "collection")
    ]


def test_arrears_join_a_call_that_is_open_and_replanning_keeps_them(services, new_unit, tmp_path, clock):
    bring(services, tmp_path, 0, day="2026-11-20")
    clock.advance(timedelta(days=1))
    bring(services, tmp_path, 2, day="2026-11-20")
    clock.advance(timedelta(hours=1))
    with new_unit() as uow:
        uow.loans.look_again([1], uow.now)
        uow.commit()
    plan_callbacks(services)
    first = next(c for c in callbacks_of(new_unit, "HT001") if c.form_key == "first_30d")
    assert (first.trigger, follow_ups(new_unit)) == ("first_payment_missed", [])
    assert first.explanation[-1]["text"] == "policy-why-trigger"
    assert first.due_at.date() <= date(2026, 11, 28)


def test_the_first_instalment_missed_is_named_so_and_goes_to_the_fraud_desk(services, new_unit, tmp_path):
    bring(services, tmp_path, 3, day="2026-10-20", due_day=20)
    first = next(c for c in callbacks_of(new_unit, "HT001") if c.form_key == "first_30d")
    assert first.trigger == "first_payment_missed"
    with new_unit() as uow:
        assert [(t.kind, t.desk) for t in uow.follow_ups.open_tasks()] == [("fraud_screen", "fraud")]


def test_paid_arrears_close_an_untouched_follow_up_and_new_ones_ask_again(
    services, new_unit, tmp_path, clock
):
    bring(services, tmp_path, 0)
    finish_first(new_unit)
    for dpd in (2, 0, 4):
        clock.advance(timedelta(days=1))
        bring(services, tmp_path, dpd)
    found = [(c.state, c.close_reason) for c in sorted(follow_ups(new_unit), key=lambda c: c.id)]
    assert found == [("cancelled", "no_longer_needed"), ("ready", None)]


def test_points_of_paid_arrears_fade_instead_of_vanishing(services, new_unit, tmp_path, clock):
    bring(services, tmp_path, 20)
    clock.advance(timedelta(days=1))
    bring(services, tmp_path, 0)
    clock.advance(timedelta(days=60))
    points = {p["key"]: p["points"] for p in why(services, "HT001")["tier"]["points"]}
    assert points["dpd_8_30"] == 20


def test_work_begun_is_not_taken_back(services, new_unit, tmp_path, clock):
    bring(services, tmp_path, 0)
    finish_first(new_unit)
    clock.advance(timedelta(days=1))
    bring(services, tmp_path, 2)
    with new_unit() as uow:
        uow.callbacks.get(follow_ups(new_unit)[0].id).attempts = 1
        uow.commit()
    clock.advance(timedelta(days=1))
    bring(services, tmp_path, 0)
    assert [c.state for c in follow_ups(new_unit)] == ["ready"]


def test_arrears_behind_a_hold_ask_once_it_is_lifted(services, new_unit, clock):
    with new_unit() as uow:
        loan = add_loan(uow, "HT001", dpd=5, disbursed_on=date(2026, 6, 1))
        hold = add_hold(uow, loan, "breathing_space")
        uow.commit()
    plan_callbacks(services)
    assert callbacks_of(new_unit, "HT001") == []
    clock.advance(timedelta(days=1))
    with new_unit() as uow:
        uow.session.merge(hold).lifted_at = uow.now
        uow.loans.look_again([loan.id], uow.now)
        uow.commit()
    plan_callbacks(services)
    assert [c.trigger for c in callbacks_of(new_unit, "HT001") if c.trigger] == ["payment_missed"]


def test_a_new_phone_wakes_resting_work_and_another_change_does_not(services, new_unit, tmp_path, clock):
    bring(services, tmp_path, 0, day="2026-11-20")
    with new_unit() as uow:
        callback, borrower = uow.callbacks.of_loan(1)[0], uow.loans.borrower(1)
        callback.state, borrower.phone_blocked_reason = "waiting_retry", "invalid_number"
        uow.commit()
    states = []
    for dpd, phone in ((0, "13900000001"), (0, "13900000002")):
        clock.advance(timedelta(minutes=5))
        bring(services, tmp_path, dpd, phone=phone, day="2026-11-20")
        states.append(callbacks_of(new_unit, "HT001")[0].state)
    assert states == ["waiting_retry", "ready"]


@pytest.mark.parametrize("form", ["self_checkin", "vehicle_inspection"])
def test_an_event_never_vanishes_in_a_link_or_a_visit(services, new_unit, form):
    with new_unit() as uow:
        loan = add_loan(uow)
        add_callback(uow, loan, form_key=form, cycle_key=f"{form}:1")
        found = fire_trigger(services, uow, loan, "payment_missed")
        assert found is not None
        assert found.form_key == "due_followup"
