"""The other reviewer's findings beside a review's own: shown as a disagreement, never dropped."""

from collections.abc import Iterable
from dataclasses import replace

from review.domain import Review, Severity, Signal
from review.llm.answer import WHY_MAX
from review.llm.prompt_file import fill

STRONG = Severity.HIGH
"""From here on an offline finding that the model missed is shown whatever the model says."""


def with_missing(review: Review, others: Review, template: str, floor: Severity) -> Review:
    """Return the review with the other's findings of at least `floor` whose key it lacks, marked by `template`."""
    return replace(
        review,
        signals=(*review.signals, *_missing(review.signals, others.signals, template, floor)),
        conduct=(*review.conduct, *_missing(review.conduct, others.conduct, template, floor)),
    )


def _missing(
    own: tuple[Signal, ...], others: tuple[Signal, ...], template: str, floor: Severity
) -> Iterable[Signal]:
    known = {item.key for item in own}
    for item in others:
        if item.key not in known and item.severity.rank >= floor.rank:
            said = item.rationale or "; ".join(evidence.quote for evidence in item.evidence)
            yield replace(item, rationale=fill(template, why=said)[:WHY_MAX])
