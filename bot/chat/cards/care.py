"""Cards about people in need: who rings whom by when, and what they agreed to have kept."""

from bot.chat.cards.words import button, moment, quote, safe
from bot.forms.screen import Screen
from bot.rulebook.helplines import helplines_for
from bot.services.care import CRISIS_TASK
from bot.services.contact import policy_of
from bot.services.container import Services
from bot.texts import Texts
from storage.models import StaffMember
from storage.unit_of_work import UnitOfWork


def crisis_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Put a customer in need before the person who rings; the loan is not talked about."""
    task = uow.follow_ups.task(subject_id)
    loan = uow.loans.get(task.loan_id) if task and task.loan_id else None
    borrower = uow.loans.borrower(loan.borrower_id) if loan else None
    if task is None or loan is None or borrower is None:
        return None
    owner = uow.staff.get(task.owner_id) if task.owner_id else None
    lines = helplines_for(policy_of(services).jurisdiction)
    kind = "crisis" if task.kind == CRISIS_TASK else "care"
    text = texts(
        f"care-card-{kind}",
        name=safe(borrower.name or loan.loan_number),
        loan=safe(loan.loan_number),
        due=moment(task.due_at or uow.now, texts, services.settings.timezone),
        owner=safe((owner.name if owner else None) or "–"),
        emergency=lines.emergency,
        crisis=lines.crisis,
    )
    if task.question:
        text += "\n" + quote(task.question)
    if task.state != "open":
        return Screen(text=f"{text}\n\n{texts('care-card-done')}", markup=True, protected=True)
    rows = (
        (button(texts, "care-button-take", f"crisis:{task.id}:take"),),
        (button(texts, "care-button-done", f"crisis:{task.id}:done"),),
    )
    return Screen(text=text, rows=rows, markup=True, protected=True)
