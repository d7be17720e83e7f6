"""Payments and events come in once each, and settle what was promised."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.errors import BadInputError
from bot.services.import_notices import import_events, import_payments
from bot.services.promises import settle_promises
from bot.services.remind import stop_reminders
from storage.models import Payment, Promise, WorkItem
from tests.support.planning import add_agent, add_callback, add_loan, callbacks_of

HEADINGS = "合同号,流水号,还款金额,还款日期"


def file_of(folder: Path, *rows: str, headings: str = HEADINGS) -> Path:
    path = folder / "notices.csv"
    path.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return path


def promised(new_unit, *, amount: int = 100_000, due: date = date(2026, 11, 27)) -> None:
    """A loan L1 whose customer promised on the test's day."""
    with new_unit() as uow:
        loan = add_loan(uow)
        row = Promise(
            loan_id=loan.id, amount_minor=amount, due_on=due, made_on=date(2026, 11, 24), made_at=uow.now
        )
        uow.payments.add(row)
        uow.commit()


def state_of(new_unit) -> tuple[str, int]:
    with new_unit() as uow:
        [promise] = uow.payments.promises_of(1)
        return promise.state, promise.paid_minor


def test_a_payment_keeps_the_promise_at_once(services, new_unit, tmp_path):
    promised(new_unit)
    report = import_payments(services, file_of(tmp_path, "L1,T1,950.00,2026-11-24"))
    assert (report.taken, report.settled, report.rejected) == (1, 1, [])
    assert state_of(new_unit) == ("kept", 95_000)


def test_the_same_payment_twice_is_one(services, new_unit, tmp_path):
    promised(new_unit)
    path = file_of(tmp_path, "L1,T1,300.00,2026-11-24", "L1,T1,300.00,2026-11-24")
    first, again = import_payments(services, path), import_payments(services, path)
    assert (first.taken, first.unchanged, again.taken, again.unchanged) == (1, 1, 0, 2)
    with new_unit() as uow:
        assert uow.payments.paid_between(1, date.min, date.max) == 30_000


def test_bad_rows_are_told_and_the_rest_is_booked(services, new_unit, tmp_path):
    promised(new_unit)
    rows = ("L9,T1,10.00,2026-11-24", "L1,T2,10.00,2027-01-01", "L1,T3,x,2026-11-24", "L1,,1,2026-11-24")
    report = import_payments(services, file_of(tmp_path, *rows, "L1,T4,10.00,2026-11-24"))
    found = {(row["line"], row["reason"]) for row in report.rejected}
    assert found == {(2, "loan_unknown"), (3, "in_the_future"), (4, "amount_unreadable"), (5, "required")}
    assert report.taken == 1


def test_a_reference_for_another_amount_is_refused(services, new_unit, tmp_path):
    promised(new_unit)
    import_payments(services, file_of(tmp_path, "L1,T1,10.00,2026-11-24"))
    report = import_payments(services, file_of(tmp_path, "L1,T1,20.00,2026-11-24"))
    assert [row["reason"] for row in report.rejected] == ["reference_reused"]


def test_a_file_without_the_columns_books_nothing(services, new_unit, tmp_path):
    promised(new_unit)
    with pytest.raises(BadInputError) as caught:
        import_payments(services, file_of(tmp_path, "L1,2026-11-24", headings="合同号,还款日期"))
    assert caught.value.data == {"columns": "reference, amount"}


def test_a_broken_promise_asks_for_one_callback(services, new_unit, clock):
    promised(new_unit)
    clock.advance(timedelta(days=7))
    assert (settle_promises(services), settle_promises(services)) == (1, 0)
    assert state_of(new_unit) == ("broken", 0)
    assert [callback.trigger for callback in callbacks_of(new_unit, "L1")] == ["ptp_broken"]


def test_a_partly_kept_promise_asks_as_well(services, new_unit, clock, tmp_path):
    promised(new_unit)
    import_payments(services, file_of(tmp_path, "L1,T1,500,2026-11-24"))
    clock.advance(timedelta(days=7))
    settle_promises(services)
    assert state_of(new_unit) == ("partly_kept", 50_000)


def test_what_was_paid_before_the_promise_does_not_keep_it(services, new_unit, tmp_path):
    promised(new_unit)
    with new_unit() as uow:
        early = Payment(
            loan_id=1, reference="T0", amount_minor=100_000, paid_on=date(2026, 11, 20), received_at=uow.now
        )
        uow.payments.add(early)
        uow.commit()
    settle_promises(services)
    assert state_of(new_unit) == ("active", 0)


def test_an_event_asks_for_its_callback_once(services, new_unit, tmp_path):
    promised(new_unit)
    headings = "合同号,事件编号,事件,发生日期"
    path = file_of(tmp_path, "L1,E1,gps_removed,2026-11-24", "L1,E2,nonsense,2026-11-24", headings=headings)
    first, again = import_events(services, path), import_events(services, path)
    assert (first.taken, first.callbacks, again.unchanged) == (1, 1, 1)
    assert [row["reason"] for row in first.rejected] == ["event_unknown"]
    assert [callback.trigger for callback in callbacks_of(new_unit, "L1")] == ["gps_removed"]


def test_an_event_from_the_future_is_refused(services, new_unit, tmp_path):
    promised(new_unit)
    path = file_of(tmp_path, "L1,E1,gps_removed,2027-11-24", headings="loan_number,event_id,event,date")
    assert [row["reason"] for row in import_events(services, path).rejected] == ["in_the_future"]


def spoken(new_unit) -> list[tuple[int, str]]:
    """Who is told what, oldest first."""
    with new_unit() as uow:
        items = uow.session.exec(select(WorkItem).order_by(WorkItem.id))
        return [(i.payload["chat"], i.payload["screen"]["text"]) for i in items if "screen" in i.payload]


def kept_by(new_unit, services, folder: Path) -> None:
    """Let a customer in chat, whose call an agent worked, promise and pay."""
    promised(new_unit)
    with new_unit() as uow:
        loan = uow.loans.by_number("L1")
        add_callback(uow, loan, assignee_id=add_agent(uow, chat_user_id=7_777).id)
        uow.loans.borrower(loan.borrower_id).chat_user_id = 70_500
        uow.commit()
    import_payments(services, file_of(folder, "L1,T1,1000.00,2026-11-24"))


def test_who_keeps_a_promise_is_thanked_once_and_the_agent_knows(services, new_unit, tmp_path):
    kept_by(new_unit, services, tmp_path)
    import_payments(services, file_of(tmp_path, "L1,T2,5.00,2026-11-24"))
    [(customer, thanks), (agent, news)] = spoken(new_unit)
    assert (customer, agent) == (70_500, 7_777)
    assert "1,000.00 元" in thanks
    assert "L1" in news


def test_at_night_only_the_agent_hears_of_a_kept_promise(services, new_unit, clock, tmp_path):
    clock.advance(timedelta(hours=11))
    kept_by(new_unit, services, tmp_path)
    assert [chat for chat, _ in spoken(new_unit)] == [7_777]


def test_who_wants_no_reminders_gets_no_receipt(services, new_unit, clock, tmp_path):
    promised(new_unit)
    with new_unit() as uow:
        borrower = uow.loans.borrower(uow.loans.by_number("L1").borrower_id)
        borrower.chat_user_id = 70_500
        stop_reminders(uow, borrower)
        uow.commit()
    import_payments(services, file_of(tmp_path, "L1,T1,1000.00,2026-11-24"))
    assert (state_of(new_unit)[0], spoken(new_unit)) == ("kept", [])
