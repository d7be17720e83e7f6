"""A customer is reminded in chat, says stop, and changes their mind."""

from datetime import timedelta

from bot.rehearsal.cast import AGENT, CUSTOMER, LEADING_LOAN
from bot.services.remind import NO_REMINDERS, send_reminders
from tests.e2e.theatre import STRANGER, Theatre


async def insurance_ends(theatre: Theatre, *, in_days: int) -> None:
    """Let the leading loan's insurance end soon, and nothing else be due to its customer."""
    with theatre.unit() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        loan.insurance_expiry = uow.now.date() + timedelta(days=in_days)
        loan.due_day = None
        uow.loans.borrower(loan.borrower_id).language = theatre.locale
        uow.commit()
    send_reminders(theatre.program.services)
    await theatre.settle()


def wishes(theatre: Theatre) -> list[str]:
    with theatre.reading() as uow:
        person = uow.loans.borrower_by_chat(CUSTOMER.id)
        return [wish.value for wish in uow.loans.preferences(person.id, uow.now)]


async def test_a_customer_stops_reminders_and_starts_them_again(theatre: Theatre):
    await insurance_ends(theatre, in_days=20)
    assert theatre.message_with(CUSTOMER, "rem:off")
    await theatre.presses(CUSTOMER, "rem:off")
    await theatre.forges(CUSTOMER, "rem:off")  # the old button again
    assert wishes(theatre) == [NO_REMINDERS]
    before = len(theatre.chat(CUSTOMER))
    await insurance_ends(theatre, in_days=21)
    assert len(theatre.chat(CUSTOMER)) == before
    await theatre.presses(CUSTOMER, "rem:on")
    assert (wishes(theatre), theatre.chat(CUSTOMER)[-1]) == ([], theatre.texts("reminder-resumed"))


async def test_the_clock_sends_a_reminder_once(theatre: Theatre):
    await insurance_ends(theatre, in_days=20)
    await theatre.later(minutes=10)
    texts = [
        text for text in theatre.chat(CUSTOMER) if theatre.texts("reminder-day", month=12, day=14) in text
    ]
    assert len(texts) == 1


async def test_nobody_else_can_press_the_button(theatre: Theatre):
    for person in (STRANGER, AGENT):
        await theatre.forges(person, "rem:off")
    assert wishes(theatre) == []
