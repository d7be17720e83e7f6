"""The customer's side: the one-time link, the self-service check-in, the offer of help, a person to talk to."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from bot.forms.callback_data import encode
from bot.forms.session import SUBMITTED
from bot.rehearsal.cast import AGENT, CUSTOMER, LEAD, LEADING_LOAN, SUPPORT
from bot.services.take_notices import PaymentNotice, take_payments
from storage.models import Callback, Promise, SupportCase
from tests.e2e.check_ins import fill_in, sent
from tests.e2e.theatre import START, STRANGER, Theatre, customer_link


async def test_a_customer_fills_in_their_check_in(theatre: Theatre):
    number = await sent(theatre)
    await theatre.presses(CUSTOMER, f"ci:{number}")
    await fill_in(theatre)
    with theatre.reading() as uow:
        callback, response = uow.callbacks.get(number), uow.forms.latest_of(number)
    assert (callback.state, response.source, response.state) == ("completed", "customer_self", "submitted")
    assert theatre.texts("customer-check-in-done") in theatre.chat(CUSTOMER)
    assert theatre.session()[1].cursor == SUBMITTED


async def test_a_customer_in_difficulty_reaches_the_lead_and_is_rung_back(theatre: Theatre):
    number = await sent(theatre)
    await theatre.presses(CUSTOMER, f"ci:{number}")
    await fill_in(theatre, pay__impact="may_be_late")
    assert theatre.signals(key="stress.payment_affected", origin="form", state="proposed")
    assert theatre.message_with(LEAD, "sno:")
    with theatre.reading() as uow:
        follow = [c for c in uow.session.exec(select(Callback)) if c.trigger == "self_checkin_stress"]
    assert len(follow) == 1


async def test_a_promise_in_a_check_in_is_kept_by_a_payment_and_the_customer_is_thanked(theatre: Theatre):
    number = await sent(theatre)
    with theatre.unit() as uow:
        uow.loans.by_number(LEADING_LOAN).dpd = 4
        uow.commit()
    await theatre.presses(CUSTOMER, f"ci:{number}")
    await fill_in(
        theatre, pay__impact="may_be_late", ptp__made="yes", ptp__amount="!1000", ptp__date="!2026-11-27"
    )
    [promise] = theatre.rows(Promise)
    assert (promise.amount_minor, promise.due_on, promise.state) == (100_000, date(2026, 11, 27), "active")
    paid = PaymentNotice(loan_number=LEADING_LOAN, reference="P1", amount=Decimal(1000), paid_on=START.date())
    take_payments(theatre.program.services, [paid], actor="cli:operator")
    await theatre.settle()
    assert theatre.rows(Promise)[0].state == "kept"
    assert "1,000.00" in theatre.last(CUSTOMER).text
    assert LEADING_LOAN in theatre.last(AGENT).text


async def test_the_language_button_goes_on_in_the_other_language(theatre: Theatre):
    number = await sent(theatre)
    await theatre.presses(CUSTOMER, f"ci:{number}")
    before = theatre.message_with(CUSTOMER, "f:").text
    await theatre.press_form("lang", CUSTOMER)
    after = theatre.message_with(CUSTOMER, "f:").text
    assert before != after
    assert ("Continue?" in after) == (theatre.locale == "zh-CN")


async def test_the_person_button_opens_one_task_and_the_form_stays(theatre: Theatre):
    number = await sent(theatre)
    await theatre.presses(CUSTOMER, f"ci:{number}")
    said = await theatre.press_form("person", CUSTOMER)
    await theatre.press_form("person", CUSTOMER)
    assert said == theatre.texts("form-notice-person")
    with theatre.reading() as uow:
        tasks = [t for t in uow.follow_ups.open_tasks(desk="support") if t.kind == "customer_wants_person"]
    assert len(tasks) == 1
    assert theatre.message_with(CUSTOMER, "f:")


async def test_a_paused_check_in_goes_on_after_any_message(theatre: Theatre):
    number = await sent(theatre)
    await theatre.presses(CUSTOMER, f"ci:{number}")
    await theatre.press_form("o0", CUSTOMER)
    step = theatre.session()[1].cursor
    await theatre.press_form("pause", CUSTOMER)
    await theatre.says(CUSTOMER, "在吗")
    await theatre.presses(CUSTOMER, f"ci:{number}")
    assert theatre.session()[1].cursor == step


async def test_a_customer_cannot_open_somebody_elses_check_in(theatre: Theatre):
    other = theatre.callback_id("HF-2026-0103")
    with theatre.unit() as uow:
        callback = uow.callbacks.get(other)
        callback.form_key, callback.state = "self_checkin", "waiting_customer"
        uow.commit()
    assert await theatre.forges(CUSTOMER, f"ci:{other}") == theatre.texts("error-not-found")


async def test_a_customer_cannot_press_an_agents_form(theatre: Theatre):
    other = theatre.second_loan()
    await theatre.starts(loan_number=other)
    response, session = theatre.session(other)
    said = await theatre.forges(CUSTOMER, encode(str(response), session.step, "o0"))
    assert said == theatre.texts("error-form-gone")


async def test_an_agent_without_a_linked_customer_gets_a_link_to_pass_on(theatre: Theatre):
    number = theatre.callback_id(theatre.second_loan())
    with theatre.unit() as uow:
        callback = uow.callbacks.get(number)
        callback.form_key = "self_checkin"
        phone = uow.loans.borrower(uow.loans.get(callback.loan_id).borrower_id).phone
        uow.commit()
    await theatre.forges(AGENT, f"self:{number}")
    link = theatre.last(AGENT).text
    theatre.phone(STRANGER).start(link.split("start=")[1].strip())
    await theatre.settle()
    await theatre.says(STRANGER, phone[-4:])
    await theatre.presses(STRANGER, "agree:yes")
    assert theatre.message_with(STRANGER, f"ci:{number}")


async def test_a_wrong_factor_is_told_and_after_five_the_link_is_dead(theatre: Theatre):
    token = customer_link(theatre, "HF-2026-0103")
    theatre.phone(STRANGER).start(f"c_{token}")
    await theatre.settle()
    for _ in range(5):
        await theatre.says(STRANGER, "0000")
    await theatre.says(STRANGER, "3456")
    with theatre.reading() as uow:
        assert uow.loans.borrower_by_chat(STRANGER.id) is None


@pytest.mark.parametrize(("choice", "state"), [("yes", "submitted"), ("no", "withdrawn")])
async def test_the_customer_decides_about_help(theatre: Theatre, choice: str, state: str):
    await theatre.reviews(pay__impact="may_be_late")
    [signal] = theatre.signals(key="stress.payment_affected")
    await theatre.presses(LEAD, f"sev:{signal.id}")
    await theatre.presses(LEAD, f"sok:{signal.id}")
    await theatre.presses(CUSTOMER, f"help:1:{choice}")
    with theatre.reading() as uow:
        case = uow.follow_ups.case(1)
    assert case.state == state
    assert await theatre.forges(CUSTOMER, "help:1:yes") == theatre.texts("error-offer-answered")
    assert theatre.count(SupportCase) == (1,)


async def test_one_specialist_takes_a_case(theatre: Theatre):
    await theatre.reviews(pay__impact="may_be_late")
    [signal] = theatre.signals(key="stress.payment_affected")
    await theatre.presses(LEAD, f"sev:{signal.id}")
    await theatre.presses(LEAD, f"sok:{signal.id}")
    await theatre.presses(SUPPORT, theatre.texts("support-button-take"))
    with theatre.reading() as uow:
        assert uow.follow_ups.case(1).owner_id == theatre.staff(uow, SUPPORT).id
