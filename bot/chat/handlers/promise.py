"""What agents and leads do with a promise that was heard on a call: confirm it, or say that there was none."""

from bot.chat.handlers.common import number, show_card, staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.services.access import require_callback
from bot.services.heard_promises import VERB, confirm_promise, decline_promise
from bot.services.promises import PROMISE_CARD
from bot.services.work import read_subject


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("pok")(confirm)
    router.press("pno")(decline)
    router.press("pcard")(show)


def confirm(turn: Turn) -> None:
    """Let the promise count from now on."""
    confirm_promise(turn.services, turn.uow, staff(turn), number(turn))
    turn.toast(turn.texts("promise-confirmed"))


def decline(turn: Turn) -> None:
    """Note that no such promise was made."""
    decline_promise(turn.uow, staff(turn), number(turn))
    turn.toast(turn.texts("promise-declined"))


def show(turn: Turn) -> None:
    """Bring the promise's card up from the review, for whoever may confirm it."""
    promise = turn.uow.payments.promise(number(turn))
    if promise is not None and promise.callback_id is not None:
        require_callback(staff(turn), VERB, read_subject(turn.uow, promise.callback_id).callback)
        show_card(turn, PROMISE_CARD, promise.id or 0)
