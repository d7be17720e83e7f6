"""What a customer does in chat: open the one-time link, prove who they are, answer an offer of help."""

from bot.chat.handlers.common import number
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import NotAllowedError, NotFoundError
from bot.services.customer import (
    HELP_OFFER_CARD,
    answer_offer,
    open_customer_link,
    prove_customer,
)
from bot.services.follow_up import CASE_CARD
from bot.services.outgoing import refresh_card
from bot.services.work import open_task

EXPECT_FACTOR = "factor"


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.start_payload("c")(open_link)
    router.text(EXPECT_FACTOR)(prove)
    router.press("help")(answer)


def open_link(turn: Turn) -> None:
    """Greet, say what this is, and ask for the second factor before anything is told."""
    link = open_customer_link(turn.uow, turn.args[0] if turn.args else "", turn.user_id)
    turn.expect(EXPECT_FACTOR, link.id)
    turn.reply(turn.texts("customer-notice", company=_company(turn)))


def prove(turn: Turn) -> None:
    """Check the second factor."""
    link_id = (turn.expectation.subject_id if turn.expectation else None) or 0
    borrower = prove_customer(turn.uow, link_id, turn.user_id, turn.text)
    if borrower is None:
        turn.reply(turn.texts("customer-factor-wrong"))
        return
    borrower.language = turn.locale
    turn.expect_nothing()
    turn.reply(turn.texts("customer-linked", company=_company(turn)))


def answer(turn: Turn) -> None:
    """Take the customer's answer to an offer of help; only their own case, only once."""
    case = turn.uow.follow_ups.lock_case(number(turn))
    loan = turn.uow.loans.get(case.loan_id) if case else None
    borrower = turn.uow.loans.borrower(loan.borrower_id) if loan else None
    if case is None or borrower is None or borrower.chat_user_id != turn.user_id:
        raise NotFoundError("not_found")
    choice = turn.args[1] if len(turn.args) > 1 else ""
    if choice == "person":
        open_task(
            turn.uow, "customer_wants_person", desk="support", created_by=f"customer:{borrower.id}",
            loan_id=case.loan_id,
        )  # fmt: skip
        turn.toast(turn.texts("customer-person-coming"), alert=True)
        return
    if choice not in ("yes", "no"):
        raise NotAllowedError("not_allowed")
    answer_offer(turn.uow, case, borrower, wanted=choice == "yes")
    refresh_card(turn.uow, CASE_CARD, case.id or 0)
    refresh_card(turn.uow, HELP_OFFER_CARD, case.id or 0)


def _company(turn: Turn) -> str:
    return turn.services.settings.company or turn.texts("customer-company")
