"""Use case: bring the plan up to date for every loan that has something new.

A loan says itself when the planner must look at it again, so the cost of a sweep grows with what is due and
not with the portfolio. The unique (loan, form, cycle) key makes a second planner, a restart or a repeat harmless.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.policy.cadence import CadencePlan, NotNeeded, PlannedCycle, plan_cycles
from bot.policy.days import start_of_day
from bot.policy.tiers import TierResult, assess
from bot.services.container import Services
from bot.services.loan_facts import LoanRecord, cadence_facts, override_of, past_cycles, tier_facts
from storage.models import Borrower, Callback, Loan
from storage.unit_of_work import UnitOfWork

BATCH_LOANS = 500  # one transaction; an agent's press waits no longer than such a batch takes
RANK_PER_TIER = 10  # domain pack, section 2.6: queue order = priority + 10 x tier index + …
LOOK_AGAIN = timedelta(days=30)  # a loan without any planned change is looked at monthly all the same


@dataclass(kw_only=True)
class PlanReport:
    """What planning did: new cycles, cycles that stood already, cycles held back."""

    planned: int = 0
    existing: int = 0
    suppressed: int = 0
    no_longer_needed: int = 0
    loans: int = 0
    by_form: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract."""
        return {
            "planned": self.planned,
            "existing": self.existing,
            "suppressed": self.suppressed,
            "no_longer_needed": self.no_longer_needed,
            "loans": self.loans,
            "by_form": dict(sorted(self.by_form.items())),
        }


@dataclass(frozen=True, kw_only=True)
class LoanPlan:
    """What the rules say about one loan at one instant."""

    tier: TierResult
    plan: CadencePlan


def plan_callbacks(
    services: Services, *, at: datetime | None = None, actor: str = "system:planner"
) -> PlanReport:
    """Plan every loan that must be looked at by now (or by `at`, for a rehearsal or a replay)."""
    report = PlanReport()
    with services.new_unit() as uow:
        held = uow.loans.held_loan_ids(uow.now)
        uow.loans.look_again(held, uow.now)
        uow.commit()
    while plan_batch(services, report, at=at, actor=actor):
        pass
    with services.new_unit() as uow:
        report.existing = sum(uow.callbacks.count_by_state().get(s, 0) for s in OPEN) - report.planned
    return report


OPEN = ("planned", "ready", "in_progress", "waiting_retry", "waiting_customer", "partial")


def plan_batch(
    services: Services, report: PlanReport, *, at: datetime | None = None, actor: str = "system:planner"
) -> bool:
    """Plan one batch in one transaction; return whether there may be more."""
    with services.new_unit() as uow:
        moment = at or uow.now
        loans = uow.loans.to_plan(max(moment, uow.now), limit=BATCH_LOANS)
        if not loans:
            return False
        before = report.planned
        for record, borrower in _records(uow, loans):
            _plan_one(services, uow, record, borrower, moment, report)
        report.loans += len(loans)
        uow.audit.append(
            actor, "plan_callbacks", "loan", loans[0].id, loans=len(loans), planned=report.planned - before
        )
        uow.commit()
    return len(loans) == BATCH_LOANS


def plan_of(services: Services, record: LoanRecord, now: datetime) -> LoanPlan:
    """Return what the rules say about a loan; pure apart from reading the rulebook."""
    rules = services.rules
    tier = assess(tier_facts(record, now), rules.tiers, override_of(record.loan, now))
    facts = cadence_facts(record, tier.tier, tier.segments)
    plan = plan_cycles(facts, past_cycles(record), rules.cadence, services.calendar, now)
    return LoanPlan(tier=tier, plan=plan)


def read_record(uow: UnitOfWork, loan: Loan) -> LoanRecord:
    """Return the rows that planning one loan needs."""
    return next(record for record, _ in _records(uow, [loan]))


def _records(uow: UnitOfWork, loans: Sequence[Loan]) -> list[tuple[LoanRecord, Borrower]]:
    ids = [loan.id for loan in loans if loan.id is not None]
    people = [loan.borrower_id for loan in loans]
    callbacks = uow.callbacks.of_loans(ids)
    signals = uow.reviews.confirmed_of_loans(ids)
    holds = uow.loans.holds_of(people, uow.now)
    borrowers = {row.id: row for row in uow.loans.borrowers(people)}
    arrangements = uow.follow_ups.arrangements_of(ids)
    return [
        (
            LoanRecord(
                loan=loan,
                callbacks=callbacks.get(loan.id or 0, ()),
                signals=[s for s in signals.get(loan.id or 0, ()) if not s.key.startswith("agent.")],
                holds=[h for h in holds.get(loan.borrower_id, ()) if h.loan_id in (None, loan.id)],
                arrangement=arrangements.get(loan.id or 0),
            ),
            borrowers[loan.borrower_id],
        )
        for loan in loans
    ]


def _plan_one(
    services: Services,
    uow: UnitOfWork,
    record: LoanRecord,
    borrower: Borrower,
    now: datetime,
    report: PlanReport,
) -> None:
    found = plan_of(services, record, now)
    loan = record.loan
    loan.tier = found.tier.tier.value
    loan.tier_points = [
        {"key": p.key, "points": p.points, "text": p.text.key, "values": dict(p.text.values)}
        for p in found.tier.points
    ]
    known = {(c.form_key, c.cycle_key): c for c in record.callbacks}
    rows = []
    for cycle in found.plan.cycles:
        existing = known.get((cycle.form_key, cycle.cycle_key))
        if existing is None:
            rows.append(_callback_row(services, cycle, loan, borrower, now))
        else:
            _bring_up_to_date(services, existing, cycle, loan, now)
    planned = uow.callbacks.insert_new(rows)
    report.planned += planned
    report.by_form.update(row["form_key"] for row in rows[:planned])
    report.suppressed += len(found.plan.suppressed)
    report.no_longer_needed += _drop(found.plan.not_needed, record.callbacks, now)
    loan.plan_next_at = _next_look(found, loan, now)


def _next_look(found: LoanPlan, loan: Loan, now: datetime) -> datetime | None:
    if found.plan.next_look_at is None and loan.status != "active":
        return None
    moments = [found.plan.next_look_at, now + LOOK_AGAIN]
    if found.tier.next_change_on is not None:
        moments.append(start_of_day(found.tier.next_change_on, loan.timezone))
    return min(moment for moment in moments if moment is not None)


def _callback_row(
    services: Services, cycle: PlannedCycle, loan: Loan, borrower: Borrower, now: datetime
) -> dict[str, Any]:
    opened = cycle.window_open <= now
    return _dates(cycle) | {
        "loan_id": loan.id,
        "form_key": cycle.form_key,
        "cycle_key": cycle.cycle_key,
        "purpose": "service",
        "rank": rank_of(services, cycle.form_key, loan.tier),
        "tier": loan.tier,
        "team": loan.team,
        "language": borrower.language,
        "state": "ready" if opened else "planned",
        "deadline_missed": cycle.late,
        "deadline_reason": ("imported_late" if cycle.backlog else "not_reached") if cycle.late else None,
        "backlog": cycle.backlog,
        "attempts": 0,
        "reschedules": 0,
        "created_at": now,
        "updated_at": now,
    }


# Within one tier the promise to every borrower comes before recurring calls, and a visit before a link.
FORM_PRIORITY = {"quarterly_risk": 45, "vehicle_inspection": 40, "self_checkin": 25, "due_followup": 60}


def rank_of(services: Services, form_key: str, tier: str, base: int | None = None) -> int:
    """Return the part of the queue order that time does not change."""
    priority = FORM_PRIORITY.get(form_key, services.rules.triggers.rules["disbursed"].priority)
    return (priority if base is None else base) + RANK_PER_TIER * int(tier.removeprefix("R"))


def _bring_up_to_date(
    services: Services, callback: Callback, cycle: PlannedCycle, loan: Loan, now: datetime
) -> None:
    """Move an open callback to the dates that hold now (a tier that rose brings it forward)."""
    if callback.state not in OPEN:
        return
    fresh = _dates(cycle)
    if all(getattr(callback, name) == value for name, value in fresh.items()) and callback.tier == loan.tier:
        return
    for name, value in fresh.items():
        setattr(callback, name, value)
    callback.tier = loan.tier
    callback.rank = rank_of(services, callback.form_key, loan.tier)
    callback.updated_at = now


def _dates(cycle: PlannedCycle) -> dict[str, Any]:
    return {
        "rule_key": cycle.rule_key,
        "window_open": cycle.window_open,
        "due_at": cycle.due_at,
        "closes_at": cycle.closes_at,
        "explanation": [{"text": item.key, "values": dict(item.values)} for item in cycle.explanation],
    }


def _drop(not_needed: Sequence[NotNeeded], callbacks: Sequence[Callback], now: datetime) -> int:
    reasons = {item.cycle_key: item.reason for item in not_needed}
    dropped = [c for c in callbacks if c.cycle_key in reasons and c.state in OPEN]
    for callback in dropped:
        callback.state, callback.close_reason = "cancelled", reasons[callback.cycle_key]
        callback.updated_at = now
    return len(dropped)
