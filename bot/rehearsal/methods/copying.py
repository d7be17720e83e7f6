"""Forwarding and copying; protected content stays where it is."""

from bot.rehearsal.context import Context, caption_content, existing, post, target_chat
from bot.rehearsal.errors import bad_request
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import Json, StoredMessage

CONTENT = (
    "text", "entities", "caption", "caption_entities", "document", "photo", "voice", "audio", "video",
    "animation", "video_note", "sticker", "location", "venue", "contact", "dice", "poll",
)  # fmt: skip


async def forward_message(context: Context, params: Params) -> Json:
    """Forward a message, naming its origin."""
    source = _source(context, params, "forward")
    if source.protected:
        raise bad_request("message can't be forwarded")
    content = content_of(source) | {"forward_origin": origin_of(source)}
    return post(context, target_chat(context, params), params, content)


async def copy_message(context: Context, params: Params) -> Json:
    """Send the same content again without naming its origin; a new caption replaces the old."""
    source = _source(context, params, "copy")
    if source.protected:
        raise bad_request("message can't be copied")
    content = content_of(source)
    if "caption" in params.values:
        content.pop("caption_entities", None)
        content |= caption_content(params)
    message = post(context, target_chat(context, params), params, content)
    return {"message_id": message["message_id"]}


def content_of(message: StoredMessage) -> Json:
    """Return what a message says, without who, when and where."""
    return {key: message.payload[key] for key in CONTENT if key in message.payload}


def origin_of(message: StoredMessage) -> Json:
    """Return the Bot API's MessageOriginUser."""
    return {"type": "user", "sender_user": message.payload["from"], "date": message.payload["date"]}


def _source(context: Context, params: Params, verb: str) -> StoredMessage:
    chat_id = context.world.find_chat(params.chat("from_chat_id"))
    return existing(context, chat_id, params.integer("message_id"), f"to {verb}")


METHODS: dict[str, Method] = {"forwardMessage": forward_message, "copyMessage": copy_message}
