"""The segment × tier table as values, and what a loan's segments add up to (domain pack, section 2.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.policy.tiers import Tier

FIRST = "first_30d"
QUARTERLY = "quarterly_risk"
FOLLOW_UP = "due_followup"
SELF = "self_checkin"
INSPECTION = "vehicle_inspection"

DAYS_PER_MONTH = 30.4  # only for telling which of two intervals is the shorter


@dataclass(frozen=True, kw_only=True)
class InspectionRule:
    """A visit: once within `days` or business days `bd` of a cause, or every so many months."""

    after: str = "disbursement"
    days: int | None = None
    bd: int | None = None
    every_months: int | None = None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of the table. None = the row says nothing about it."""

    first_by_day: int | None = None
    call_only: bool = False
    link_on_day: int | None = None
    call_every_days: int | None = None
    call_once_day: int | None = None
    self_every_months: int | None = None
    self_once_month: int | None = None
    self_opt_in: bool = False
    self_by_tier: bool = False
    arrangement_calls: bool = False
    inspection: InspectionRule | None = None
    tier_steps: int = 0
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LadderRule:
    """A step before or after an instalment's due day; `days` counts away from it."""

    key: str
    days: int
    channel: str
    days_by_tier: Mapping[Tier, int]
    only_first: bool = False
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CadencePolicy:
    """The whole of prompts/policies/cadence.yaml."""

    version: int
    first_callback_deadline_days: int
    first_callback_target_days: Mapping[Tier, int]
    first_callback_open_from_day: int
    quarterly_hard_max_days: int
    quarterly_tiers: frozenset[Tier]
    recurring_call_days: Mapping[Tier, int]
    recurring_grace_days: int
    recurring_open_before_days: int
    self_checkin_days: Mapping[Tier, int]
    self_grace_days: int
    inspection_within_bd: Mapping[Tier, int]
    min_gap_days: int
    merge_window_days: int
    merge_order: tuple[str, ...]
    plan_ahead_days: int
    default_segment: str
    segments: Mapping[str, tuple[str, str]]
    """Segment key to its Chinese and English name."""
    rows: Mapping[str, Mapping[Tier, Cell]]
    pre_due: Mapping[Tier, tuple[LadderRule, ...]]
    overdue: tuple[LadderRule, ...]
    overdue_stops_on: frozenset[str]
    suppress_when_hold: frozenset[str]
    max_open_callbacks_per_loan: int

    @cached_property
    def worked_out(self) -> "dict[tuple[Tier, frozenset[str], bool], Effective]":
        """What tiers and segments met so far add up to; a portfolio has few different ones."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A value of the table and the segment whose row gave it (empty = the general rule)."""

    value: int
    segment: str = ""


@dataclass(frozen=True, kw_only=True)
class Effective:
    """What all segments of one loan come to: of each kind the strictest value."""

    tier: Tier
    """The tier that the cadence follows; below the loan's own one for a vulnerable customer."""
    first: Chosen
    call_only: bool
    link_on_day: int | None
    call_every: Chosen | None
    call_once: Chosen | None
    self_every_months: Chosen | None
    self_every_days: Chosen | None
    self_once_month: Chosen | None
    arrangement_calls: bool
    inspections: tuple[tuple[str, InspectionRule], ...]
    tasks: tuple[str, ...]
    hard_max: bool
    """True when the quarterly limit for high risk shortened or supplied the interval."""


def effective_rules(
    tier: Tier, segments: Iterable[str], policy: CadencePolicy, *, self_opt_in: bool = False
) -> Effective:
    """Return the strictest combination of the rows of a loan's segments at its tier."""
    key = (tier, frozenset(segments), self_opt_in)
    found = policy.worked_out.get(key)
    if found is None:
        found = policy.worked_out[key] = _work_out(tier, key[1], policy, self_opt_in=self_opt_in)
    return found


def _work_out(tier: Tier, segments: frozenset[str], policy: CadencePolicy, *, self_opt_in: bool) -> Effective:
    known = [key for key in sorted(segments) if key in policy.rows]
    steps = min((policy.rows[key][tier].tier_steps for key in known), default=0)
    followed = tier.moved(steps)
    base = [key for key in known if not policy.rows[key][tier].tier_steps] or [policy.default_segment]
    if set(base) <= {"supported"}:
        base.append(policy.default_segment)
    cells = {key: policy.rows[key][followed] for key in base}
    every, hard_max = _call_interval(tier, followed, cells, policy)
    months, days = _self_interval(followed, cells, policy, self_opt_in=self_opt_in)
    handled = [policy.rows[key][tier] for key in known if policy.rows[key][tier].tier_steps]
    call_only = any(cell.call_only for cell in cells.values())
    links = [cell.link_on_day for cell in cells.values() if cell.link_on_day is not None]
    return Effective(
        tier=followed,
        first=_first(followed, cells, policy),
        call_only=call_only,
        link_on_day=min(links) if links and not call_only else None,
        call_every=every,
        call_once=_least({key: cell.call_once_day for key, cell in cells.items()}),
        self_every_months=months,
        self_every_days=days,
        self_once_month=_least({key: cell.self_once_month for key, cell in cells.items()}),
        arrangement_calls=any(cell.arrangement_calls for cell in cells.values()),
        inspections=_inspections(cells),
        tasks=tuple(dict.fromkeys(task for cell in (*cells.values(), *handled) for task in cell.tasks)),
        hard_max=hard_max,
    )


def _least(values: Mapping[str, int | None]) -> Chosen | None:
    given = [(value, key) for key, value in values.items() if value is not None]
    if not given:
        return None
    value, segment = min(given)
    return Chosen(value=value, segment=segment)


def _first(tier: Tier, cells: Mapping[str, Cell], policy: CadencePolicy) -> Chosen:
    chosen = _least({key: cell.first_by_day for key, cell in cells.items()})
    return chosen or Chosen(value=policy.first_callback_target_days[tier])


def _call_interval(
    tier: Tier, followed: Tier, cells: Mapping[str, Cell], policy: CadencePolicy
) -> tuple[Chosen | None, bool]:
    chosen = _least({key: cell.call_every_days for key, cell in cells.items()})
    if chosen is None and followed in policy.recurring_call_days:
        chosen = Chosen(value=policy.recurring_call_days[followed])
    if tier not in policy.quarterly_tiers:
        return chosen, False
    # The quarterly promise is for every high-risk loan, also where a row or a step down says less.
    longest = policy.quarterly_hard_max_days - policy.recurring_grace_days
    if chosen is None or chosen.value > longest:
        return Chosen(value=longest), True
    return chosen, False


def _self_interval(
    tier: Tier, cells: Mapping[str, Cell], policy: CadencePolicy, *, self_opt_in: bool
) -> tuple[Chosen | None, Chosen | None]:
    months = _least(
        {key: cell.self_every_months for key, cell in cells.items() if self_opt_in or not cell.self_opt_in}
    )
    days = _least({key: policy.self_checkin_days[tier] for key, cell in cells.items() if cell.self_by_tier})
    if months is not None and days is not None:
        if months.value * DAYS_PER_MONTH <= days.value:
            days = None
        else:
            months = None
    return months, days


def _inspections(cells: Mapping[str, Cell]) -> tuple[tuple[str, InspectionRule], ...]:
    """Return of each cause the tightest visit rule."""
    tightest: dict[str, tuple[str, InspectionRule]] = {}
    for segment, cell in cells.items():
        rule = cell.inspection
        if rule is None:
            continue
        cause = "recurring" if rule.every_months else rule.after
        if cause not in tightest or _length(rule) < _length(tightest[cause][1]):
            tightest[cause] = (segment, rule)
    return tuple(tightest[cause] for cause in sorted(tightest))


def _length(rule: InspectionRule) -> float:
    return (rule.every_months or 0) * DAYS_PER_MONTH or rule.days or (rule.bd or 0) * 1.4
