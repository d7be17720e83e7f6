"""Telegram's sending limits as token buckets: per bot, per private chat, per group. Switchable."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.rehearsal.errors import TooManyRequestsError


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many messages at once, then so many a second."""

    burst: int
    per_second: float


BOT_RATE = Rate(burst=30, per_second=30.0)  # Telegram: about 30 messages a second over all chats
PRIVATE_RATE = Rate(burst=5, per_second=1.0)  # Telegram: one a second in a chat, short bursts pass
GROUP_RATE = Rate(burst=20, per_second=20 / 60)  # Telegram: 20 a minute in one group


class Bucket:
    """A token bucket over a monotonic clock in seconds."""

    def __init__(self, rate: Rate, monotonic: Callable[[], float]) -> None:
        self._rate = rate
        self._monotonic = monotonic
        self._tokens = float(rate.burst)
        self._at = monotonic()

    def wait(self, cost: int) -> float:
        """Return the seconds until `cost` messages may go; 0 = now."""
        self._refill()
        # An album dearer than the whole bucket passes once the bucket is full.
        missing = min(cost, self._rate.burst) - self._tokens
        return max(0.0, missing / self._rate.per_second)

    def take(self, cost: int) -> None:
        """Pay for `cost` messages."""
        self._tokens -= cost

    def _refill(self) -> None:
        now = self._monotonic()
        self._tokens = min(self._rate.burst, self._tokens + (now - self._at) * self._rate.per_second)
        self._at = now


class Limits:
    """All buckets of one bot. Real time, not virtual: the bot really does send this fast."""

    def __init__(
        self,
        *,
        enabled: bool = True,
        bot: Rate = BOT_RATE,
        private: Rate = PRIVATE_RATE,
        group: Rate = GROUP_RATE,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.enabled = enabled
        self._private = private
        self._group = group
        self._monotonic = monotonic
        self._bot = Bucket(bot, monotonic)
        self._chats: dict[int, Bucket] = {}

    def spend(self, chat_id: int, cost: int = 1) -> None:
        """Account for `cost` messages to a chat; TooManyRequestsError when a bucket is empty."""
        if not self.enabled:
            return
        buckets = (self._bot, self._chat(chat_id))
        wait = max(bucket.wait(cost) for bucket in buckets)
        if wait > 0:
            raise TooManyRequestsError(max(1, math.ceil(wait)))
        for bucket in buckets:
            bucket.take(cost)

    def _chat(self, chat_id: int) -> Bucket:
        rate = self._group if chat_id < 0 else self._private
        return self._chats.setdefault(chat_id, Bucket(rate, self._monotonic))
