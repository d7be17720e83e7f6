"""Telephone numbers, written or spoken: Chinese mobiles and landlines, international forms, others after a cue.

The lender's own hotlines (400, 800, 95…) belong to nobody and stay.
"""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found
from review.redaction.runs import Number, is_order_number, windows

_MOBILE = re.compile(r"(?:0086|86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}")
_FOREIGN_MOBILE = re.compile(r"07\d{9}|(?:91)?[6-9]\d{9}|1?[2-9]\d{2}[2-9]\d{6}")
"""British, Indian and North American numbers."""
_HOTLINE = re.compile(r"[48]00\d{7}|95\d{3,6}")
_INTERNATIONAL = re.compile(r"\+\d{1,3}(?:[\s\-.()]{0,2}\d){7,12}(?!\d)")
_CUE = re.compile(
    r"电话|手机|号码|联系方式|打给|打我|座机|phone|mobile|cell|number(?:'s| is)|(?:call|ring|reach|text) (?:me|him|her|us)|(?:back|me) on\b|whatsapp",
    re.IGNORECASE,
)
CUE_REACH = 16
LENGTHS = range(7, 16)


def find(reading: Reading) -> Iterator[Found]:
    """Yield telephone numbers."""
    view = reading.digits
    for match in _INTERNATIONAL.finditer(view.text):
        yield found(view, match.start(), match.end(), "PHONE", re.sub(r"\D", "", match[0]))
    for number in windows(reading, LENGTHS):
        if _is_phone(reading, number):
            yield found(view, number.start, number.end, "PHONE", number.digits)


def _is_phone(reading: Reading, number: Number) -> bool:
    if _MOBILE.fullmatch(number.digits):
        return True
    if _HOTLINE.fullmatch(number.digits) or is_order_number(reading, number):
        return False
    if _LANDLINE.fullmatch(number.digits) or _FOREIGN_MOBILE.fullmatch(number.digits):
        return True
    if len(number.digits) > 12 or not (number.spoken or number.written):
        return False  # "58821. Two small points" is no number
    return _CUE.search(reading.lead(number.start, CUE_REACH)) is not None


RECOGNISER = Recogniser(name="phone", find=find)
