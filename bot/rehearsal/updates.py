"""The update queue: ids, the types a bot asked for, long poll, confirmation by offset."""

import asyncio
import contextlib
import copy
from collections.abc import Callable
from dataclasses import dataclass

from bot.rehearsal.errors import OTHER_POLL, ApiError
from bot.rehearsal.faults import FaultKind, Faults
from bot.rehearsal.values import Json

FIRST_UPDATE_ID = 460_000_001  # Telegram starts anywhere; a bot must not expect 1
LONG_POLL_MAX = 50  # seconds; Telegram cuts longer waits
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, kw_only=True)
class Update:
    """One queued update; `chat_id` keeps the order of a chat when it is pushed to a webhook."""

    id: int
    chat_id: int
    body: Json


class UpdateQueue:
    """All updates that the bot has not confirmed yet."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._pending: list[Update] = []
        self._again: list[Update] = []
        self._next_id = FIRST_UPDATE_ID
        self._allowed: list[str] = []
        self._wake = asyncio.Event()
        self._poller: object | None = None
        self._closed = False
        self.revision = 0
        """Grows with every update that comes or goes."""
        self.on_confirmed: Callable[[list[int]], None] | None = None
        """Hears which updates the bot has taken, by id."""

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def allowed(self) -> list[str]:
        """Return the update types that the bot asked for; empty = the default set."""
        return list(self._allowed)

    def allow(self, kinds: list[str] | None) -> None:
        """Remember `allowed_updates`; None keeps what was set before."""
        if kinds is not None:
            self._allowed = list(kinds)

    def push(self, kind: str, payload: Json, chat_id: int) -> int | None:
        """Queue an update and return its id; None when the bot did not ask for this kind."""
        if kind not in self._allowed if self._allowed else kind in NOT_BY_DEFAULT:
            return None
        return self.push_raw({kind: copy.deepcopy(payload)}, chat_id)

    def push_raw(self, content: Json, chat_id: int = 0) -> int:
        """Queue any content as an update, even one that no library can parse; return its id."""
        update_id = self._next_id
        self._next_id += 1
        self.revision += 1
        self._pending.append(Update(id=update_id, chat_id=chat_id, body={"update_id": update_id} | content))
        self.wake()
        return update_id

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109
        """Serve getUpdates: confirm below `offset`, then wait for something up to `timeout` seconds."""
        me = self._poller = object()
        self.wake()
        self.confirm(offset)
        deadline = asyncio.get_running_loop().time() + min(timeout, LONG_POLL_MAX)
        while not (batch := self._batch(limit)):
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0 or self._closed:
                return []
            await self.wait(left)
            if self._poller is not me:
                raise ApiError(409, OTHER_POLL)
        return [update.body for update in batch]

    def confirm(self, offset: int) -> None:
        """Forget what an offset confirms; a negative one keeps only so many from the end."""
        if offset > 0:
            self._keep([update for update in self._pending if update.id >= offset])
        elif offset < 0:
            self._keep(self._pending[offset:])

    def drop_pending(self) -> None:
        """Forget everything, as drop_pending_updates asks."""
        self._keep([])

    def remove(self, update: Update) -> None:
        """Forget one update that a webhook took."""
        self._keep([item for item in self._pending if item.id != update.id])

    def deliverable(self, busy: set[int]) -> list[Update]:
        """Return the first pending update of each chat that is not busy."""
        first: dict[int, Update] = {}
        for update in self._pending:
            first.setdefault(update.chat_id, update)
        return [update for chat_id, update in first.items() if chat_id not in busy]

    async def wait(self, seconds: float) -> None:
        """Wait until something changes, at most so many seconds."""
        # asyncio.timeout, not wait_for: before Python 3.12 the latter can swallow a cancellation.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()

    def wake(self) -> None:
        """Wake everybody who waits."""
        self._wake.set()
        self._wake = asyncio.Event()

    def dump(self) -> tuple[list[Update], int, list[str]]:
        """Return what has to be kept: updates not confirmed, the next number, the kinds asked for."""
        return list(self._pending), self._next_id, list(self._allowed)

    def restore(self, kept: tuple[list[Update], int, list[str]]) -> None:
        """Take up what `dump` returned."""
        self._pending, self._next_id, self._allowed = list(kept[0]), kept[1], list(kept[2])

    def close(self) -> None:
        """Let every long poll return."""
        self._closed = True
        self.wake()

    def _keep(self, kept: list[Update]) -> None:
        gone = {update.id for update in self._pending} - {update.id for update in kept}
        self._pending = kept
        self.revision += bool(gone)
        if gone and self.on_confirmed is not None:
            self.on_confirmed(sorted(gone))

    def _batch(self, limit: int) -> list[Update]:
        if self._again:
            batch, self._again = self._again, []
            return batch
        batch = self._pending[:limit]
        if batch and self._faults.take("getUpdates", [FaultKind.DUPLICATE]):
            self._again = list(batch)
        if len(batch) > 1 and self._faults.take("getUpdates", [FaultKind.REORDER]):
            batch.reverse()
        return batch
