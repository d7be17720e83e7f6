"""The inline form of an offer: kind, then one term after the other, by button or typed, then the whole to check.

What has been given so far lives with the case, so it survives a restart and another phone.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from bot.chat.cards.support import terms_text
from bot.chat.cards.words import button, full_day, money, safe
from bot.chat.handlers.common import in_rows
from bot.chat.turn import Turn
from bot.errors import BadInputError, ConflictError
from bot.forms.parse.amount import parse_amount
from bot.forms.parse.date import parse_date
from bot.forms.parse.number import parse_number
from bot.forms.screen import Button, Screen
from bot.policy.days import add_months, local_day
from bot.policy.support import (
    LAST_DUE_DAY,
    LONGEST_MONTHS,
    STEP_AMOUNT,
    STEP_DAY,
    STEP_FROM,
    STEP_MONTHS,
    STEP_UNTIL,
    Kind,
    may_end,
    may_pay,
    may_start,
    next_step,
)
from bot.services.cases import people_of
from storage.models import Arrangement, Loan, SupportCase

DAYS_OFFERED = (1, 5, 10, 15, 20, 25)
MONTHS_OFFERED = (3, 6, 12)
LENGTHS_OFFERED = (1, 2, 3, 6)  # months from the first day to the last
SIDE_BY_SIDE = 3


def begin(turn: Turn, case: SupportCase) -> None:
    """Ask which kind of support; what the customer asked for comes first."""
    if case.state != "assessing":
        raise ConflictError("case_moved_on")
    case.draft = {}
    kinds = sorted(Kind, key=lambda kind: kind.value not in case.requested)
    buttons = [
        button(turn.texts, "support-kind-" + kind.value.replace("_", "-"), f"off:{case.id}:k:{kind.value}")
        for kind in kinds
    ]
    turn.reply(Screen(text=turn.texts("support-offer-which"), rows=(*in_rows(buttons, 1), _drop(turn, case))))


def choose(turn: Turn, case: SupportCase, kind: str) -> None:
    """Take the kind."""
    if kind not in set(Kind):
        raise BadInputError("bad_input")
    case.draft = {"kind": kind}
    _ask(turn, case)


def set_term(turn: Turn, case: SupportCase, step: str, value: str) -> None:
    """Take a term by button; a button of a term that is not being asked for does nothing."""
    if _open_step(case) != step:
        raise ConflictError("offer_step_gone")
    try:
        given: Any = date.fromisoformat(value) if step in (STEP_FROM, STEP_UNTIL) else int(value)
    except ValueError as error:
        raise BadInputError("bad_input") from error
    _take(turn, case, step, given)


def typed_term(turn: Turn, case: SupportCase) -> None:
    """Take a term in words."""
    step = _open_step(case)
    if step is None:
        raise ConflictError("offer_step_gone")
    loan, _ = people_of(turn.uow, case)
    today = local_day(turn.now, loan.timezone)
    readers: Mapping[str, Callable[[str], Any]] = {
        STEP_AMOUNT: lambda text: parse_amount(text, currency=loan.currency)["minor"],
        STEP_DAY: lambda text: parse_number(text, whole=True),
        STEP_MONTHS: lambda text: parse_number(text, whole=True),
        STEP_FROM: lambda text: _exact_day(text, today),
        STEP_UNTIL: lambda text: _exact_day(text, today),
    }
    _take(turn, case, step, readers[step](turn.text))


def _exact_day(text: str, today: date) -> date:
    found = parse_date(text, today=today)
    if found["precision"] != "day":
        # A month without its day is no date to write into an arrangement.
        raise BadInputError("offer_date_exact")
    return date.fromisoformat(found["date"])


def _take(turn: Turn, case: SupportCase, step: str, given: Any) -> None:
    loan, _ = people_of(turn.uow, case)
    _check(step, given, case, loan, local_day(turn.now, loan.timezone))
    kept = given.isoformat() if isinstance(given, date) else int(given)
    case.draft = {**case.draft, step: kept}
    _ask(turn, case)


def _check(step: str, given: Any, case: SupportCase, loan: Loan, today: date) -> None:
    """Raise BadInputError, saying what would do, for a term outside its bounds."""
    fits: Mapping[str, Callable[[], bool]] = {
        STEP_AMOUNT: lambda: may_pay(given, loan.instalment_minor),
        STEP_DAY: lambda: 1 <= given <= LAST_DUE_DAY,
        STEP_MONTHS: lambda: 1 <= given <= LONGEST_MONTHS,
        STEP_FROM: lambda: may_start(given, today),
        STEP_UNTIL: lambda: may_end(given, date.fromisoformat(case.draft[STEP_FROM])),
    }
    if not fits[step]():
        raise BadInputError(f"offer_{step}_outside")


def _ask(turn: Turn, case: SupportCase) -> None:
    step = _open_step(case)
    if step is None:
        turn.expect_nothing()
        _say(turn, _whole(turn, case))
        return
    turn.expect("case_term", case.id)
    rows = in_rows(_suggestions(turn, case, step), SIDE_BY_SIDE)
    _say(turn, Screen(text=turn.texts("support-ask-" + step), rows=(*rows, _drop(turn, case))))


def _say(turn: Turn, screen: Screen) -> None:
    if turn.press_id is not None:
        turn.edit(screen)
    else:
        turn.reply(screen)


def _whole(turn: Turn, case: SupportCase) -> Screen:
    """Return the whole offer as the customer will read it, to be sent or dropped."""
    loan, _ = people_of(turn.uow, case)
    draft = case.draft
    row = Arrangement(
        case_id=case.id or 0, loan_id=case.loan_id, kind=draft["kind"], currency=loan.currency,
        from_on=date.fromisoformat(draft["from"]), until_on=date.fromisoformat(draft["until"]),
        amount_minor=draft.get("amount"), due_day=draft.get("day"), months=draft.get("months"),
        decided_by=0, offered_at=turn.now, answer_by=turn.now,
    )  # fmt: skip
    text = turn.texts("support-offer-check", terms=safe(terms_text(row, turn.texts)))
    rows = (
        (button(turn.texts, "support-button-send", f"off:{case.id}:send"),),
        (button(turn.texts, "support-button-again", f"case:{case.id}:offer"), *_drop(turn, case)),
    )
    return Screen(text=text, rows=rows, markup=True, protected=True)


def _suggestions(turn: Turn, case: SupportCase, step: str) -> list[Button]:
    loan, _ = people_of(turn.uow, case)
    today = local_day(turn.now, loan.timezone)
    if step == STEP_AMOUNT:
        half = loan.instalment_minor // 2 if loan.instalment_minor else None
        amounts = [case.affordable_minor, half]
        fitting = {a for a in amounts if a is not None and may_pay(a, loan.instalment_minor)}
        values = {str(a): money(a, loan.currency) for a in sorted(fitting)}
    elif step == STEP_FROM:
        first = add_months(today.replace(day=1), 1)
        values = {day.isoformat(): full_day(day, turn.texts) for day in (today + timedelta(days=1), first)}
    elif step == STEP_UNTIL:
        start = date.fromisoformat(case.draft[STEP_FROM])
        ends = [add_months(start, months) for months in LENGTHS_OFFERED]
        values = {end.isoformat(): full_day(end, turn.texts) for end in ends}
    else:
        values = {str(n): str(n) for n in (DAYS_OFFERED if step == STEP_DAY else MONTHS_OFFERED)}
    return [Button(label=label, data=f"off:{case.id}:v:{step}:{value}") for value, label in values.items()]


def _open_step(case: SupportCase) -> str | None:
    kind = case.draft.get("kind")
    if kind not in set(Kind):
        raise ConflictError("offer_step_gone")
    return next_step(Kind(kind), case.draft)


def _drop(turn: Turn, case: SupportCase) -> tuple[Button, ...]:
    return (button(turn.texts, "support-button-drop", f"off:{case.id}:x"),)
