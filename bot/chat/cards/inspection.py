"""The team lead's card about a vehicle inspection: facts side by side, and the photos by one press."""

from typing import Any

from bot.chat.cards.words import button, moment, safe
from bot.forms.catalogue import catalogue
from bot.forms.screen import Screen
from bot.services.container import Services
from bot.services.work import read_subject
from bot.texts import Texts, bilingual
from storage.models import StaffMember
from storage.unit_of_work import UnitOfWork

QUESTIONS = frozenset({"question", "other"})
"""Values of a fact that are question keys."""


def inspection_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the card; None when the inspection is gone."""
    inspection = uow.recordings.inspection(subject_id)
    if inspection is None:
        return None
    subject = read_subject(uow, inspection.callback_id)
    agent = uow.staff.get(inspection.agent_id) if inspection.agent_id else None
    photos = [row for row in uow.recordings.photos_of(inspection.response_id) if row.shared]
    head = texts(
        "inspection-heading",
        name=safe(subject.borrower.name or subject.loan.loan_number),
        loan=safe(subject.loan.loan_number),
        agent=safe((agent.name if agent else None) or "–"),
        at=moment(inspection.checked_at, texts, services.settings.timezone),
    )
    facts = [f"• {_said(item, texts)}" for item in inspection.findings]
    body = "\n".join([texts("inspection-facts"), *facts]) if facts else texts("inspection-fits")
    rows = ((button(texts, "inspection-button-photos", f"ipic:{inspection.id}", count=len(photos)),),)
    return Screen(
        text="\n\n".join([head, body, texts("inspection-note")]),
        rows=rows if photos else (),
        markup=True,
        protected=True,
    )


def _said(item: dict[str, Any], texts: Texts) -> str:
    values = {
        name: _question(value, texts) if name in QUESTIONS else value
        for name, value in item["values"].items()
    }
    return safe(texts("inspection-fact-" + str(item["fact"]).replace("_", "-"), **values))


def _question(key: Any, texts: Texts) -> str:
    question = catalogue().questions.get(str(key))
    return str(key) if question is None else bilingual(question.labels, texts.locale)
