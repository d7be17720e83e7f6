"""What a customer sees about a support case."""

from bot.chat.cards.words import button, safe
from bot.forms.screen import Screen
from bot.services.container import Services
from bot.texts import Texts
from storage.models import StaffMember
from storage.unit_of_work import UnitOfWork


def help_offer(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the offer of help, or what came of it; it promises nothing."""
    case = uow.follow_ups.case(subject_id)
    if case is None:
        return None
    company = safe(services.settings.company or texts("customer-company"))
    if case.state == "withdrawn":
        return Screen(text=texts("customer-help-declined"), markup=True)
    if case.state != "draft":
        return Screen(
            text=texts("customer-help-received", hotline=safe(services.settings.hotline or "–")), markup=True
        )
    rows = (
        (button(texts, "customer-button-help", f"help:{case.id}:yes"),),
        (
            button(texts, "customer-button-no", f"help:{case.id}:no"),
            button(texts, "customer-button-person", f"help:{case.id}:person"),
        ),
    )
    return Screen(text=texts("customer-help-offer", company=company), rows=rows, markup=True)
