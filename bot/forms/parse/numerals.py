"""Numbers as people write them: digits with 万/k, and Chinese numerals with the spoken short tail ("三千五" = 3500)."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)) | {"拾": 10, "佰": 100, "仟": 1000}
UNITS = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
SCALES = {"k": 1_000, "thousand": 1_000, "千": 1_000, "w": 10_000, "万": 10_000, "百": 100, "m": 1_000_000, "million": 1_000_000, "亿": 100_000_000}  # fmt: skip

CHINESE = "零〇一二两俩三四五六七八九十百千万萬亿壹贰叁肆伍陆柒捌玖拾佰仟"
_SCALED = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<scale>k|thousand|w|m|million|千|万|百|亿)?(?P<tail>\d)?", re.IGNORECASE
)
_GROUPED = re.compile(r"(?<=\d)[,，_'](?=\d{3}(?!\d))")


def tidy(text: str) -> str:
    """Return the text with full-width forms folded, thousands separators removed and blanks squeezed."""
    folded = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"\s+", " ", _GROUPED.sub("", folded))


def read_number(text: str) -> Decimal | None:
    """Return the number that the whole text is ("3500", "3.5k", "1.2万", "一万二"), or None."""
    plain = tidy(text)
    match = _SCALED.fullmatch(plain)
    if match:
        return _scaled(match)
    value = read_chinese(plain)
    return None if value is None else Decimal(value)


def read_chinese(text: str) -> int | None:
    """Return the value of Chinese numerals, spoken short tails included, or None."""
    chars = [_plain(char) for char in text]
    if not chars or any(char not in DIGITS and char not in UNITS and char not in BIG for char in chars):
        return None
    if all(char in DIGITS for char in chars):
        return int("".join(str(DIGITS[char]) for char in chars))
    return _grouped(chars)


def _grouped(chars: list[str]) -> int | None:
    total, section, digit, last_unit, zero = 0, 0, None, 1, False
    for char in chars:
        if char in DIGITS:
            if digit not in (None, 0):
                return None
            digit, zero = DIGITS[char], zero or DIGITS[char] == 0
        elif char in UNITS:
            if not digit and UNITS[char] != UNITS["十"]:
                return None
            section += (digit or 1) * UNITS[char]
            digit, last_unit, zero = None, UNITS[char], False
        else:
            section += digit or 0
            if not section and not total:
                return None
            # "一亿三千万" adds, "一万亿" multiplies.
            total = total + section * BIG[char] if total > BIG[char] else (total + section) * BIG[char]
            section, digit, last_unit, zero = 0, None, BIG[char], False
    # "一万二" is twelve thousand, but "一万零二" is 10,002: the short tail counts in the unit below the last one.
    tail = (digit or 0) * (last_unit // 10 if last_unit > UNITS["十"] and not zero else 1)
    return total + section + tail


def _scaled(match: re.Match[str]) -> Decimal | None:
    try:
        number = Decimal(match["number"])
    except InvalidOperation:  # pragma: no cover - the pattern admits digits only
        return None
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1
    if match["tail"] is None:
        return number * scale
    # "1万2" is spoken "一万二": the tail counts in the unit below.
    return number * scale + int(match["tail"]) * Decimal(scale) / 10 if match["scale"] else None


def _plain(char: str) -> str:
    if char not in FORMAL:
        return char
    value = FORMAL[char]
    return {10: "十", 100: "百", 1000: "千"}.get(value) or "零一二三四五六七八九"[value]
