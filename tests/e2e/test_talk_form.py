"""The form in chat: what an agent sees and does while talking."""

from bot.rehearsal.cast import AGENT
from tests.e2e.theatre import Theatre


async def test_form_is_filled_and_submitted_by_pressing(theatre: Theatre):
    await theatre.completes()
    assert theatre.texts("agent-transcript-send") in theatre.chat(AGENT)
