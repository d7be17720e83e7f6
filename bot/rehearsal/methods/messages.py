"""Sending what needs no file: text, places, contacts, dice, chat actions."""

import secrets

from bot.rehearsal.context import Context, post, target_chat, text_content
from bot.rehearsal.errors import bad_request
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import Json

CHAT_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
DICE_SIDES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


async def send_message(context: Context, params: Params) -> Json:
    """Send text of 1 to 4096 characters after entities."""
    content = text_content(params)
    return post(context, target_chat(context, params), params, content)


async def send_location(context: Context, params: Params) -> Json:
    """Send a point on the map."""
    content = {"location": _location(params)}
    return post(context, target_chat(context, params), params, content)


async def send_venue(context: Context, params: Params) -> Json:
    """Send a place with title and address."""
    location = _location(params)
    venue = {"location": location, "title": params.text("title"), "address": params.text("address")}
    return post(context, target_chat(context, params), params, {"venue": venue, "location": location})


async def send_contact(context: Context, params: Params) -> Json:
    """Send a phone number with a name."""
    for name in ("phone_number", "first_name"):
        if not params.has(name):
            raise bad_request(f"{name} is empty")
    fields = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: params.text(name) for name in fields if params.has(name)}
    return post(context, target_chat(context, params), params, {"contact": contact})


async def send_dice(context: Context, params: Params) -> Json:
    """Send a die with a random value."""
    emoji = params.text("emoji", "🎲")
    if emoji not in DICE_SIDES:
        raise bad_request("wrong dice emoji specified")
    dice = {"emoji": emoji, "value": 1 + secrets.randbelow(DICE_SIDES[emoji])}
    return post(context, target_chat(context, params), params, {"dice": dice})


async def send_chat_action(context: Context, params: Params) -> bool:
    """Show "typing…" and the like for five seconds; costs nothing from the limits."""
    if params.text("action").lower() not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat_id = context.world.find_chat(params.chat())
    context.world.check_may_send(chat_id)
    context.world.actions[chat_id] = (params.text("action"), context.world.clock.now())
    context.world.touch()
    return True


def _location(params: Params) -> Json:
    location: Json = {"latitude": params.number("latitude"), "longitude": params.number("longitude")}
    if params.has("horizontal_accuracy"):
        location["horizontal_accuracy"] = params.number("horizontal_accuracy")
    return location


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendDice": send_dice,
    "sendChatAction": send_chat_action,
}
