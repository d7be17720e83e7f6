"""Amounts of money: "3,200元", "三千五", "1.2万", "3.5k", "两千多" (approximate)."""

import re
from decimal import Decimal
from typing import Any

from bot.errors import BadInputError
from bot.forms.parse.numerals import CHINESE, read_number, tidy

MINOR_DIGITS = dict.fromkeys(
    (
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ),
    0,
) | dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)
"""Digits behind the point by currency code, where they are not two (ISO 4217)."""
DEFAULT_MINOR_DIGITS = 2
LARGEST = Decimal(1_000_000_000)
"""Major units; beyond any car loan, so a longer run of digits is a phone or card number."""

_CURRENCY = re.compile(
    r"^(?:rmb|cny|usd|eur|gbp|[¥$€£])\s*|\s*(?:rmb|cny|usd|eur|gbp|元整|元|块钱|块|圆|人民币|yuan|dollars?|bucks?)\.?$",
    re.IGNORECASE,
)
_JIAO = re.compile(r"^(?P<yuan>.+?)(?:块|元)(?P<jiao>[0-9零一二三四五六七八九两])(?:角|毛)?$")
_ABOUT = re.compile(
    r"^(?:大概|大约|大致|差不多|估计|约莫|约|也就|about|around|roughly|approx(?:imately)?\.?|some|~)\s*|"
    r"\s*(?:左右|上下|出头|不到|以内|or so|ish|-ish)$", re.IGNORECASE)  # fmt: skip
_MORE = re.compile(rf"^(?P<left>[\d.kw{CHINESE}]+?)(?:多|来|几)(?P<scale>万|千|百)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"[一二两三四五六七八九]{2}[十百千万]")
"""Two digits in a row before a unit: "两三千" is two to three thousand."""
_RANGE = re.compile(rf"^[\d.,k{CHINESE}]+\s*(?:-|~|—|至|到|to)\s*[\d.,k{CHINESE}]+$", re.IGNORECASE)


def parse_amount(text: str, *, currency: str = "CNY") -> dict[str, Any]:
    """Return ``{"minor", "currency", "approx"}``; raises BadInputError where no single amount is said."""
    plain = tidy(text)
    if _RANGE.match(plain) or _BETWEEN.search(plain):
        raise BadInputError("form_amount_range")
    rest, approx = _strip(plain)
    value = _jiao(rest)
    if value is None:
        more = _MORE.match(rest)
        rest = f"{more['left']}{more['scale'] or ''}" if more else rest
        approx = approx or more is not None
        value = read_number(rest)
    if value is None:
        raise BadInputError("form_amount_unreadable")
    if value > LARGEST:
        raise BadInputError("form_amount_too_large")
    digits = MINOR_DIGITS.get(currency, DEFAULT_MINOR_DIGITS)
    return {"minor": int((value * 10**digits).to_integral_value()), "currency": currency, "approx": approx}


def is_plain_amount(text: str) -> bool:
    """Return whether the text is digits only, so that nothing was interpreted and nothing needs reading back."""
    return re.fullmatch(r"\d+(?:\.\d{1,2})?", _CURRENCY.sub("", tidy(text)).strip()) is not None


def _strip(text: str) -> tuple[str, bool]:
    approx = False
    rest, before = text, ""
    while rest != before:
        before = rest
        shorter = _ABOUT.sub("", rest).strip()
        approx = approx or shorter != rest
        # "十五块五" keeps its unit for the tail behind it; only a unit at the very end goes.
        rest = _CURRENCY.sub("", shorter).strip()
    return rest, approx


def _jiao(text: str) -> Decimal | None:
    match = _JIAO.match(text)
    if match is None:
        return None
    yuan, jiao = read_number(match["yuan"]), read_number(match["jiao"])
    return None if yuan is None or jiao is None else yuan + jiao / 10
