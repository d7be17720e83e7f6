"""Phone numbers: Chinese mobiles and landlines, and anything international with a leading plus."""

import re

from bot.errors import BadInputError
from bot.forms.parse.numerals import tidy

_NOISE = re.compile(r"[\s\-().·]")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:\+?86|0086)?(0\d{2,3}\d{7,8})")
_INTERNATIONAL = re.compile(r"(?:\+|00)([1-9]\d{7,14})")


def parse_phone(text: str) -> str:
    """Return the number as ``+8613…``, ``010…`` or ``+…``; raises BadInputError."""
    bare = _NOISE.sub("", tidy(text))
    if match := _MOBILE.fullmatch(bare):
        return f"+86{match[1]}"
    if match := _LANDLINE.fullmatch(bare):
        return match[1]
    if match := _INTERNATIONAL.fullmatch(bare):
        return f"+{match[1]}"
    if re.fullmatch(r"\+?\d{4,20}", bare):
        raise BadInputError("form_phone_wrong_length", digits=len(bare.lstrip("+")))
    raise BadInputError("form_phone_unreadable")


def mask_phone(number: str) -> str:
    """Return the number with its middle hidden: ``138****1234``."""
    bare = number.removeprefix("+86")
    return f"{bare[:3]}****{bare[-4:]}" if len(bare) > len("1234567") else "****"
