"""Parsers for single cells other than dates and amounts. Each returns a value or raises `FieldError`."""

import re
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.services.loan_file.faults import FieldError, plain

TEXT_LIMIT = 200  # characters; the longest address is half of it
PERCENT_FROM = Decimal(2)  # 0.68 is a fraction, 68 is per cent; no loan has 200 % as a fraction

TRUE = frozenset({"1", "yes", "y", "true", "t", "是", "有", "已装", "已安装"})
FALSE = frozenset({"0", "no", "n", "false", "f", "否", "无", "未装", "未安装"})
LANGUAGES = {
    "zh": "zh-CN", "zh-cn": "zh-CN", "cn": "zh-CN", "中文": "zh-CN", "汉语": "zh-CN", "普通话": "zh-CN",
    "chinese": "zh-CN", "mandarin": "zh-CN", "en": "en", "en-us": "en", "en-gb": "en", "english": "en",
    "英文": "en", "英语": "en",
}  # fmt: skip
ZONE_WORDS = {"北京时间": "Asia/Shanghai", "中国": "Asia/Shanghai"}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)", re.IGNORECASE)
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)


def text(value: str) -> str:
    """Return the text on one line, at most `TEXT_LIMIT` characters."""
    clean = value if value.isprintable() else _CONTROLS.sub(" ", value).strip()
    if len(clean) > TEXT_LIMIT:
        raise FieldError("text_too_long")
    if clean.startswith("#") and _EXCEL_ERROR.fullmatch(clean):
        raise FieldError("formula_error")
    return clean


def identifier(value: str) -> str:
    """Return a number that names something; refuses one that a spreadsheet program has rounded."""
    clean = text(plain(value))
    if _ROUNDED.fullmatch(clean):
        raise FieldError("digits_lost")
    return clean


def share(value: str) -> Decimal:
    """Return a share as a fraction: `68`, `68%` and `0.68` are all 0.68."""
    number, per_cent = _number(value)
    fraction = number / 100 if number > PERCENT_FROM or per_cent else number
    if not 0 <= fraction <= PERCENT_FROM:
        raise FieldError("number_out_of_range")
    return fraction.quantize(Decimal("0.0001"))


def rate(value: str) -> Decimal:
    """Return a yearly rate as a fraction; from 1 upwards a number means per cent."""
    number, per_cent = _number(value)
    if not 0 <= number <= 100:
        raise FieldError("number_out_of_range")
    fraction = number / 100 if number >= 1 or per_cent else number
    return fraction.quantize(Decimal("0.000001"))


def whole(value: str, *, low: int, high: int) -> int:
    """Return a whole number between two bounds, both included."""
    number, per_cent = _number(re.sub(r"\s*(?:个月|[天期月日号])$", "", plain(value)))
    if per_cent or number != number.to_integral_value():
        raise FieldError("number_unreadable")
    if not low <= number <= high:
        raise FieldError("number_out_of_range")
    return int(number)


def yes_no(value: str) -> bool:
    """Return a yes or no in either language."""
    word = plain(value).lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise FieldError("yes_no_unreadable")


def zone(value: str) -> str:
    """Return an IANA time zone name that exists."""
    name = ZONE_WORDS.get(plain(value), plain(value))
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise FieldError("timezone_unknown") from error
    return name


def language(value: str) -> str:
    """Return the shipped locale closest to a language name or tag."""
    found = LANGUAGES.get(plain(value).lower().replace("_", "-"))
    if found is None:
        raise FieldError("language_unknown")
    return found


def phone(value: str) -> str:
    """Return a phone number as digits with an optional leading plus."""
    number = re.sub(r"[\s\-().]", "", identifier(value))
    if not re.fullmatch(r"\+?[0-9]{5,16}", number):
        raise FieldError("phone_unreadable")
    return number


def _number(value: str) -> tuple[Decimal, bool]:
    """Return a number and whether a per-cent sign followed it."""
    bare = plain(value)
    digits = bare.rstrip("% ")
    if not re.fullmatch(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", digits, re.ASCII):
        raise FieldError("number_unreadable")
    try:
        return Decimal(digits.replace(",", "")), digits != bare
    except InvalidOperation as error:
        raise FieldError("number_unreadable") from error
