"""The time of day inside a text: "下午三点半", "15:30", "3pm"."""

import re

from bot.forms.parse.numerals import CHINESE, read_number

_HALF_DAY = 12
_PM = {"下午", "晚上", "傍晚", "晚", "pm"}
_NOON = {"中午"}
_CLOCK = re.compile(
    rf"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上|晚)?\s*(?:at )?"
    rf"(?:(?P<h>\d{{1,2}})[:：](?P<m>\d{{2}})|(?P<hour>\d{{1,2}}|[{CHINESE}]{{1,3}})(?:点|时)(?:(?P<half>半)|(?P<min>\d{{1,2}}|[{CHINESE}]{{1,3}})分?|钟|整)?|"
    r"(?P<en>\d{1,2})(?=\s?(?:am|pm)))\s?(?P<ampm>am|pm)?", re.IGNORECASE)  # fmt: skip


def split_time(text: str) -> tuple[str, str | None]:
    """Return the text without its time of day, and the time as ``HH:MM`` or None."""
    match = _CLOCK.search(text)
    if match is None:
        return text, None
    hour = _int(match["h"] or match["hour"] or match["en"])
    minute = 30 if match["half"] else _int(match["m"] or match["min"] or "0")
    part = (match["part"] or match["ampm"] or "").lower()
    if (part in _PM and hour < _HALF_DAY) or (part in _NOON and hour < _HALF_DAY - 1):
        hour += _HALF_DAY
    elif part == "am" and hour == _HALF_DAY:
        hour = 0
    if hour > 23 or minute > 59:
        return text, None
    rest = (text[: match.start()] + " " + text[match.end() :]).strip(" ,，")
    return rest, f"{hour:02d}:{minute:02d}"


def _int(text: str) -> int:
    value = read_number(text)
    return -1 if value is None else int(value)
