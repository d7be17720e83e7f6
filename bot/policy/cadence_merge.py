"""Callbacks that fall close together become one: nobody is rung twice in a week for two forms."""

from collections.abc import Sequence
from dataclasses import replace

from bot.policy.cadence_rules import CadencePolicy
from bot.policy.cadence_values import PlannedCycle
from bot.policy.explain import line, slug


def merge_cycles(cycles: Sequence[PlannedCycle], policy: CadencePolicy) -> tuple[PlannedCycle, ...]:
    """Return the cycles with those due within the merge window made one: strictest form, earliest dates."""
    order = policy.merge_order
    single = [cycle for cycle in cycles if cycle.form_key not in order]
    groups: list[list[PlannedCycle]] = []
    for cycle in sorted((c for c in cycles if c.form_key in order), key=lambda c: (c.due_on, c.cycle_key)):
        if groups and (cycle.due_on - groups[-1][0].due_on).days <= policy.merge_window_days:
            groups[-1].append(cycle)
        else:
            groups.append([cycle])
    merged = single + [_merge(group, order) for group in groups]
    return tuple(sorted(merged, key=lambda cycle: (cycle.due_at, cycle.cycle_key)))


def _merge(group: Sequence[PlannedCycle], order: tuple[str, ...]) -> PlannedCycle:
    kept = max(group, key=lambda cycle: order.index(cycle.form_key))
    others = [cycle for cycle in group if cycle is not kept]
    if not others:
        return kept
    first_due = min(group, key=lambda cycle: cycle.due_at)
    first_close = min(group, key=lambda cycle: cycle.closes_at)
    reasons = [reason for cycle in others for reason in cycle.explanation]
    notes = [line("policy-why-merged", other=slug(cycle.form_key)) for cycle in others]
    return replace(
        kept,
        window_open=min(cycle.window_open for cycle in group),
        due_at=first_due.due_at,
        due_on=first_due.due_on,
        closes_at=first_close.closes_at,
        closes_on=first_close.closes_on,
        late=any(cycle.late for cycle in group),
        call_only=any(cycle.call_only for cycle in group),
        merged=tuple(cycle.cycle_key for cycle in others),
        tasks=tuple(dict.fromkeys(task for cycle in group for task in cycle.tasks)),
        explanation=(*kept.explanation, *notes, *reasons),
    )
