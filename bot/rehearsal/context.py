"""What every Bot API method works with, and the checks and steps that several share."""

from dataclasses import dataclass

from bot.rehearsal.errors import bad_request
from bot.rehearsal.faults import Faults
from bot.rehearsal.formatting import checked_caption, checked_text, formatted
from bot.rehearsal.limits import Limits
from bot.rehearsal.markup import read_markup
from bot.rehearsal.params import Params
from bot.rehearsal.state import World
from bot.rehearsal.updates import UpdateQueue
from bot.rehearsal.values import Json, StoredMessage
from bot.rehearsal.webhook import WebhookPusher


@dataclass(frozen=True, kw_only=True)
class Context:
    """The server's parts, for the methods."""

    world: World
    queue: UpdateQueue
    limits: Limits
    faults: Faults
    webhook: WebhookPusher


def target_chat(context: Context, params: Params, cost: int = 1) -> int:
    """Return the chat to send to, having checked that the bot may and having spent from the limits."""
    chat_id = context.world.find_chat(params.chat())
    context.world.check_may_send(chat_id)
    context.limits.spend(chat_id, cost)
    return chat_id


def text_content(params: Params) -> Json:
    """Return `text` and `entities` of a call."""
    value = formatted(params.text("text"), params.text("parse_mode"), params.items("entities"))
    checked = checked_text(value)
    content: Json = {"text": checked.text}
    if checked.entities:
        content["entities"] = list(checked.entities)
    if options := params.structure("link_preview_options"):
        content["link_preview_options"] = options
    return content


def caption_content(params: Params) -> Json:
    """Return `caption` and `caption_entities` of a call; empty when there is no caption."""
    value = formatted(params.text("caption"), params.text("parse_mode"), params.items("caption_entities"))
    checked = checked_caption(value)
    content: Json = {"caption": checked.text} if checked.text else {}
    if checked.entities:
        content["caption_entities"] = list(checked.entities)
    if content and params.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def post(context: Context, chat_id: int, params: Params, content: Json) -> Json:
    """Store a message of the bot with reply, protection and markup, and return the Bot API's Message."""
    world = context.world
    markup = read_markup(params) or {}
    extra: Json = {}
    if replied := _replied(context, chat_id, params):
        extra["reply_to_message"] = without_reply(replied)
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    if markup.get("inline_keyboard"):
        extra["reply_markup"] = {"inline_keyboard": markup["inline_keyboard"]}
    elif "inline_keyboard" not in markup:
        remember_keyboard(context, chat_id, markup)
    return world.add_message(chat_id, world.bot.as_user(), extra | content).payload


def remember_keyboard(context: Context, chat_id: int, markup: Json) -> None:
    """Show or remove the keyboard under a chat's typing field."""
    if markup.get("remove_keyboard"):
        context.world.keyboards.pop(chat_id, None)
    elif markup.get("keyboard") or markup.get("force_reply"):
        context.world.keyboards[chat_id] = markup


def without_reply(message: StoredMessage) -> Json:
    """Return a message as it stands inside reply_to_message: without its own reply."""
    return {key: value for key, value in message.payload.items() if key != "reply_to_message"}


def existing(context: Context, chat_id: int, message_id: int, purpose: str) -> StoredMessage:
    """Return a message that is still there; ApiError 400 saying what it was wanted for."""
    found = context.world.message(chat_id, message_id)
    if found is None:
        raise bad_request(f"message {purpose} not found")
    return found


def _replied(context: Context, chat_id: int, params: Params) -> StoredMessage | None:
    reply = params.structure("reply_parameters") or {}
    message_id = int(reply.get("message_id") or params.integer("reply_to_message_id"))
    if not message_id:
        return None
    found = context.world.message(chat_id, message_id)
    tolerant = reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")
    if found is None and not tolerant:
        raise bad_request("message to be replied not found")
    return found
