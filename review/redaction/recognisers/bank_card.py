"""Bank cards: 13 to 19 digits with a right Luhn digit; after a cue also with a wrong one, and account numbers."""

import re
from collections.abc import Iterator

from stdnum import luhn

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found
from review.redaction.runs import Number, is_order_number, windows

_CUE = re.compile(
    r"卡号|银行卡|储蓄卡|信用卡|借记卡|账号|帐号|账户|银行|\bcard|account|\bacct|\bbank", re.IGNORECASE
)
CUE_REACH = 20
LENGTHS = range(8, 20)
"""Digits; British account numbers have eight."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield cards; the numbers of orders and contracts are left alone."""
    for number in windows(reading, LENGTHS):
        if _is_card(reading, number):
            yield found(reading.digits, number.start, number.end, "CARD", number.digits)


def _is_card(reading: Reading, number: Number) -> bool:
    if _CUE.search(reading.lead(number.start, CUE_REACH)):
        return number.spoken or number.written
    right = len(number.digits) >= 13 and bool(luhn.is_valid(number.digits))
    return right and _grouped_like_a_card(number) and not is_order_number(reading, number)


def _grouped_like_a_card(number: Number) -> bool:
    """Written cards come in one piece or in fours; spoken ones pause anywhere."""
    *groups, last = number.groups
    return number.spoken or not groups or (all(size == 4 for size in groups) and last <= 4) or groups == [6]


RECOGNISER = Recogniser(name="bank_card", find=find)
