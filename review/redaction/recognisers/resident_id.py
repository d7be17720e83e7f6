"""Chinese resident ids: 18 characters with a birth date and a check digit; the old 15 only after a cue."""

import re
from collections.abc import Iterator
from datetime import date

from stdnum.cn import ric

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found
from review.redaction.runs import Number, is_order_number, windows

_CUE = re.compile(r"身份证|证件号|id (?:card|number)", re.IGNORECASE)
CUE_REACH = 24
_CHECK_X = re.compile(r"\s?(?:[xX](?![a-zA-Z])|叉|艾克斯)")


def find(reading: Reading) -> Iterator[Found]:
    """Yield ids whose check digit is right, or that can be nothing else."""
    for number in windows(reading, {15, 17, 18}):
        check = _CHECK_X.match(reading.digits.text, number.end) if len(number.digits) == 17 else None
        end = check.end() if check else number.end
        digits = number.digits + ("X" if check else "")
        if _is_id(reading, number, digits):
            yield found(reading.digits, number.start, end, "ID", digits)


def _is_id(reading: Reading, number: Number, digits: str) -> bool:
    cue = _CUE.search(reading.lead(number.start, CUE_REACH)) is not None
    if len(digits) != 18:
        return cue
    if not _born(digits):
        return cue and len(number.groups) == 1
    right = bool(ric.calc_check_digit(digits) == digits[-1])
    # One misheard digit leaves nearly all of an id readable: written in one piece, its shape is enough.
    return right or cue or (len(number.groups) == 1 and not is_order_number(reading, number))


def _born(digits: str) -> bool:
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year < 2100


RECOGNISER = Recogniser(name="resident_id", find=find)
