"""Long numbers said digit by digit that fit no other kind: misheard or stuttered, but still somebody's."""

from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found
from review.redaction.runs import is_order_number, joined, runs

LEAST_DIGITS = 10
"""Shorter numbers said in digits are last fours, years and counting."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield long spoken runs that are not the number of an order or contract."""
    for run in runs(reading):
        spoken = [piece for piece in run if piece.spoken]
        whole = joined(spoken) if spoken else None
        if whole and len(whole.digits) >= LEAST_DIGITS and not is_order_number(reading, whole):
            yield found(reading.digits, whole.start, whole.end, "NUMBER", whole.digits)


RECOGNISER = Recogniser(name="spoken_number", find=find)
