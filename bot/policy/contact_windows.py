"""Contact windows on the wall clock of the customer: whether an instant is inside, and when the next one opens.

Windows are compared as wall-clock times, so a change of clocks never moves them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.policy.contact_values import WeekWindows, Window
from bot.policy.days import ONE_DAY, BusinessCalendar, start_of_day

SEARCH_DAYS = 40  # longer than any holiday week or rolling window; beyond it nothing opens by waiting
SOON_DAYS = 3  # looked at first: most windows open again within two days
MIDNIGHT = time(0)


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One set of windows that must hold, and the reason code that its refusal carries."""

    code: str
    basis: str
    windows: WeekWindows
    also: WeekWindows | None = None
    """Further windows that the customer agreed to; inside either is inside."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """The zones that count, their calendar, and local days on which nobody is contacted."""

    zones: tuple[str, ...]
    calendar: BusinessCalendar
    closed_days: tuple[tuple[date, date], ...] = ()

    def days(self, at: datetime) -> tuple[date, ...]:
        """Return the local day in each zone."""
        return tuple(at.astimezone(ZoneInfo(zone)).date() for zone in self.zones)

    def closed(self, at: datetime) -> bool:
        """Return whether the local day in any zone lies in a sensitive period."""
        return any(first <= day <= last for day in self.days(at) for first, last in self.closed_days)


def within(window: Window | None, clock: time) -> bool:
    """Return whether a wall-clock time is in the window; 22:00:00 is outside one that ends at 22:00."""
    if window is None:
        return False
    start, end = window
    return start <= clock and (end == MIDNIGHT or clock < end)


def inside(layer: Layer, at: datetime, zone: str, calendar: BusinessCalendar) -> bool:
    """Return whether the instant is inside the layer's windows on that zone's wall clock."""
    local = at.astimezone(ZoneInfo(zone))
    return any(
        within(windows.on(local.date(), calendar), local.time())
        for windows in (layer.windows, layer.also)
        if windows is not None
    )


def closed_layers(layers: Iterable[Layer], at: datetime, place: Place) -> tuple[Layer, ...]:
    """Return the layers that refuse the instant in at least one zone."""
    return tuple(
        layer for layer in layers if not all(inside(layer, at, zone, place.calendar) for zone in place.zones)
    )


def next_open(layers: Sequence[Layer], at: datetime, place: Place) -> datetime | None:
    """Return the first instant from `at` on that every layer allows in every zone, or None within the search."""
    if _open(layers, at, place):
        return at
    for days in (SOON_DAYS, SEARCH_DAYS):
        # A zone's last day may end before another's, so only what all zones have listed is compared.
        known = at + timedelta(days=days - 1)
        starts = {start for zone in place.zones for start in _starts(layers, at, zone, place, days)}
        for start in sorted(starts):
            if at < start <= known and _open(layers, start, place):
                return start
    return None


def _open(layers: Sequence[Layer], at: datetime, place: Place) -> bool:
    return not place.closed(at) and not closed_layers(layers, at, place)


def _starts(layers: Sequence[Layer], at: datetime, zone: str, place: Place, days: int) -> Iterator[datetime]:
    """Yield every instant at which some window may open: its start (both folds), midnight, a clock change."""
    tz = ZoneInfo(zone)
    first = at.astimezone(tz).date()
    for offset in range(days + 1):
        day = first + offset * ONE_DAY
        yield start_of_day(day, zone)
        change = _clock_change(day, zone)
        if change is not None:
            yield change
        for layer in layers:
            for windows in (layer.windows, layer.also):
                window = None if windows is None else windows.on(day, place.calendar)
                if window is not None:
                    for fold in (0, 1):
                        yield datetime.combine(day, window[0].replace(fold=fold), tzinfo=tz).astimezone(UTC)


def _clock_change(day: date, zone: str) -> datetime | None:
    """Return the instant of that local day at which clocks change, to the second, or None."""
    tz = ZoneInfo(zone)
    low, high = start_of_day(day, zone), start_of_day(day + ONE_DAY, zone)
    before = low.astimezone(tz).utcoffset()
    if before == high.astimezone(tz).utcoffset():
        return None
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(tz).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high
