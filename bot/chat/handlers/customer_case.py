"""What a customer does about support: answer the desk's question, accept or decline an offer, ask for another look."""

from bot.chat.cards.words import button
from bot.chat.handlers.common import number, word
from bot.chat.handlers.customer import customer
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, ConflictError
from bot.forms.screen import Screen
from bot.services.arrange import accept_offer, decline_offer, reopen_offer
from bot.services.cases import answer_question, appeal, own_case
from bot.services.check_in import want_person

EXPECT_ANSWER = "case_answer"
EXPECT_APPEAL = "case_appeal"


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("offer")(answer_offer)
    router.press("cq")(answering)
    router.press("ap")(appealing)
    router.text(EXPECT_ANSWER)(answered)
    router.text(EXPECT_APPEAL)(appealed)


def answer_offer(turn: Turn) -> None:
    """Take the answer to an offer: `offer:ID:yes|no|other|person`; only their own, only once."""
    person, offer_id, choice = customer(turn), number(turn), word(turn, 1)
    if choice == "yes":
        accept_offer(turn.uow, person, offer_id)
    elif choice == "no":
        decline_offer(turn.uow, person, offer_id)
    elif choice == "other":
        reopen_offer(turn.uow, person, offer_id)
    elif choice == "person":
        want_person(turn.uow, person)
        turn.toast(turn.texts("customer-person-coming"), alert=True)
    else:
        raise BadInputError("bad_input")


def answering(turn: Turn) -> None:
    """Take the next text as the answer to the desk's question."""
    case = own_case(turn.uow, customer(turn), number(turn))
    if case.state != "more_info":
        raise ConflictError("case_not_waiting")
    turn.expect(EXPECT_ANSWER, case.id)
    turn.reply(_with_person(turn, "support-question-type"))


def answered(turn: Turn) -> None:
    """Take the answer to the desk."""
    person = customer(turn)
    answer_question(turn.uow, person, own_case(turn.uow, person, _expected(turn)), turn.text)
    turn.expect_nothing()
    turn.reply(_with_person(turn, "support-question-thanks"))


def appealing(turn: Turn) -> None:
    """Take the next text as what the desk has missed."""
    case = own_case(turn.uow, customer(turn), number(turn))
    if case.state != "refused":
        raise ConflictError("case_not_waiting")
    turn.expect(EXPECT_APPEAL, case.id)
    turn.reply(_with_person(turn, "support-refused-type"))


def appealed(turn: Turn) -> None:
    """Have the case looked at again."""
    person = customer(turn)
    appeal(turn.services, turn.uow, person, own_case(turn.uow, person, _expected(turn)), turn.text)
    turn.expect_nothing()
    turn.reply(_with_person(turn, "support-question-thanks"))


def _expected(turn: Turn) -> int:
    return (turn.expectation.subject_id if turn.expectation else None) or 0


def _with_person(turn: Turn, key: str) -> Screen:
    return Screen(text=turn.texts(key), rows=((button(turn.texts, "customer-button-person", "person"),),))
