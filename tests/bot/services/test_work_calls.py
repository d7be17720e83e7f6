"""An agent at work: start, could not reach, later, hand over, the number; and what the contact policy says to it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import BadInputError, ConflictError, NotAllowedError
from bot.services import work
from bot.services.contact import check_contact
from storage.models import ContactPreference, SupportCase
from tests.support.planning import add_agent, add_attempt, add_callback, add_hold, add_loan, make_services

pytestmark = pytest.mark.both_engines


@pytest.fixture
def desk(services, new_unit):
    """An open unit with an agent and a callback that is ready."""
    with new_unit() as uow:
        loan = add_loan(uow)
        yield uow, add_agent(uow), loan, add_callback(uow, loan)


def test_starting_twice_opens_one_attempt(services, desk):
    uow, agent, _, callback = desk
    attempts = {work.start(services, uow, agent, callback.id).attempt.id for _ in range(2)}
    assert (len(attempts), callback.attempts, callback.state) == (1, 1, "in_progress")


def test_another_teams_waiting_work_cannot_be_claimed(desk):
    uow, _, _, callback = desk
    callback.team = "north"
    stranger = add_agent(uow, "小吴", team="south")
    with pytest.raises(NotAllowedError):
        work.claim(uow, stranger, callback.id)
    assert callback.assignee_id is None


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("no_answer", "waiting_retry"), ("invalid_number", "waiting_retry"), ("refused_to_talk", "refused")],
)
def test_an_ending_follows_the_retry_table(services, desk, outcome, state):
    uow, agent, _, callback = desk
    work.could_not_reach(services, uow, agent, callback.id, outcome)
    assert callback.state == state
    assert (callback.next_try_at is not None) is (outcome == "no_answer")
    assert (callback.closed_at == uow.now) is (state == "refused")


def test_a_wrong_number_is_blocked_and_given_to_the_data_desk(services, desk):
    uow, agent, loan, callback = desk
    work.could_not_reach(services, uow, agent, callback.id, "wrong_number")
    assert uow.loans.borrower(loan.borrower_id).phone_blocked_reason == "wrong_number"
    assert "data_repair" in {task.kind for task in uow.follow_ups.open_tasks(desk="data")}


def test_a_hold_stops_the_dial_and_the_try_is_kept_with_its_reason(services, desk):
    uow, agent, loan, callback = desk
    add_hold(uow, loan, "crisis")
    dial = work.start(services, uow, agent, callback.id)
    assert (dial.verdict.allowed, dial.attempt, callback.state) == (False, None, "ready")
    (attempt,) = uow.callbacks.attempts_of(callback.id)
    assert (attempt.state, [r["code"] for r in attempt.reasons]) == ("blocked", ["HOLD_CRISIS"])


@pytest.mark.parametrize(("role", "case", "allowed"), [("support", True, True), ("support", False, False),
                                                       ("agent", True, False)])  # fmt: skip
def test_only_the_support_desk_may_ring_about_its_own_open_case(services, desk, role, case, allowed):
    uow, agent, loan, callback = desk
    agent.role = role
    add_hold(uow, loan, "hardship_pending")
    if case:
        uow.follow_ups.add(SupportCase(loan_id=loan.id, due_at=uow.now, opened_at=uow.now))
    assert work.start(services, uow, agent, callback.id).verdict.allowed is allowed


def test_the_hours_are_the_customers_not_the_agents(services, desk):
    uow, _, loan, callback = desk
    borrower = uow.loans.borrower(loan.borrower_id)
    borrower.timezone = "America/New_York"  # noon in Shanghai is eleven at night there
    verdict = check_contact(services, uow, callback, loan, borrower)
    assert [reason.code for reason in verdict.reasons] == ["OUTSIDE_WINDOW"]


def test_a_public_holiday_moves_the_call_to_the_next_open_day(new_unit, clock, desk):
    uow, _, loan, callback = desk
    british = make_services(new_unit, clock, contact_policy="gb")
    borrower = uow.loans.borrower(loan.borrower_id)
    borrower.timezone = "Europe/London"
    christmas = datetime(2026, 12, 25, 12, tzinfo=UTC)
    verdict = check_contact(british, uow, callback, loan, borrower, at=christmas)
    assert [reason.code for reason in verdict.reasons] == ["HOLIDAY"]
    assert verdict.next_allowed_at.date().isoformat() == "2026-12-27"


def test_a_wish_for_no_calls_is_kept(services, desk):
    uow, _, loan, callback = desk
    wish = ContactPreference(
        borrower_id=loan.borrower_id, kind="restriction", value="text_only", source="t", valid_from=uow.now
    )
    uow.loans.add(wish)
    verdict = check_contact(services, uow, callback, loan, uow.loans.borrower(loan.borrower_id))
    assert [reason.code for reason in verdict.reasons] == ["CHANNEL_NOT_ALLOWED"]


def test_limits_count_over_all_loans_of_a_person_and_roll(services, desk):
    uow, agent, loan, callback = desk
    other = add_callback(uow, add_loan(uow, "L2", borrower_id=loan.borrower_id))
    for _ in range(30):
        add_attempt(uow, other, agent, at=uow.now - timedelta(hours=1))
    borrower = uow.loans.borrower(loan.borrower_id)
    assert not check_contact(services, uow, callback, loan, borrower).allowed
    later = uow.now + timedelta(days=35)
    assert check_contact(services, uow, callback, loan, borrower, at=later).allowed


def test_later_keeps_the_time_and_the_past_is_refused(services, desk):
    uow, agent, _, callback = desk
    wanted = uow.now + timedelta(hours=2)
    assert work.later(services, uow, agent, callback.id, wanted, by_customer=True) == wanted
    assert (callback.next_try_at, callback.customer_slot_at, callback.pushed_at) == (wanted, wanted, None)
    with pytest.raises(BadInputError):
        work.later(services, uow, agent, callback.id, uow.now, by_customer=False)


def test_a_callback_handed_over_hangs_in_the_colleagues_chat(services, desk):
    uow, agent, _, callback = desk
    colleague = add_agent(uow, "接手")
    work.claim(uow, agent, callback.id)
    work.hand_over(uow, agent, callback.id, colleague)
    assert callback.assignee_id == colleague.id
    assert uow.chats.live("callback_card", callback.id, colleague.chat_user_id)


def test_an_absent_colleague_gets_nothing(services, desk):
    uow, agent, _, callback = desk
    work.claim(uow, agent, callback.id)
    with pytest.raises(ConflictError, match="colleague_away"):
        work.hand_over(uow, agent, callback.id, add_agent(uow, "休", on_duty=False))


def test_the_number_shows_only_in_a_call_and_every_look_is_audited(services, desk):
    uow, agent, _, callback = desk
    work.claim(uow, agent, callback.id)
    with pytest.raises(ConflictError, match="phone_only_in_call"):
        work.reveal_phone(uow, agent, callback.id)
    work.start(services, uow, agent, callback.id)
    before = uow.audit.verify().events
    assert work.reveal_phone(uow, agent, callback.id) == "13900000001"
    uow.flush()
    assert uow.audit.verify().events == before + 1
