"""reply_markup: what Telegram takes, what it refuses, and what comes back in a Message."""

from typing import Any

from bot.rehearsal.errors import bad_request
from bot.rehearsal.params import Params
from bot.rehearsal.values import Json

DATA_MAX = 64  # bytes of callback_data
INLINE_BUTTONS_MAX = 100  # buttons on one message
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
PARSE_COMPLAINT = "can't parse reply keyboard markup JSON object"


def read_markup(params: Params) -> Json | None:
    """Return the reply markup of a call, checked; None when there is none."""
    markup = params.structure("reply_markup", PARSE_COMPLAINT)
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return markup | {"keyboard": [[_plain(b) for b in row] for row in _rows(markup["keyboard"])]}
    return markup if markup.keys() & {"remove_keyboard", "force_reply"} else None


def read_inline_markup(params: Params) -> Json | None:
    """Return the markup for an edit, where only an inline keyboard is possible."""
    markup = read_markup(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup if markup and markup["inline_keyboard"] else None


def _inline(value: Any) -> Json:
    rows = [[_inline_button(button) for button in row] for row in _rows(value)]
    if sum(map(len, rows)) > INLINE_BUTTONS_MAX:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": [row for row in rows if row]}


def _rows(value: Any) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    return value


def _inline_button(button: Any) -> Json:
    prefix = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(prefix + "InlineKeyboardButton must be an Object")
    if not str(button.get("text") or "").strip():
        raise bad_request(prefix + 'Field "text" must be of type String')
    if not any(key in button for key in ACTIONS):
        raise bad_request(prefix + "Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= DATA_MAX:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and "." not in str(button["url"]) and "://" not in str(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _plain(button: Any) -> Json:
    made = {"text": button} if isinstance(button, str) else button
    if not isinstance(made, dict) or not str(made.get("text") or "").strip():
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    return made
