"""Numbers in digits, Chinese numerals and English number words, as one plain decimal string.

Only exact numbers are read: 三五天 ("a few days") and 十来天 ("ten-odd days") keep their own characters.
"""

import re
from decimal import Decimal

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "幺": 1,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
CHINESE = re.compile(f"[{''.join([*DIGITS, *UNITS, *MYRIADS])}]+")
SPELLED_MIN = 3  # two digits in a row (三五) usually mean "three to five"; three or more are read out singly
ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
ENGLISH_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
ENGLISH_WORD = re.compile(r"[a-z]+")


def number_at(text: str, at: int) -> tuple[str, int] | None:
    """Return (decimal string, end) of the number that starts at this place of folded text, or None."""
    if match := ARABIC.match(text, at):
        return _scaled(text, match)
    match = CHINESE.match(text, at)
    if match is None or (at and text[at - 1] in (*DIGITS, *UNITS, *MYRIADS)):
        return None
    value = chinese_number(match.group())
    return None if value is None else (value, match.end())


def _scaled(text: str, match: re.Match[str]) -> tuple[str, int]:
    value, end = Decimal(match.group().replace(",", "")), match.end()
    while end < len(text) and (factor := (UNITS | MYRIADS).get(text[end])) and factor > 10:
        value, end = value * factor, end + 1
    if text[end : end + 1] == "k" and not text[end + 1 : end + 2].isalnum():
        value, end = value * 1000, end + 1
    elif found := re.match(r" (hundred|thousand|million)(?![a-z])", text[end:]):
        value, end = value * ENGLISH_SCALES[found.group(1)], end + found.end()
    # Leading zeros carry meaning in read-out digits (a code, a card), so plain digits stay as they are.
    return (match.group() if match.group().isdigit() and end == match.end() else _plain(value)), end


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def chinese_number(run: str) -> str | None:
    """Return the decimal string of a run of Chinese numeral characters, or None if it is not one number."""
    if all(character in DIGITS for character in run):
        spelled = len(run) == 1 or len(run) >= SPELLED_MIN or any(mark in run for mark in "零〇幺")
        usable = spelled and not ("两" in run and len(run) > 1)
        return "".join(str(DIGITS[character]) for character in run) if usable else None
    value = _composed(run)
    return None if value is None else str(value)


def _composed(run: str) -> int | None:
    total = section = 0
    digit: int | None = None
    scale = 0  # the unit before a bare last digit: 三千二 = 3200, but 三千零二 = 3002
    ceiling = 10**9
    zero = False
    for character in run:
        if character in DIGITS:
            if digit is not None:
                return None
            zero = zero or DIGITS[character] == 0
            digit = None if DIGITS[character] == 0 else DIGITS[character]
        elif character in UNITS:
            unit = UNITS[character]
            if unit >= ceiling or (digit is None and unit != 10):
                return None
            section += (1 if digit is None else digit) * unit
            digit, scale, ceiling, zero = None, unit, unit, False
        else:
            unit = MYRIADS[character]
            section += digit or 0
            if section == 0:
                return None
            total += section * unit
            section, digit, scale, ceiling, zero = 0, None, unit, unit, False
    last = digit or 0
    return total + section + (last * scale // 10 if scale > 10 and not zero else last)


def english_number(run: str) -> tuple[str, int] | None:
    """Return (decimal string, characters used) of the number words at the start of a run, or None."""
    total = current = 0
    used = 0
    last = 0
    for match in ENGLISH_WORD.finditer(run):
        word = match.group()
        if word in ENGLISH:
            value = ENGLISH[word]
            if used and not _may_follow(last, value):
                break
            current, last = current + value, value
        elif word in ENGLISH_SCALES and used:
            scale = ENGLISH_SCALES[word]
            if scale == 100:
                current *= 100
            else:
                total, current = total + current * scale, 0
            last = scale
        else:
            break
        used = match.end()
    return (str(total + current), used) if used else None


def _may_follow(last: int, value: int) -> bool:
    return last >= 100 or (20 <= last < 100 and 0 < value < 10)
