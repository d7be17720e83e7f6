"""What the bot says about itself: commands, menu button, name and descriptions."""

import json
import re
from functools import partial

from bot.rehearsal.context import Context
from bot.rehearsal.errors import bad_request
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import Json

COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
COMMANDS_MAX = 100
COMMAND_DESCRIPTION_MAX = 256  # characters
TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}  # characters
DEFAULT_BUTTON: Json = {"type": "commands"}


async def set_my_commands(context: Context, params: Params) -> bool:
    """Set the commands of a scope and language."""
    commands = params.items("commands")
    if commands is None or len(commands) > COMMANDS_MAX:
        raise bad_request("expected an Array of BotCommand, at most 100")
    context.world.profile.commands[_scope(params)] = [_command(item) for item in commands]
    context.world.touch()
    return True


async def get_my_commands(context: Context, params: Params) -> list[Json]:
    """Return the commands of exactly this scope and language."""
    return context.world.profile.commands.get(_scope(params), [])


async def delete_my_commands(context: Context, params: Params) -> bool:
    """Remove the commands of a scope and language."""
    context.world.profile.commands.pop(_scope(params), None)
    context.world.touch()
    return True


async def set_chat_menu_button(context: Context, params: Params) -> bool:
    """Set the menu button of a private chat, or the default one."""
    button = params.structure("menu_button") or DEFAULT_BUTTON
    if not isinstance(button, dict) or button.get("type") not in ("commands", "default", "web_app"):
        raise bad_request("MenuButton has unsupported type")
    context.world.profile.menu_buttons[params.integer("chat_id")] = button
    context.world.touch()
    return True


async def get_chat_menu_button(context: Context, params: Params) -> Json:
    """Return the menu button of a private chat, or the default one."""
    buttons = context.world.profile.menu_buttons
    return buttons.get(params.integer("chat_id"), buttons.get(0, DEFAULT_BUTTON))


async def set_text(context: Context, params: Params, *, kind: str) -> bool:
    """Set name, description or short description for a language."""
    text = params.text(kind)
    if len(text) > TEXT_LIMITS[kind]:
        raise bad_request(f"BOT_{kind.upper()}_TOO_LONG")
    context.world.profile.texts[(kind, params.text("language_code"))] = text
    context.world.touch()
    return True


async def get_text(context: Context, params: Params, *, kind: str) -> Json:
    """Return name, description or short description, falling back to the default language."""
    texts = context.world.profile.texts
    fallback = context.world.bot.first_name if kind == "name" else ""
    return {kind: texts.get((kind, params.text("language_code"))) or texts.get((kind, ""), fallback)}


def _command(item: Json) -> Json:
    name = str(item.get("command", ""))
    description = str(item.get("description", ""))
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= COMMAND_DESCRIPTION_MAX:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}


def _scope(params: Params) -> tuple[str, str]:
    scope = params.structure("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), params.text("language_code")


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyName": partial(set_text, kind="name"),
    "getMyName": partial(get_text, kind="name"),
    "setMyDescription": partial(set_text, kind="description"),
    "getMyDescription": partial(get_text, kind="description"),
    "setMyShortDescription": partial(set_text, kind="short_description"),
    "getMyShortDescription": partial(get_text, kind="short_description"),
}
