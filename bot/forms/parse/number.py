"""Counts and readings: an odometer, a day of the month."""

import re
from decimal import Decimal

from bot.errors import BadInputError
from bot.forms.parse.numerals import read_number, tidy

_UNIT = re.compile(
    r"\s*(?:公里|千米|km|kms|kilomet(?:re|er)s?|miles?|mi|号|日|个|天|th|st|nd|rd)\.?$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"^(?:大概|大约|差不多|约|每月|每个月|about|around|roughly|the)\s*|\s*(?:左右|多)$", re.IGNORECASE
)


def parse_number(text: str, *, whole: bool = False, between: tuple[int, int] | None = None) -> int | float:
    """Return the number; raises BadInputError where there is none or it lies outside `between` (both included)."""
    rest = _UNIT.sub("", _ABOUT.sub("", tidy(text))).strip()
    value = read_number(rest)
    if value is None:
        raise BadInputError("form_number_unreadable")
    if whole and value != value.to_integral_value():
        raise BadInputError("form_number_not_whole")
    if between is not None and not between[0] <= value <= between[1]:
        raise BadInputError("form_number_out_of_range", low=between[0], high=between[1])
    return _plain(value)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
