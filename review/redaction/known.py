"""What the loan file knows already: the borrower's own name, numbers and address, in any spelling."""

import re
from collections.abc import Iterator, Mapping

from review.redaction.reading import Reading, View
from review.redaction.recogniser import Found, found

KINDS = {
    "customer_name": "NAME",
    "name": "NAME",
    "phone": "PHONE",
    "id_number": "ID",
    "vin": "VIN",
    "plate": "PLATE",
    "address": "ADDRESS",
    "email": "EMAIL",
    "wechat": "WECHAT",
    "card": "CARD",
}
"""Canonical loan columns (and a few more keys) to kinds of placeholder; other keys become their own kind."""
LEAST_LENGTH = 2
"""Characters; a single one would be replaced all over the text."""
ORDINARY_WORDS = frozenset(
    {"Will", "May", "Mark", "Grace", "Joy", "Hope", "Bill", "Sue", "Rob", "Miss", "The", "And"}
)
"""Given names that open many a sentence: hidden only together with the surname."""
_LETTER = r"A-Za-z0-9"
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{3,4}")
_PART = re.compile(r"[A-Z][A-Za-z'’\-]{2,20}")


def find_known(reading: Reading, known: Mapping[str, str]) -> Iterator[Found]:
    """Yield each place where a known value stands, with any spacing, width, case or spoken digits."""
    for key, value in known.items():
        kind = KINDS.get(key.casefold(), re.sub(r"[^A-Z]+", "_", key.upper()).strip("_") or "KNOWN")
        for view, wanted in ((reading.plain, Reading(value).plain), (reading.digits, Reading(value).digits)):
            yield from _places(view, wanted.text, kind)
        if kind == "NAME":
            yield from _name_parts(reading.plain, value.strip())


def _name_parts(view: View, name: str) -> Iterator[Found]:
    """Yield the given name on its own, and each word of a name in letters, as people say them."""
    parts = (
        [name[-2:]] if _HAN_NAME.fullmatch(name) else [part for part in name.split() if _PART.fullmatch(part)]
    )
    for part in parts:
        for match in re.finditer(rf"(?<![{_LETTER}]){re.escape(part)}(?![{_LETTER}])", view.text):
            if part not in ORDINARY_WORDS and part != name:
                yield found(view, match.start(), match.end(), "NAME", name)


def _places(view: View, wanted: str, kind: str) -> Iterator[Found]:
    letters = [character for character in wanted if character.isalnum()]
    if len(letters) < LEAST_LENGTH:
        return
    pattern = r"[\s\-·.,，、]{0,2}".join(re.escape(letter) for letter in letters)
    edge = (rf"(?<![{_LETTER}])", rf"(?![{_LETTER}])") if wanted.isascii() else ("", "")
    for match in re.finditer(edge[0] + pattern + edge[1], view.text, re.IGNORECASE):
        yield found(view, match.start(), match.end(), kind, "".join(letters))
