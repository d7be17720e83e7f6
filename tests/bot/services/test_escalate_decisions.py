"""A decision that waits too long climbs one level at a time; a clock never decides."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.services.escalate import escalate_decisions
from storage.models import ChatMessage, StoredSignal
from tests.support.planning import add_agent, add_callback, add_loan

pytestmark = pytest.mark.both_engines


@pytest.fixture
def signal(new_unit):
    """A critical signal whose hour is over, with a lead and an administrator to hear of it."""
    with new_unit() as uow:
        loan = add_loan(uow)
        callback = add_callback(uow, loan)
        add_agent(uow, "组长", role="team_lead")
        add_agent(uow, "管理", role="admin")
        row = uow.reviews.add(
            StoredSignal(
                loan_id=loan.id, callback_id=callback.id, key="vuln.self_harm", severity="critical",
                proposed_key="vuln.self_harm", proposed_severity="critical",
                speaker="customer", origin="form", state="proposed", proposed_at=uow.now, decide_by=uow.now,
            )
        )  # fmt: skip
        uow.commit()
        return row.id


def read(new_unit, number):
    with new_unit() as uow:
        row = uow.session.get(StoredSignal, number)
        return row.state, row.escalation, row.decide_by


def test_a_late_decision_climbs_once_and_its_clock_starts_anew(services, new_unit, clock, signal):
    assert [escalate_decisions(services) for _ in range(2)] == [1, 0]
    assert read(new_unit, signal) == ("proposed", 1, clock.now() + timedelta(hours=1))


def test_the_top_of_the_ladder_keeps_ringing_and_never_decides(services, new_unit, clock, signal):
    for _ in range(6):
        escalate_decisions(services)
        clock.advance(timedelta(hours=1))
    state, level, _ = read(new_unit, signal)
    assert state == "proposed"
    assert level == len(services.rules.sla.decisions["critical"].escalate)


def test_those_who_come_next_see_the_card(services, new_unit, signal):
    escalate_decisions(services)
    with new_unit() as uow:
        kinds = uow.session.exec(select(ChatMessage.kind)).all()
    assert kinds
    assert set(kinds) == {"signal_card"}


def test_a_decision_in_time_is_left_alone(services, new_unit, clock, signal):
    clock.advance(-timedelta(minutes=1))
    assert escalate_decisions(services) == 0
