"""What a form may know about the loan; nothing here is shown before identity is passed (the form sees to it)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.policy.days import add_months, local_day
from bot.services.container import Services
from bot.services.work import Subject
from storage.models import Answer, Loan
from storage.unit_of_work import UnitOfWork

KNOWN_FOR_DAYS = 90  # domain pack, section 1.7: what was confirmed within 90 days is shown, not asked anew
COMPOUND_SURNAMES = frozenset({"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒",
                               "夏侯", "令狐", "端木", "长孙", "宇文"})  # fmt: skip


def form_facts(services: Services, uow: UnitOfWork, subject: Subject) -> dict[str, Any]:
    """Return the facts that conditions and wordings use, keyed as the form definitions name them."""
    loan, borrower, callback = subject.loan, subject.borrower, subject.callback
    today = local_day(uow.now, loan.timezone)
    signals = [
        row.key for row in uow.reviews.signals_of_callback(callback.id or 0) if row.state != "rejected"
    ]
    name = borrower.name or ""
    agent = uow.staff.get(callback.assignee_id) if callback.assignee_id else None
    due_on = next_due(loan, today)
    return {
        "loan.dpd": loan.dpd,
        "loan.gps_installed": loan.gps_installed,
        "loan.usage_declared": loan.usage,
        "loan.principal": _money(loan.principal_minor, loan),
        "loan.instalment": _money(loan.instalment_minor, loan),
        "loan.due_day": loan.due_day,
        "loan.amount_due": _money(loan.instalment_minor, loan),
        "loan.due_on": due_on,
        "trigger.key": callback.trigger,
        "signals": signals,
        "known": _known(uow, subject, today),
        "customer.surname": surname_of(name),
        "customer.full_name": name,
        "lender.name": services.settings.company,
        "lender.hotline": services.settings.hotline,
        "agent.name": (agent.name if agent else None) or "",
    }


def _money(minor: int | None, loan: Loan) -> dict[str, Any] | None:
    return None if minor is None else {"minor": minor, "currency": loan.currency}


def surname_of(name: str) -> str:
    """Return the family name of a Chinese name, or the last word of another."""
    if not name:
        return ""
    if name.isascii():
        return name.rsplit(maxsplit=1)[-1]
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def next_due(loan: Loan, today: date) -> str | None:
    """Return the next instalment day as an ISO date, or None when the file has no due day."""
    if loan.due_day is None:
        return None
    month = today.replace(day=1)
    for _ in range(2):
        last = (add_months(month, 1) - timedelta(days=1)).day
        due = month.replace(day=min(loan.due_day, last))
        if due >= today:
            return due.isoformat()
        month = add_months(month, 1)
    return None


def _known(uow: UnitOfWork, subject: Subject, today: date) -> Mapping[str, Any]:
    earlier = [c.id for c in uow.callbacks.of_loan(subject.loan.id or 0) if c.id != subject.callback.id]
    response = uow.forms.last_submitted([number for number in earlier if number is not None])
    if response is None or response.submitted_at is None:
        return {}
    if local_day(response.submitted_at, subject.loan.timezone) < today - timedelta(days=KNOWN_FOR_DAYS):
        return {}
    return {
        row.question: row.value
        for row in uow.forms.answers(response.id or 0)
        if row.status == "answered" and _is_prefilled(row)
    }


def _is_prefilled(answer: Answer) -> bool:
    # Stress questions are asked every time: an old "no impact" must not stand in for today's answer.
    return answer.question.startswith(("disb.", "con."))
