"""From proposals to a review: the gate, then everything that both reviewers share."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from review.coverage import cover
from review.crosscheck import cross_check
from review.domain import Proposal, Review, ReviewerStamp, Signal, Transcript
from review.evidence import gate
from review.injection import injection_suspected
from review.phrases.lines import lines_of
from review.ports import CallContext
from review.promise import find_promise
from review.reach import read_reach
from review.scorecard import score
from review.summary import LANGUAGES, answered_topics, language_key, summarise
from review.taxonomy import Taxonomy

Regrade = Callable[[tuple[Signal, ...]], tuple[Signal, ...]]


def finish_review(
    proposals: Iterable[Proposal],
    transcript: Transcript,
    context: CallContext,
    taxonomy: Taxonomy,
    *,
    kind: str,
    summaries: Mapping[str, str] | None = None,
    stamp: ReviewerStamp | None = None,
    regrade: Regrade | None = None,
) -> Review:
    """Return the review of what passed the gate; what failed is kept with its reason.

    `summaries` are by language; where one is missing it is made from what was found. `regrade` may change severities of shown signals.
    """
    result = gate(proposals, transcript, taxonomy)
    signals = regrade(result.signals) if regrade else result.signals
    conduct = regrade(result.conduct) if regrade else result.conduct
    coverage = cover(transcript, context.must_have)
    mismatches = cross_check(transcript, context, signals, coverage)
    promise = find_promise(transcript, context.called_on)
    reach = read_reach(lines_of(transcript))
    tell = partial(
        summarise,
        transcript,
        taxonomy,
        answered=() if signals else answered_topics(transcript),
        signals=signals,
        conduct=conduct,
        coverage=coverage,
        mismatches=mismatches,
        promise=promise,
        verified=reach.verified is not None,
        third_party=reach.third_party,
    )
    told = {language: tell(language=language) for language in LANGUAGES} | dict(summaries or {})
    return Review(
        summary=told[language_key(transcript.language)],
        summaries=told,
        language=transcript.language,
        speakers=transcript.speakers,
        signals=signals,
        conduct=conduct,
        rejected=result.rejected,
        reviewer=stamp
        or ReviewerStamp(kind=kind, input_hash=input_hash(transcript), prompt_version=taxonomy.version),
        promise=promise,
        coverage=coverage,
        mismatches=mismatches,
        scorecard=score(
            transcript,
            signals=signals,
            conduct=conduct,
            coverage=coverage,
            mismatches=mismatches,
            form_known=bool(context.answers),
        ),
        injection_suspected=injection_suspected(transcript),
    )


def input_hash(transcript: Transcript) -> str:
    """Return the hash of the words that were reviewed, with who spoke them."""
    words = "\n".join(f"{turn.role}: {turn.text}" for turn in transcript.turns)
    return hashlib.sha256(words.encode()).hexdigest()
