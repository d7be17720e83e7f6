"""What a customer does in chat: open the one-time link, prove who they are, check in, answer an offer of help."""

from bot.chat.cards.words import button, kept_for
from bot.chat.handlers.common import number, word
from bot.chat.handlers.form import show_form
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, NotAllowedError
from bot.forms.screen import Screen
from bot.services.cases import own_case
from bot.services.check_in import open_check_in, show_check_in, waiting_check_in, want_person
from bot.services.consents import ASSISTANT, VERSION, has_consent, record_consent
from bot.services.contact import policy_of
from bot.services.customer import answer_offer, open_customer_link, prove_customer
from bot.services.reach import unlink
from bot.services.remind import resume_reminders, stop_reminders
from storage.models import Borrower

EXPECT_FACTOR = "factor"
CHOICES = frozenset({"yes", "no", "person"})


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.start_payload("c")(open_link)
    router.text(EXPECT_FACTOR)(prove)
    router.press("help")(answer)
    router.press("ci")(start_check_in)
    router.press("person")(ask_for_person)
    router.press("agree")(consent)
    router.press("rem")(change_reminders)


def open_link(turn: Turn) -> None:
    """Greet, say what this is, and ask for the second factor before anything is told."""
    link = open_customer_link(turn.uow, turn.args[0] if turn.args else "", turn.user_id)
    turn.expect(EXPECT_FACTOR, link.id)
    turn.reply(_with_person(turn, turn.texts("customer-notice", company=company_of(turn))))


def prove(turn: Turn) -> None:
    """Check the second factor; a check-in that waits comes at once."""
    link_id = (turn.expectation.subject_id if turn.expectation else None) or 0
    borrower = prove_customer(turn.uow, link_id, turn.user_id, turn.text)
    if borrower is None:
        turn.reply(_with_person(turn, turn.texts("customer-factor-wrong")))
        return
    borrower.language = turn.locale
    turn.expect_nothing()
    if has_consent(turn.uow, borrower, ASSISTANT):
        _welcome(turn, borrower, turn.texts("customer-proved"))
    else:
        _ask_consent(turn)


def consent(turn: Turn) -> None:
    """Take the yes or no to the assistant; without a yes the account is let go and a person rings."""
    borrower, given = customer(turn), word(turn, 0) == "yes"
    wording = _consent_wording(turn)
    record_consent(turn.uow, borrower, ASSISTANT, wording=wording, texts=turn.texts, given=given)
    if given:
        turn.edit(_with_person(turn, wording + "\n\n" + turn.texts("consent-given")))
        _welcome(turn, borrower)
        return
    unlink(turn.uow, borrower)
    turn.edit(turn.texts("consent-refused", hotline=turn.services.settings.hotline or "–"))


def start_check_in(turn: Turn) -> None:
    """Open the check-in, or go on where the customer stopped."""
    opened = open_check_in(turn.services, turn.uow, customer(turn), number(turn))
    show_form(turn, opened.response, opened.session)


def ask_for_person(turn: Turn) -> None:
    """Take down that the customer wishes to talk to a person; somebody at the second factor may wish so too."""
    want_person(turn.uow, expected_borrower(turn) or customer(turn))
    turn.toast(turn.texts("customer-person-coming"), alert=True)


def change_reminders(turn: Turn) -> None:
    """Stop reminders at the customer's word, or send them again."""
    person = customer(turn)
    if turn.args[:1] == ("on",):
        resume_reminders(turn.uow, person)
        turn.reply(turn.texts("reminder-resumed"))
        return
    stop_reminders(turn.uow, person)
    rows = ((button(turn.texts, "reminder-button-on", "rem:on"),),)
    turn.reply(Screen(text=turn.texts("reminder-stopped"), rows=rows))


def lost(turn: Turn) -> None:
    """Answer whatever else a known customer sends: the check-in that waits, or the way to a person."""
    person = customer(turn)
    if turn.press_id is not None:
        turn.toast(turn.texts("chat-stale-press"))
        return
    waiting = waiting_check_in(turn.uow, person)
    if waiting is not None:
        show_check_in(turn.uow, person, waiting)
        return
    from bot.chat.handlers.mine import menu_rows

    hotline = turn.services.settings.hotline or "–"
    text = turn.texts("customer-here", company=company_of(turn), hotline=hotline)
    turn.reply(Screen(text=text, rows=menu_rows(turn)))


def answer(turn: Turn) -> None:
    """Take the customer's answer to an offer of help; only their own case, only once."""
    person = customer(turn)
    case = own_case(turn.uow, person, number(turn))
    choice = turn.args[1] if len(turn.args) > 1 else ""
    if choice not in CHOICES:
        raise BadInputError("bad_input")
    if choice == "person":
        want_person(turn.uow, person, case.loan_id)
        turn.toast(turn.texts("customer-person-coming"), alert=True)
        return
    answer_offer(turn.services, turn.uow, case, person, wanted=choice == "yes")


def customer(turn: Turn) -> Borrower:
    """Return the customer behind the account; anybody else may not be here."""
    borrower = turn.uow.loans.borrower_by_chat(turn.user_id)
    if borrower is None:
        raise NotAllowedError("not_allowed", verb="own_record.see")
    return borrower


def company_of(turn: Turn) -> str:
    """Return the lender's name as customers read it."""
    return str(turn.services.settings.company or turn.texts("customer-company"))


def _welcome(turn: Turn, borrower: Borrower, before: str = "") -> None:
    """Say what this chat is for, and bring the check-in that waits; who was asked to consent has been thanked."""
    said = turn.texts("customer-linked", company=company_of(turn))
    turn.reply(_with_person(turn, f"{before} {said}".strip()))
    waiting = waiting_check_in(turn.uow, borrower)
    if waiting is not None:
        show_check_in(turn.uow, borrower, waiting)


def _ask_consent(turn: Turn) -> None:
    rows = (
        (
            button(turn.texts, "consent-button-yes", "agree:yes"),
            button(turn.texts, "consent-button-no", "agree:no"),
        ),
        (button(turn.texts, "customer-button-person", "person"),),
    )
    turn.reply(Screen(text=_consent_wording(turn), rows=rows))


def _consent_wording(turn: Turn) -> str:
    keep = policy_of(turn.services).duties.get("retention_days", {})
    return turn.texts(
        "consent-assistant", company=company_of(turn), answers=kept_for(int(keep.get("review", 0)), turn.texts),
        texts=kept_for(int(keep.get("transcript", 0)), turn.texts), version=VERSION,
    )  # fmt: skip


def expected_borrower(turn: Turn) -> Borrower | None:
    """Return whom the link is for that somebody opened and has yet to prove; nothing about them is told."""
    if turn.expectation is None or turn.expectation.kind != EXPECT_FACTOR:
        return None
    link = turn.uow.loans.customer_link_by_id(turn.expectation.subject_id or 0)
    return turn.uow.loans.borrower(link.borrower_id) if link and link.opened_by == turn.user_id else None


def _with_person(turn: Turn, text: str) -> Screen:
    return Screen(text=text, rows=((button(turn.texts, "customer-button-person", "person"),),))
