"""Events that ask for a callback outside the cadence (domain pack, section 2.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.policy.days import (
    BusinessCalendar,
    add_business_days,
    at_local,
    end_of_day,
    local_day,
    require_aware,
)
from bot.policy.explain import Line, line, slug
from bot.policy.tiers import Tier


@dataclass(frozen=True, kw_only=True)
class Delay:
    """How long after the event: exactly one of business days, calendar days or minutes; `at` = local time."""

    bd: int | None = None
    days: int | None = None
    minutes: int | None = None
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class TriggerRule:
    """One row of the trigger table. No form = a task or a message, not a callback."""

    key: str
    zh: str
    en: str
    sources: tuple[str, ...]
    form_key: str | None
    delay: Delay | None
    delay_by_tier: Mapping[Tier, Delay]
    delay_by_severity: Mapping[str, Delay]
    visit_delay: Delay | None
    priority: int
    condition: str = ""
    ask_first: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    sms_first: bool = False
    legal: str = ""


@dataclass(frozen=True, kw_only=True)
class TriggerPolicy:
    """The table and the rules that hold for all of it."""

    version: int
    rules: Mapping[str, TriggerRule]
    dedupe_days: int
    suppress_when_hold: frozenset[str]
    max_open_callbacks_per_loan: int


@dataclass(frozen=True, kw_only=True)
class TriggerDue:
    """What an event asks for. `due_at` None = it only suppresses or follows the cadence."""

    trigger_key: str
    form_key: str | None
    due_at: datetime | None
    due_on: date | None
    visit_due_on: date | None
    priority: int
    ask_first: tuple[str, ...]
    also: tuple[str, ...]
    sms_first: bool
    explanation: Line


def trigger_due(
    trigger_key: str,
    at: datetime,
    tier: Tier,
    calendar: BusinessCalendar,
    *,
    policy: TriggerPolicy,
    tz: str,
    severity: str = "",
) -> TriggerDue:
    """Return form, due instant and priority for an event at `at`; KeyError for an unknown trigger."""
    rule = policy.rules[trigger_key]
    at = require_aware(at)
    delay = rule.delay_by_severity.get(severity) or rule.delay_by_tier.get(tier) or rule.delay
    due_at = None if delay is None else _after(at, delay, calendar, tz)
    visit_at = None if rule.visit_delay is None else _after(at, rule.visit_delay, calendar, tz)
    due_on = None if due_at is None else local_day(due_at, tz)
    return TriggerDue(
        trigger_key=trigger_key,
        form_key=rule.form_key,
        due_at=due_at,
        due_on=due_on,
        visit_due_on=None if visit_at is None else local_day(visit_at, tz),
        priority=rule.priority,
        ask_first=rule.ask_first,
        also=rule.also,
        sms_first=rule.sms_first,
        explanation=line(
            "policy-why-trigger",
            trigger=slug(trigger_key),
            on=local_day(at, tz),
            due="-" if due_on is None else due_on,
            tier=tier.value,
        ),
    )


def is_duplicate(
    trigger_key: str, at: datetime, earlier: Sequence[tuple[str, datetime]], policy: TriggerPolicy
) -> bool:
    """Return whether the same trigger fired on this loan within the days in which it joins the open callback."""
    span = timedelta(days=policy.dedupe_days)
    return any(key == trigger_key and timedelta(0) <= at - when < span for key, when in earlier)


def _after(at: datetime, delay: Delay, calendar: BusinessCalendar, tz: str) -> datetime:
    if delay.minutes is not None:
        return at + timedelta(minutes=delay.minutes)
    today = local_day(at, tz)
    if delay.bd is not None:
        day = add_business_days(today, delay.bd, calendar)
    else:
        day = today + timedelta(days=delay.days or 0)
    return at_local(day, delay.at, tz) if delay.at is not None else end_of_day(day, tz)
