"""Amounts and days of the month as they are spoken, with their places."""

import re
from dataclasses import dataclass
from decimal import Decimal

from review.numerals import DIGITS, ENGLISH, UNITS, english_number, number_at

UNIT_BEHIND = re.compile(
    r"\s?(?:块钱?|元|圆|万|人民币|quid|pounds?|dollars?|bucks|euros?|naira|rupees|rs|grand|p\.?m\.?\b)"
)
UNIT_BEFORE = re.compile(r"(?:[$£€¥₦₹]|rs\.? ?)$")
NO_MONEY = re.compile(
    r"\s?(?:号|日|点|天|个|年|月|岁|期|分|位|次|家|台|%|周|公里|层|楼|小时|%|st\b|nd\b|rd\b|th\b|o'clock|days?|weeks?|months?|years?|"
    r"times|miles|hours?|minutes|percent|am\b|pm\b|of (?:them|us)|in the)"
)
SMALLEST = 10  # a bare number below it is rarely an amount
ORDINAL_UNITS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
ORDINALS = (
    {word: value for value, word in enumerate(ORDINAL_UNITS, 1)}
    | {f"twenty-{word}": 20 + value for value, word in enumerate(ORDINAL_UNITS[:9], 1)}
    | {"thirtieth": 30, "thirty-first": 31}
)
ENGLISH_DAY = re.compile(
    r"the (\d{1,2})(?:st|nd|rd|th)\b|(?<![\d.])(\d{1,2})(?:st|nd|rd|th)\b|the ("
    + "|".join(sorted((word.replace("-", "[ -]") for word in ORDINALS), key=len, reverse=True))
    + r")\b(?! (?:time|one|month|payment|party))"
)


# "three fifty-one" is 351 in shops and on telephones.
SHORT_HUNDREDS = re.compile(
    r"(one|two|three|four|five|six|seven|eight|nine) ((?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)\b"
)
NUMBER_STARTS = re.compile(
    rf"\d|[{''.join([*DIGITS, *UNITS])}]|\b(?:a (?=hundred|thousand)|(?:{'|'.join(ENGLISH)})\b)"
)


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A number in folded text: its half-open range, its value, and whether money was named with it."""

    start: int
    end: int
    value: Decimal
    money: bool = False


def spoken_amounts(text: str) -> tuple[Spoken, ...]:
    """Return the numbers of a folded text that may be amounts of money, left to right."""
    found: list[Spoken] = []
    behind = 0
    for start in NUMBER_STARTS.finditer(text):
        at = start.start()
        number = _number(text, at) if at >= behind else None
        if number is None:
            continue
        value, end = number
        money = bool(UNIT_BEHIND.match(text, end) or UNIT_BEFORE.search(text[:at]))
        if money or (value >= SMALLEST and not NO_MONEY.match(text, end)):
            found.append(Spoken(start=at, end=end, value=value * _grand(text, end), money=money))
        behind = end
    return tuple(found)


def _grand(text: str, end: int) -> int:
    return 1000 if re.match(r"\s?grand\b", text[end:]) else 1


def _number(text: str, at: int) -> tuple[Decimal, int] | None:
    if at and (text[at - 1].isascii() and text[at - 1].isalnum()):
        return None
    if found := number_at(text, at):
        return Decimal(found[0]), found[1]
    if run := re.match(r"(?:a (?=hundred|thousand))?[a-z]+(?:[ -]+(?:and )?[a-z]+)*", text[at:]):
        words = re.sub(r"(?<=\b)and ", "    ", run.group().replace("a hundred", "1 hundred"))
        return _english(at, words)
    return None


def _english(at: int, words: str) -> tuple[Decimal, int] | None:
    if short := SHORT_HUNDREDS.match(words):
        rest = english_number(short.group(2))
        hundreds = ENGLISH[short.group(1)]
        return (Decimal(hundreds * 100) + Decimal(rest[0]), at + short.end()) if rest else None
    if words.startswith("1 hundred"):
        rest = english_number("one" + words[1:])
        return None if rest is None else (Decimal(rest[0]), at + rest[1] - 2)
    found = english_number(words)
    return None if found is None else (Decimal(found[0]), at + found[1])


def days_of_month(text: str) -> tuple[Spoken, ...]:
    """Return the days of a month that a folded text names ("十五号", "the 15th", "the fifteenth")."""
    found = [_chinese_day(text, match.start()) for match in NUMBER_STARTS.finditer(text)]
    days = [item for item in found if item is not None]
    for match in ENGLISH_DAY.finditer(text):
        digits = match.group(1) or match.group(2)
        value = int(digits) if digits else ORDINALS[match.group(3).replace(" ", "-")]
        days.append(Spoken(start=match.start(), end=match.end(), value=Decimal(value)))
    return tuple(item for item in days if 1 <= item.value <= 31)


def _chinese_day(text: str, at: int) -> Spoken | None:
    if at and (text[at - 1].isdigit() or text[at - 1] in "一二两三四五六七八九十百千"):
        return None
    number = number_at(text, at)
    if (
        number is None
        or text[number[1] : number[1] + 1] not in ("号", "日")
        or text[number[1] : number[1] + 2] == "号线"
    ):
        return None
    return Spoken(start=at, end=number[1] + 1, value=Decimal(number[0]))
