"""What the rules say about one loan, and how its rows are brought to say the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.policy.cadence import CadencePlan, PlannedCycle, plan_cycles
from bot.policy.cadence_rules import FOLLOW_UP
from bot.policy.days import add_months, local_day, start_of_day
from bot.policy.holds import is_long
from bot.policy.tiers import Input, TierResult, assess
from bot.services.arrears import ARREARS_TRIGGERS, note_arrears
from bot.services.callback_rows import (
    OPEN,
    close_callback,
    is_untouched,
    plain_line,
    rank_of,
    starting_state,
)
from bot.services.container import Services
from bot.services.loan_facts import (
    LoanRecord,
    cadence_facts,
    clean_since,
    override_of,
    past_cycles,
    policy_holds,
    tier_facts,
    tier_since,
)
from bot.services.work import open_task
from storage.models import Callback, Loan
from storage.unit_of_work import UnitOfWork

LOOK_AGAIN = timedelta(days=180)  # a loan that no date concerns is looked at twice a year all the same
DESK_OF_TASK = {
    "lead_review_weekly": "team_lead",
    "lead_approves_attempt": "team_lead",
    "fraud_review": "fraud",
}
"""What a cycle asks of a desk. Its other tasks are ways to handle the call, and stand on the card only."""


@dataclass(frozen=True, kw_only=True)
class LoanPlan:
    """What the rules say about one loan at one instant."""

    tier: TierResult
    plan: CadencePlan


@dataclass(kw_only=True)
class Changes:
    """What planning a batch changes; new callbacks are written together."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    suppressed_loans: int = 0
    no_longer_needed: int = 0
    merged: int = 0
    triggered: Counter[str] = field(default_factory=Counter)
    """Callbacks that arrears opened, by form."""
    afterwards: list[tuple[LoanRecord, LoanPlan]] = field(default_factory=list)
    """Loans with something that needs the numbers of the rows just written."""


def plan_of(services: Services, record: LoanRecord, now: datetime) -> LoanPlan:
    """Return what the rules say about a loan; pure apart from reading the rulebook."""
    rules, loan = services.rules, record.loan
    tier = assess(tier_facts(record, now), rules.tiers, override_of(loan, now))
    if local_day(now, loan.timezone) < loan.disbursed_on:
        starts = start_of_day(loan.disbursed_on, loan.timezone)
        return LoanPlan(
            tier=tier, plan=CadencePlan(cycles=(), suppressed=(), not_needed=(), next_look_at=starts)
        )
    facts = cadence_facts(record, tier.tier, tier.segments, now)
    plan = plan_cycles(facts, past_cycles(record, now), rules.cadence, services.calendar, now)
    return LoanPlan(tier=tier, plan=plan)


def apply_plan(
    services: Services,
    uow: UnitOfWork,
    record: LoanRecord,
    language: str,
    changes: Changes,
    moment: datetime,
) -> None:
    """Bring a loan's rows to what the rules say at `moment`; new callbacks are only collected."""
    found = plan_of(services, record, moment)
    loan = record.loan
    next_look = {"plan_next_at": _next_look(services, found, loan, moment)}
    uow.loans.note_plan(loan, _tier_values(loan, found.tier, moment) | next_look)
    known = {c.cycle_key: c for c in record.callbacks}
    for cycle in found.plan.cycles:
        existing = known.get(cycle.cycle_key)
        if existing is None:
            changes.rows.append(_callback_row(services, cycle, loan, language, moment, uow.now))
        elif existing.state in OPEN:
            _bring_up_to_date(services, existing, cycle, loan, uow.now)
    changes.suppressed_loans += bool(found.plan.suppressed)
    changes.no_longer_needed += _drop(uow, found.plan, record.callbacks)
    _hold_back(uow, found.plan, record, moment)
    if _needs_numbers(found.plan) or loan.dpd > 0 or loan.arrears_noted_at is not None:
        changes.afterwards.append((record, found))


def apply_afterwards(services: Services, uow: UnitOfWork, changes: Changes, moment: datetime) -> None:
    """Do what needs the new rows' numbers: absorb merged cycles, open tasks, act on arrears."""
    with_numbers = [record.loan.id or 0 for record, found in changes.afterwards if _needs_numbers(found.plan)]
    rows = uow.callbacks.of_loans(with_numbers)
    for record, found in changes.afterwards:
        known = {c.cycle_key: c for c in rows.get(record.loan.id or 0, ())}
        for cycle in found.plan.cycles:
            kept = known.get(cycle.cycle_key)
            if kept is not None and kept.state in OPEN:
                changes.merged += _absorb(uow, cycle, kept, known)
                _open_tasks(uow, cycle, kept)
        if record.loan.dpd > 0 or record.loan.arrears_noted_at is not None:
            opened = note_arrears(services, uow, record.loan, moment)
            changes.triggered.update([opened.form_key] if opened else [])


def _needs_numbers(plan: CadencePlan) -> bool:
    return any(cycle.merged or not DESK_OF_TASK.keys().isdisjoint(cycle.tasks) for cycle in plan.cycles)


def _tier_values(loan: Loan, result: TierResult, moment: datetime) -> dict[str, Any]:
    return {
        "tier": result.tier.value,
        "tier_since": tier_since(loan, result.tier, local_day(moment, loan.timezone)),
        "tier_points": [
            {"key": p.key, "points": p.points, "text": p.text.key, "values": dict(p.text.values)}
            for p in result.points
        ],
    }


def _next_look(services: Services, found: LoanPlan, loan: Loan, moment: datetime) -> datetime | None:
    """Return the next instant at which time alone may change what the rules say."""
    if loan.status != "active":
        return None
    today = local_day(moment, loan.timezone)
    days = [found.tier.next_change_on]
    clean = clean_since(loan, today)
    if clean is not None:
        days += [add_months(clean, rule.minimum or 0) for rule in services.rules.tiers.rules
                 if rule.input is Input.CLEAN_MONTHS]  # fmt: skip
    moments = [start_of_day(day, loan.timezone) for day in days if day is not None and day > today]
    if found.plan.next_look_at is not None:
        moments.append(found.plan.next_look_at)
    return min(moments, default=moment + LOOK_AGAIN)


def _callback_row(
    services: Services, cycle: PlannedCycle, loan: Loan, language: str, moment: datetime, now: datetime
) -> dict[str, Any]:
    # What a replay of a coming day plans is not due before its time, nor late before its deadline.
    late = cycle.late and cycle.closes_at <= now
    return _dates(cycle) | {
        "loan_id": loan.id,
        "form_key": cycle.form_key,
        "cycle_key": cycle.cycle_key,
        "rule_key": cycle.rule_key,
        "purpose": "service",
        "explanation": [plain_line(item) for item in cycle.explanation],
        "details": _details(cycle),
        "rank": rank_of(services, cycle.form_key, loan.tier),
        "tier": loan.tier,
        "team": loan.team,
        "language": language,
        "state": starting_state(cycle.form_key, cycle.window_open, min(moment, now)),
        "deadline_missed": late,
        "deadline_reason": ("imported_late" if cycle.backlog else "not_tried") if late else None,
        "backlog": cycle.backlog,
        "attempts": 0,
        "reschedules": 0,
        "created_at": now,
        "updated_at": now,
    }


def _details(cycle: PlannedCycle) -> dict[str, Any]:
    found: dict[str, Any] = {}
    handling = [task for task in cycle.tasks if task not in DESK_OF_TASK]
    if handling:
        found["tasks"] = handling
    if cycle.call_only:
        found["call_only"] = True
    if cycle.self_link_on is not None:
        found["self_link_on"] = cycle.self_link_on.isoformat()
    return found


def _dates(cycle: PlannedCycle) -> dict[str, datetime]:
    return {"window_open": cycle.window_open, "due_at": cycle.due_at, "closes_at": cycle.closes_at}


def _bring_up_to_date(
    services: Services, callback: Callback, cycle: PlannedCycle, loan: Loan, now: datetime
) -> None:
    """Move an open callback to the dates that hold now (a tier that rose brings it forward)."""
    fresh = _dates(cycle)
    # An event or another cycle that joined it had its own, earlier date: the cadence alone never puts that off.
    joined = callback.trigger is not None or bool(callback.details.get("merged"))
    if joined:
        fresh = {name: min(value, getattr(callback, name)) for name, value in fresh.items()}
    if callback.tier == loan.tier and all(getattr(callback, name) == value for name, value in fresh.items()):
        return
    for name, value in fresh.items():
        setattr(callback, name, value)
    if not joined:
        callback.explanation = [plain_line(item) for item in cycle.explanation]
        callback.rule_key = cycle.rule_key
    rank = rank_of(services, callback.form_key, loan.tier)
    callback.tier, callback.rank = loan.tier, max(rank, callback.rank) if joined else rank
    callback.details = callback.details | _details(cycle)
    callback.updated_at = now


def _drop(uow: UnitOfWork, plan: CadencePlan, callbacks: Sequence[Callback]) -> int:
    reasons = {item.cycle_key: item.reason for item in plan.not_needed}
    dropped = [c for c in callbacks if c.cycle_key in reasons and c.state in OPEN]
    for callback in dropped:
        close_callback(uow, callback, reasons[callback.cycle_key])
    return len(dropped)


def _hold_back(uow: UnitOfWork, plan: CadencePlan, record: LoanRecord, moment: datetime) -> None:
    """Cancel what waits behind a long hold; it is planned anew when the hold is gone."""
    markers = {marker for item in plan.suppressed for marker in item.markers}
    holds = policy_holds(record.holds, moment)
    if not any(hold.marker in markers and is_long(hold, moment) for hold in holds):
        return
    behind = {key for item in plan.suppressed for key in (item.cycle.cycle_key, *item.cycle.merged)}
    for callback in record.callbacks:
        resting = callback.state == "waiting_retry" or is_untouched(callback)
        if callback.cycle_key in behind and resting:
            close_callback(uow, callback, "hold")
            if callback.trigger in ARREARS_TRIGGERS:
                record.loan.arrears_noted_at = None


def _absorb(uow: UnitOfWork, cycle: PlannedCycle, kept: Callback, known: dict[str, Callback]) -> int:
    """Close cycles that this one includes, so that the customer is not asked for the same again."""
    absorbed = 0
    for key in cycle.merged:
        other = known.get(key)
        if other is None:
            other = uow.callbacks.add(_absent_twin(kept, key, uow.now))
        elif not is_untouched(other):
            continue
        close_callback(uow, other, "merged")
        other.merged_into = kept.id
        absorbed += 1
    if absorbed:
        kept.details = kept.details | {"merged": sorted({*kept.details.get("merged", ()), *cycle.merged})}
    return absorbed


def _absent_twin(kept: Callback, key: str, now: datetime) -> Callback:
    """Return the row of a merged cycle that was never planned by itself: its successor counts from it."""
    form = key.partition(":")[0]
    return Callback(
        loan_id=kept.loan_id, form_key=FOLLOW_UP if form == "arrangement" else form, cycle_key=key,
        rule_key=kept.rule_key, window_open=kept.window_open, due_at=kept.due_at, closes_at=kept.closes_at,
        rank=kept.rank, tier=kept.tier, team=kept.team, language=kept.language,
        created_at=now, updated_at=now,
    )  # fmt: skip


def _open_tasks(uow: UnitOfWork, cycle: PlannedCycle, callback: Callback) -> None:
    """Open what the cycle asks of desks: once per callback, and not again while the loan has it open."""
    opened: Sequence[str] = callback.details.get("opened_tasks", ())
    fresh = [task for task in cycle.tasks if task in DESK_OF_TASK and task not in opened]
    if not fresh:
        return
    waiting = {task.kind for task in uow.follow_ups.tasks_of_loan(callback.loan_id) if task.state == "open"}
    for task in fresh:
        if task not in waiting:
            open_task(
                uow, task, desk=DESK_OF_TASK[task], created_by="system:planner", loan_id=callback.loan_id,
                callback_id=callback.id, due_at=cycle.due_at,
            )  # fmt: skip
    callback.details = callback.details | {"opened_tasks": [*opened, *fresh]}
