"""What a person can see on their phone, and waiting for it."""

from collections.abc import Callable

from bot.rehearsal.errors import RefusedToPersonError
from bot.rehearsal.state import World
from bot.rehearsal.updates import UpdateQueue
from bot.rehearsal.values import Person, StoredMessage

Matches = Callable[[StoredMessage], bool]


class Onlooker:
    """The looking half of a phone. Chats are named by id; the default is the one with the bot."""

    def __init__(self, person_id: int, world: World, queue: UpdateQueue) -> None:
        self._id = person_id
        self._world = world
        self._queue = queue
        self._seen = 0

    @property
    def person(self) -> Person:
        """Return who holds this phone."""
        return self._world.people[self._id]

    def messages(self, *, chat_id: int | None = None) -> list[StoredMessage]:
        """Return what the chat shows, oldest first."""
        return [item for item in self._world.messages(self._chat(chat_id)) if not item.deleted]

    def last(self, *, chat_id: int | None = None) -> StoredMessage:
        """Return the newest message of the bot; LookupError when it said nothing yet."""
        said = [item for item in self.messages(chat_id=chat_id) if item.from_bot]
        if not said:
            raise LookupError("the bot has said nothing here")
        return said[-1]

    async def expect(
        self,
        containing: str = "",
        *,
        where: Matches | None = None,
        chat_id: int | None = None,
        timeout: float = 5.0,  # noqa: ASYNC109 — a test wants one number
    ) -> StoredMessage:
        """Wait for the bot's next message or edit that matches and was not returned before.

        Messages that do not match are passed over. TimeoutError after so many seconds.
        """
        chat = self._chat(chat_id)
        while True:
            revision = self._world.revision
            for message in self._news(chat):
                if containing in message.text and (where is None or where(message)):
                    self._seen = message.said
                    return message
            if not await self._world.changed_since(revision, timeout):
                shown = [item.text[:60] for item in self.messages(chat_id=chat)[-3:]]
                raise TimeoutError(f"the bot did not say {containing!r}; the chat ends with {shown}")

    def _chat(self, chat_id: int | None) -> int:
        chat = self._id if chat_id is None else chat_id
        if chat not in self._world.chats_of(self._id):
            raise RefusedToPersonError("not a chat of this person")
        return chat

    def _news(self, chat: int) -> list[StoredMessage]:
        changed = [m for m in self.messages(chat_id=chat) if m.from_bot and m.said > self._seen]
        return sorted(changed, key=lambda message: message.said)
