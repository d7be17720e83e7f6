"""triggers.yaml, retry.yaml and sla.yaml."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from bot.policy.retry import RetryLimit, RetryPolicy, RetryRule
from bot.policy.sla import SlaPolicy, SlaRule, Span
from bot.policy.tiers import Tier
from bot.policy.triggers import Delay, TriggerPolicy, TriggerRule
from bot.rulebook.schema import Clock, ClockWindow, Strict, TierKey, parse, window


class _Delay(Strict):
    bd: int | None = Field(default=None, ge=0)
    days: int | None = Field(default=None, ge=0)
    minutes: int | None = Field(default=None, ge=0)
    at: Clock | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.bd, self.days, self.minutes)) != 1:
            raise ValueError("a delay names exactly one of bd, days and minutes")
        return self

    def value(self) -> Delay:
        return Delay(bd=self.bd, days=self.days, minutes=self.minutes, at=self.at)


class _Trigger(Strict):
    k: str
    zh: str
    en: str
    source: list[str]
    cond: str = ""
    form: str | None = None
    delay: _Delay | None = None
    delay_by_tier: dict[TierKey, _Delay] = Field(default_factory=dict)
    delay_by_severity: dict[Literal["low", "medium", "high", "critical"], _Delay] = Field(
        default_factory=dict
    )
    visit_delay: _Delay | None = None
    priority: int = Field(ge=0, le=100)
    ask_first: list[str] = Field(default_factory=list)
    also: list[str] = Field(default_factory=list)
    sms_first: bool = False
    legal: str = ""

    def value(self) -> TriggerRule:
        return TriggerRule(
            key=self.k,
            zh=self.zh,
            en=self.en,
            sources=tuple(self.source),
            form_key=self.form,
            delay=None if self.delay is None else self.delay.value(),
            delay_by_tier={Tier(key): delay.value() for key, delay in self.delay_by_tier.items()},
            delay_by_severity={key: delay.value() for key, delay in self.delay_by_severity.items()},
            visit_delay=None if self.visit_delay is None else self.visit_delay.value(),
            priority=self.priority,
            condition=self.cond,
            ask_first=tuple(self.ask_first),
            also=tuple(self.also),
            sms_first=self.sms_first,
            legal=self.legal,
        )


class _Triggers(Strict):
    version: int
    dedupe_days: int = Field(ge=0)
    max_open_callbacks_per_loan: int = Field(gt=0)
    suppress_when_hold: list[str]
    triggers: list[_Trigger]


def parse_triggers(data: Any) -> TriggerPolicy:
    """Return the trigger table of a parsed file; PolicyFileError names what is wrong."""
    model = parse(_Triggers, data, "triggers.yaml")
    return TriggerPolicy(
        version=model.version,
        rules={trigger.k: trigger.value() for trigger in model.triggers},
        dedupe_days=model.dedupe_days,
        suppress_when_hold=frozenset(model.suppress_when_hold),
        max_open_callbacks_per_loan=model.max_open_callbacks_per_loan,
    )


class _RetryLimit(Strict):
    max: int = Field(ge=1)
    per: Literal["day", "cycle"]
    otherwise: str = Field(default="", alias="else")
    then: list[str] = Field(default_factory=list)

    def value(self) -> RetryLimit:
        return RetryLimit(maximum=self.max, per=self.per, otherwise=self.otherwise, then=tuple(self.then))


class _Retry(Strict):
    wait: Literal["delay", "next_band", "next_day", "requested", "none"]
    minutes: int = Field(default=0, ge=0)
    counts: bool = True
    short: bool = False
    ends_cycle: bool = False
    then: list[str] = Field(default_factory=list)
    limit: _RetryLimit | None = None

    def value(self, outcome: str) -> RetryRule:
        limit = None if self.limit is None else self.limit.value()
        return RetryRule(
            outcome=outcome,
            wait=self.wait,
            minutes=self.minutes,
            counts=self.counts,
            short=self.short,
            ends_cycle=self.ends_cycle,
            then=tuple(self.then),
            limit=limit,
        )


class _CycleEnd(Strict):
    outcome: Literal["unreachable"]
    tasks: list[str]
    tasks_by_tier: dict[TierKey, list[str]]


class _RetryFile(Strict):
    version: int
    max_attempts_per_cycle: int = Field(gt=0)
    cycle_days: int = Field(gt=0)
    max_attempts_per_day: int = Field(gt=0)
    min_gap_minutes: int = Field(ge=0)
    must_cover_time_bands: int = Field(ge=0)
    ring_seconds_max: int = Field(gt=0)
    self_link_after_attempt: int = Field(gt=0)
    time_bands: dict[str, ClockWindow]
    cycle_end: _CycleEnd
    outcomes: dict[str, _Retry]

    @model_validator(mode="after")
    def _known(self) -> Self:
        for key, rule in self.outcomes.items():
            if rule.limit and rule.limit.otherwise and rule.limit.otherwise not in self.outcomes:
                raise ValueError(f"{key} falls back to an unknown outcome")
        for pair in self.time_bands.values():
            window(pair)
        return self


def parse_retry(data: Any) -> RetryPolicy:
    """Return the retry table of a parsed file; PolicyFileError names what is wrong."""
    model = parse(_RetryFile, data, "retry.yaml")
    ends = model.cycle_end.tasks_by_tier
    return RetryPolicy(
        version=model.version,
        max_attempts_per_cycle=model.max_attempts_per_cycle,
        cycle_days=model.cycle_days,
        max_attempts_per_day=model.max_attempts_per_day,
        min_gap_minutes=model.min_gap_minutes,
        must_cover_time_bands=model.must_cover_time_bands,
        ring_seconds_max=model.ring_seconds_max,
        self_link_after_attempt=model.self_link_after_attempt,
        time_bands={key: (pair[0], pair[1]) for key, pair in model.time_bands.items()},
        cycle_end_tasks=tuple(model.cycle_end.tasks),
        cycle_end_tasks_by_tier={Tier(key): tuple(tasks) for key, tasks in ends.items()},
        rules={key: rule.value(key) for key, rule in model.outcomes.items()},
    )


class _Sla(Strict):
    owner: str
    minutes: int | None = Field(default=None, gt=0)
    bd: int | None = Field(default=None, gt=0)
    escalate: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.minutes is None) == (self.bd is None):
            raise ValueError("name either minutes or bd")
        return self

    def value(self, key: str) -> SlaRule:
        span = Span(minutes=self.minutes, bd=self.bd)
        return SlaRule(key=key, owner=self.owner, within=span, escalate=tuple(self.escalate))


class _SlaFile(Strict):
    version: int
    day_starts: Clock
    day_ends: Clock
    decisions: dict[Literal["low", "medium", "high", "critical"], _Sla]
    events: dict[str, _Sla]


def parse_sla(data: Any) -> SlaPolicy:
    """Return the deadlines of a parsed file; PolicyFileError names what is wrong."""
    model = parse(_SlaFile, data, "sla.yaml")
    return SlaPolicy(
        version=model.version,
        day_starts=model.day_starts,
        day_ends=model.day_ends,
        decisions={key: rule.value(key) for key, rule in model.decisions.items()},
        events={key: rule.value(key) for key, rule in model.events.items()},
    )
