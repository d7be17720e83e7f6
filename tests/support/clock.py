"""A clock that a test sets."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # a Tuesday, noon in Shanghai: inside every contact window


@dataclass
class FakeClock:
    """Tells the time that was set, until it is moved."""

    time: datetime = NOON

    def now(self) -> datetime:
        """Return the set instant."""
        return self.time

    def advance(self, step: timedelta) -> datetime:
        """Move on by `step` and return the new instant."""
        self.time += step
        return self.time
