"""Amounts of money and currencies."""

import re
from decimal import ROUND_HALF_UP, Decimal

from bot.forms.parse.amount import MINOR_DIGITS
from bot.services.loan_file.faults import FieldError, plain

MAX_AMOUNT = Decimal(10) ** 12  # major units; more is no car, and the largest column value is far above
UNITS = {"万": 10_000, "千": 1_000, "k": 1_000, "w": 10_000, None: 1}
_ISO_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ "
    "GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR "
    "LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN "
    "PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS "
    "TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = frozenset(_ISO_CODES.split())
CURRENCY_WORDS = {"人民币": "CNY", "人民币元": "CNY", "RMB": "CNY", "CNH": "CNY"}

# Thousands as 1,234,567 or, in India, 12,34,567; anything else with a comma could be a decimal comma.
_AMOUNT = re.compile(
    r"(-?)(\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(\.\d+)?\s*(万|千|k|w)?\s*(?:元|块|圆)?", re.IGNORECASE
)
_SYMBOLS = re.compile(r"^(-?)\s*(?:[¥$€£₹]|rmb|[a-z]{3}(?=\s))\s*", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"-?\d{1,3}\.\d{3}|-?[\d.]*,\d{1,2}|-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def money(value: str) -> Decimal:
    """Return a positive amount in major units; `minor_units` needs the currency, which comes later."""
    number = Decimal(value) if value.isascii() and value.isdecimal() else _written_amount(plain(value))
    if number <= 0:
        raise FieldError("amount_not_positive")
    if number > MAX_AMOUNT:
        raise FieldError("amount_too_large")
    return number


def minor_units(amount: Decimal, currency: str) -> int:
    """Return an amount in minor units of the currency (fen, cents; whole yen), half a unit rounded up."""
    return int(amount.scaleb(MINOR_DIGITS.get(currency, 2)).to_integral_value(ROUND_HALF_UP))


def currency_code(value: str) -> str:
    """Return a three-letter currency code that exists."""
    code = plain(value).upper()
    code = CURRENCY_WORDS.get(code, code)
    if code not in CURRENCIES:
        raise FieldError("currency_unknown")
    return code


def _written_amount(value: str) -> Decimal:
    text = _SYMBOLS.sub(r"\1", value)
    if _AMBIGUOUS.fullmatch(text):
        raise FieldError("amount_ambiguous")  # 1.234 and 12,50: thousands or decimals
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise FieldError("amount_unreadable")
    digits = match[1] + match[2].replace(",", "") + (match[3] or "")
    return Decimal(digits) * UNITS[match[4].lower() if match[4] else None]
