"""What people do in chats, one file per group of people. A handler is a plain function of a turn.

To add one: write the function in the file of the people it serves and register it in that file's `register`.
"""

from bot.chat.handlers import (
    admin,
    agent,
    by_hand,
    care,
    correction,
    customer,
    customer_case,
    desk,
    everyone,
    form,
    gate,
    lead,
    mine,
    promise,
    recording,
    tasks,
    transcript,
    why,
)
from bot.chat.router import Router


def build_router() -> Router:
    """Return the router with every handler registered."""
    router = Router(gate.admit)
    for group in (
        everyone,
        agent,
        why,
        form,
        correction,
        transcript,
        recording,
        lead,
        tasks,
        desk,
        admin,
        customer,
        customer_case,
        care,
        mine,
        promise,
        by_hand,
    ):
        group.register(router)
    return router
