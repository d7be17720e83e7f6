"""Changing messages that were sent: text, caption, media, buttons, reactions."""

from bot.rehearsal.context import Context, caption_content, existing, text_content
from bot.rehearsal.errors import NOT_MODIFIED, bad_request
from bot.rehearsal.markup import read_inline_markup
from bot.rehearsal.methods.media import ALBUM_KINDS, media_content
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import Json, StoredMessage

TEXT_KEYS = ("text", "entities", "link_preview_options")
CAPTION_KEYS = ("caption", "caption_entities", "show_caption_above_media")
COMPARED = ("text", "entities", "caption", "caption_entities", "reply_markup", *ALBUM_KINDS)


async def edit_message_text(context: Context, params: Params) -> Json:
    """Replace text and buttons; leaving out reply_markup takes the buttons away."""
    content = text_content(params)
    message = _editable(context, params)
    if "text" not in message.payload:
        raise bad_request("there is no text in the message to edit")
    return _replace(context, params, message, TEXT_KEYS, content)


async def edit_message_caption(context: Context, params: Params) -> Json:
    """Replace a caption and buttons."""
    content = caption_content(params)
    message = _editable(context, params)
    if not any(key in message.payload for key in (*ALBUM_KINDS, "voice")):
        raise bad_request("there is no caption in the message to edit")
    return _replace(context, params, message, CAPTION_KEYS, content)


async def edit_message_media(context: Context, params: Params) -> Json:
    """Replace the file, its caption and the buttons."""
    item = params.structure("media")
    if not isinstance(item, dict):
        raise bad_request("can't parse input media JSON object")
    content = media_content(context, params, item)
    message = _editable(context, params)
    return _replace(context, params, message, (*TEXT_KEYS, *CAPTION_KEYS, *ALBUM_KINDS), content)


async def edit_message_reply_markup(context: Context, params: Params) -> Json:
    """Replace or remove the buttons only."""
    return _replace(context, params, _editable(context, params), (), {})


async def set_message_reaction(context: Context, params: Params) -> bool:
    """Put the bot's emoji reaction on a message, or take it back with an empty list."""
    chat_id = context.world.find_chat(params.chat())
    message = existing(context, chat_id, params.integer("message_id"), "to react")
    reactions = params.items("reaction") or []
    message.reactions = [str(item.get("emoji", "")) for item in reactions if isinstance(item, dict)]
    context.world.touch(message)
    return True


def _editable(context: Context, params: Params) -> StoredMessage:
    if params.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat_id = context.world.find_chat(params.chat())
    if not params.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = existing(context, chat_id, params.integer("message_id"), "to edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    context.world.check_may_send(chat_id)
    context.limits.spend(chat_id)
    return message


def _replace(
    context: Context, params: Params, message: StoredMessage, keys: tuple[str, ...], content: Json
) -> Json:
    markup = read_inline_markup(params)
    kept = {key: value for key, value in message.payload.items() if key not in (*keys, "reply_markup")}
    changed = kept | content | ({"reply_markup": markup} if markup else {})
    if all(changed.get(key) == message.payload.get(key) for key in COMPARED):
        raise bad_request(NOT_MODIFIED)
    message.payload = changed | {"edit_date": int(context.world.clock.now().timestamp())}
    message.rewritten = message.rewritten or bool(keys)
    context.world.say(message)
    return message.payload


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "setMessageReaction": set_message_reaction,
}
