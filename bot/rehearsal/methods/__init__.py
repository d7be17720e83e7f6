"""The Bot API's methods by lower-case name, one module per family.

To add one: write `async def name(context, params)` in the module of its family, returning what Telegram
puts under `result`, and list it in that module's METHODS.
"""

from bot.rehearsal.methods import (
    callbacks,
    chats,
    copying,
    delivery,
    editing,
    media,
    messages,
    polls,
    profile,
    removal,
)
from bot.rehearsal.methods.registry import Method

METHODS: dict[str, Method] = {
    name.lower(): method
    for family in (callbacks, chats, copying, delivery, editing, media, messages, polls, profile, removal)
    for name, method in family.METHODS.items()
}
