"""Deleting and pinning messages."""

from datetime import timedelta

from bot.rehearsal.context import Context, existing
from bot.rehearsal.errors import bad_request
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import StoredMessage

DELETABLE_FOR = timedelta(hours=48)  # Telegram's window for taking a message back


async def delete_message(context: Context, params: Params) -> bool:
    """Delete one message not older than 48 virtual hours."""
    chat_id = context.world.find_chat(params.chat())
    message = existing(context, chat_id, params.integer("message_id"), "to delete")
    _check_deletable(context, message)
    _delete(context, message)
    return True


async def delete_messages(context: Context, params: Params) -> bool:
    """Delete several messages; those that cannot be found or deleted are skipped, as on Telegram."""
    chat_id = context.world.find_chat(params.chat())
    ids = params.items("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    for message_id in ids:
        message = context.world.message(chat_id, int(message_id))
        if message is not None and not _too_old(context, message):
            _delete(context, message)
    return True


async def pin_chat_message(context: Context, params: Params) -> bool:
    """Pin a message."""
    chat_id = context.world.find_chat(params.chat())
    message = existing(context, chat_id, params.integer("message_id"), "to pin")
    pinned = context.world.pinned[chat_id]
    if message.id not in pinned:
        pinned.append(message.id)
    context.world.touch(message)
    return True


async def unpin_chat_message(context: Context, params: Params) -> bool:
    """Unpin one message, by default the newest pinned one."""
    chat_id = context.world.find_chat(params.chat())
    pinned = context.world.pinned[chat_id]
    message_id = params.integer("message_id") or (pinned[-1] if pinned else 0)
    if message_id not in pinned:
        raise bad_request("message to unpin not found")
    pinned.remove(message_id)
    context.world.touch(context.world.message(chat_id, message_id))
    return True


async def unpin_all_chat_messages(context: Context, params: Params) -> bool:
    """Unpin everything in a chat."""
    context.world.pinned[context.world.find_chat(params.chat())].clear()
    context.world.touch()
    return True


def _check_deletable(context: Context, message: StoredMessage) -> None:
    world = context.world
    if _too_old(context, message):
        raise bad_request("message can't be deleted for everyone")
    foreign = message.chat_id < 0 and not message.from_bot
    if foreign and world.bot.id not in world.groups[message.chat_id].administrators:
        raise bad_request("message can't be deleted")


def _too_old(context: Context, message: StoredMessage) -> bool:
    return context.world.clock.now() - message.sent_at > DELETABLE_FOR


def _delete(context: Context, message: StoredMessage) -> None:
    message.deleted = True
    pinned = context.world.pinned[message.chat_id]
    if message.id in pinned:
        pinned.remove(message.id)
    context.world.touch(message)


METHODS: dict[str, Method] = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
