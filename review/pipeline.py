"""From proposals to a review: the gate, then everything that both reviewers share."""

import hashlib
from collections.abc import Callable, Iterable

from review.domain import Proposal, Review, ReviewerStamp, Signal, Transcript
from review.evidence import gate
from review.ports import CallContext
from review.taxonomy import Taxonomy

Regrade = Callable[[tuple[Signal, ...]], tuple[Signal, ...]]


def finish_review(
    proposals: Iterable[Proposal],
    transcript: Transcript,
    context: CallContext,
    taxonomy: Taxonomy,
    *,
    kind: str,
    summary: str = "",
    stamp: ReviewerStamp | None = None,
    regrade: Regrade | None = None,
) -> Review:
    """Return the review of what passed the gate; what failed is kept with its reason."""
    result = gate(proposals, transcript, taxonomy)
    signals = regrade(result.signals) if regrade else result.signals
    return Review(
        summary=summary,
        language=transcript.language,
        speakers=transcript.speakers,
        signals=signals,
        conduct=result.conduct,
        rejected=result.rejected,
        reviewer=stamp
        or ReviewerStamp(kind=kind, input_hash=input_hash(transcript), prompt_version=taxonomy.version),
    )


def input_hash(transcript: Transcript) -> str:
    """Return the hash of the words that were reviewed, with who spoke them."""
    words = "\n".join(f"{turn.role}: {turn.text}" for turn in transcript.turns)
    return hashlib.sha256(words.encode()).hexdigest()
