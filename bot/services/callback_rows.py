"""What every use case that opens, moves or ends a callback shares: its states, its rank, its ending."""

from datetime import datetime
from typing import Any

from bot.policy.cadence_rules import FIRST, FOLLOW_UP, INSPECTION, QUARTERLY, SELF
from bot.policy.explain import Line
from bot.services.container import Services
from bot.services.outgoing import refresh_card
from storage.models import Callback
from storage.unit_of_work import UnitOfWork

CALLBACK_CARD = "callback_card"
OPEN = ("planned", "ready", "in_progress", "waiting_retry", "waiting_customer", "partial")
CALL_FORMS = frozenset({FIRST, QUARTERLY, FOLLOW_UP})
"""Forms that an agent works on the phone; a check-in is the customer's own, an inspection is a visit."""
RANK_PER_TIER = 10  # domain pack, section 2.6: queue order = priority + 10 x tier index + …
# Within one tier the promise to every borrower comes before recurring calls, and a visit before a link.
FORM_PRIORITY = {QUARTERLY: 45, INSPECTION: 40, SELF: 25, FOLLOW_UP: 60}


def rank_of(services: Services, form_key: str, tier: str, base: int | None = None) -> int:
    """Return the part of the queue order that time does not change."""
    priority = FORM_PRIORITY.get(form_key, services.rules.triggers.rules["disbursed"].priority)
    return (priority if base is None else base) + RANK_PER_TIER * int(tier.removeprefix("R"))


def close_callback(uow: UnitOfWork, callback: Callback, reason: str) -> None:
    """Cancel an open callback that nobody shall work any more; a card that hangs somewhere says so."""
    callback.state, callback.close_reason = "cancelled", reason
    callback.closed_at = callback.updated_at = uow.now
    callback.next_try_at = None
    if callback.pushed_at is not None:
        refresh_card(uow, CALLBACK_CARD, callback.id or 0)


def is_untouched(callback: Callback) -> bool:
    """Return whether nobody has begun this work: it may be taken away without losing anything."""
    return callback.state in ("planned", "ready", "waiting_customer") and callback.attempts == 0


def plain_line(line: Line) -> dict[str, Any]:
    """Return a line of explanation as it is stored."""
    return {"text": line.key, "values": dict(line.values)}


def starting_state(form_key: str, window_open: datetime, now: datetime) -> str:
    """Return the state of a callback at `now`: a check-in waits for the customer, other work for an agent."""
    if window_open > now:
        return "planned"
    return "waiting_customer" if form_key == SELF else "ready"
