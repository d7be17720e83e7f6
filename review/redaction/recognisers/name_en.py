"""English names: after a title, or where the talk says that a name comes."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found

_WORD = r"[A-Z][a-z'’\-]+(?:[A-Z][a-z]+)?"
_NAME = rf"({_WORD}(?: {_WORD}){{0,2}})"
_TITLE = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|mr|mrs|ms|miss)\b\.? {_NAME}")
_SAID = re.compile(
    rf"(?i:\bmy name is|\bname's|\bname is|\bspeaking (?:with|to)|\btalking to|\bis this|\bis called|\bhusband,?|\bwife,?"
    rf"|\bthis is(?= {_WORD}(?: {_WORD})? (?i:speaking|calling)))\s+(?i:mr|mrs|ms|miss|dr)?\.? ?{_NAME}"
)
_NO_NAMES = frozenset(
    {"I", "The", "A", "An", "My", "Your", "It", "He", "She", "They", "We", "That", "Is", "Not", "Sir"}
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield names; the title itself stays readable."""
    view = reading.plain
    for pattern in (_TITLE, _SAID):
        for match in pattern.finditer(view.text):
            name = match[match.lastindex or 0]
            if name.split(" ")[0] not in _NO_NAMES:
                yield found(view, *match.span(match.lastindex or 0), "NAME")


RECOGNISER = Recogniser(name="name_en", find=find)
