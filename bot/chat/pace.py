"""Slows down a chat that floods, so that its thousand updates cost the chats beside it nothing."""

import time
from collections.abc import Callable

BURST = 10  # updates of one chat at full speed; a photo album is ten
PER_SECOND = 2.0  # then so many: Telegram lets us show one screen a second in a chat, and nobody reads faster
MANY_BEHIND = 10  # updates waiting in one chat; with fewer it is a quick person, not a flood
REMEMBERED = 10_000  # chats, before those at rest are forgotten


class Pace:
    """Per chat and process: so many at once, then evenly spaced. `monotonic` gives seconds."""

    def __init__(
        self,
        *,
        burst: int = BURST,
        per_second: float = PER_SECOND,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._gap = 1 / per_second
        self._credit = burst * self._gap
        self._monotonic = monotonic
        self._next: dict[str, float] = {}

    def pause(self, chat: str) -> float:
        """Count one update of a chat; return the seconds that it would have to wait, 0 = none."""
        now = self._monotonic()
        if len(self._next) > REMEMBERED:
            self._next = {name: at for name, at in self._next.items() if at > now}
        # Never further ahead than one gap: who was not made to wait owes nothing later.
        at = min(max(self._next.get(chat, now), now), now + self._credit) + self._gap
        self._next[chat] = at
        return max(0.0, at - now - self._credit)
