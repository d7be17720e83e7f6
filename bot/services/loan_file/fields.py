"""Parsers for single cells. Each returns a value or raises `FieldError` with a reason code."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EARLIEST = date(1980, 1, 1)  # no car loan that is still open is older
LATEST_AHEAD = timedelta(days=366)  # a payout booked further ahead than a year is a typing error
WITHOUT_CENTS = frozenset({"JPY", "KRW", "VND", "CLP", "IDR"})
MAX_AMOUNT = Decimal(10) ** 12
PERCENT_FROM = Decimal(2)  # 0.68 is a fraction, 68 is per cent; no loan has 200 % as a fraction

TRUE = frozenset({"1", "yes", "y", "true", "t", "是", "有", "已装", "已安装"})
FALSE = frozenset({"0", "no", "n", "false", "f", "否", "无", "未装", "未安装"})
LANGUAGES = {
    "zh": "zh-CN", "zh-cn": "zh-CN", "cn": "zh-CN", "中文": "zh-CN", "汉语": "zh-CN", "普通话": "zh-CN",
    "chinese": "zh-CN", "mandarin": "zh-CN", "en": "en", "en-us": "en", "en-gb": "en", "english": "en",
    "英文": "en", "英语": "en",
}  # fmt: skip
UNITS = {
    "万": Decimal(10_000),
    "千": Decimal(1_000),
    "k": Decimal(1_000),
    "w": Decimal(10_000),
    "": Decimal(1),
}
_AMOUNT = re.compile(r"^(-?[\d,，]+(?:\.\d+)?)\s*(万|千|k|w)?\s*(?:元|块|圆)?$", re.IGNORECASE)


class FieldError(ValueError):
    """A cell that cannot be used. `reason` is a code of the import's texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def text(value: str) -> str:
    """Return the text without control characters, at most 200 characters."""
    clean = re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()
    if len(clean) > 200:
        raise FieldError("text_too_long")
    return clean


def day(value: str) -> date:
    """Return a calendar date; two readings of one writing are refused rather than guessed."""
    digits = [int(part) for part in re.findall(r"\d+", re.split(r"[T ]\d{1,2}:", value)[0])]
    if len(digits) == 1 and len(str(digits[0])) == 8:
        whole = str(digits[0])
        digits = [int(whole[:4]), int(whole[4:6]), int(whole[6:])]
    if len(digits) != 3:
        raise FieldError("date_unreadable")
    if digits[0] < 1000:
        digits = _year_last(digits)
    try:
        return date(*digits)
    except ValueError as error:
        raise FieldError("date_impossible") from error


def _year_last(parts: list[int]) -> list[int]:
    first, second, year = parts
    if year < 1000:
        raise FieldError("date_unreadable")
    if first > 12:
        return [year, second, first]
    if second > 12:
        return [year, first, second]
    if first == second:
        return [year, first, second]
    raise FieldError("date_ambiguous")


def disbursement_day(value: str, *, today: date) -> date:
    """Return a date on which a loan can have been paid out."""
    found = day(value)
    if found < EARLIEST:
        raise FieldError("date_too_old")
    if found > today + LATEST_AHEAD:
        raise FieldError("date_in_future")
    return found


def money(value: str, *, currency: str) -> int:
    """Return a positive amount in minor units of the currency."""
    match = _AMOUNT.match(re.sub(r"^[¥¥$€£₹\s]+|\s+$", "", value))
    if match is None:
        raise FieldError("amount_unreadable")
    number = Decimal(re.sub("[,,]", "", match[1])) * UNITS[(match[2] or "").lower()]
    if number <= 0:
        raise FieldError("amount_not_positive")
    if number > MAX_AMOUNT:
        raise FieldError("amount_too_large")
    return int((number * (1 if currency in WITHOUT_CENTS else 100)).to_integral_value())


def share(value: str) -> Decimal:
    """Return a share as a fraction: `68`, `68%` and `0.68` are all 0.68."""
    bare = value.strip().rstrip("%％")
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise FieldError("number_unreadable") from error
    if not number.is_finite() or number < 0:
        raise FieldError("number_out_of_range")
    fraction = number / 100 if number > PERCENT_FROM or bare != value.strip() else number
    if fraction > PERCENT_FROM:
        raise FieldError("number_out_of_range")
    return fraction.quantize(Decimal("0.0001"))


def rate(value: str) -> Decimal:
    """Return a yearly rate as a fraction; from 1 upwards a number means per cent."""
    bare = value.strip().rstrip("%％")
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise FieldError("number_unreadable") from error
    if not number.is_finite() or not 0 <= number <= 100:
        raise FieldError("number_out_of_range")
    fraction = number / 100 if number >= 1 or bare != value.strip() else number
    return fraction.quantize(Decimal("0.000001"))


def whole(value: str, *, low: int, high: int) -> int:
    """Return a whole number between two bounds, both included."""
    try:
        number = Decimal(re.sub(r"[,,天期个月日号]", "", value))
    except InvalidOperation as error:
        raise FieldError("number_unreadable") from error
    if not number.is_finite() or number != number.to_integral_value():
        raise FieldError("number_unreadable")
    if not low <= number <= high:
        raise FieldError("number_out_of_range")
    return int(number)


def yes_no(value: str) -> bool:
    """Return a yes or no in either language."""
    word = value.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise FieldError("yes_no_unreadable")


def zone(value: str) -> str:
    """Return an IANA time zone name that exists."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise FieldError("timezone_unknown") from error
    return value


def language(value: str) -> str:
    """Return the shipped locale closest to a language name or tag."""
    found = LANGUAGES.get(value.strip().lower())
    if found is None:
        raise FieldError("language_unknown")
    return found


def currency_code(value: str) -> str:
    """Return a three-letter currency code."""
    code = {"人民币": "CNY", "RMB": "CNY"}.get(value.upper(), value.upper())
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise FieldError("currency_unknown")
    return code


def phone(value: str) -> str:
    """Return a phone number as digits with an optional leading plus."""
    number = re.sub(r"[\s\-().（）]", "", value)
    if not re.fullmatch(r"\+?\d{5,16}", number):
        raise FieldError("phone_unreadable")
    return number


def words(value: str) -> list[str]:
    """Return the words of a list cell."""
    return [word for word in re.split(r"[;,|、，；\s]+", value.strip()) if word]
