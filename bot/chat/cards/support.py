"""Cards about support cases: what the desk sees and may press, and what the customer is asked, offered and told."""

from bot.chat.cards.words import button, full_day, moment, money, quote, safe
from bot.forms.catalogue import catalogue
from bot.forms.screen import Button, Screen
from bot.services.container import Services
from bot.texts import Texts, bilingual, texts_for
from storage.models import Arrangement, Borrower, Loan, StaffMember, SupportCase
from storage.repositories.followups import CLOSED_CASES
from storage.unit_of_work import UnitOfWork

Rows = tuple[tuple[Button, ...], ...]
SAID = {"question": "❓", "answer": "💬", "refusal": "✋", "appeal": "🔁"}
DESK_ACTIONS = {
    "draft": (("want", "no"),),
    "assessing": (("offer",), ("ask", "ref")),
    "more_info": (("note",),),
    "offered": (("ok", "nok"),),
    "active": (("kept", "broken"),),
}
"""What the owner of a case may do next, by its state."""


def case_card(
    uow: UnitOfWork, subject_id: int, viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Put a support case before the desk: the customer's answers, what was said, what was offered, what to do."""
    case = uow.follow_ups.case(subject_id)
    if case is None:
        return None
    loan, borrower = _people(uow, case)
    parts = [_answers(uow, case, loan, borrower, texts, services)]
    parts += [
        f"{SAID.get(said.kind, '·')} {texts('support-said-' + said.kind)}\n{quote(said.text or '')}"
        for said in uow.follow_ups.messages_of(subject_id)
    ]
    parts += [_offer_line(offer, texts) for offer in uow.follow_ups.arrangements(subject_id)]
    rows: Rows = ()
    if case.owner_id is None and case.state not in CLOSED_CASES:
        rows = ((button(texts, "support-button-take", f"case:{case.id}"),),)
    elif viewer is not None and viewer.id == case.owner_id:
        rows = _owner_rows(case, texts)
    return Screen(text="\n\n".join(parts), rows=rows, markup=True, protected=True)


def offer_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, _texts: Texts, services: Services
) -> Screen | None:
    """Put an offer before the customer; its words stay when it has been answered."""
    offer = uow.follow_ups.arrangement(subject_id)
    case = uow.follow_ups.case(offer.case_id) if offer else None
    if offer is None or case is None:
        return None
    texts = texts_for(_people(uow, case)[1].language)
    text = texts(
        "support-offer", company=safe(services.settings.company or texts("customer-company")),
        terms=safe(terms_text(offer, texts)),
    )  # fmt: skip
    if offer.state != "offered":
        ended = offer.state if offer.state in ("active", "declined", "replaced") else "active"
        text += "\n\n" + texts("support-offer-" + ended, hotline=safe(services.settings.hotline or "–"))
        return Screen(text=text, rows=(_person(texts),), markup=True)
    number = offer.id
    rows = (
        (button(texts, "support-offer-button-yes", f"offer:{number}:yes"),),
        (
            button(texts, "support-offer-button-no", f"offer:{number}:no"),
            button(texts, "support-offer-button-other", f"offer:{number}:other"),
        ),
        (button(texts, "customer-button-person", f"offer:{number}:person"),),
    )
    return Screen(text=text, rows=rows, markup=True)


def question_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, _texts: Texts, services: Services
) -> Screen | None:
    """Put the desk's question before the customer; once answered, question and answer stay."""
    case = uow.follow_ups.case(subject_id)
    if case is None:
        return None
    texts = texts_for(_people(uow, case)[1].language)
    said = uow.follow_ups.messages_of(subject_id)
    asked = [one for one in said if one.kind == "question"]
    if not asked:
        return None
    company = safe(services.settings.company or texts("customer-company"))
    text = texts("support-question", company=company) + "\n" + quote(asked[-1].text or "")
    if case.state == "more_info":
        rows: Rows = ((button(texts, "support-question-button", f"cq:{case.id}"),), _person(texts))
        return Screen(text=text, rows=rows, markup=True)
    answered = [one for one in said if one.kind == "answer" and (one.id or 0) > (asked[-1].id or 0)]
    if answered:
        text += "\n" + texts("support-question-answered") + "\n" + quote(answered[-1].text or "")
    return Screen(text=text, rows=(_person(texts),), markup=True)


def decision_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, _texts: Texts, services: Services
) -> Screen | None:
    """Tell the customer that the desk declined, why, and how to ask for another look."""
    case = uow.follow_ups.case(subject_id)
    reasons = [m for m in uow.follow_ups.messages_of(subject_id) if m.kind == "refusal"]
    if case is None or not reasons:
        return None
    texts = texts_for(_people(uow, case)[1].language)
    hotline = safe(services.settings.hotline or "–")
    text = texts("support-refused", reason=quote(reasons[-1].text or ""), hotline=hotline)
    if case.state == "refused":
        again = (button(texts, "support-refused-button", f"ap:{case.id}"),)
        return Screen(text=text, rows=(again, _person(texts)), markup=True)
    return Screen(text=f"{text}\n\n{texts('support-refused-again')}", rows=(_person(texts),), markup=True)


def received_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, _texts: Texts, services: Services
) -> Screen | None:
    """Tell the customer that the request arrived; it promises nothing."""
    case = uow.follow_ups.case(subject_id)
    if case is None:
        return None
    texts = texts_for(_people(uow, case)[1].language)
    hotline = safe(services.settings.hotline or "–")
    return Screen(text=texts("customer-help-received", hotline=hotline), rows=(_person(texts),), markup=True)


def terms_text(offer: Arrangement, texts: Texts) -> str:
    """Return the terms of an arrangement in one sentence."""
    return texts(
        "support-terms-" + offer.kind.replace("_", "-"),
        amount=money(offer.amount_minor, offer.currency), day=offer.due_day or 0, months=offer.months or 0,
        start=full_day(offer.from_on, texts), end=full_day(offer.until_on, texts),
    )  # fmt: skip


def _answers(
    uow: UnitOfWork, case: SupportCase, loan: Loan, borrower: Borrower, texts: Texts, services: Services
) -> str:
    wanted = [_option("hard.support_pref", key, texts) for key in case.requested]
    reasons = [_option("hard.reason", key.strip(), texts) for key in case.reason.split(",")]
    owner = uow.staff.get(case.owner_id) if case.owner_id else None
    text = texts(
        "support-case",
        name=safe(borrower.name or "–"),
        loan=safe(loan.loan_number),
        reason=safe(" · ".join(reasons)),
        since=texts("support-since", day=full_day(case.since_on, texts)) if case.since_on else "",
        wanted=safe(" · ".join(wanted) or "–"),
        affordable=money(case.affordable_minor, loan.currency),
        recover=full_day(case.recover_on, texts) if case.recover_on else "–",
        due=moment(case.due_at, texts, services.settings.timezone),
        owner=safe((owner.name if owner else None) or "–"),
    )
    state = "support-state-" + case.state.replace("_", "-")
    return text + "\n" + texts("support-state-line", state=texts(state))


def _offer_line(offer: Arrangement, texts: Texts) -> str:
    state = texts("support-arrangement-" + offer.state)
    return texts("support-offer-line", terms=safe(terms_text(offer, texts)), state=state)


def _owner_rows(case: SupportCase, texts: Texts) -> Rows:
    return tuple(
        tuple(button(texts, "support-button-" + action, f"case:{case.id}:{action}") for action in row)
        for row in DESK_ACTIONS.get(case.state, ())
    )


def _person(texts: Texts) -> tuple[Button, ...]:
    return (button(texts, "customer-button-person", "person"),)


def _people(uow: UnitOfWork, case: SupportCase) -> tuple[Loan, Borrower]:
    loan = uow.loans.get(case.loan_id)
    borrower = uow.loans.borrower(loan.borrower_id) if loan else None
    if loan is None or borrower is None:
        raise LookupError("a case without its loan")
    return loan, borrower


def _option(question_key: str, option_key: str, texts: Texts) -> str:
    question = catalogue().questions.get(question_key)
    option = question.option(option_key) if question else None
    return bilingual(option.labels, texts.locale) if option else option_key
