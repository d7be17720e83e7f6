"""The reviewer itself: scan, gate, then what both reviewers share."""

from collections.abc import Mapping

from review.domain import Proposal, Rejection, Review, Transcript
from review.evidence import check
from review.offline.classifier import load_classifier
from review.offline.handling import handled
from review.offline.identity import identity_proposals
from review.offline.registry import AGENT_RULES, CUSTOMER_RULES, RULES
from review.offline.scan import Finding, findings_of, sayings_of
from review.offline.weigh import weigh
from review.phrases.lines import lines_of
from review.pipeline import finish_review
from review.ports import CallContext
from review.reach import read_reach
from review.severity import regrade
from review.taxonomy import Taxonomy

KIND = "offline"


class OfflineReviewer:
    """Reviews by rules and a small classifier: no network, no key, the same words give the same review."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        for rule in RULES:
            # Compiled now, so that the first call is as quick as the next.
            _ = rule.groups, rule.unless, rule.excused
        load_classifier()

    def review(
        self, transcript: Transcript, context: CallContext, known: Mapping[str, str] | None = None
    ) -> Review:
        """Return the review of a transcript. Nothing leaves this process, so `known` is not needed."""
        found = propose(transcript, self._taxonomy)
        proposals = weigh(found, lines_of(transcript), transcript, self._taxonomy)
        return finish_review(proposals, transcript, context, self._taxonomy, kind=KIND, regrade=regrade)


def propose(transcript: Transcript, taxonomy: Taxonomy) -> list[Proposal]:
    """Return what the rules find, before the classifier and the gate."""
    lines = lines_of(transcript)
    reach = read_reach(lines)
    sayings, nobody = sayings_of(lines), frozenset[int]()
    conduct = [item for rule in AGENT_RULES for item in findings_of(rule, sayings, others=nobody, weak=True)]
    ordered = list(identity_proposals(lines, reach))
    weak = handled(lines, conduct=bool(conduct or ordered))
    said = [
        item for rule in CUSTOMER_RULES for item in findings_of(rule, sayings, others=reach.others, weak=weak)
    ]
    return [*(_sharper(item, transcript, taxonomy) for item in (*said, *conduct)), *ordered]


def _sharper(finding: Finding, transcript: Transcript, taxonomy: Taxonomy) -> Proposal:
    """Return the wide quote, or the narrow one where only that stands: the rest of a clause can speak of others."""
    if finding.narrow is None or not isinstance(check(finding.proposal, transcript, taxonomy), Rejection):
        return finding.proposal
    kept = not isinstance(check(finding.narrow, transcript, taxonomy), Rejection)
    return finding.narrow if kept else finding.proposal
