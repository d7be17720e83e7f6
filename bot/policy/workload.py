"""Spreading a backlog over the days that agents have: pure arithmetic, most urgent first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.policy.days import ONE_DAY, BusinessCalendar


@dataclass(frozen=True, kw_only=True)
class BacklogItem:
    """One callback to place. Higher `score` goes first; `deadline` is the local day it closes, if one counts."""

    key: str
    score: float
    due_on: date
    deadline: date | None = None


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Where everything landed. `reaches` is the last day used; `unplaced` found no capacity at all."""

    dates: Mapping[str, date]
    late: tuple[str, ...]
    unplaced: tuple[str, ...]
    reaches: date | None
    used: Mapping[date, int]


def rank(backlog: Iterable[BacklogItem]) -> tuple[BacklogItem, ...]:
    """Return the backlog by deadline still to be kept, then score, then age."""
    return tuple(
        sorted(backlog, key=lambda item: (item.deadline or date.max, -item.score, item.due_on, item.key))
    )


def spread(backlog: Sequence[BacklogItem], capacity_by_day: Mapping[date, int]) -> Spread:
    """Place each item, in rank order, on the first day that has room. The same input gives the same days."""
    days = sorted(day for day, room in capacity_by_day.items() if room > 0)
    left = dict(capacity_by_day)
    dates: dict[str, date] = {}
    late, unplaced, position = [], [], 0
    for item in rank(backlog):
        while position < len(days) and left[days[position]] <= 0:
            position += 1
        if position == len(days):
            unplaced.append(item.key)
            continue
        day = days[position]
        left[day] -= 1
        dates[item.key] = day
        if item.deadline is not None and day > item.deadline:
            late.append(item.key)
    used = {day: room - left[day] for day, room in capacity_by_day.items() if room != left[day]}
    return Spread(
        dates=dates, late=tuple(late), unplaced=tuple(unplaced), reaches=max(used, default=None), used=used
    )


def capacity(
    first: date,
    days: int,
    calls_per_agent: int,
    agents: int,
    calendar: BusinessCalendar,
    already: Mapping[date, int] | None = None,
) -> dict[date, int]:
    """Return the room on each of `days` calendar days from `first`: none on days off, less what stands already."""
    booked = already or {}
    span = [first + offset * ONE_DAY for offset in range(days)]
    return {
        day: max(0, calls_per_agent * agents - booked.get(day, 0)) for day in span if calendar.is_workday(day)
    }


def assign(ranked: Sequence[str], load: Mapping[str, int], limit: Mapping[str, int]) -> dict[str, str]:
    """Give each item, in order, to the agent with the least load who has room; items beyond all room stay out."""
    current = dict(load)
    given: dict[str, str] = {}
    for key in ranked:
        free = [agent for agent in sorted(limit) if current.get(agent, 0) < limit[agent]]
        if not free:
            break
        agent = min(free, key=lambda name: (current.get(name, 0) / limit[name], name))
        current[agent] = current.get(agent, 0) + 1
        given[key] = agent
    return given
