"""Where errors end: each becomes a notice to the person, a retry, or an update that is set aside.

The unit of work that failed has been rolled back; what is said and how the update ends are one new transaction.
"""

import logging
from datetime import timedelta
from typing import Any

from bot.chat.turn import Incoming, Turn, open_turn
from bot.errors import NotAllowedError
from bot.notices import is_expected, notice_text
from bot.runtime import Held, describe
from bot.services.staff import actor_name
from storage.passing import is_passing
from storage.unit_of_work import UnitOfWorkFactory

log = logging.getLogger(__name__)

MAX_TRIES = 3  # a fault that outlives three tries is in the program or in the update, not in the weather
LONGEST_NUMBER = 18  # digits that still fit a row number
TROUBLE_LASTS = timedelta(hours=1)  # a disk may be full for that long; beyond, a person is to look
RETRY_DELAYS = (timedelta(seconds=1), timedelta(seconds=4))  # a button's spinner turns half a minute at most


def settle_failure(
    units: UnitOfWorkFactory, services: Any, held: Held, incoming: Incoming | None, error: BaseException
) -> None:
    """End an update whose handler failed. Raises LeaseLostError when another worker has it."""
    expected = is_expected(error)
    if not expected:
        log.error("turn failed item=%s try=%s %s", held.id, held.attempts, describe(error))
    with units() as uow:
        item = uow.queue.mine(held.id, held.owner)
        if is_passing(error) and uow.now - item.created_at < TROUBLE_LASTS:
            uow.queue.retry(item, at=uow.now + RETRY_DELAYS[0], reason=type(error).__name__)
            item.attempts -= 1  # the database was at fault: no try of this update
            uow.commit()
            return
        if not expected and held.attempts < MAX_TRIES:
            delay = RETRY_DELAYS[min(held.attempts, len(RETRY_DELAYS)) - 1]
            uow.queue.retry(item, at=uow.now + delay, reason=type(error).__name__)
            uow.commit()
            return
        if incoming is not None:
            turn = open_turn(uow, incoming, services)
            if isinstance(error, NotAllowedError) and turn.actor is not None:
                note_refusal(turn, error)
            turn.toast(notice_text(error, turn.texts, reference=held.id), alert=True)
            turn.close()
        if expected:
            uow.queue.done(item, notice=getattr(error, "code", "unexpected"))
        else:
            uow.queue.set_aside(item, f"failed:{type(error).__name__}")
        uow.commit()


def note_refusal(turn: Turn, error: NotAllowedError) -> None:
    """Write into the audit trail what a member of staff tried and was refused: the verb and the numbers."""
    numbers = [
        int(arg) for arg in turn.args if arg.isascii() and arg.isdigit() and len(arg) <= LONGEST_NUMBER
    ]
    turn.uow.audit.append(
        actor_name(turn.actor), "refused", turn.kind, numbers[0] if numbers else 0,
        verb=error.data.get("verb", error.code), handler=_known_word(turn.command), numbers=numbers,
    )  # fmt: skip


def _known_word(command: str | None) -> str:
    # A forged press can carry any words; only something like a prefix of ours may enter the trail.
    return command if command and command.isascii() and command.isalpha() and len(command) <= 16 else ""


def set_aside(units: UnitOfWorkFactory, held: Held, reason: str) -> None:
    """Park an update that cannot be worked, so that the chat's next one can be."""
    log.error("update set aside item=%s reason=%s", held.id, reason)
    with units() as uow:
        uow.queue.set_aside(uow.queue.mine(held.id, held.owner), reason)
        uow.commit()
