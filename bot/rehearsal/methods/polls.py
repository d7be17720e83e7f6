"""Polls: sending and stopping them."""

import secrets

from bot.rehearsal.context import Context, existing, post, target_chat
from bot.rehearsal.errors import bad_request
from bot.rehearsal.markup import read_inline_markup
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import Json

POLL_OPTIONS = range(1, 13)


async def send_poll(context: Context, params: Params) -> Json:
    """Send a poll of 1 to 12 options."""
    options = params.items("options") or []
    if len(options) not in POLL_OPTIONS:
        raise bad_request("poll must have at least 1 option")
    texts = [str(item["text"] if isinstance(item, dict) else item) for item in options]
    poll = {
        "id": str(secrets.randbits(62)),
        "question": params.text("question"),
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": params.flag("is_anonymous") or not params.has("is_anonymous"),
        "type": params.text("type", "regular"),
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "allows_revoting": False,
        "members_only": False,
    } | _quiz(params)
    return post(context, target_chat(context, params), params, {"poll": poll})


async def stop_poll(context: Context, params: Params) -> Json:
    """Close a poll and return it with its counts."""
    chat_id = context.world.find_chat(params.chat())
    message = existing(context, chat_id, params.integer("message_id"), "with poll to stop")
    poll = message.payload.get("poll")
    if poll is None or not message.from_bot:
        raise bad_request("message with poll to stop not found")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    kept = {key: value for key, value in message.payload.items() if key != "reply_markup"}
    markup = read_inline_markup(params)
    message.payload = (
        kept | {"poll": poll | {"is_closed": True}} | ({"reply_markup": markup} if markup else {})
    )
    context.world.touch(message)
    stopped: Json = message.payload["poll"]
    return stopped


def _quiz(params: Params) -> Json:
    if params.text("type") != "quiz":
        return {}
    right = params.items("correct_option_ids") or [params.integer("correct_option_id")]
    return {"correct_option_ids": right}


METHODS: dict[str, Method] = {"sendPoll": send_poll, "stopPoll": stop_poll}
