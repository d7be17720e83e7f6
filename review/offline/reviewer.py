"""The reviewer itself: scan, gate, then what both reviewers share."""

from review.domain import Proposal, Review, Transcript
from review.offline.identity import identity_proposals, read_identity
from review.offline.registry import RULES
from review.offline.scan import lines_of, proposals_of
from review.offline.severity import regrade
from review.pipeline import finish_review
from review.ports import CallContext
from review.taxonomy import Taxonomy

KIND = "offline"


class OfflineReviewer:
    """Reviews by rules: no network, no model, the same words give the same review."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def review(self, transcript: Transcript, context: CallContext) -> Review:
        """Return the review of a transcript."""
        return finish_review(
            propose(transcript), transcript, context, self._taxonomy, kind=KIND, regrade=regrade
        )


def propose(transcript: Transcript) -> list[Proposal]:
    """Return what the rules find, before the gate."""
    lines = lines_of(transcript)
    identity = read_identity(lines)
    found = [item for rule in RULES for item in proposals_of(rule, lines, others=identity.others)]
    return [*found, *identity_proposals(lines, identity)]
