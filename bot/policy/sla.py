"""Deadlines for decisions and events, and what happens when they pass (domain pack, section 2.6).

A missed deadline raises the matter one level; it never confirms and never rejects anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.policy.days import BusinessCalendar, add_business_days, at_local, require_aware
from bot.policy.explain import Line, line, slug


@dataclass(frozen=True, kw_only=True)
class Span:
    """A length of time: minutes on the clock day and night, or business days."""

    minutes: int | None = None
    bd: int | None = None


@dataclass(frozen=True, kw_only=True)
class SlaRule:
    """Who must act on an event, within what span, and whom a missed deadline calls, level by level."""

    key: str
    owner: str
    within: Span
    escalate: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SlaPolicy:
    """The whole of prompts/policies/sla.yaml. Business days start at `day_starts`, end at `day_ends` local."""

    version: int
    day_starts: time
    day_ends: time
    decisions: Mapping[str, SlaRule]
    """By severity: low, medium, high, critical."""
    events: Mapping[str, SlaRule]


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """How far a matter has risen: 0 = in time, 1 = the first of `escalate`, and so on."""

    level: int
    to: str
    next_at: datetime | None
    text: Line


def decision_due(
    severity: str, proposed_at: datetime, calendar: BusinessCalendar, *, policy: SlaPolicy, tz: str
) -> datetime:
    """Return by when a person must decide a proposed signal; KeyError for an unknown severity."""
    return add_span(proposed_at, policy.decisions[severity].within, calendar, policy=policy, tz=tz)


def event_due(
    event: str, at: datetime, calendar: BusinessCalendar, *, policy: SlaPolicy, tz: str
) -> datetime:
    """Return by when the owner of an event must act; KeyError for an unknown event."""
    return add_span(at, policy.events[event].within, calendar, policy=policy, tz=tz)


def add_span(at: datetime, span: Span, calendar: BusinessCalendar, *, policy: SlaPolicy, tz: str) -> datetime:
    """Return `at` plus a span. Business days keep the time of day; a clock that starts off hours starts next morning."""
    at = require_aware(at)
    if span.minutes is not None:
        return at + timedelta(minutes=span.minutes)
    local = at.astimezone(ZoneInfo(tz))
    day, clock = local.date(), local.time()
    if not calendar.is_workday(day) or clock >= policy.day_ends:
        day, clock = add_business_days(day, 1, calendar), policy.day_starts
    clock = max(clock, policy.day_starts)
    return at_local(add_business_days(day, span.bd or 0, calendar), clock, tz)


def escalation(
    rule: SlaRule,
    started_at: datetime,
    now: datetime,
    calendar: BusinessCalendar,
    *,
    policy: SlaPolicy,
    tz: str,
) -> Escalation:
    """Return the level at `now`: one more for every span that passed, up to the last of `escalate`."""
    level, ends = 0, add_span(started_at, rule.within, calendar, policy=policy, tz=tz)
    while ends <= now and level < len(rule.escalate):
        level += 1
        ends = add_span(ends, rule.within, calendar, policy=policy, tz=tz)
    to = rule.escalate[level - 1] if level else rule.owner
    last = level == len(rule.escalate)
    return Escalation(
        level=level,
        to=to,
        next_at=None if last else ends,
        text=line("policy-sla-missed" if level else "policy-sla-running", owner=slug(to), level=level),
    )
