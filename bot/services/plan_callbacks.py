"""Use case: bring the plan up to date for every loan that has something new.

A loan says itself when the planner must look at it again, so the cost of a sweep grows with what is due and
not with the portfolio. The unique (loan, form, cycle) key makes a second planner, a restart or a repeat harmless.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.services.callback_rows import OPEN, rank_of
from bot.services.container import Services
from bot.services.loan_records import read_record, read_records
from bot.services.plan_loan import Changes, LoanPlan, apply_afterwards, apply_plan, plan_of
from storage.models import Loan
from storage.unit_of_work import UnitOfWork

__all__ = ["OPEN", "LoanPlan", "PlanReport", "plan_batch", "plan_callbacks", "plan_of", "rank_of",
           "read_record"]  # fmt: skip

BATCH_LOANS = 500  # one transaction; an agent's press waits no longer than such a batch takes


@dataclass(kw_only=True)
class PlanReport:
    """What planning did: new cycles, cycles that stood already, loans held back."""

    planned: int = 0
    existing: int = 0
    suppressed: int = 0
    no_longer_needed: int = 0
    merged: int = 0
    loans: int = 0
    by_form: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract."""
        return {
            "planned": self.planned,
            "existing": self.existing,
            "suppressed": self.suppressed,
            "no_longer_needed": self.no_longer_needed,
            "merged": self.merged,
            "loans": self.loans,
            "by_form": dict(sorted(self.by_form.items())),
        }


def plan_callbacks(
    services: Services, *, at: datetime | None = None, actor: str = "system:planner"
) -> PlanReport:
    """Plan every loan that must be looked at by now, or as of `at`: a replay of that instant."""
    report = PlanReport()
    with services.new_unit() as uow:
        uow.loans.look_again(uow.loans.held_loan_ids(uow.now), uow.now)
        until = max(uow.now, at or uow.now)
        # Taken once: a replay of a past day leaves loans due again at once, and must not chase them.
        todo = uow.loans.ids_to_plan(until)
        uow.commit()
    for start in range(0, len(todo), BATCH_LOANS):
        with services.new_unit() as uow:
            loans = uow.loans.lock_to_plan(todo[start : start + BATCH_LOANS], until)
            _plan(services, uow, loans, report, at or uow.now, actor)
            uow.commit()
    with services.new_unit() as uow:
        report.existing = uow.callbacks.count_in(OPEN) - report.planned
    return report


def plan_batch(services: Services, report: PlanReport, *, actor: str = "system:planner") -> bool:
    """Plan one batch of what is due now in one transaction; return whether there may be more."""
    with services.new_unit() as uow:
        loans = uow.loans.to_plan(uow.now, limit=BATCH_LOANS)
        _plan(services, uow, loans, report, uow.now, actor)
        uow.commit()
    return len(loans) == BATCH_LOANS


def _plan(
    services: Services,
    uow: UnitOfWork,
    loans: Sequence[Loan],
    report: PlanReport,
    moment: datetime,
    actor: str,
) -> None:
    if not loans:
        return
    changes = Changes()
    for record, language in read_records(uow, loans, moment):
        apply_plan(services, uow, record, language, changes, moment)
    uow.flush()
    uow.loans.write_plans()
    uow.callbacks.insert_new(changes.rows)
    apply_afterwards(services, uow, changes, moment)
    if moment > uow.now:
        # The tier stored is that of a coming day; the next sweep looks at today again.
        uow.loans.look_again([loan.id for loan in loans if loan.id is not None], uow.now)
    planned = Counter(row["form_key"] for row in changes.rows) + changes.triggered
    report.planned += planned.total()
    report.by_form.update(planned)
    report.suppressed += changes.suppressed_loans
    report.no_longer_needed += changes.no_longer_needed
    report.merged += changes.merged
    report.loans += len(loans)
    uow.audit.append(actor, "plan_callbacks", "loan", loans[0].id, loans=len(loans), planned=planned.total())
