"""Vehicle identification numbers: 17 characters, ISO 3779 check digit in ninth place; after a cue any."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found

_SHAPE = re.compile(
    r"(?<![A-Za-z0-9])(?=([A-HJ-NPR-Za-hj-npr-z0-9](?:[\s\-]?[A-HJ-NPR-Za-hj-npr-z0-9]){16}))"
)
_CUE = re.compile(r"车架号|大架号|识别代号|识别码|\bvin\b|chassis", re.IGNORECASE)
CUE_REACH = 20
_VALUES = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ0123456789",
        (*b"\1\2\3\4\5\6\7\10\1\2\3\4\5\7\11\2\3\4\5\6\7\10\11", *range(10)),
        strict=True,
    )
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def check_digit(vin: str) -> str:
    """Return the ISO 3779 check digit of a 17-character VIN in capitals: 0 to 9 or X."""
    rest = sum(_VALUES[character] * weight for character, weight in zip(vin, _WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def find(reading: Reading) -> Iterator[Found]:
    """Yield VINs."""
    view = reading.digits
    for match in _SHAPE.finditer(view.text):
        start, end = match.span(1)
        vin = re.sub(r"[\s\-]", "", match[1]).upper()
        if view.text[end : end + 1].isascii() and view.text[end : end + 1].isalnum():
            continue
        cue = _CUE.search(reading.lead(start, CUE_REACH)) is not None
        if not vin.isdecimal() and any(map(str.isdecimal, vin)) and (cue or check_digit(vin) == vin[8]):
            yield found(view, start, end, "VIN", vin)


RECOGNISER = Recogniser(name="vin", find=find)
