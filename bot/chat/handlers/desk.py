"""What the support desk does with a case: take it, ask, decline, put an offer together by buttons, and send it."""

from datetime import date

from bot.chat.handlers.common import number, show_card, staff, word
from bot.chat.handlers.offer_form import begin, choose, set_term, typed_term
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, NotFoundError
from bot.policy.access import Scope
from bot.policy.support import Kind, Terms, next_step
from bot.services.access import require
from bot.services.arrange import close_arrangement, make_offer, record_acceptance
from bot.services.cases import (
    CASE_CARD,
    ask_customer,
    confirm_wish,
    in_chat,
    move,
    note,
    people_of,
    refuse_case,
    require_decider,
    require_owner,
    take_case,
    withdraw_case,
)
from bot.services.outgoing import send_card
from bot.services.staff import actor_name
from storage.models import SupportCase

ASKS = {"ask": "support-type-question", "ref": "support-type-reason", "note": "support-type-answer"}
"""What the next text of the owner is, by action."""


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.command("cases")(cases)
    router.press("case")(act)
    router.press("off")(offer)
    router.text("case_ask")(asked)
    router.text("case_ref")(refused)
    router.text("case_note")(noted)
    router.text("case_term")(term)


def cases(turn: Turn) -> None:
    """Bring up the cases that wait, earliest due first."""
    actor = require(turn.actor, "case.work", Scope.ANY)
    waiting = turn.uow.follow_ups.open_cases(limit=5)
    if not waiting:
        turn.reply(turn.texts("support-cases-none"))
    for case in waiting:
        send_card(turn.uow, CASE_CARD, case.id or 0, chat_id=turn.chat_id, staff_id=actor.id)


def act(turn: Turn) -> None:
    """Take a case (`case:ID`), or do the next thing with one's own (`case:ID:action`)."""
    case, actor = _case(turn, number(turn)), staff(turn)
    action = turn.args[1] if len(turn.args) > 1 else ""
    if action == "":
        take_case(turn.uow, actor, case)
        show_card(turn, CASE_CARD, case.id or 0)
        return
    require_owner(turn.uow, actor, case)
    if action in ASKS:
        turn.expect("case_" + action, case.id)
        turn.reply(turn.texts(ASKS[action]))
    elif action == "want":
        confirm_wish(turn.services, turn.uow, actor, case)
    elif action == "no":
        withdraw_case(turn.uow, case, by=actor_name(actor))
    elif action in ("ok", "nok"):
        record_acceptance(turn.uow, actor, case, agreed=action == "ok")
    elif action in ("kept", "broken"):
        close_arrangement(turn.uow, actor, case, kept=action == "kept")
    elif action == "offer":
        begin(turn, case)
    else:
        raise BadInputError("bad_input")


def offer(turn: Turn) -> None:
    """Go on with an offer: `off:ID:k:KIND`, `off:ID:v:STEP:VALUE`, `off:ID:send`, `off:ID:x`."""
    case, actor = _case(turn, number(turn)), staff(turn)
    require_decider(turn.uow, actor, case)
    step = word(turn, 1)
    if step == "k":
        choose(turn, case, word(turn, 2))
    elif step == "v":
        set_term(turn, case, word(turn, 2), word(turn, 3))
    elif step == "send":
        _send(turn, case)
    elif step == "x":
        case.draft = {}
        turn.expect_nothing()
        turn.edit(turn.texts("support-offer-dropped"))
    else:
        raise BadInputError("bad_input")


def asked(turn: Turn) -> None:
    """Put the typed question to the customer."""
    case = _expected(turn)
    reached = ask_customer(turn.services, turn.uow, staff(turn), case, turn.text)
    turn.expect_nothing()
    turn.reply(turn.texts("support-asked" if reached else "support-by-phone"))


def refused(turn: Turn) -> None:
    """Decline with the typed reason."""
    case = _expected(turn)
    reached = refuse_case(turn.services, turn.uow, staff(turn), case, turn.text)
    turn.expect_nothing()
    turn.reply(turn.texts("support-declined" if reached else "support-by-phone"))


def noted(turn: Turn) -> None:
    """Keep the answer that the customer gave by phone."""
    case, actor = _expected(turn), staff(turn)
    require_owner(turn.uow, actor, case)
    move(turn.uow, case, "assessing", by=actor_name(actor))
    note(turn.uow, case, "answer", actor_name(actor), turn.text)
    turn.expect_nothing()
    send_card(turn.uow, CASE_CARD, case.id or 0, chat_id=turn.chat_id, staff_id=actor.id)


def term(turn: Turn) -> None:
    """Take a typed term of the offer."""
    case = _expected(turn)
    require_decider(turn.uow, staff(turn), case)
    typed_term(turn, case)


def _send(turn: Turn, case: SupportCase) -> None:
    draft = case.draft
    kind = Kind(draft["kind"]) if draft.get("kind") in set(Kind) else None
    if kind is None or next_step(kind, draft) is not None:
        raise BadInputError("offer_unfinished")
    terms = Terms(
        kind=kind,
        from_on=date.fromisoformat(draft["from"]),
        until_on=date.fromisoformat(draft["until"]),
        amount_minor=draft.get("amount"),
        due_day=draft.get("day"),
        months=draft.get("months"),
    )
    make_offer(turn.services, turn.uow, staff(turn), case, terms)
    turn.expect_nothing()
    turn.edit(
        turn.texts("support-offer-sent" if in_chat(people_of(turn.uow, case)[1]) else "support-by-phone")
    )


def _case(turn: Turn, case_id: int) -> SupportCase:
    require(turn.actor, "case.work", Scope.ANY)
    case = turn.uow.follow_ups.lock_case(case_id)
    if case is None:
        raise NotFoundError("not_found")
    return case


def _expected(turn: Turn) -> SupportCase:
    return _case(turn, (turn.expectation.subject_id if turn.expectation else None) or 0)
