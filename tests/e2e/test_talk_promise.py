"""A promise to pay that was heard on a call: provisional, confirmed by a person, settled by what is paid."""

from datetime import date
from pathlib import Path

import pytest

from bot.rehearsal.cast import AGENT, LEAD, LEADING_LOAN, SECOND_AGENT
from bot.services.import_notices import import_payments
from storage.models import Promise
from tests.e2e.theatre import Theatre

FRIDAY = date(2026, 11, 27)
CALLS = {
    "zh-CN": (
        "坐席：您好，这里是晨光汽车金融，工号086，本次通话会录音。\n客户：你好。\n"
        "坐席：这期月供三千二百块，您什么时候能还？\n客户：我周五一定还上，三千二百块。\n坐席：好的，再见。\n"
    ),
    "en": (
        "Agent: This is Morning Light Auto Finance, this call is recorded.\nCustomer: Hello.\n"
        "Agent: Your instalment is 3,200 yuan, when can you pay it?\n"
        "Customer: I will pay the 3,200 yuan on Friday.\nAgent: Thank you, goodbye.\n"
    ),
}
WORDS = {"zh-CN": "我周五一定还上，三千二百块", "en": "I will pay the 3,200 yuan on Friday"}


async def heard(theatre: Theatre, **instead: str) -> None:
    await theatre.completes(**instead)
    await theatre.sends(AGENT, "call.txt", CALLS[theatre.locale])


async def again(theatre: Theatre) -> None:
    """Send a longer transcript of the same call."""
    await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
    bye = {"zh-CN": "客户：再见。\n", "en": "Customer: Goodbye.\n"}[theatre.locale]
    await theatre.sends(AGENT, "call2.txt", CALLS[theatre.locale] + bye)


def promises(theatre: Theatre) -> list[Promise]:
    return theatre.rows(Promise)


def pays(theatre: Theatre, folder: Path, amount: str, day: str) -> None:
    path = folder / "payments.csv"
    path.write_text(f"合同号,流水号,还款金额,还款日期\n{LEADING_LOAN},T1,{amount},{day}\n", encoding="utf-8")
    import_payments(theatre.program.services, path)


async def test_a_heard_promise_waits_for_one_press_and_is_kept_by_a_payment(theatre: Theatre, tmp_path: Path):
    await heard(theatre)
    [promise] = promises(theatre)
    assert (promise.state, promise.amount_minor, promise.due_on) == ("provisional", 320_000, FRIDAY)
    card = theatre.message_with(AGENT, "pok:")
    assert WORDS[theatre.locale] in card.text
    assert theatre.texts("promise-ask") in card.text
    assert await theatre.presses(AGENT, "pok:1", on=card.id) == theatre.texts("promise-confirmed")
    assert promises(theatre)[0].state == "active"
    pays(theatre, tmp_path, "3200.00", "2026-11-24")
    assert promises(theatre)[0].state == "kept"


async def test_an_unconfirmed_promise_is_neither_settled_nor_broken(theatre: Theatre, tmp_path: Path):
    await heard(theatre)
    pays(theatre, tmp_path, "3200.00", "2026-11-24")
    assert promises(theatre)[0].state == "provisional"
    await theatre.later(days=7)
    assert promises(theatre)[0].state == "lapsed"
    assert theatre.texts("promise-state-lapsed") in " ".join(theatre.chat(AGENT))
    assert not theatre.audit("promise_broken")


async def test_a_confirmed_promise_without_a_payment_is_broken(theatre: Theatre):
    await heard(theatre)
    await theatre.presses(AGENT, "pok:1")
    await theatre.later(days=7)
    assert promises(theatre)[0].state == "broken"


async def test_the_agent_may_say_that_nothing_was_promised(theatre: Theatre):
    await heard(theatre)
    assert await theatre.presses(AGENT, "pno:1") == theatre.texts("promise-declined")
    assert promises(theatre)[0].state == "declined"
    assert await theatre.forges(AGENT, "pok:1") == theatre.texts("error-promise-decided")
    assert promises(theatre)[0].state == "declined"


async def test_the_lead_confirms_as_well_and_the_second_press_is_told(theatre: Theatre):
    await heard(theatre)
    await theatre.forges(LEAD, "pcard:1")
    assert await theatre.presses(LEAD, "pok:1") == theatre.texts("promise-confirmed")
    assert await theatre.forges(AGENT, "pok:1") == theatre.texts("error-promise-decided")
    with theatre.reading() as uow:
        lead = theatre.staff(uow, LEAD)
    assert promises(theatre)[0].confirmed_by == f"staff:{lead.id}"
    assert theatre.texts("promise-state-active") in " ".join(theatre.chat(AGENT))


@pytest.mark.parametrize("press", ["pok:1", "pno:1", "pcard:1"])
async def test_others_may_not_touch_it(theatre: Theatre, press: str):
    await heard(theatre)
    assert await theatre.forges(SECOND_AGENT, press) == theatre.texts("error-not-your-work")
    assert promises(theatre)[0].state == "provisional"


async def test_a_newer_transcript_takes_an_unconfirmed_promise_back(theatre: Theatre):
    await heard(theatre)
    await again(theatre)
    assert [row.state for row in promises(theatre)] == ["stale", "provisional"]


async def test_confirmed_stays_confirmed_when_the_call_is_read_again(theatre: Theatre):
    await heard(theatre)
    await theatre.presses(AGENT, "pok:1")
    await again(theatre)
    assert [row.state for row in promises(theatre)] == ["active"]


async def test_a_promised_day_that_is_over_cannot_be_confirmed(theatre: Theatre):
    await heard(theatre)
    with theatre.unit() as uow:
        uow.payments.promise(1).due_on = date(2026, 11, 23)
        uow.commit()
    assert await theatre.presses(AGENT, "pok:1") == theatre.texts("error-promise-past")
    assert promises(theatre)[0].state == "provisional"
