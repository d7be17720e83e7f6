"""Use cases about holds: place one at once, lift one (some only by somebody else)."""

from datetime import timedelta

from bot.errors import NotAllowedError
from bot.policy.access import Scope
from bot.policy.holds import may_lift
from bot.services.access import require
from bot.services.staff import actor_name
from bot.services.work import Subject
from storage.models import Hold, Loan, StaffMember
from storage.unit_of_work import UnitOfWork


def place_hold(
    uow: UnitOfWork,
    subject: Subject,
    marker: str,
    *,
    reason: str,
    placed_by: str,
    lasts: timedelta | None = None,
    whole_borrower: bool = True,
) -> Hold:
    """Stop contact with a borrower (or about one loan) until the hold is lifted or ends; placing twice is once."""
    return hold_loan(
        uow, subject.loan, marker, reason=reason, placed_by=placed_by, lasts=lasts,
        whole_borrower=whole_borrower,
    )  # fmt: skip


def hold_loan(
    uow: UnitOfWork,
    loan: Loan,
    marker: str,
    *,
    reason: str,
    placed_by: str,
    lasts: timedelta | None = None,
    whole_borrower: bool = True,
) -> Hold:
    """Do the same where there is no callback to name, only a loan."""
    borrower_id, loan_id = loan.borrower_id, loan.id or 0
    for hold in uow.loans.holds(borrower_id, loan_id, uow.now):
        if hold.marker == marker:
            return hold
    hold = uow.loans.add(
        Hold(
            borrower_id=borrower_id,
            loan_id=None if whole_borrower else loan_id,
            marker=marker,
            reason=reason,
            placed_by=placed_by,
            placed_at=uow.now,
            ends_at=uow.now + lasts if lasts else None,
        )
    )
    uow.loans.look_again([loan.id for loan in uow.loans.loans_of(borrower_id) if loan.id], uow.now)
    uow.audit.append(placed_by, "hold_placed", "hold", hold.id, marker=marker, borrower=borrower_id)
    return hold


def lift_hold(uow: UnitOfWork, actor: StaffMember, hold: Hold) -> None:
    """Lift a hold; crisis, fraud and legal holds need somebody else than who placed them."""
    require(actor, "hold.lift", Scope.TEAM)
    if not may_lift(hold.marker, hold.placed_by, actor_name(actor)):
        raise NotAllowedError("hold_needs_second_person", marker=hold.marker)
    hold.lifted_at, hold.lifted_by = uow.now, actor_name(actor)
    loans = uow.loans.loans_of(hold.borrower_id)
    uow.loans.look_again([loan.id for loan in loans if loan.id], uow.now)
    uow.audit.append(actor_name(actor), "hold_lifted", "hold", hold.id, marker=hold.marker)
