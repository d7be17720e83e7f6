"""What a delivery attempt came to, told from the error that Telegram or the network gave."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat.transport import NotSentError, ServerFaultError

UNMODIFIED = ("message is not modified",)
MESSAGE_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message_id_invalid",
)
TOO_LATE = ("query is too old", "query id is invalid")


class Ending(StrEnum):
    """The possible outcomes of one attempt."""

    SENT = "sent"
    GONE = "gone"
    """The message to change is no longer there: nothing is left to do."""
    TOO_LATE = "too_late"
    REFUSED = "refused"
    """The person has blocked the bot, or the account is closed."""
    LIMITED = "limited"
    NOT_SENT = "not_sent"
    """It did not arrive, or was not carried out: trying again cannot double it."""
    UNKNOWN = "unknown"
    MISCONFIGURED = "misconfigured"
    """The token is not valid: no fault of this message."""
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """An ending, a short code for the attempt row, and what came with it."""

    ending: Ending
    code: str | None = None
    message_id: int | None = None
    retry_after: timedelta = timedelta(0)


def classify(error: TelegramError) -> Outcome:
    """Return the outcome that an error means; codes hold no words of Telegram's answer."""
    match error:
        case RetryAfter():
            after = error.retry_after
            pause = after if isinstance(after, timedelta) else timedelta(seconds=after)
            return Outcome(ending=Ending.LIMITED, code="429", retry_after=pause)
        case Forbidden():
            return Outcome(ending=Ending.REFUSED, code="403")
        case InvalidToken():
            return Outcome(ending=Ending.MISCONFIGURED, code="401")
        case BadRequest():
            return _bad_request(error.message.lower())
        case NotSentError():
            return Outcome(ending=Ending.NOT_SENT, code="not_sent")
        case ServerFaultError():
            return Outcome(ending=Ending.NOT_SENT, code="5xx")
        case ChatMigrated():
            return Outcome(ending=Ending.REJECTED, code="chat_migrated")
        case NetworkError():
            return Outcome(ending=Ending.UNKNOWN, code=type(error).__name__)
        case _:
            return Outcome(ending=Ending.REJECTED, code=type(error).__name__)


def _bad_request(description: str) -> Outcome:
    for phrases, ending in (
        (UNMODIFIED, Ending.SENT),
        (MESSAGE_GONE, Ending.GONE),
        (TOO_LATE, Ending.TOO_LATE),
    ):
        if any(phrase in description for phrase in phrases):
            return Outcome(ending=ending, code="400")
    return Outcome(ending=Ending.REJECTED, code="400")
