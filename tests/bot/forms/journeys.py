"""Ways through a form for tests: presses by option key, texts, and the shipped definitions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.forms.catalogue import load_form
from bot.forms.flow import start
from bot.forms.moves import press
from bot.forms.session import FormSession, Kind, Outcome
from bot.forms.speech import say
from bot.forms.walk import act, actions_for, clean_actions

TODAY = date(2026, 11, 24)
FACTS: Mapping[str, Any] = {
    "customer.surname": "林",
    "customer.full_name": "Lin Xiao",
    "loan.principal": {"minor": 12_000_000, "currency": "CNY"},
    "loan.instalment": {"minor": 320_000, "currency": "CNY"},
    "loan.amount_due": {"minor": 325_199, "currency": "CNY"},
    "loan.due_on": "2026-12-17",
    "loan.due_day": 17,
    "loan.dpd": 0,
    "loan.gps_installed": True,
}
LOAN_FACTS_IN_WORDS = ("3,251.99", "325199", "2026年12月17日", "17 December 2026", "2026-12-17", "120,000")


def begin(key: str = "first_30d", length: str = "short", **facts: Any) -> FormSession:
    return start(load_form(key, length), facts={**FACTS, **facts}, today=TODAY)


def do(session: FormSession, *actions: str) -> FormSession:
    """Press each action; a bare word is an option key, "!text" is typed, "#ok" is an action; each must be accepted."""
    for action in actions:
        session, outcome = step(session, action)
        assert outcome.kind in {Kind.MOVED, Kind.READ_BACK, Kind.SUBMITTED}, (session.cursor, action, outcome)
    return session


def step(session: FormSession, action: str) -> tuple[FormSession, Outcome]:
    if action.startswith("!"):
        return say(session, action[1:])
    return press(session, session.step, action[1:] if action.startswith("#") else f"k:{action}")


def clean_until(session: FormSession, cursor: str, **instead: str) -> FormSession:
    """Answer the clean way, or as `instead` says (dots as double underscores), until the cursor stands there."""
    wanted = {key.replace("__", "."): value for key, value in instead.items()}
    for _ in range(200):
        question = session.question
        if session.cursor == cursor:
            return session
        chosen = None if question is None else wanted.get(question.key)
        actions = (
            clean_actions(session)
            if question is None or chosen is None
            else actions_for(session, question, chosen)
        )
        for action in actions:
            session = act(session, action)
    raise AssertionError(f"never came to {cursor}")


IDENTIFIED = ("connected", "yes", "now", "self", "match", "match")


def identified(key: str = "first_30d", length: str = "short", **facts: Any) -> FormSession:
    return do(begin(key, length, **facts), *IDENTIFIED)
