"""Coming back to a form: after a restart, on another device, days later, or to correct it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.errors import BadInputError
from bot.forms.answers import answer_from_json
from bot.forms.catalogue import load_form
from bot.forms.definition import FormDefinition
from bot.forms.flow import advance, settle
from bot.forms.session import REVIEW, SUBMITTED, FormSession


def load_state(
    state: Mapping[str, Any],
    *,
    facts: Mapping[str, Any],
    today: date,
    definition: FormDefinition | None = None,
) -> FormSession:
    """Return the session that `dump_state` described, on its own form version and today's facts. Raises BadInputError, NotFoundError."""
    try:
        form = definition or load_form(state["form"], state["length"], int(state["version"]))
        session = FormSession(
            definition=form,
            facts=facts,
            today=today,
            answers={key: answer_from_json(plain) for key, plain in state["answers"].items()},
            cursor=str(state["cursor"]),
            step=int(state["step"]),
            drafts={key: tuple(keys) for key, keys in state["drafts"].items()},
            pending={key: answer_from_json(plain) for key, plain in state["pending"].items()},
            returns=tuple(state["returns"]),
            trail=tuple(state["trail"]),
            stress=bool(state["stress"]),
            currency=str(state["currency"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInputError("form_state_unreadable") from error
    if session.cursor not in {REVIEW, SUBMITTED} and session.question is None:
        raise BadInputError("form_state_unreadable")
    return _refreshed(session)


def reopen(session: FormSession) -> FormSession:
    """Return a submitted session opened again on its review, for a correction; `answers.diff` tells what changed."""
    if session.cursor != SUBMITTED:
        return session
    return replace(session, cursor=REVIEW, step=session.step + 1, returns=())


def _refreshed(session: FormSession) -> FormSession:
    """Settle anew, because the loan may have moved on; a question that no longer applies makes way for the next."""
    if session.cursor == SUBMITTED:
        return session
    settled = settle(session)
    gone = settled.question is not None and not settled.asks(settled.question)
    return advance(settled) if gone else settled
