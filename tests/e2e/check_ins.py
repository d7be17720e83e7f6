"""Scenes around a self-service check-in, shared by several conversations."""

from bot.rehearsal.cast import AGENT, CUSTOMER
from tests.e2e.theatre import Theatre


async def sent(theatre: Theatre) -> int:
    """Turn the leading loan's callback into a check-in, and send it as its agent."""
    number = theatre.callback_id()
    with theatre.unit() as uow:
        callback = uow.callbacks.get(number)
        assert callback is not None
        callback.form_key = "self_checkin"
        uow.commit()
    said = await theatre.forges(AGENT, f"self:{number}")
    assert said == theatre.texts("agent-check-in-sent")
    return number


async def fill_in(theatre: Theatre, **instead: str) -> None:
    """Fill the customer's check-in to its end."""
    await theatre.fills(CUSTOMER, **instead)
    await theatre.press_form("submit", CUSTOMER)
