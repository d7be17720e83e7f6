"""Reminders go out once, in the customer's language, and never past a hold, a wish or the hour."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.policy.instalments import next_due
from bot.services.contact import check_contact
from bot.services.remind import resume_reminders, send_reminders, stop_reminders
from storage.models import ChatMessage, Loan, Payment, Promise, SupportCase, WorkItem
from tests.support.clock import FakeClock
from tests.support.planning import add_callback, add_hold, add_loan

CHAT = 70_500
TODAY = date(2026, 11, 24)
DUE_SOON = {"disbursed_on": date(2026, 6, 10), "due_day": 27, "tier": "R2", "instalment_minor": 320_000,
            "term": 36}  # fmt: skip
HOLDS = ("dispute", "deceased", "insolvency", "breathing_space", "complaint_same_subject", "crisis",
         "hardship_pending", "cease_contact", "vulnerable")  # fmt: skip


def lend(uow, **columns) -> Loan:
    """A loan whose customer's chat account is proven."""
    loan = add_loan(uow, **columns)
    uow.loans.borrower(loan.borrower_id).chat_user_id = CHAT
    uow.session.flush()
    return loan


def lend_and_commit(new_unit, **columns) -> None:
    with new_unit() as uow:
        lend(uow, **columns)
        uow.commit()


def promise_of(loan: Loan, **columns) -> Promise:
    values = {"amount_minor": 100_000, "due_on": TODAY + timedelta(days=1), "made_on": date(2026, 11, 20),
              "made_at": datetime(2026, 11, 20, 4, tzinfo=UTC)}  # fmt: skip
    return Promise(loan_id=loan.id, **values | columns)


def said(new_unit) -> list[str]:
    with new_unit() as uow:
        items = uow.session.exec(select(WorkItem).order_by(WorkItem.id))
        return [item.payload["screen"]["text"] for item in items]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-CN", ("11月27日", "3,200.00 元", "官方 App")),
        ("en", ("27 November", "¥3,200.00", "official app")),
    ],
)
def test_an_instalment_is_named_once_in_the_customers_language(services, new_unit, language, words):
    lend_and_commit(new_unit, language=language, **DUE_SOON)
    assert [send_reminders(services), send_reminders(services)] == [1, 0]
    [text] = said(new_unit)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("tier", "due_day", "count"),
    [("R1", 27, 0), ("R2", 27, 1), ("R2", 28, 0), ("R2", 24, 0), ("R3", 29, 1), ("R3", 30, 0), ("R4", 26, 0)],
)
def test_the_tier_decides_how_early_and_whether_at_all(services, new_unit, tier, due_day, count):
    lend_and_commit(new_unit, **DUE_SOON | {"tier": tier, "due_day": due_day})
    assert send_reminders(services) == count


def test_low_risk_is_reminded_of_the_first_instalment_only(services, new_unit):
    lend_and_commit(new_unit, **DUE_SOON | {"tier": "R1", "due_day": 29, "disbursed_on": date(2026, 10, 29)})
    assert send_reminders(services) == 1


@pytest.mark.parametrize(("language", "word"), [("zh-CN", "明天"), ("en", "tomorrow")])
def test_a_promise_is_named_the_day_before_with_what_is_open(services, new_unit, language, word):
    with new_unit() as uow:
        loan = lend(uow, language=language)
        uow.payments.add(promise_of(loan))
        uow.payments.add(
            Payment(loan_id=loan.id, reference="T", amount_minor=40_000, paid_on=TODAY, received_at=uow.now)
        )
        uow.commit()
    assert [send_reminders(services), send_reminders(services)] == [1, 0]
    [text] = said(new_unit)
    assert word in text
    assert "600.00" in text
    with new_unit() as uow:
        assert uow.payments.promises_of(1)[0].reminded_at is not None


@pytest.mark.parametrize(
    "columns",
    [{"due_on": TODAY}, {"due_on": TODAY + timedelta(days=2)}, {"made_on": TODAY}, {"state": "kept"}],
)
def test_another_day_or_a_promise_of_today_is_left_alone(services, new_unit, columns):
    with new_unit() as uow:
        uow.payments.add(promise_of(lend(uow), **columns))
        uow.commit()
    assert send_reminders(services) == 0


def test_a_promise_stands_for_the_instalment(services, new_unit):
    with new_unit() as uow:
        loan = lend(uow, **DUE_SOON)
        uow.payments.add(promise_of(loan, due_on=TODAY + timedelta(days=3)))
        uow.commit()
    assert send_reminders(services) == 0


@pytest.mark.parametrize(("days", "count"), [(0, 0), (1, 1), (30, 1), (31, 0)])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_insurance_is_named_within_its_last_month(services, new_unit, language, days, count):
    lend_and_commit(new_unit, language=language, insurance_expiry=TODAY + timedelta(days=days))
    assert send_reminders(services) == count


@pytest.mark.parametrize("marker", HOLDS)
def test_every_hold_stops_reminders(services, new_unit, marker):
    with new_unit() as uow:
        add_hold(uow, lend(uow, **DUE_SOON), marker)
        uow.commit()
    assert send_reminders(services) == 0


def test_an_open_request_for_support_stops_reminders(services, new_unit):
    with new_unit() as uow:
        loan = lend(uow, **DUE_SOON)
        uow.follow_ups.add(SupportCase(loan_id=loan.id, state="submitted", opened_at=uow.now, due_at=uow.now))
        uow.commit()
    assert send_reminders(services) == 0


@pytest.mark.parametrize("columns", [{"dpd": 3}, {"status": "settled"}, {"term": 5}, {"due_day": None}])
def test_nothing_is_said_of_instalments_that_are_late_or_over(services, new_unit, columns):
    lend_and_commit(new_unit, **DUE_SOON | columns)
    assert send_reminders(services) == 0


def test_nobody_is_reminded_of_what_is_paid(services, new_unit):
    with new_unit() as uow:
        loan = lend(uow, **DUE_SOON)
        paid = {"amount_minor": 320_000, "paid_on": TODAY, "received_at": uow.now}
        uow.payments.add(Payment(loan_id=loan.id, reference="T", **paid))
        uow.commit()
    assert send_reminders(services) == 0


def test_without_a_proven_chat_account_nothing_is_written(services, new_unit):
    with new_unit() as uow:
        add_loan(uow, **DUE_SOON)
        uow.commit()
    assert send_reminders(services) == 0


def test_before_nine_and_at_night_it_waits(services, new_unit, clock: FakeClock):
    lend_and_commit(new_unit, **DUE_SOON)
    clock.time = datetime(2026, 11, 24, 0, 59, tzinfo=UTC)  # 08:59 in Shanghai
    assert send_reminders(services) == 0
    clock.time = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 23:00
    assert send_reminders(services) == 0
    clock.time = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)  # the next open hours will do
    assert send_reminders(services) == 1


def test_the_customers_word_stops_them_and_starts_them_again(services, new_unit, clock: FakeClock):
    lend_and_commit(new_unit, **DUE_SOON)
    with new_unit() as uow:
        person = uow.loans.borrower_by_chat(CHAT)
        stop_reminders(uow, person)
        stop_reminders(uow, person)
        assert len(uow.loans.preferences(person.id, uow.now)) == 1
        uow.commit()
    assert send_reminders(services) == 0
    with new_unit() as uow:
        resume_reminders(uow, uow.loans.borrower_by_chat(CHAT))
        uow.commit()
    assert send_reminders(services) == 1


def test_reminders_use_up_the_contacts_of_a_week(services, new_unit, clock: FakeClock):
    with new_unit() as uow:
        loan = lend(uow, insurance_expiry=TODAY + timedelta(days=9))
        callback = add_callback(uow, loan)
        borrower = uow.loans.borrower(loan.borrower_id)
        for _ in range(3):
            uow.chats.add(ChatMessage(chat_id=CHAT, kind="reminder", subject_id=loan.id, created_at=uow.now))
        verdict = check_contact(services, uow, callback, loan, borrower)
        uow.commit()
    assert [reason.code for reason in verdict.reasons] == ["LIMIT_REACHED"]
    assert send_reminders(services) == 0
    clock.advance(timedelta(days=8))
    assert send_reminders(services) == 1


def test_a_reminder_that_could_not_leave_is_not_sent_at_night(services, new_unit):
    lend_and_commit(new_unit, **DUE_SOON)
    send_reminders(services)
    with new_unit() as uow:
        [item] = uow.session.exec(select(WorkItem))
        assert item.not_after == uow.now + timedelta(hours=1)


@pytest.mark.parametrize(
    ("after", "term", "expected"),
    [
        (date(2026, 1, 1), 3, date(2026, 1, 31)),
        (date(2026, 1, 31), 3, date(2026, 2, 28)),
        (date(2026, 3, 30), 3, date(2026, 3, 31)),
        (date(2026, 3, 31), 3, None),
        (date(2026, 3, 31), None, date(2026, 4, 30)),
        (date(2025, 6, 1), 3, date(2026, 1, 31)),
    ],
)
def test_due_days_follow_the_calendar_to_the_last_instalment(after, term, expected):
    assert next_due(date(2026, 1, 31), 31, after, term) == expected
