"""English names: after a title, or where the talk says that a name comes."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found

_WORD = r"(?!(?:Mr|Mrs|Ms|Miss|Dr)\b)[A-Z][a-z'’\-]+(?:[A-Z][a-z]+)?"
_NAME = rf"({_WORD}(?: {_WORD}){{0,2}})"
_TITLE = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|mr|mrs|ms|miss)\b\.? {_NAME}")
_SAID = re.compile(
    rf"(?i:\bmy name is|\bname's|\bname is|\bspeak(?:ing)? (?:with|to)|\bis that|\btalking to|\bis this|\bis called|\bhusband,?|\bwife,?"
    rf"|\bthis is(?= {_WORD}(?: {_WORD})? (?i:speaking|calling)))\s+(?i:mr|mrs|ms|miss|dr)?\.? ?{_NAME}"
)
_SELF = re.compile(
    rf"(?i:\bthis is|\bit's|\bit is|\bthrough (?:to|with)|\bI'm|\bI am)\s+{_NAME}"
    r"(?=,? (?i:from|at|calling|speaking|here|with|in the|id|agent|staff)\b)"
)
_CALLED_OUT = re.compile(
    rf"(?i:\bthanks|\bthank you|\bokay|\bok|\bright|\bhi|\bhello|\bmorning|\bafternoon|\bbye|\bcheers|\bsorry),? {_NAME}"
    r"(?=[,.!?]|$)"
)
_NO_NAMES = frozenset(
    [
        "I",
        "I'm",
        "I'll",
        "I've",
        "The",
        "A",
        "An",
        "My",
        "Your",
        "It",
        "It's",
        "He",
        "She",
        "They",
        "We",
        "You",
        "That",
        "That's",
        "This",
        "Is",
        "Not",
        "No",
        "Yes",
        "Yeah",
        "Yep",
        "Sir",
        "Madam",
        "So",
        "And",
        "But",
        "Okay",
        "Ok",
        "Right",
        "Sure",
        "Please",
        "Thanks",
        "Thank",
        "Good",
        "Goodbye",
        "Bye",
        "Sorry",
        "Well",
        "Now",
        "Then",
        "There",
        "What",
        "When",
        "Why",
        "How",
        "Who",
        "Let",
        "Let's",
        "Just",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Christmas",
        "Easter",
        "God",
        "Again",
        "Everyone",
        "Everybody",
        "All",
        "Fine",
        "Great",
        "Perfect",
        "Lovely",
    ]
)
"""Words with a capital that stand where a name could: at the start of sentences, days, months."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield names; the title itself stays readable."""
    view = reading.plain
    for pattern in (_TITLE, _SAID, _SELF, _CALLED_OUT):
        for match in pattern.finditer(view.text):
            name = match[match.lastindex or 0]
            if name.split(" ")[0] not in _NO_NAMES:
                yield found(view, *match.span(match.lastindex or 0), "NAME")


RECOGNISER = Recogniser(name="name_en", find=find)
