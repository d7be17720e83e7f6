"""When to try again after an attempt, or whether the cycle is over (domain pack, section 2.5)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.policy.contact_values import Window
from bot.policy.days import ONE_DAY, at_local, local_day, require_aware
from bot.policy.explain import Line, line, slug
from bot.policy.tiers import Tier

WEEKEND = "weekend"
SATURDAY = 5
MAX_PUSHES = 30  # each push passes one rule; a cycle has ten days, so more can never end well

AllowedFrom = Callable[[datetime], datetime | None]
"""Gives the first instant from the argument on that the contact policy allows, or None for never."""


@dataclass(frozen=True, kw_only=True)
class RetryLimit:
    """How often an outcome may be followed in its usual way per `day` or `cycle`, and what comes after."""

    maximum: int
    per: str
    otherwise: str = ""
    """The outcome whose rule takes over; empty = nothing is tried until `then` is done."""
    then: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RetryRule:
    """One row of the retry table."""

    outcome: str
    wait: str
    minutes: int = 0
    counts: bool = True
    short: bool = False
    """True = a wait that is meant to be shorter than the usual gap between attempts."""
    ends_cycle: bool = False
    then: tuple[str, ...] = ()
    limit: RetryLimit | None = None


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """The whole of prompts/policies/retry.yaml."""

    version: int
    max_attempts_per_cycle: int
    cycle_days: int
    max_attempts_per_day: int
    min_gap_minutes: int
    must_cover_time_bands: int
    ring_seconds_max: int
    self_link_after_attempt: int
    time_bands: Mapping[str, Window]
    cycle_end_tasks: tuple[str, ...]
    cycle_end_tasks_by_tier: Mapping[Tier, tuple[str, ...]]
    rules: Mapping[str, RetryRule]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """An earlier or the present try of this cycle."""

    at: datetime
    outcome: str


@dataclass(frozen=True, kw_only=True)
class RetryDecision:
    """When to try again (`at` None = not by waiting), whether the cycle ends, and what else must happen."""

    at: datetime | None
    ends_cycle: bool
    then: tuple[str, ...]
    counts: bool
    explanation: Line


def next_try(
    outcome: str,
    attempts: Sequence[Attempt],
    policy: RetryPolicy,
    now: datetime,
    *,
    tz: str,
    tier: Tier,
    allowed_from: AllowedFrom,
    requested_at: datetime | None = None,
    cycle_started_at: datetime | None = None,
) -> RetryDecision:
    """Return what follows `outcome`. `attempts` are those before it in this cycle, oldest first.

    ValueError for `callback_requested` without `requested_at`; KeyError for an unknown outcome.
    """
    now = require_aware(now)
    made = (*attempts, Attempt(at=now, outcome=outcome))
    rule, extra, stuck = _rule(outcome, made, policy, tz)
    counted = [item for item in made if policy.rules[item.outcome].counts]
    started = cycle_started_at or made[0].at
    then = [*rule.then, *extra]
    if rule.counts and len(counted) == policy.self_link_after_attempt and not rule.ends_cycle:
        then.append("send_self_link")
    if rule.ends_cycle:
        return _decision(None, then, rule, "policy-retry-ended", outcome, ends=True)
    if rule.counts and len(counted) >= policy.max_attempts_per_cycle:
        return _cycle_end(then, rule, policy, tier, outcome)
    if stuck or rule.wait == "none":
        return _decision(None, then, rule, "policy-retry-stuck", outcome)
    at = _when(rule, counted, policy, now, tz, allowed_from, requested_at)
    if at is None:
        return _decision(None, then, rule, "policy-retry-not-allowed", outcome)
    if rule.counts and at > started + timedelta(days=policy.cycle_days):
        return _cycle_end(then, rule, policy, tier, outcome)
    return _decision(
        at, then, rule, "policy-retry-at", outcome, local=f"{at.astimezone(ZoneInfo(tz)):%Y-%m-%d %H:%M}"
    )


def band_of(at: datetime, tz: str, policy: RetryPolicy) -> str:
    """Return the time band of an instant: am, noon, pm, evening or weekend; empty outside all of them."""
    local = at.astimezone(ZoneInfo(tz))
    if local.weekday() >= SATURDAY:
        return WEEKEND
    return next((key for key, (start, end) in policy.time_bands.items() if start <= local.time() < end), "")


def _rule(
    outcome: str, made: Sequence[Attempt], policy: RetryPolicy, tz: str
) -> tuple[RetryRule, tuple[str, ...], bool]:
    """Return the rule in force, what its limit adds, and whether the limit leaves nothing to wait for."""
    rule = policy.rules[outcome]
    limit = rule.limit
    if limit is None:
        return rule, (), False
    today = local_day(made[-1].at, tz)
    same = [item for item in made if item.outcome == outcome]
    if limit.per == "day":
        same = [item for item in same if local_day(item.at, tz) == today]
    if len(same) <= limit.maximum:
        return rule, (), False
    if limit.otherwise:
        return policy.rules[limit.otherwise], limit.then, False
    return rule, limit.then, True


def _when(
    rule: RetryRule,
    counted: Sequence[Attempt],
    policy: RetryPolicy,
    now: datetime,
    tz: str,
    allowed_from: AllowedFrom,
    requested_at: datetime | None,
) -> datetime | None:
    if rule.wait == "requested":
        if requested_at is None:
            raise ValueError("the customer's chosen time is missing")
        return allowed_from(max(now, require_aware(requested_at)))
    at = now + timedelta(minutes=rule.minutes)
    if rule.wait == "next_day":
        at = max(at, _next_morning(now, tz, policy))
    if not rule.short:
        at = max(at, now + timedelta(minutes=policy.min_gap_minutes))
    tried = [band_of(item.at, tz, policy) for item in counted]
    wanted = _wanted_bands(rule, tried, policy)
    for _ in range(MAX_PUSHES):
        allowed = allowed_from(at)
        if allowed is None:
            return None
        at = _push(allowed, counted, policy, tz, wanted)
        if at == allowed:
            return at
    return allowed_from(at)


def _wanted_bands(rule: RetryRule, tried: Sequence[str], policy: RetryPolicy) -> frozenset[str]:
    """Return the bands to try next: new ones until enough are covered, then any but the last; empty = any."""
    if rule.wait not in ("next_band", "next_day"):
        return frozenset()
    bands = {*policy.time_bands, WEEKEND}
    covered = {band for band in tried if band}
    fresh = bands - covered
    if len(covered) < policy.must_cover_time_bands and fresh:
        return frozenset(fresh)
    return frozenset(bands - set(tried[-1:]))


def _push(
    at: datetime, counted: Sequence[Attempt], policy: RetryPolicy, tz: str, wanted: frozenset[str]
) -> datetime:
    """Return `at`, or the next instant worth trying where the day is full or the band is not wanted."""
    day = local_day(at, tz)
    if sum(local_day(item.at, tz) == day for item in counted) >= policy.max_attempts_per_day:
        return _next_morning(at, tz, policy)
    if wanted and band_of(at, tz, policy) not in wanted:
        return _next_band_start(at, tz, policy)
    return at


def _next_band_start(at: datetime, tz: str, policy: RetryPolicy) -> datetime:
    starts = sorted(start for start, _ in policy.time_bands.values())
    day: date = local_day(at, tz)
    for candidate in (at_local(day, start, tz) for start in starts):
        if candidate > at:
            return candidate
    return _next_morning(at, tz, policy)


def _next_morning(at: datetime, tz: str, policy: RetryPolicy) -> datetime:
    first: time = min(start for start, _ in policy.time_bands.values())
    return at_local(local_day(at, tz) + ONE_DAY, first, tz)


def _cycle_end(
    then: Sequence[str], rule: RetryRule, policy: RetryPolicy, tier: Tier, outcome: str
) -> RetryDecision:
    tasks = (*then, *policy.cycle_end_tasks, *policy.cycle_end_tasks_by_tier.get(tier, ()))
    kept = [task for task in tasks if task != "send_self_link"]
    return _decision(None, kept, rule, "policy-retry-cycle-end", outcome, ends=True)


def _decision(
    at: datetime | None,
    then: Sequence[str],
    rule: RetryRule,
    key: str,
    outcome: str,
    *,
    ends: bool = False,
    **values: str,
) -> RetryDecision:
    return RetryDecision(
        at=at,
        ends_cycle=ends,
        then=tuple(dict.fromkeys(then)),
        counts=rule.counts,
        explanation=line(key, outcome=slug(outcome), **values),
    )
