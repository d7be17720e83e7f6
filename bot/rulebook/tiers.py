"""tiers.yaml: points, bands and what must never be an input."""

from itertools import pairwise
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from bot.policy.tiers import Input, PointRule, Tier, TierBand, TierPolicy
from bot.rulebook.schema import Strict, TierKey, parse

FILE = "tiers.yaml"
NEVER_POINTS = frozenset({"vulnerable", "supported"})
"""Segments that change how a customer is handled and must never add points."""

ALWAYS_FORBIDDEN = frozenset(
    {
        "sex", "ethnicity", "religion", "health", "marital_status", "nationality", "vulnerability_marker",
        "agent_attitude", "accent_or_dialect", "emotion_score",
    }
)  # fmt: skip
"""The file may forbid more, never less."""


class _When(Strict):
    input: Literal["days_past_due", "first_instalment", "segment", "signal", "event", "clean_months"]
    minimum: int | None = None
    maximum: int | None = None
    equals: str = ""


class _Points(Strict):
    k: str
    when: _When
    pts: int
    decay_days: int = Field(ge=0)
    group: str = ""


class _Band(Strict):
    k: TierKey
    zh: str
    en: str
    min: int
    max: int


class _Tiers(Strict):
    version: int
    high_ltv_from: float
    first_instalment_grace_days: int = Field(ge=0)
    watch_dealers: list[str]
    risk_points: list[_Points]
    tiers: list[_Band]
    forbidden_inputs: list[str]

    @model_validator(mode="after")
    def _fair(self) -> Self:
        missing = ALWAYS_FORBIDDEN - set(self.forbidden_inputs)
        if missing:
            raise ValueError(f"forbidden_inputs must keep {sorted(missing)}")
        for rule in self.risk_points:
            words = {rule.k, rule.when.input, rule.when.equals, *rule.k.split("segment_")}
            banned = words & (set(self.forbidden_inputs) | NEVER_POINTS)
            if banned:
                raise ValueError(f"{rule.k}: {sorted(banned)} must never add or take points")
            if rule.pts < 0 and rule.decay_days:
                raise ValueError(f"{rule.k}: points that lower the tier cannot fade; use decay_days 0")
        return self

    @model_validator(mode="after")
    def _complete(self) -> Self:
        keys = [rule.k for rule in self.risk_points]
        if len(set(keys)) != len(keys):
            raise ValueError("two point rules have the same key")
        bands = sorted(self.tiers, key=lambda band: band.min)
        if [band.k for band in bands] != ["R1", "R2", "R3", "R4"]:
            raise ValueError("the bands must be R1 to R4, rising")
        if any(low.max + 1 != high.min for low, high in pairwise(bands)):
            raise ValueError("the bands must touch without gap or overlap")
        return self


def parse_tiers(data: Any) -> TierPolicy:
    """Return the tier policy of a parsed file; PolicyFileError names what is wrong."""
    model = parse(_Tiers, data, FILE)
    return TierPolicy(
        version=model.version,
        rules=tuple(
            PointRule(
                key=rule.k,
                input=Input(rule.when.input),
                points=rule.pts,
                decay_days=rule.decay_days,
                minimum=rule.when.minimum,
                maximum=rule.when.maximum,
                equals=rule.when.equals,
                group=rule.group,
            )
            for rule in model.risk_points
        ),
        bands=tuple(TierBand(tier=Tier(band.k), minimum=band.min, maximum=band.max) for band in model.tiers),
        forbidden_inputs=frozenset(model.forbidden_inputs),
        high_ltv_from=model.high_ltv_from,
        first_instalment_grace_days=model.first_instalment_grace_days,
        watch_dealers=frozenset(model.watch_dealers),
    )
