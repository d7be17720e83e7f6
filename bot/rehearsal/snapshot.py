"""The page's view of the world: everything that changed since a revision."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from bot.rehearsal.state import World
from bot.rehearsal.values import Json, Person, Press, StoredMessage

DEFAULT_SCOPE = '{"type": "default"}'
PRIVATE_SCOPE = '{"type": "all_private_chats"}'


class ButtonOnStage(Protocol):
    """What the page needs of a stage button."""

    key: str
    person_id: int
    label: Mapping[str, str]
    running: bool


def snapshot(world: World, buttons: Iterable[ButtonOnStage], locale: str, since: int) -> Json:
    """Return people, chats, clock and buttons whole, messages and presses as changed after `since`."""
    chat_ids = [*world.people, *world.groups]
    return {
        "run": world.run_id,
        "revision": world.revision,
        "now": world.clock.now().isoformat(),
        "zone": str(world.clock.zone),
        "lang": locale,
        "bot": {"name": _bot_name(world, locale), "username": world.bot.username},
        "people": [_person(world, person) for person in world.people.values()],
        "chats": {str(chat_id): _chat(world, chat_id) for chat_id in chat_ids},
        "messages": [_message(item) for chat_id in chat_ids for item in world.messages(chat_id, since)],
        "presses": [_press(press) for press in world.presses.values() if press.revision > since],
        "buttons": [
            {"key": b.key, "person": b.person_id, "label": dict(b.label), "running": b.running}
            for b in buttons
        ],
    }


def _bot_name(world: World, locale: str) -> str:
    names = world.profile.texts
    return names.get(("name", locale[:2])) or names.get(("name", "")) or world.bot.first_name


def _person(world: World, person: Person) -> Json:
    return {
        "id": person.id,
        "name": f"{person.first_name} {person.last_name}".strip(),
        "role": person.role_label,
        "started": person.id in world.started,
        "blocked": person.id in world.blocked,
        "chats": world.chats_of(person.id),
        "commands": _commands(world, person),
    }


def _commands(world: World, person: Person) -> list[Json]:
    own = f'{{"chat_id": {person.id}, "type": "chat"}}'
    for scope in (own, PRIVATE_SCOPE, DEFAULT_SCOPE):
        for language in (person.language_code[:2], ""):
            if found := world.profile.commands.get((scope, language)):
                return found
    return []


def _chat(world: World, chat_id: int) -> Json:
    return {
        "title": world.groups[chat_id].title if chat_id in world.groups else "",
        "action": world.action_in(chat_id),
        "keyboard": world.keyboards.get(chat_id),
        "pinned": world.pinned[chat_id][-1:],
    }


def _message(message: StoredMessage) -> Json:
    extra: dict[str, Any] = {} if message.deleted else {"payload": message.payload}
    return extra | {
        "chat": message.chat_id,
        "id": message.id,
        "revision": message.revision,
        "from_bot": message.from_bot,
        "deleted": message.deleted,
        "rewritten": message.rewritten,
        "read": message.read,
        "reactions": message.reactions,
    }


def _press(press: Press) -> Json:
    answer = press.answer.result() if press.answer.done() and not press.answer.cancelled() else None
    return {
        "id": press.id,
        "person": press.person_id,
        "chat": press.chat_id,
        "message": press.message_id,
        "data": press.data,
        "answer": None
        if answer is None
        else {"text": answer.text, "alert": answer.show_alert, "url": answer.url},
    }
