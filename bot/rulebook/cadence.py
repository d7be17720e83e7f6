"""cadence.yaml: the segment × tier table and the reminder ladder."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from bot.policy.cadence_rules import CadencePolicy, Cell, InspectionRule, LadderRule
from bot.policy.tiers import Tier
from bot.rulebook.schema import TIER_KEYS, Strict, TierKey, parse

FILE = "cadence.yaml"
Days = dict[TierKey, int]


class _Inspection(Strict):
    after: Literal["disbursement", "tier", "collateral_signal"] = "disbursement"
    days: int | None = Field(default=None, gt=0)
    bd: int | None = Field(default=None, gt=0)
    every_months: int | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.days, self.bd, self.every_months)) != 1:
            raise ValueError("an inspection names exactly one of days, bd and every_months")
        return self


class _Cell(Strict):
    first_by_day: int | None = Field(default=None, gt=0)
    call_only: bool = False
    link_on_day: int | None = Field(default=None, gt=0)
    call_every_days: int | None = Field(default=None, gt=0)
    call_once_day: int | None = Field(default=None, gt=0)
    self_every_months: int | None = Field(default=None, gt=0)
    self_once_month: int | None = Field(default=None, gt=0)
    self_opt_in: bool = False
    self_by_tier: bool = False
    arrangement_calls: bool = False
    inspection: _Inspection | None = None
    tier_steps: int = Field(default=0, ge=-1, le=0)
    tasks: list[str] = Field(default_factory=list)

    def value(self) -> Cell:
        fields = self.model_dump(exclude={"inspection", "tasks"})
        visit = None if self.inspection is None else InspectionRule(**self.inspection.model_dump())
        return Cell(**fields, inspection=visit, tasks=tuple(self.tasks))


class _Row(Strict):
    segments: list[str]
    R1: _Cell
    R2: _Cell
    R3: _Cell
    R4: _Cell

    def cells(self) -> dict[Tier, Cell]:
        return {
            Tier.R1: self.R1.value(),
            Tier.R2: self.R2.value(),
            Tier.R3: self.R3.value(),
            Tier.R4: self.R4.value(),
        }


class _Segment(Strict):
    k: str
    zh: str
    en: str


class _PreDue(Strict):
    days: int = Field(gt=0)
    channel: Literal["sms", "call"]
    only_first: bool = False


class _Overdue(Strict):
    k: str
    days: int = Field(gt=0)
    channel: Literal["sms", "call", "none"]
    days_by_tier: Days = Field(default_factory=dict)
    tasks: list[str] = Field(default_factory=list)


class _Cadence(Strict):
    version: int
    first_callback_deadline_days: int = Field(gt=0, le=30)
    first_callback_target_days: Days
    first_callback_open_from_day: int = Field(ge=0)
    quarterly_hard_max_days: int = Field(gt=0, le=92)
    quarterly_tiers: list[TierKey]
    recurring_call_days: Days
    recurring_grace_days: int = Field(ge=0)
    recurring_open_before_days: int = Field(ge=0)
    self_checkin_days: Days
    self_grace_days: int = Field(ge=0)
    inspection_within_bd: Days
    min_gap_between_any_two_proactive_callbacks_days: int = Field(ge=0)
    merge_window_days: int = Field(ge=0)
    merge_order: list[str]
    plan_ahead_days: int = Field(ge=0)
    default_segment: str
    segments: list[_Segment]
    rows: list[_Row]
    pre_due: dict[TierKey, list[_PreDue]]
    overdue: list[_Overdue]
    overdue_stops_on: list[str]
    suppress_when_hold: list[str]
    max_open_callbacks_per_loan: int = Field(gt=0)

    @model_validator(mode="after")
    def _every_segment_once(self) -> Self:
        named = [key for row in self.rows for key in row.segments]
        known = [segment.k for segment in self.segments]
        if sorted(named) != sorted(known):
            raise ValueError("every segment needs exactly one row, and every row a known segment")
        if self.default_segment not in known:
            raise ValueError("default_segment is no segment")
        for key in TIER_KEYS:
            if key not in self.first_callback_target_days or key not in self.pre_due:
                raise ValueError(f"{key} is missing from first_callback_target_days or pre_due")
        return self


def parse_cadence(data: Any) -> CadencePolicy:
    """Return the cadence of a parsed file; PolicyFileError names what is wrong."""
    model = parse(_Cadence, data, FILE)
    rows = {segment: row.cells() for row in model.rows for segment in row.segments}
    return CadencePolicy(
        version=model.version,
        first_callback_deadline_days=model.first_callback_deadline_days,
        first_callback_target_days=_by_tier(model.first_callback_target_days),
        first_callback_open_from_day=model.first_callback_open_from_day,
        quarterly_hard_max_days=model.quarterly_hard_max_days,
        quarterly_tiers=frozenset(Tier(key) for key in model.quarterly_tiers),
        recurring_call_days=_by_tier(model.recurring_call_days),
        recurring_grace_days=model.recurring_grace_days,
        recurring_open_before_days=model.recurring_open_before_days,
        self_checkin_days=_by_tier(model.self_checkin_days),
        self_grace_days=model.self_grace_days,
        inspection_within_bd=_by_tier(model.inspection_within_bd),
        min_gap_days=model.min_gap_between_any_two_proactive_callbacks_days,
        merge_window_days=model.merge_window_days,
        merge_order=tuple(model.merge_order),
        plan_ahead_days=model.plan_ahead_days,
        default_segment=model.default_segment,
        segments={segment.k: (segment.zh, segment.en) for segment in model.segments},
        rows=rows,
        pre_due={Tier(key): tuple(_pre_due(rule) for rule in rules) for key, rules in model.pre_due.items()},
        overdue=tuple(_overdue(rule) for rule in model.overdue),
        overdue_stops_on=frozenset(model.overdue_stops_on),
        suppress_when_hold=frozenset(model.suppress_when_hold),
        max_open_callbacks_per_loan=model.max_open_callbacks_per_loan,
    )


def _by_tier(days: Days) -> dict[Tier, int]:
    return {Tier(key): value for key, value in days.items()}


def _pre_due(rule: _PreDue) -> LadderRule:
    key = f"pre_due_{rule.channel}_{rule.days}"
    return LadderRule(
        key=key, days=rule.days, channel=rule.channel, days_by_tier={}, only_first=rule.only_first
    )


def _overdue(rule: _Overdue) -> LadderRule:
    return LadderRule(
        key=rule.k,
        days=rule.days,
        channel=rule.channel,
        days_by_tier=_by_tier(rule.days_by_tier),
        tasks=tuple(rule.tasks),
    )
