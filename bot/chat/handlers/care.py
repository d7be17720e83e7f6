"""Conversations with people who are not well: self-harm words at any hour, health and hard times with consent first."""

from datetime import timedelta

from bot.chat.cards.words import button
from bot.chat.handlers.common import number, staff, word
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError
from bot.forms.screen import Button, Screen
from bot.rulebook.helplines import helplines_for
from bot.services.care import (
    close_crisis,
    open_crisis,
    record_care,
    says_health,
    says_self_harm,
    take_crisis,
)
from bot.services.consents import HEALTH, has_consent, record_consent
from bot.services.contact import policy_of
from bot.services.outgoing import delete_message
from bot.services.staff import actor_name
from storage.models import Borrower

EXPECT_NOTE = "care_note"
ASKED_BEFORE = frozenset({"form", EXPECT_NOTE, "factor"})
"""What the text answers when consent is asked for there, or has been given, or nothing is kept."""
NUMBER_SHOWN = timedelta(minutes=15)  # as long as the call may take to begin
FORM_MESSAGE = "form"


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("care")(consent)
    router.text(EXPECT_NOTE)(noted)
    router.press("crisis")(ring)


def interrupts(turn: Turn, borrower: Borrower | None) -> bool:
    """Answer words that come before anything else; True when they were such words.

    `borrower` None = nobody we know: the numbers are for everybody, nothing is recorded.
    """
    if not turn.text or turn.press_id is not None or turn.kind == "command":
        return False
    if says_self_harm(turn.services, turn.text):
        _crisis(turn, borrower)
        return True
    expected = turn.expectation.kind if turn.expectation else None
    if borrower is None or expected in ASKED_BEFORE or not says_health(turn.services, turn.text):
        return False
    _thank_and_ask(turn, borrower)
    return True


def consent(turn: Turn) -> None:
    """Take the yes or no to keeping what somebody tells about health or family."""
    borrower = _borrower(turn)
    choice = word(turn, 0)
    if choice not in ("yes", "no"):
        raise BadInputError("bad_input")
    wording = turn.texts("consent-health")
    record_consent(turn.uow, borrower, HEALTH, wording=wording, texts=turn.texts, given=choice == "yes")
    if choice == "yes":
        turn.expect(EXPECT_NOTE)
        turn.edit(Screen(text=turn.texts("care-ask"), rows=(_person(turn),)))
        return
    rows = (
        (button(turn.texts, "mine-button-contact", "my:contact"),),
        _person(turn),
    )
    turn.edit(Screen(text=turn.texts("care-nothing-kept", **_signposts(turn)), rows=rows))


def noted(turn: Turn) -> None:
    """Keep the answer with its consent, name the person who looks after it, and point to help."""
    person = record_care(turn.services, turn.uow, _borrower(turn), turn.text)
    turn.expect_nothing()
    name = (person.name if person else None) or turn.texts("care-the-desk")
    turn.reply(Screen(text=turn.texts("care-noted", name=name, **_signposts(turn)), rows=(_person(turn),)))


def ring(turn: Turn) -> None:
    """Take a crisis (the number is shown, and that is audited), or record that somebody spoke with them."""
    actor, action = staff(turn), word(turn, 1)
    if action == "done":
        close_crisis(turn.uow, actor, number(turn))
        return
    if action != "take":
        raise BadInputError("bad_input")
    task = take_crisis(turn.uow, actor, number(turn))
    loan = turn.uow.loans.get(task.loan_id or 0)
    borrower = turn.uow.loans.borrower(loan.borrower_id) if loan else None
    turn.uow.audit.append(actor_name(actor), "view_pii", "borrower", borrower.id if borrower else 0,
                          field="phone", task=task.id)  # fmt: skip
    shown = turn.texts("care-number", phone=(borrower.phone if borrower else None) or "–")
    turn.reply(Screen(text=shown, protected=True), kind="phone", delete_after=NUMBER_SHOWN)


def _crisis(turn: Turn, borrower: Borrower | None) -> None:
    turn.expect_nothing()
    if borrower is not None:
        # Payment talk stops: a form that is open goes out of sight, its draft stays.
        for old in turn.uow.chats.of_kind(FORM_MESSAGE, turn.chat_id):
            delete_message(turn.uow, old)
        open_crisis(turn.services, turn.uow, borrower, turn.text)
    key = "care-crisis" if borrower is not None else "care-crisis-stranger"
    rows = (_person(turn),) if borrower is not None else ()
    turn.reply(Screen(text=turn.texts(key, **_lines(turn)), rows=rows))


def _thank_and_ask(turn: Turn, borrower: Borrower) -> None:
    if has_consent(turn.uow, borrower, HEALTH):
        noted(turn)
        return
    turn.expect_nothing()
    rows = (
        (
            button(turn.texts, "care-button-yes", "care:yes"),
            button(turn.texts, "care-button-no", "care:no"),
        ),
        _person(turn),
    )
    text = turn.texts("care-thanks") + "\n" + turn.texts("consent-health")
    turn.reply(Screen(text=text, rows=rows))


def _borrower(turn: Turn) -> Borrower:
    from bot.chat.handlers.customer import customer

    return customer(turn)


def _person(turn: Turn) -> tuple[Button, ...]:
    return (button(turn.texts, "customer-button-person", "person"),)


def _lines(turn: Turn) -> dict[str, str]:
    lines = helplines_for(policy_of(turn.services).jurisdiction)
    return {"emergency": lines.emergency, "crisis": lines.crisis}


def _signposts(turn: Turn) -> dict[str, str]:
    return {"crisis": _lines(turn)["crisis"], "hotline": turn.services.settings.hotline or "–"}
