"""Pushing: who gets a card, how many, in which order, and what a sweep does after a pause."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.services import push
from bot.services.late import late_list
from bot.services.working_hours import is_working
from storage.models import Callback, ChatMessage
from tests.support.planning import add_agent, add_callback, add_loan, callbacks_of

pytestmark = pytest.mark.both_engines


def fill(uow, count, **columns):
    """Store so many loans with a ready callback each."""
    loan_columns = {k: columns.pop(k) for k in ("agent_reference",) if k in columns}
    rows = []
    for number in range(count):
        loan = add_loan(uow, f"L{uow.loans.count() + 1}", **loan_columns)
        due_at = uow.now + timedelta(minutes=number)
        rows.append(add_callback(uow, loan, **{"due_at": due_at} | columns))
    return rows


def holders(new_unit):
    """Return the assignees of all pushed callbacks, in the order of their numbers."""
    with new_unit() as uow:
        query = select(Callback.assignee_id).where(Callback.pushed_at.is_not(None)).order_by(Callback.id)
        return list(uow.session.exec(query))


def test_an_agent_gets_a_handful_and_the_rest_waits_in_order(services, new_unit):
    with new_unit() as uow:
        add_agent(uow)
        fill(uow, 8)
        uow.commit()
    assert push.push_due(services) == 5
    assert push.push_due(services) == 0
    with new_unit() as uow:
        waiting = uow.session.exec(select(Callback.id).where(Callback.pushed_at.is_(None))).all()
    assert sorted(waiting) == [6, 7, 8]


def test_the_daily_capacity_counts_work_that_went_back_to_wait(services, new_unit):
    from tests.support.planning import add_attempt

    with new_unit() as uow:
        agent = add_agent(uow, daily_capacity=3)
        rows = fill(uow, 6)
        for row in rows[:2]:
            add_attempt(uow, row, agent)
            row.state, row.next_try_at = "waiting_retry", uow.now + timedelta(days=1)
        uow.commit()
    assert push.push_due(services) == 1


def test_high_risk_goes_first_and_fresh_work_before_imported_backlog(services, new_unit):
    with new_unit() as uow:
        add_agent(uow, daily_capacity=2)
        fill(uow, 2, rank=60)
        fill(uow, 1, rank=90)
        fill(uow, 2, rank=95, backlog=True)
        uow.commit()
    push.push_due(services)
    with new_unit() as uow:
        pushed = uow.session.exec(select(Callback.id).where(Callback.pushed_at.is_not(None))).all()
    assert sorted(pushed) == [1, 3]


def test_work_is_shared_by_language_and_load(services, new_unit):
    with new_unit() as uow:
        chinese = add_agent(uow, "甲", languages=["zh-CN"])
        english = add_agent(uow, "B", languages=["en"])
        fill(uow, 2, language="zh-CN")
        fill(uow, 2, language="en")
        uow.commit()
        ids = [chinese.id, english.id]
    push.push_due(services)
    assert holders(new_unit) == [ids[0], ids[0], ids[1], ids[1]]


def test_a_language_nobody_speaks_is_not_left_lying(services, new_unit):
    with new_unit() as uow:
        add_agent(uow, languages=["zh-CN"])
        fill(uow, 1, language="hi")
        uow.commit()
    assert push.push_due(services) == 1


def test_work_for_a_busy_named_agent_does_not_stand_in_others_way(services, new_unit):
    with new_unit() as uow:
        add_agent(uow, "名", reference="A1", daily_capacity=0)
        other = add_agent(uow, "别")
        fill(uow, 20, agent_reference="A1", rank=90)
        fill(uow, 1, rank=60)
        uow.commit()
        other_id = other.id
    push.push_due(services)
    assert holders(new_unit) == [other_id]


def test_a_team_gets_its_own_work_only(services, new_unit):
    with new_unit() as uow:
        add_agent(uow, team="north")
        fill(uow, 1, team="south")
        uow.commit()
    assert push.push_due(services) == 0


@pytest.mark.parametrize("hours", [-6, 8])
def test_nothing_is_pushed_outside_working_hours(services, new_unit, clock, hours):
    with new_unit() as uow:
        add_agent(uow)
        fill(uow, 1)
        uow.commit()
    clock.advance(timedelta(hours=hours))
    assert push.push_due(services) == 0


def test_work_put_off_is_not_pushed_before_its_time(services, new_unit, clock):
    with new_unit() as uow:
        agent = add_agent(uow)
        (row,) = fill(uow, 1, assignee_id=agent.id)
        row.next_try_at = uow.now + timedelta(hours=2)
        uow.commit()
    assert push.push_due(services) == 0
    clock.advance(timedelta(hours=2))
    assert push.push_due(services) == 1


def test_a_customers_chosen_time_comes_before_a_full_day(services, new_unit):
    with new_unit() as uow:
        agent = add_agent(uow, daily_capacity=0)
        fill(uow, 1, assignee_id=agent.id)
        fill(uow, 1, assignee_id=agent.id, customer_slot_at=uow.now)
        uow.commit()
    assert push.push_due(services) == 1


def test_absent_agents_work_is_handed_on_oldest_first(services, new_unit):
    with new_unit() as uow:
        away = add_agent(uow, on_duty=False)
        fill(uow, 3, assignee_id=away.id, pushed_at=uow.now)
        here = add_agent(uow, "替", daily_capacity=2)
        uow.commit()
        here_id = here.id
    assert push.release_absent(services) == 3
    assert push.push_due(services) == 2
    with new_unit() as uow:
        taken = uow.session.exec(select(Callback.id).where(Callback.assignee_id == here_id)).all()
    assert sorted(taken) == [1, 2]


def test_windows_open_after_a_pause_and_a_link_waits_for_the_customer(services, new_unit):
    with new_unit() as uow:
        earlier = uow.now - timedelta(days=5)
        loan = add_loan(uow)
        add_callback(uow, loan, state="planned", window_open=earlier)
        add_callback(uow, loan, state="planned", window_open=earlier, form_key="self_checkin", cycle_key="s")
        uow.commit()
    assert push.open_windows(services) == 2
    states = {c.form_key: c.state for c in callbacks_of(new_unit)}
    assert states == {"first_30d": "ready", "self_checkin": "waiting_customer"}


def test_a_link_that_nobody_filled_in_becomes_one_call_two_workdays_later(services, new_unit):
    with new_unit() as uow:
        add_callback(uow, add_loan(uow), form_key="self_checkin", cycle_key="s", state="waiting_customer",
                     closes_at=uow.now)  # fmt: skip
        uow.commit()
    assert [push.expire_checkins(services) for _ in range(2)] == [1, 0]
    link, call = sorted(callbacks_of(new_unit), key=lambda c: c.id)
    assert (link.state, link.close_reason) == ("cancelled", "expired")
    assert (call.form_key, call.state, call.trigger) == ("quarterly_risk", "ready", "self_checkin_expired")
    assert call.due_at.date().isoformat() == "2026-11-26"


def test_a_missed_deadline_is_marked_once_and_stays_workable(services, new_unit):
    with new_unit() as uow:
        add_callback(uow, add_loan(uow), closes_at=uow.now - timedelta(days=1))
        uow.commit()
    assert [push.mark_missed(services) for _ in range(2)] == [1, 0]
    (row,) = callbacks_of(new_unit)
    assert (row.state, row.deadline_missed, row.deadline_reason) == ("ready", True, "not_tried")


def test_the_digest_comes_once_a_day_at_the_start_of_work(services, new_unit, clock):
    with new_unit() as uow:
        add_agent(uow)
        uow.commit()
    assert [push.send_digests(services) for _ in range(2)] == [1, 0]
    clock.advance(timedelta(hours=18))
    assert push.send_digests(services) == 0
    clock.advance(timedelta(hours=6))
    assert push.send_digests(services) == 1


def test_a_card_hangs_in_the_agents_chat(services, new_unit):
    with new_unit() as uow:
        agent = add_agent(uow)
        fill(uow, 1)
        uow.commit()
        chat = agent.chat_user_id
    push.push_due(services)
    with new_unit() as uow:
        cards = uow.session.exec(select(ChatMessage.kind, ChatMessage.chat_id)).all()
    assert [tuple(card) for card in cards] == [("callback_card", chat)]


def test_the_leads_list_names_promises_about_to_break(services, new_unit):
    with new_unit() as uow:
        for number, days in enumerate((5, 6, -1)):
            add_callback(uow, add_loan(uow, f"L{number}"), closes_at=uow.now + timedelta(days=days))
        uow.commit()
        found = [(item.loan_number, item.days_left, item.missed) for item in late_list(services, uow)]
    assert found == [("L2", -1, True), ("L0", 5, False)]


def test_midnight_as_an_end_means_the_end_of_the_day(services, new_unit, clock):
    with new_unit() as uow:
        agent = add_agent(uow, working_hours={"mon_fri": ["12:00", "00:00"]})
        assert is_working(agent, clock.advance(timedelta(hours=11)), services.calendar)
