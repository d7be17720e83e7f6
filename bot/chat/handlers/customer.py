"""What a customer does in chat: open the one-time link, prove who they are, check in, answer an offer of help."""

from bot.chat.cards.words import button
from bot.chat.handlers.common import number
from bot.chat.handlers.form import show_form
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, NotAllowedError, NotFoundError
from bot.forms.screen import Screen
from bot.services.check_in import open_check_in, show_check_in, waiting_check_in, want_person
from bot.services.customer import HELP_OFFER_CARD, answer_offer, open_customer_link, prove_customer
from bot.services.follow_up import CASE_CARD
from bot.services.outgoing import refresh_card
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
    router.press("rem")(change_reminders)


def open_link(turn: Turn) -> None:
    """Greet, say what this is, and ask for the second factor before anything is told."""
    link = open_customer_link(turn.uow, turn.args[0] if turn.args else "", turn.user_id)
    turn.expect(EXPECT_FACTOR, link.id)
    turn.reply(turn.texts("customer-notice", company=_company(turn)))


def prove(turn: Turn) -> None:
    """Check the second factor; a check-in that waits comes at once."""
    link_id = (turn.expectation.subject_id if turn.expectation else None) or 0
    borrower = prove_customer(turn.uow, link_id, turn.user_id, turn.text)
    if borrower is None:
        turn.reply(turn.texts("customer-factor-wrong"))
        return
    borrower.language = turn.locale
    turn.expect_nothing()
    turn.reply(turn.texts("customer-linked", company=_company(turn)))
    waiting = waiting_check_in(turn.uow, borrower)
    if waiting is not None:
        show_check_in(turn.uow, borrower, waiting)


def start_check_in(turn: Turn) -> None:
    """Open the check-in, or go on where the customer stopped."""
    opened = open_check_in(turn.services, turn.uow, customer(turn), number(turn))
    show_form(turn, opened.response, opened.session)


def ask_for_person(turn: Turn) -> None:
    """Take down that the customer wishes to talk to a person."""
    want_person(turn.uow, customer(turn))
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
    rows = ((button(turn.texts, "customer-button-person", "person"),),)
    hotline = turn.services.settings.hotline or "–"
    turn.reply(Screen(text=turn.texts("customer-here", company=_company(turn), hotline=hotline), rows=rows))


def answer(turn: Turn) -> None:
    """Take the customer's answer to an offer of help; only their own case, only once."""
    person = customer(turn)
    case = turn.uow.follow_ups.lock_case(number(turn))
    loan = turn.uow.loans.get(case.loan_id) if case else None
    if case is None or loan is None or loan.borrower_id != person.id:
        raise NotFoundError("not_found")
    choice = turn.args[1] if len(turn.args) > 1 else ""
    if choice not in CHOICES:
        raise BadInputError("bad_input")
    if choice == "person":
        want_person(turn.uow, person, case.loan_id)
        turn.toast(turn.texts("customer-person-coming"), alert=True)
        return
    answer_offer(turn.uow, case, person, wanted=choice == "yes")
    refresh_card(turn.uow, CASE_CARD, case.id or 0)
    refresh_card(turn.uow, HELP_OFFER_CARD, case.id or 0)


def customer(turn: Turn) -> Borrower:
    """Return the customer behind the account; anybody else may not be here."""
    borrower = turn.uow.loans.borrower_by_chat(turn.user_id)
    if borrower is None:
        raise NotAllowedError("not_allowed", verb="own_record.see")
    return borrower


def _company(turn: Turn) -> str:
    return str(turn.services.settings.company or turn.texts("customer-company"))
