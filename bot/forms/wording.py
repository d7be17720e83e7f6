"""Values and placeholders in words. Nothing about the loan is filled in before identity is passed."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.forms.answers import Answer, AnswerStatus
from bot.forms.definition import Question
from bot.forms.parse.amount import DEFAULT_MINOR_DIGITS, MINOR_DIGITS
from bot.forms.parse.phone import mask_phone
from bot.forms.session import FormSession
from bot.forms.view import HARDSHIP
from bot.texts import Texts, bilingual

LONGEST_SHOWN = 60  # characters of a free text on the review; the rest is on the answer's own screen
SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PERSON_FACTS = {"surname": "customer.surname", "full_name": "customer.full_name"}
_LENDER_FACTS = {
    "company": ("lender.name", "form-fallback-company"),
    "agent": ("agent.name", "form-fallback-agent"),
    "hotline": ("lender.hotline", "form-fallback-hotline"),
    "complaint_line": ("lender.complaint_line", "form-fallback-hotline"),
    "crisis_line": ("lender.crisis_line", "form-fallback-crisis-line"),
}


def fill(template: str, session: FormSession, texts: Texts) -> str:
    """Return a question or script with its placeholders filled from facts, or with a neutral word."""
    return _PLACEHOLDER.sub(lambda match: _placeholder(match[1], session, texts), template)


def value_text(question: Question, answer: Answer, texts: Texts) -> str:
    """Return an answer as people read it; phone numbers masked, free text in full."""
    match answer.standing:
        case AnswerStatus.DECLINED:
            return texts("form-value-declined")
        case AnswerStatus.UNKNOWN:
            return texts("form-value-unknown")
        case AnswerStatus.NOT_ASKED | AnswerStatus.NOT_APPLICABLE:
            return texts("form-value-not-asked")
        case _:
            return _answered(question, answer.value, texts)


def date_text(value: Mapping[str, Any], texts: Texts) -> str:
    """Return a date value as an absolute date, or the words where none is fixed."""
    if value.get("precision") == "unknown" or not value.get("date"):
        return texts("form-date-words", text=str(value.get("text", "")))
    day = date.fromisoformat(str(value["date"]))
    if value.get("precision") == "month":
        return texts("form-date-month", year=str(day.year), month=day.month)
    shown = texts(
        "form-date-day",
        year=str(day.year),
        month=day.month,
        day=day.day,
        weekday=texts(f"form-weekday-{day.isoweekday()}"),
    )
    return f"{shown} {value['time']}" if value.get("time") else shown


def amount_text(value: Mapping[str, Any], texts: Texts) -> str:
    """Return ``{"minor", "currency", "approx"}`` as money."""
    currency = str(value["currency"])
    digits = MINOR_DIGITS.get(currency, DEFAULT_MINOR_DIGITS)
    major = Decimal(int(value["minor"])).scaleb(-digits)
    shown = f"{major:,.{digits}f}" if major % 1 else f"{major:,.0f}"
    money = f"{SYMBOLS[currency]}{shown}" if currency in SYMBOLS else f"{currency} {shown}"
    return texts("form-value-approx", amount=money) if value.get("approx") else money


def day_button_text(days: int, today: date, texts: Texts) -> str:
    """Return "tomorrow 25 Nov" for a date button, so that a press names an absolute date."""
    near = {0: "form-day-today", 1: "form-day-tomorrow", -1: "form-day-yesterday"}
    if days in near:
        word = texts(near[days])
    else:
        word = texts("form-day-ahead" if days > 0 else "form-day-ago", days=abs(days))
    day = today + timedelta(days=days)
    return texts("form-button-date", word=word, date=texts("form-date-short", month=day.month, day=day.day))


def summary_text(session: FormSession, texts: Texts) -> str:
    """Return what the customer must hear again: the must-haves, and all that was said of a difficulty."""
    by_group: dict[str, list[str]] = {}
    for question in session.visible_questions:
        read_back = question.key in session.definition.must_have or question.group == HARDSHIP
        if read_back and session.view.settled(question.key):
            shown = shorten(value_text(question, session.answers[question.key], texts))
            by_group.setdefault(question.group, []).append(shown)
    parts = [
        texts(
            "form-summary-part",
            group=bilingual(session.definition.groups[group], texts.locale),
            answers=texts("form-value-joiner").join(answers),
        )
        for group, answers in by_group.items()
    ]
    return texts("form-summary-joiner").join(parts) or texts("form-fallback-summary")


def shorten(text: str) -> str:
    """Return the text cut to what an overview line holds."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def _placeholder(name: str, session: FormSession, texts: Texts) -> str:
    if name in _PERSON_FACTS:
        return str(session.facts.get(_PERSON_FACTS[name]) or texts("form-fallback-name"))
    if name in _LENDER_FACTS:
        fact, fallback = _LENDER_FACTS[name]
        return str(session.facts.get(fact) or texts(fallback))
    if name == "minutes":
        return str(session.definition.target_minutes)
    return _guarded(name, session, texts)


def _guarded(name: str, session: FormSession, texts: Texts) -> str:
    facts = {} if session.blocked_by_identity else session.facts
    if name == "amount":
        amount = facts.get("loan.amount_due")
        return amount_text(amount, texts) if amount else texts("form-fallback-amount")
    if name == "due_date":
        due_on = facts.get("loan.due_on")
        value = {"date": str(due_on), "precision": "day"}
        return date_text(value, texts) if due_on else texts("form-fallback-due")
    if name == "summary" and not session.blocked_by_identity:
        return summary_text(session, texts)
    return texts("form-fallback-summary")


def _answered(question: Question, value: Any, texts: Texts) -> str:
    if isinstance(value, Mapping):
        return _structured(value, texts)
    if question.options:
        keys = value if isinstance(value, list | tuple) else (value,)
        return texts("form-value-joiner").join(_label(question, str(key), texts) for key in keys)
    if question.type == "phone":
        return mask_phone(str(value))
    return f"{value} {question.unit}" if question.unit else str(value)


def _label(question: Question, key: str, texts: Texts) -> str:
    option = question.option(key)
    return key if option is None else bilingual(option.labels, texts.locale)


def _structured(value: Mapping[str, Any], texts: Texts) -> str:
    if "minor" in value:
        return amount_text(value, texts)
    if "precision" in value:
        return date_text(value, texts)
    if "media" in value:
        return texts("form-value-photos", count=len(value["media"]))
    return texts("form-value-location")
