"""The world behind the server: who exists, what was said, what changed when."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.errors import bad_request, forbidden
from bot.rehearsal.files import FileStore
from bot.rehearsal.polls import Polls
from bot.rehearsal.values import BotIdentity, Group, InlineAsk, Json, Numbers, Person, Press, StoredMessage

TYPING_SECONDS = 5  # Telegram shows a chat action for five seconds or until a message comes
FIRST_PRESS_ID = 4_382_000_000_000_000_001  # 64-bit, beyond what a JavaScript number holds, as Telegram's are


@dataclass(kw_only=True)
class BotProfile:
    """What the bot has set about itself, by scope and language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


class World:
    """Plain state with a revision that grows at every change, so that a page or a test can follow."""

    def __init__(
        self, clock: VirtualClock, bot: BotIdentity, people: Iterable[Person], groups: Iterable[Group]
    ) -> None:
        self.clock = clock
        self.bot = bot
        self.people = {person.id: person for person in people}
        self.groups = {group.id: group for group in groups}
        self.files = FileStore()
        self.profile = BotProfile()
        self.started: set[int] = set()
        self.blocked: set[int] = set()
        self.left: set[int] = set()
        self.presses: dict[str, Press] = {}
        self.inline_asks: dict[str, InlineAsk] = {}
        self.polls = Polls()
        self.keyboards: dict[int, Json] = {}
        self.actions: dict[int, tuple[str, datetime]] = {}
        self.pinned: dict[int, list[int]] = defaultdict(list)
        self.unread: dict[int, StoredMessage] = {}
        """Messages of people by the id of the update that carries them, until the bot confirms it."""
        self.run_id = secrets.token_hex(4)
        """Tells a page that stayed open over a restart that its memory is of another play."""
        self.revision = 0
        self._messages: dict[int, dict[int, StoredMessage]] = defaultdict(dict)
        self._private_ids = Numbers()
        self._group_ids: dict[int, Numbers] = defaultdict(Numbers)
        self._press_ids = Numbers(following=FIRST_PRESS_ID)
        self._changed = asyncio.Event()

    # -- change ---------------------------------------------------------------------------------

    def touch(self, item: StoredMessage | Press | None = None) -> None:
        """Note a change, of an item or of the world at large."""
        self.revision += 1
        if item is not None:
            item.revision = self.revision
        self._changed.set()
        self._changed = asyncio.Event()

    def say(self, message: StoredMessage) -> None:
        """Note that a message says something new."""
        self.touch(message)
        message.said = message.revision

    async def changed_since(self, revision: int, timeout: float) -> bool:  # noqa: ASYNC109
        """Wait until the revision passes the given one; False when nothing happens in so many seconds."""
        try:
            async with asyncio.timeout(timeout):
                while self.revision <= revision:
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    # -- chats ----------------------------------------------------------------------------------

    def chat_json(self, chat_id: int) -> Json:
        """Return the Bot API's Chat."""
        if chat_id in self.groups:
            group = self.groups[chat_id]
            chat = {"id": chat_id, "title": group.title, "type": "supergroup"}
            return chat | ({"username": group.username} if group.username else {})
        user = self.people[chat_id].as_user()
        names = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        return {"id": chat_id} | names | {"type": "private"}

    def find_chat(self, chat_id: int | str) -> int:
        """Return the id of a chat that the bot may know; ApiError 400 otherwise."""
        if isinstance(chat_id, str):
            wanted = chat_id.removeprefix("@").lower()
            for group in self.groups.values():
                if group.username and group.username.lower() == wanted:
                    return group.id
            raise bad_request("chat not found")
        if chat_id in self.groups or self._has_met(chat_id):
            return chat_id
        raise bad_request("chat not found")

    def check_may_send(self, chat_id: int) -> None:
        """Raise the 403 that Telegram gives where the bot is not welcome."""
        if chat_id in self.left:
            raise forbidden("bot is not a member of the supergroup chat")
        if chat_id in self.blocked:
            raise forbidden("bot was blocked by the user")
        if chat_id > 0 and chat_id not in self.started:
            raise forbidden("bot can't initiate conversation with a user")

    def chats_of(self, person_id: int) -> list[int]:
        """Return the chats on a person's phone: the bot, then their groups."""
        return [person_id, *(g.id for g in self.groups.values() if person_id in g.members)]

    def _has_met(self, person_id: int) -> bool:
        if person_id not in self.people:
            return False
        return person_id in self.started or any(person_id in g.members for g in self.groups.values())

    # -- messages -------------------------------------------------------------------------------

    def add_message(self, chat_id: int, sender: Json, content: Json) -> StoredMessage:
        """Store a new message with id, sender, chat and date in whole seconds."""
        numbers = self._group_ids[chat_id] if chat_id < 0 else self._private_ids
        now = self.clock.now()
        head: Json = {
            "message_id": next(numbers),
            "from": sender,
            "chat": self.chat_json(chat_id),
            "date": int(now.timestamp()),
        }
        from_bot = bool(sender["is_bot"])
        stored = StoredMessage(chat_id=chat_id, payload=head | content, sent_at=now, from_bot=from_bot)
        self._messages[chat_id][stored.id] = stored
        if from_bot:
            self.actions.pop(chat_id, None)
        self.say(stored)
        return stored

    def message(self, chat_id: int, message_id: int) -> StoredMessage | None:
        """Return a message that is still there, or None."""
        stored = self._messages[chat_id].get(message_id)
        return None if stored is None or stored.deleted else stored

    def remembered(self, chat_id: int, message_id: int) -> StoredMessage | None:
        """Return a message even after its deletion, or None."""
        return self._messages[chat_id].get(message_id)

    def messages(self, chat_id: int, since: int = 0) -> list[StoredMessage]:
        """Return the messages of a chat that changed after a revision, oldest first, deleted ones too."""
        return [item for item in self._messages[chat_id].values() if item.revision > since]

    def mark_read(self, update_ids: list[int]) -> None:
        """Note that the bot has taken these updates."""
        for update_id in update_ids:
            if message := self.unread.pop(update_id, None):
                message.read = True
                self.touch(message)

    # -- presses and actions ----------------------------------------------------------------------

    def add_press(self, person_id: int, message: StoredMessage, data: str) -> Press:
        """Store a press of an inline button."""
        press = Press(
            id=str(next(self._press_ids)),
            person_id=person_id,
            chat_id=message.chat_id,
            message_id=message.id,
            data=data,
            pressed_at=self.clock.now(),
            answer=asyncio.get_running_loop().create_future(),
        )
        self.presses[press.id] = press
        self.touch(press)
        return press

    def add_inline_ask(self) -> InlineAsk:
        """Store an inline query."""
        answer = asyncio.get_running_loop().create_future()
        ask = InlineAsk(id=str(next(self._press_ids)), results=answer)
        self.inline_asks[ask.id] = ask
        return ask

    def action_in(self, chat_id: int) -> str:
        """Return the chat action that shows right now, or an empty string."""
        action, at = self.actions.get(chat_id, ("", self.clock.now()))
        fresh = (self.clock.now() - at).total_seconds() < TYPING_SECONDS
        return action if fresh else ""
