"""What a customer sees: the invitation to check in, and the offer of help. Both in the customer's own language."""

from bot.chat.cards.words import button, safe
from bot.forms.catalogue import load_form
from bot.forms.screen import Screen
from bot.services.container import Services
from bot.texts import Texts, texts_for
from storage.models import StaffMember
from storage.unit_of_work import UnitOfWork


def help_offer(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the offer of help, or what came of it; it promises nothing."""
    case = uow.follow_ups.case(subject_id)
    if case is None:
        return None
    texts = _in_their_language(uow, case.loan_id, texts)
    company = safe(services.settings.company or texts("customer-company"))
    text = texts("customer-help-offer", company=company)
    person = button(texts, "customer-button-person", f"help:{case.id}:person")
    if case.state == "draft":
        rows = (
            (button(texts, "customer-button-help", f"help:{case.id}:yes"),),
            (button(texts, "customer-button-no", f"help:{case.id}:no"), person),
        )
        return Screen(text=text, rows=rows, markup=True)
    # What was offered stays to be read again; the answer stands below it.
    if case.state == "withdrawn":
        answer = texts("customer-help-declined")
    else:
        answer = texts("customer-help-received", hotline=safe(services.settings.hotline or "–"))
    return Screen(text=f"{text}\n\n{answer}", rows=((person,),), markup=True)


def check_in_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the invitation to check in, or thanks once it is done; None when it was taken back."""
    callback = uow.callbacks.get(subject_id)
    if callback is None:
        return None
    texts = _in_their_language(uow, callback.loan_id, texts)
    person = (button(texts, "customer-button-person", "person"),)
    if callback.state == "completed":
        return Screen(text=texts("customer-check-in-done"), rows=(person,))
    if callback.state != "waiting_customer":
        return Screen(text=texts("customer-check-in-over"), rows=(person,))
    company = services.settings.company or texts("customer-company")
    minutes = load_form(callback.form_key, services.settings.form_length).target_minutes
    rows = (
        (button(texts, "customer-button-check-in", f"ci:{callback.id}"),),
        person,
    )
    return Screen(text=texts("customer-check-in", company=company, minutes=minutes), rows=rows)


def _in_their_language(uow: UnitOfWork, loan_id: int, texts: Texts) -> Texts:
    """A card to a customer has no viewer among the staff; the customer's language decides."""
    loan = uow.loans.get(loan_id)
    borrower = uow.loans.borrower(loan.borrower_id) if loan else None
    return texts_for(borrower.language) if borrower else texts
