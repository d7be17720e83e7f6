"""Which callbacks a loan needs, by when and why (domain pack, section 2.3).

Keys are deterministic: recurring cycles carry the day of the finished cycle that they follow, so that
planning twice, or after a change of tier, gives the same key with, at most, another date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.policy.cadence_merge import merge_cycles
from bot.policy.cadence_rules import (
    FIRST,
    FOLLOW_UP,
    INSPECTION,
    QUARTERLY,
    SELF,
    CadencePolicy,
    Effective,
    InspectionRule,
    effective_rules,
)
from bot.policy.cadence_values import (
    CadencePlan,
    CycleState,
    LoanFacts,
    NotNeeded,
    PastCycle,
    PlannedCycle,
    Suppressed,
    cycle_state,
)
from bot.policy.days import (
    ONE_DAY,
    BusinessCalendar,
    add_business_days,
    add_months,
    end_of_day,
    local_day,
    start_of_day,
)
from bot.policy.explain import Line, line, slug
from bot.policy.holds import Hold, active_holds

__all__ = [
    "CadencePlan",
    "CycleState",
    "LoanFacts",
    "NotNeeded",
    "PastCycle",
    "PlannedCycle",
    "Suppressed",
    "cycle_state",
    "merge_cycles",
    "plan_cycles",
]

CALL_FORMS = frozenset({FIRST, QUARTERLY})
"""Forms whose completion restarts the quarterly clock. A follow-up about one instalment does not."""


def plan_cycles(
    loan: LoanFacts,
    past: Sequence[PastCycle],
    policy: CadencePolicy,
    calendar: BusinessCalendar,
    now: datetime,
) -> CadencePlan:
    """Return the cycles to have in the plan at `now`, those held back, and those to drop."""
    if loan.closed:
        dropped = tuple(NotNeeded(cycle_key=c.cycle_key, reason="loan_closed") for c in past if c.open)
        return CadencePlan(cycles=(), suppressed=(), not_needed=dropped, next_look_at=None)
    planner = _Planner(loan=loan, past=tuple(past), policy=policy, calendar=calendar, now=now)
    wanted = planner.wanted()
    ahead = timedelta(days=policy.plan_ahead_days)
    due = [cycle for cycle in wanted if cycle.window_open - ahead <= now or _is_open(cycle, past)]
    later = [cycle.window_open - ahead for cycle in wanted if cycle not in due]
    merged = merge_cycles(due, policy)
    holding = [h for h in active_holds(loan.holds, now) if h.marker in policy.suppress_when_hold]
    later += [hold.until for hold in holding if hold.until is not None]
    keys = {cycle.cycle_key for cycle in wanted}
    return CadencePlan(
        cycles=() if holding else merged,
        suppressed=_suppress(merged, holding),
        not_needed=_not_needed(past, keys),
        next_look_at=min((at for at in later if at > now), default=None),
    )


def _is_open(cycle: PlannedCycle, past: Sequence[PastCycle]) -> bool:
    return any(item.open and item.cycle_key == cycle.cycle_key for item in past)


def _suppress(cycles: Sequence[PlannedCycle], holding: Sequence[Hold]) -> tuple[Suppressed, ...]:
    if not holding:
        return ()
    markers = tuple(sorted({hold.marker for hold in holding}))
    return tuple(Suppressed(cycle=cycle, markers=markers) for cycle in cycles)


def _not_needed(past: Sequence[PastCycle], wanted: set[str]) -> tuple[NotNeeded, ...]:
    """Return planned cycles of the cadence that are no longer wanted; work in hand is never taken away."""
    return tuple(
        NotNeeded(cycle_key=cycle.cycle_key, reason="no_longer_needed")
        for cycle in past
        if cycle.state == "planned" and _of_cadence(cycle.cycle_key) and cycle.cycle_key not in wanted
    )


def _of_cadence(cycle_key: str) -> bool:
    return cycle_key.partition(":")[0] in {FIRST, QUARTERLY, SELF, INSPECTION, "arrangement"}


@dataclass(frozen=True, kw_only=True)
class _Planner:
    loan: LoanFacts
    past: tuple[PastCycle, ...]
    policy: CadencePolicy
    calendar: BusinessCalendar
    now: datetime

    def wanted(self) -> list[PlannedCycle]:
        rules = effective_rules(
            self.loan.tier, self.loan.segments, self.policy, self_opt_in=self.loan.self_opt_in
        )
        found: list[PlannedCycle] = []
        first = self._first(rules)
        found += [first] if first else self._calls(rules)
        found += self._self(rules)
        found += [c for segment, rule in rules.inspections for c in self._visit(segment, rule, rules)]
        found += self._arrangement(rules)
        return found

    def _first(self, rules: Effective) -> PlannedCycle | None:
        if self._last(frozenset({FIRST})) is not None:
            return None
        loan, policy = self.loan, self.policy
        deadline = loan.disbursed_on + timedelta(days=policy.first_callback_deadline_days)
        target = loan.disbursed_on + timedelta(days=rules.first.value)
        why = line(
            "policy-why-first",
            disbursed=loan.disbursed_on,
            deadline_days=policy.first_callback_deadline_days,
            deadline=deadline,
            tier=loan.tier.value,
            target_days=rules.first.value,
            due=min(target, deadline),
            rule=self._rule(FIRST, rules.first.segment),
        )
        opens = loan.disbursed_on + timedelta(days=policy.first_callback_open_from_day)
        link_on = None if rules.link_on_day is None else loan.disbursed_on + timedelta(days=rules.link_on_day)
        cycle = self._cycle(
            FIRST, "1", rules, opens, min(target, deadline), deadline, why, rules.first.segment
        )
        return replace(cycle, call_only=rules.call_only, self_link_on=link_on)

    def _calls(self, rules: Effective) -> list[PlannedCycle]:
        last = self._last(CALL_FORMS)
        if last is None:
            return []
        if rules.call_every is not None:
            return [self._recurring(last, rules.call_every.value, rules.call_every.segment, rules)]
        if rules.call_once is None:
            return []
        due = self.loan.disbursed_on + timedelta(days=rules.call_once.value)
        if self._done(f"{QUARTERLY}:once") or self._before_import(due):
            return []
        why = line(
            "policy-why-call-once",
            days=rules.call_once.value,
            due=due,
            rule=self._rule(QUARTERLY, rules.call_once.segment),
        )
        return [self._call_cycle("once", due, why, rules.call_once.segment, rules)]

    def _recurring(self, last: date, interval: int, segment: str, rules: Effective) -> PlannedCycle:
        due = last + timedelta(days=interval)
        why = line(
            "policy-why-quarterly",
            last=last,
            days=interval,
            due=due,
            closes=due + timedelta(days=self.policy.recurring_grace_days),
            tier=self.loan.tier.value,
            rule=self._rule(QUARTERLY, segment),
        )
        cycle = self._call_cycle(last.isoformat(), due, why, segment, rules)
        if rules.hard_max:
            note = line("policy-why-hard-max", days=self.policy.quarterly_hard_max_days)
            cycle = replace(cycle, explanation=(*cycle.explanation, note))
        return cycle

    def _call_cycle(self, suffix: str, due: date, why: Line, segment: str, rules: Effective) -> PlannedCycle:
        closes = due + timedelta(days=self.policy.recurring_grace_days)
        opens = due - timedelta(days=self.policy.recurring_open_before_days)
        return self._cycle(QUARTERLY, suffix, rules, opens, due, closes, why, segment)

    def _self(self, rules: Effective) -> list[PlannedCycle]:
        anchor = self._last(frozenset({SELF})) or self.loan.disbursed_on
        if rules.self_every_months is not None:
            due = self._roll(anchor, months=rules.self_every_months.value)
            segment = rules.self_every_months.segment
        elif rules.self_every_days is not None:
            due = self._roll(anchor, days=rules.self_every_days.value)
            segment = rules.self_every_days.segment
        elif rules.self_once_month is not None:
            return self._self_once(rules.self_once_month.value, rules.self_once_month.segment, rules)
        else:
            return []
        why = line("policy-why-self", last=anchor, due=due, rule=self._rule(SELF, segment))
        return [self._self_cycle(anchor.isoformat(), due, why, segment, rules)]

    def _self_once(self, month: int, segment: str, rules: Effective) -> list[PlannedCycle]:
        due = add_months(self.loan.disbursed_on, month)
        if self._done(f"{SELF}:once") or self._before_import(due):
            return []
        why = line("policy-why-self-once", months=month, due=due, rule=self._rule(SELF, segment))
        return [self._self_cycle("once", due, why, segment, rules)]

    def _self_cycle(self, suffix: str, due: date, why: Line, segment: str, rules: Effective) -> PlannedCycle:
        opens = due - timedelta(days=self.policy.self_grace_days)
        closes = due + timedelta(days=self.policy.self_grace_days)
        return self._cycle(SELF, suffix, rules, opens, due, closes, why, segment)

    def _visit(self, segment: str, rule: InspectionRule, rules: Effective) -> list[PlannedCycle]:
        if rule.every_months is not None:
            anchor = self._last(frozenset({INSPECTION})) or self.loan.disbursed_on
            due = self._roll(anchor, months=rule.every_months)
            suffix = anchor.isoformat()
        else:
            cause = self._visit_cause(rule.after)
            if cause is None:
                return []
            suffix = f"{rule.after}:{cause.isoformat()}"
            due = self._visit_due(cause, rule)
            if self._done(f"{INSPECTION}:{suffix}") or self._before_import(due):
                return []
            anchor = cause
        rule_key = self._rule(INSPECTION, segment)
        kind = "every" if rule.every_months is not None else slug(rule.after)
        why = line("policy-why-visit-" + kind, since=anchor, due=due, rule=rule_key)
        opens = max(anchor + ONE_DAY, due - timedelta(days=self.policy.recurring_open_before_days))
        return [self._cycle(INSPECTION, suffix, rules, opens, due, due, why, segment)]

    def _visit_cause(self, after: str) -> date | None:
        if after == "tier":
            return self.loan.tier_since or self.loan.disbursed_on
        return self.loan.collateral_signal_on if after == "collateral_signal" else self.loan.disbursed_on

    def _visit_due(self, cause: date, rule: InspectionRule) -> date:
        if rule.bd is not None:
            return add_business_days(cause, rule.bd, self.calendar)
        return cause + timedelta(days=rule.days or 0)

    def _arrangement(self, rules: Effective) -> list[PlannedCycle]:
        if not rules.arrangement_calls or self.loan.arrangement is None:
            return []
        start, end = self.loan.arrangement
        half = start + (end - start) // 2
        wanted = (("half", half), ("end", end - timedelta(days=self.policy.min_gap_days)))
        cycles = []
        for part, due in wanted:
            key = f"{part}:{start.isoformat()}"
            if due <= start or self._done(f"arrangement:{key}"):
                continue
            why = line(
                "policy-why-arrangement-" + part,
                start=start,
                end=end,
                due=due,
                rule=self._rule(FOLLOW_UP, "supported"),
            )
            opens = due - timedelta(days=self.policy.merge_window_days)
            closes = due + timedelta(days=self.policy.recurring_grace_days)
            cycle = self._cycle(FOLLOW_UP, key, rules, opens, due, closes, why, "supported")
            cycles.append(replace(cycle, cycle_key=self._key(f"arrangement:{key}")))
        return cycles

    def _cycle(
        self,
        form: str,
        suffix: str,
        rules: Effective,
        opens: date,
        due: date,
        closes: date,
        why: Line,
        segment: str,
    ) -> PlannedCycle:
        tz = self.loan.tz
        notes = [why]
        gap = self._gap_end()
        if form != FIRST and gap is not None and gap > opens:
            opens = gap
            if gap > due:
                due = min(gap, closes)
                notes.append(line("policy-why-gap", days=self.policy.min_gap_days, due=due))
        late = local_day(self.now, tz) > closes
        backlog = late and self._before_import(closes)
        if rules.tier is not self.loan.tier:
            notes.append(line("policy-why-step-down", tier=self.loan.tier.value, followed=rules.tier.value))
        if late:
            notes.append(line("policy-why-backlog" if backlog else "policy-why-late", closes=closes))
        return PlannedCycle(
            form_key=form,
            cycle_key=self._key(f"{form}:{suffix}"),
            rule_key=self._rule(form, segment),
            window_open=start_of_day(min(opens, due), tz),
            due_at=end_of_day(due, tz),
            closes_at=end_of_day(closes, tz),
            due_on=due,
            closes_on=closes,
            late=late,
            backlog=backlog,
            tasks=rules.tasks,
            explanation=tuple(notes),
        )

    def _gap_end(self) -> date | None:
        last = self.loan.last_contact_on
        return None if last is None else last + timedelta(days=self.policy.min_gap_days)

    def _rule(self, form: str, segment: str) -> str:
        plain = segment in ("", self.policy.default_segment)
        return f"{form}/{self.loan.tier.value}" + ("" if plain else f"/{segment}")

    def _last(self, forms: frozenset[str]) -> date | None:
        days = [c.ended_on for c in self.past if c.form_key in forms and c.final and c.ended_on is not None]
        return max(days, default=None)

    def _done(self, base: str) -> bool:
        return any(c.final and c.cycle_key in (base, *self._revivals(base)) for c in self.past)

    def _key(self, base: str) -> str:
        """Return the key, numbered where the same cycle was cancelled before and comes back."""
        dropped = sum(
            1
            for c in self.past
            if (c.cycle_key == base or c.cycle_key in self._revivals(base)) and not c.open and not c.final
        )
        return base if dropped == 0 else f"{base}#{dropped + 1}"

    def _revivals(self, base: str) -> tuple[str, ...]:
        return tuple(c.cycle_key for c in self.past if c.cycle_key.startswith(base + "#"))

    def _before_import(self, day: date) -> bool:
        return self.loan.imported_on is not None and day < self.loan.imported_on

    def _roll(self, anchor: date, *, months: int = 0, days: int = 0) -> date:
        """Return the first due day after the anchor that was not over before the loan was imported."""
        count = 1
        while True:
            due = add_months(anchor, months * count) if months else anchor + timedelta(days=days * count)
            if not self._before_import(due):
                return due
            count += 1
