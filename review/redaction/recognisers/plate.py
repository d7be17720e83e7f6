"""Number plates: Chinese ones by shape, also with spoken digits; British, Indian and, after a cue, others."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found

_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_CHINESE = re.compile(
    rf"[{_PROVINCE}]\s?[A-HJ-Z][\s·•.\-，,、]{{0,2}}((?:[A-HJ-NP-Z0-9][\s\-，,、]?){{4,6}}[挂学警港澳]?)",
    re.IGNORECASE,
)
LEAST_DIGITS = 3
"""A Chinese plate has at most two letters among its five or six last places."""
_FOREIGN = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}|[A-Z]{2}\d{2} ?[A-Z]{3})(?![A-Za-z0-9])"
)
_AFTER_CUE = re.compile(
    r"(?:licen[cs]e plate|number plate|plate|registration|reg)(?: number)?(?: is|:|'s)? ((?=[A-Z]*[0-9])[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,5})\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield plates."""
    view = reading.digits
    for match in _CHINESE.finditer(view.text):
        if sum(map(str.isdecimal, match[1])) >= LEAST_DIGITS:
            yield _plate(reading, match.start(), match.start() + len(match[0].rstrip(" -，,、")))
    for match in _FOREIGN.finditer(view.text):
        yield _plate(reading, match.start(), match.end())
    for match in _AFTER_CUE.finditer(view.text):
        yield _plate(reading, *match.span(1))


def _plate(reading: Reading, start: int, end: int) -> Found:
    written = reading.digits.text[start:end]
    return found(reading.digits, start, end, "PLATE", re.sub(r"[^A-Za-z0-9\u4e00-\u9fff]", "", written))


RECOGNISER = Recogniser(name="plate", find=find)
