"""The virtual clock: real time plus an offset that people push forward."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Hook = Callable[[datetime], Awaitable[None]]

WORK_STARTS_AT = time(9, 0)
SATURDAY = 5  # date.weekday() of the first day off
SEARCH_DAYS = 60  # a longer run of days off is a mistake in the caller's calendar


class VirtualClock:
    """Runs in real time from wherever it was last moved to; never goes back."""

    def __init__(
        self,
        *,
        start: datetime | None = None,
        timezone: str = "Asia/Shanghai",
        source: Callable[[], datetime] | None = None,
        is_working_day: Callable[[date], bool] | None = None,
    ) -> None:
        self._source = source or _real_now
        self._offset = timedelta() if start is None else start - self._source()
        self._hooks: list[Hook] = []
        self._is_working_day = is_working_day or _is_weekday
        self.zone = ZoneInfo(timezone)

    def now(self) -> datetime:
        """Return the virtual time, aware, in UTC."""
        return self._source() + self._offset

    def on_jump(self, hook: Hook) -> None:
        """Register an async hook that gets the new time after each jump, in order of registration."""
        self._hooks.append(hook)

    async def advance(self, step: timedelta) -> datetime:
        """Move forward and run the hooks; return the new time. ValueError on a step back."""
        if step < timedelta():
            raise ValueError("the rehearsal's clock never goes back")
        self._offset += step
        for hook in list(self._hooks):
            await hook(self.now())
        return self.now()

    async def jump_to(self, moment: datetime) -> datetime:
        """Move forward to an aware moment and run the hooks; return the new time."""
        return await self.advance(moment - self.now())

    def next_working_morning(self) -> datetime:
        """Return nine o'clock on the next working day after today, in UTC."""
        today = self.now().astimezone(self.zone).date()
        for days in range(1, SEARCH_DAYS):
            day = today + timedelta(days=days)
            if self._is_working_day(day):
                return datetime.combine(day, WORK_STARTS_AT, self.zone).astimezone(UTC)
        raise ValueError(f"no working day within {SEARCH_DAYS} days")


def _real_now() -> datetime:
    return datetime.now(UTC)


def _is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY
