"""The reviewer itself: scan, gate, then what both reviewers share."""

from collections.abc import Mapping

from review.domain import Proposal, Review, Transcript
from review.offline.handling import handled
from review.offline.identity import identity_proposals
from review.offline.registry import AGENT_RULES, CUSTOMER_RULES, RULES
from review.offline.scan import proposals_of
from review.offline.severity import regrade
from review.phrases.lines import lines_of
from review.pipeline import finish_review
from review.ports import CallContext
from review.reach import read_reach
from review.taxonomy import Taxonomy

KIND = "offline"


class OfflineReviewer:
    """Reviews by rules: no network, no model, the same words give the same review."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        for rule in RULES:
            _ = (
                rule.groups,
                rule.unless,
                rule.excused,
            )  # compiled now, so that the first call is as quick as the next

    def review(
        self, transcript: Transcript, context: CallContext, known: Mapping[str, str] | None = None
    ) -> Review:
        """Return the review of a transcript. Nothing leaves this process, so `known` is not needed."""
        return finish_review(
            propose(transcript), transcript, context, self._taxonomy, kind=KIND, regrade=regrade
        )


def propose(transcript: Transcript) -> list[Proposal]:
    """Return what the rules find, before the gate."""
    lines = lines_of(transcript)
    reach = read_reach(lines)
    conduct = [
        item for rule in AGENT_RULES for item in proposals_of(rule, lines, others=frozenset(), weak=True)
    ]
    conduct += identity_proposals(lines, reach)
    weak = handled(lines, conduct=bool(conduct))
    found = [
        item for rule in CUSTOMER_RULES for item in proposals_of(rule, lines, others=reach.others, weak=weak)
    ]
    return [*found, *conduct]
