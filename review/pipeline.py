"""From proposals to a review: the gate, then everything that both reviewers share."""

import hashlib

from review.domain import Proposal, Review, ReviewerStamp, Transcript
from review.evidence import gate
from review.ports import CallContext
from review.taxonomy import Taxonomy


def finish_review(
    proposals: list[Proposal],
    transcript: Transcript,
    context: CallContext,
    taxonomy: Taxonomy,
    *,
    kind: str,
    summary: str,
) -> Review:
    """Return the review of what passed the gate; what failed is kept with its reason."""
    result = gate(proposals, transcript, taxonomy)
    digest = hashlib.sha256("\n".join(turn.text for turn in transcript.turns).encode()).hexdigest()
    return Review(
        summary=summary,
        language=transcript.language,
        speakers=transcript.speakers,
        signals=result.signals,
        conduct=result.conduct,
        rejected=result.rejected,
        reviewer=ReviewerStamp(kind=kind, input_hash=digest, prompt_version=taxonomy.version),
    )
