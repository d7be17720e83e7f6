"""How cards write names, numbers, days and quotes, in the reader's language and time zone."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from bot.forms.screen import Button
from bot.texts import Texts, bilingual
from review.taxonomy import Taxonomy

STORED_DAY = re.compile(r"\d{4}-\d\d-\d\d")
DAYS_A_YEAR = 365
WITHOUT_CENTS = frozenset({"JPY", "KRW", "VND", "CLP", "IDR"})
SEVERITY_MARK = {"low": "🔵", "medium": "🟡", "high": "🟠", "critical": "🔴"}
TIER_MARK = {"R1": "🟢", "R2": "🟡", "R3": "🟠", "R4": "🔴"}


def masked_phone(phone: str | None, texts: Texts) -> str:
    """Return a phone number with its middle hidden, or the words for none."""
    if not phone:
        return texts("agent-no-phone")
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else "****" + phone[-2:]


def money(minor: int | None, currency: str) -> str:
    """Return an amount with thousands separators, such as `CNY 3,200.00`."""
    if minor is None:
        return "–"
    digits = 0 if currency in WITHOUT_CENTS else 2
    symbol = {"CNY": "¥", "USD": "$", "GBP": "£", "EUR": "€"}.get(currency, currency + " ")
    return f"{symbol}{minor / 10**digits:,.{digits}f}"


def day(value: date, texts: Texts, today: date | None = None) -> str:
    """Return a day as people say it; the year only where it is not today's."""
    if texts.locale == "zh-CN":
        text = f"{value.month}月{value.day}日"
        return text if today is None or value.year == today.year else f"{value.year}年{text}"
    text = f"{value.day} {value:%b}"
    return text if today is None or value.year == today.year else f"{text} {value.year}"


def full_day(value: date, texts: Texts) -> str:
    """Return a day with its year: for terms that outlast the year."""
    return day(value, texts, today=date.min)


def moment(value: datetime, texts: Texts, zone: str) -> str:
    """Return a day with weekday and a time of day, local to a zone."""
    local = value.astimezone(ZoneInfo(zone))
    if texts.locale == "zh-CN":
        return f"{local.month}月{local.day}日（周{'一二三四五六日'[local.weekday()]}）{local:%H:%M}"
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def signal_name(taxonomy: Taxonomy, key: str, texts: Texts) -> str:
    """Return what a signal is called; an unknown key stands for itself."""
    found = taxonomy.get(key)
    return key if found is None else bilingual({"zh": found.zh, "en": found.en}, texts.locale)


def lines(explanation: Iterable[Mapping[str, Any]], texts: Texts, today: date) -> list[str]:
    """Return stored explanation lines in words; a text that is gone leaves its key rather than nothing."""
    said = []
    for item in explanation:
        key = str(item["text"])
        values = {name: _day_in_words(value, texts, today) for name, value in item["values"].items()}
        said.append(texts(key, **values) if texts.has(key) else key)
    return said


def _day_in_words(value: Any, texts: Texts, today: date) -> Any:
    is_day = isinstance(value, str) and STORED_DAY.fullmatch(value)
    return day(date.fromisoformat(value), texts, today) if is_day else value


def kept_for(days: int, texts: Texts) -> str:
    """Return how long something is kept, in years where it is whole years."""
    years, rest = divmod(days, DAYS_A_YEAR)
    return texts("kept-years", count=years) if years and not rest else texts("kept-days", count=days)


def quote(text: str) -> str:
    """Return quoted words, escaped, as a block that stands out."""
    return f"<blockquote>{escape(text, quote=False)}</blockquote>"


def safe(text: str | None) -> str:
    """Return text escaped for markup."""
    return escape(text or "", quote=False)


def button(texts: Texts, key: str, data: str, **values: Any) -> Button:
    """Return a button with its label from the texts."""
    return Button(label=texts(key, **values), data=data)
