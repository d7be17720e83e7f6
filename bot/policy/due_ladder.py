"""Steps before an instalment is due and after it was missed (domain pack, section 2.3).

Each step still passes the contact policy; the service drops the rest once one of `overdue_stops_on` happens.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.policy.cadence_rules import CadencePolicy
from bot.policy.explain import Line, line
from bot.policy.tiers import Tier


@dataclass(frozen=True, kw_only=True)
class LadderStep:
    """One step on a local day; `key` is stable per instalment, channel `none` is a task without contact."""

    key: str
    on: date
    channel: str
    tasks: tuple[str, ...]
    explanation: Line


def pre_due_steps(
    instalment_due_on: date, tier: Tier, policy: CadencePolicy, *, first_instalment: bool = False
) -> tuple[LadderStep, ...]:
    """Return the reminders before an instalment, earliest first."""
    steps = [
        LadderStep(
            key=f"{rule.key}:{instalment_due_on.isoformat()}",
            on=instalment_due_on - timedelta(days=rule.days),
            channel=rule.channel,
            tasks=rule.tasks,
            explanation=line("policy-why-pre-due", due=instalment_due_on, days=rule.days, tier=tier.value),
        )
        for rule in policy.pre_due[tier]
        if first_instalment or not rule.only_first
    ]
    return tuple(sorted(steps, key=lambda step: step.on))


def overdue_steps(instalment_due_on: date, tier: Tier, policy: CadencePolicy) -> tuple[LadderStep, ...]:
    """Return the steps after a missed instalment, earliest first."""
    steps = []
    for rule in policy.overdue:
        days = rule.days_by_tier.get(tier, rule.days)
        steps.append(
            LadderStep(
                key=f"{rule.key}:{instalment_due_on.isoformat()}",
                on=instalment_due_on + timedelta(days=days),
                channel=rule.channel,
                tasks=rule.tasks,
                explanation=line("policy-why-overdue", due=instalment_due_on, days=days, tier=tier.value),
            )
        )
    return tuple(sorted(steps, key=lambda step: step.on))
