"""From quotes of the redacted call back to the words that were said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from review.domain import Evidence, Proposal, Transcript
from review.quotes import locate
from review.redaction import PLACEHOLDER, restore


def restored(
    proposals: Iterable[Proposal], redacted: Transcript, mapping: Mapping[str, str]
) -> list[Proposal]:
    """Return the proposals with quotes in the original's words; the gate judges them there."""
    return [
        replace(item, evidence=tuple(_original(quote, redacted, mapping) for quote in item.evidence))
        for item in proposals
    ]


def _original(item: Evidence, redacted: Transcript, mapping: Mapping[str, str]) -> Evidence:
    place = locate(item, redacted)
    if isinstance(place, str):  # not there: the gate says why, about the same words
        return replace(item, quote=restore(item.quote, mapping))
    start, end = place.span
    for found in PLACEHOLDER.finditer(place.turn.text):
        if found.start() < end and start < found.end():  # half a placeholder stands for nothing
            start, end = min(start, found.start()), max(end, found.end())
    return replace(item, quote=restore(place.turn.text[start:end], mapping))
