"""The risk tier of a loan by transparent points (domain pack, section 2.2).

The tier decides who is called first and nothing else. Every point can be read aloud in one line, a
signal counts only after a person confirmed it, and what must not count cannot even be said here.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from bot.policy.explain import Line, line, slug

OVERRIDE_MAX_DAYS = 90  # an exception that nobody renews must end by itself


class Tier(StrEnum):
    """Low to critical; decides order and cadence only."""

    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"

    @property
    def rank(self) -> int:
        """Return 1 (R1) to 4 (R4)."""
        return int(self.value[1:])

    def moved(self, steps: int) -> "Tier":
        """Return the tier `steps` higher (negative: lower), stopping at the ends."""
        return list(Tier)[min(max(self.rank - 1 + steps, 0), len(Tier) - 1)]


class Input(StrEnum):
    """Everything that may add or take points. Nothing else is an input."""

    DAYS_PAST_DUE = "days_past_due"
    FIRST_INSTALMENT = "first_instalment"
    SEGMENT = "segment"
    SIGNAL = "signal"
    EVENT = "event"
    CLEAN_MONTHS = "clean_months"


@dataclass(frozen=True, kw_only=True)
class PointRule:
    """One row of the points table. `minimum`/`maximum` bound a number; `equals` names a word."""

    key: str
    input: Input
    points: int
    decay_days: int
    minimum: int | None = None
    maximum: int | None = None
    equals: str = ""
    group: str = ""
    """Of the rules in one group only the strongest counts (arrears bands overlap in time)."""

    def covers(self, number: int) -> bool:
        """Return whether a number lies in the rule's range."""
        return (self.minimum is None or number >= self.minimum) and (
            self.maximum is None or number <= self.maximum
        )


@dataclass(frozen=True, kw_only=True)
class TierBand:
    """The totals that make one tier, both ends included."""

    tier: Tier
    minimum: int
    maximum: int


@dataclass(frozen=True, kw_only=True)
class TierPolicy:
    """The points table, the bands and the thresholds that turn loan facts into segments."""

    version: int
    rules: tuple[PointRule, ...]
    bands: tuple[TierBand, ...]
    forbidden_inputs: frozenset[str]
    high_ltv_from: float
    """Loan-to-value as a fraction (0.9 = 90 %) from which a loan counts as high_ltv."""
    first_instalment_grace_days: int
    watch_dealers: frozenset[str] = frozenset()

    @cached_property
    def by_input(self) -> Mapping[Input, tuple[PointRule, ...]]:
        """The rules by what they look at: a loan is asked only about what it has."""
        return {kind: tuple(rule for rule in self.rules if rule.input is kind) for kind in Input}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to the loan, by the key of its point rule; `ended` None = it still holds."""

    key: str
    since: date
    ended: date | None = None
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class ConfirmedSignal:
    """A signal that a person confirmed; `resolved_on` None = its follow-up is not done yet."""

    key: str
    severity: str
    confirmed_on: date
    resolved_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class TierFacts:
    """All that the tier may know about a loan on one day. No field here describes a person."""

    on: date
    disbursed_on: date
    days_past_due: int = 0
    past_due_since: date | None = None
    first_due_on: date | None = None
    first_instalment_paid_on: date | None = None
    """Leave both first-instalment dates None when the loan file does not say."""
    clean_months: int = 0
    ltv: float | None = None
    dealer: str = ""
    segments: frozenset[str] = frozenset()
    signals: tuple[ConfirmedSignal, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Override:
    """A team lead's exception: one tier up or down until a day, with a reason."""

    steps: int
    until: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Point:
    """Points that count today, and the line that explains them."""

    key: str
    points: int
    since: date
    full: int
    fades_out_on: date | None
    text: Line


@dataclass(frozen=True, kw_only=True)
class TierResult:
    """The tier with its proof. `computed` is what the points say before an override."""

    tier: Tier
    computed: Tier
    total: int
    points: tuple[Point, ...]
    segments: frozenset[str]
    overridden_until: date | None
    next_change_on: date | None
    """The first later day on which fading points or the end of an override change the tier, if any."""


def segments_of(facts: TierFacts, policy: TierPolicy) -> frozenset[str]:
    """Return the loan's own segments plus those that its loan-to-value and dealer imply."""
    implied = set(facts.segments)
    if facts.ltv is not None and facts.ltv >= policy.high_ltv_from:
        implied.add("high_ltv")
    if facts.dealer and facts.dealer in policy.watch_dealers:
        implied.add("watch_channel")
    return frozenset(implied)


def assess(facts: TierFacts, policy: TierPolicy, override: Override | None = None) -> TierResult:
    """Return tier, points and the day of the next change for what is known on `facts.on`."""
    causes = _causes(facts, policy)
    points = _points(causes, facts.on)
    total = sum(point.points for point in points)
    computed = _band(total, policy)
    active = override if override is not None and facts.on <= override.until else None
    return TierResult(
        tier=computed.moved(active.steps) if active else computed,
        computed=computed,
        total=total,
        points=points,
        segments=segments_of(facts, policy),
        overridden_until=active.until if active else None,
        next_change_on=_next_change(causes, facts.on, computed, policy, active),
    )


def override_refusals(override: Override, on: date) -> tuple[str, ...]:
    """Return why a lead's override may not stand: `steps`, `reason`, `expiry`; empty = it may."""
    refusals = []
    if override.steps not in (-1, 1):
        refusals.append("steps")
    if not override.reason.strip():
        refusals.append("reason")
    if not on <= override.until <= on + timedelta(days=OVERRIDE_MAX_DAYS):
        refusals.append("expiry")
    return tuple(refusals)


def refused_inputs(names: Iterable[str], policy: TierPolicy) -> tuple[str, ...]:
    """Return those of the names that must never feed a tier (sex, health, accent, vulnerability, …)."""
    return tuple(sorted({name for name in names if name in policy.forbidden_inputs}))


@dataclass(frozen=True, kw_only=True)
class _Cause:
    rule: PointRule
    since: date
    ended: date | None
    values: Mapping[str, str | int]
    identity: str

    def points_on(self, day: date) -> int:
        if self.ended is None or day <= self.ended:
            return self.rule.points
        gone = (day - self.ended).days
        if gone >= self.rule.decay_days:
            return 0
        return round(self.rule.points * (1 - gone / self.rule.decay_days))

    @property
    def fades_out_on(self) -> date | None:
        return None if self.ended is None else self.ended + timedelta(days=self.rule.decay_days)


def _causes(facts: TierFacts, policy: TierPolicy) -> tuple[_Cause, ...]:
    segments = segments_of(facts, policy)
    rules = policy.by_input
    found: list[_Cause] = []
    for rule in rules[Input.DAYS_PAST_DUE] if facts.days_past_due > 0 else ():
        found += _arrears(rule, facts)
    for rule in rules[Input.FIRST_INSTALMENT] if facts.first_due_on is not None else ():
        found += _first_instalment(rule, facts, policy)
    # What was known at origination says less as the loan seasons: it fades from disbursement.
    day = facts.disbursed_on
    found += [
        _Cause(rule=rule, since=day, ended=day, values={}, identity=rule.key)
        for rule in (rules[Input.SEGMENT] if segments else ())
        if rule.equals in segments
    ]
    for item in facts.signals:
        found += [_signal(rule, item) for rule in rules[Input.SIGNAL] if item.severity == rule.equals]
    for rule in rules[Input.CLEAN_MONTHS]:
        found += _clean(rule, facts)
    for event in facts.events:
        found += [_event(rule, event) for rule in policy.rules if event.key == rule.key]
    return tuple(found)


def _arrears(rule: PointRule, facts: TierFacts) -> list[_Cause]:
    if facts.days_past_due < 1 or not rule.covers(facts.days_past_due):
        return []
    since = facts.past_due_since or facts.on - timedelta(days=facts.days_past_due)
    values = {"days": facts.days_past_due}
    return [_Cause(rule=rule, since=since, ended=None, values=values, identity=rule.group or rule.key)]


def _first_instalment(rule: PointRule, facts: TierFacts, policy: TierPolicy) -> list[_Cause]:
    if facts.first_due_on is None:
        return []
    missed_on = facts.first_due_on + timedelta(days=policy.first_instalment_grace_days)
    paid_on = facts.first_instalment_paid_on
    if (paid_on is not None and paid_on <= missed_on) or facts.on <= missed_on:
        return []
    return [
        _Cause(rule=rule, since=facts.first_due_on, ended=paid_on, values={}, identity=rule.group or rule.key)
    ]


def _signal(rule: PointRule, item: ConfirmedSignal) -> _Cause:
    return _Cause(
        rule=rule,
        since=item.confirmed_on,
        ended=item.resolved_on,
        values={"signal": item.key},
        identity="signal:" + item.key,
    )


def _clean(rule: PointRule, facts: TierFacts) -> list[_Cause]:
    open_signal = any(item.resolved_on is None or item.resolved_on > facts.on for item in facts.signals)
    if facts.days_past_due > 0 or open_signal or not rule.covers(facts.clean_months):
        return []
    values = {"months": facts.clean_months}
    return [_Cause(rule=rule, since=facts.on, ended=None, values=values, identity=rule.key)]


def _event(rule: PointRule, item: Event) -> _Cause:
    identity = rule.group or f"{rule.key}:{item.detail}"
    return _Cause(
        rule=rule, since=item.since, ended=item.ended, values={"signal": item.detail}, identity=identity
    )


def _strongest(causes: Sequence[_Cause], day: date) -> list[_Cause]:
    strongest: dict[str, _Cause] = {}
    for cause in causes:
        best = strongest.get(cause.identity)
        if best is None or abs(cause.points_on(day)) > abs(best.points_on(day)):
            strongest[cause.identity] = cause
    return list(strongest.values())


def _total(causes: Sequence[_Cause], day: date) -> int:
    return sum(cause.points_on(day) for cause in _strongest(causes, day))


def _points(causes: Sequence[_Cause], day: date) -> tuple[Point, ...]:
    counted = [_point(cause, day) for cause in _strongest(causes, day) if cause.points_on(day)]
    return tuple(sorted(counted, key=lambda point: (-point.points, point.key, point.since)))


def _point(cause: _Cause, day: date) -> Point:
    points = cause.points_on(day)
    text = line(
        "policy-point-" + slug(cause.rule.key),
        **{**cause.values, "points": f"{points:+d}", "since": cause.since.isoformat()},
    )
    return Point(
        key=cause.rule.key,
        points=points,
        since=cause.since,
        full=cause.rule.points,
        fades_out_on=cause.fades_out_on,
        text=text,
    )


def _band(total: int, policy: TierPolicy) -> Tier:
    for band in policy.bands:
        if band.minimum <= total <= band.maximum:
            return band.tier
    return Tier.R4 if total > 0 else Tier.R1


def _next_change(
    causes: Sequence[_Cause], on: date, computed: Tier, policy: TierPolicy, override: Override | None
) -> date | None:
    ends = [end for cause in causes if (end := cause.fades_out_on) is not None and end > on]
    days = range(1, (max(ends, default=on) - on).days + 1)

    def differs(offset: int) -> int:
        return int(_band(_total(causes, on + timedelta(days=offset)), policy) is not computed)

    # Points that fade are never negative, so the total only falls and the first day can be searched by halves.
    first = bisect_left(days, 1, key=differs)
    change = on + timedelta(days=days[first]) if first < len(days) else None
    lapse = override.until + timedelta(days=1) if override else None
    return min((day for day in (change, lapse) if day is not None), default=None)
