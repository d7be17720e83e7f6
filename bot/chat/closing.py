"""Closes delivery attempts in the database; those that end while one commit runs share the next.

One disk flush then serves many messages, which is what a busy SQLite needs most.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.outcomes import Outcome
from bot.chat.settling import ATTEMPT_OUTCOMES, Settler
from bot.runtime import DatabaseThreads, Held
from storage.errors import LeaseLostError
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, kw_only=True)
class Ended:
    """An attempt that came to an end, and who waits until that is written."""

    held: Held
    attempt_id: int
    outcome: Outcome
    written: asyncio.Future[None]


class Closer:
    """Writes outcomes, many in one unit of work when many come."""

    def __init__(self, *, units: UnitOfWorkFactory, threads: DatabaseThreads, settler: Settler) -> None:
        self._units = units
        self._threads = threads
        self._settler = settler
        self._waiting: list[Ended] = []
        self._writing = False

    async def close(self, held: Held, attempt_id: int, outcome: Outcome) -> None:
        """Return once the outcome is committed; raises LeaseLostError, or what the database raised."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(Ended(held=held, attempt_id=attempt_id, outcome=outcome, written=written))
        if not self._writing:
            await self._write_all()
        await written

    async def _write_all(self) -> None:
        """Write for all who wait, until nobody does; whoever came first does it for the others."""
        self._writing = True
        batch: list[Ended] = []
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                _tell(batch, await self._try_together(batch))
        finally:
            self._writing = False
            for ended in (*batch, *self._waiting):
                ended.written.cancel()  # only what is not written: the process is ending

    async def _try_together(self, batch: Sequence[Ended]) -> Sequence[Exception | None]:
        try:
            return await self._threads.run(lambda: self._together(batch))
        except Exception as error:  # noqa: BLE001 (one must not take the others with it)
            if len(batch) == 1:
                return [error]
        return [(await self._try_together([ended]))[0] for ended in batch]

    def _together(self, batch: Sequence[Ended]) -> Sequence[Exception | None]:
        with self._units() as uow:
            errors = [self._one(uow, ended) for ended in batch]
            uow.commit()
            return errors

    def _one(self, uow: UnitOfWork, ended: Ended) -> Exception | None:
        try:
            item = uow.queue.mine(ended.held.id, ended.held.owner)
        except LeaseLostError as error:  # before anything of this one was written
            return error
        attempt = next(each for each in uow.queue.attempts(item) if each.id == ended.attempt_id)
        attempt.outcome, attempt.code = ATTEMPT_OUTCOMES[ended.outcome.ending], ended.outcome.code
        attempt.finished_at = uow.now
        self._settler.apply(uow, item, ended.outcome)
        return None


def _tell(batch: Sequence[Ended], errors: Sequence[Exception | None]) -> None:
    for ended, error in zip(batch, errors, strict=True):
        if ended.written.done():
            continue  # who waited was told to stop
        if error is None:
            ended.written.set_result(None)
        else:
            ended.written.set_exception(error)
