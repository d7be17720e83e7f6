"""What a classifier makes of writers that it was not fitted on, over a range of thresholds."""

from collections.abc import Iterator, Sequence

from review.domain import Transcript
from review.evaluation.counts import Counts, ratio
from review.evidence import gate
from review.offline.classifier import AGENT_PREFIX, Classifier
from review.offline.reviewer import propose
from review.offline.weigh import weigh
from review.phrases.lines import lines_of
from review.taxonomy import Taxonomy
from review.training.talk import Piece

THRESHOLDS = ((0.1, 0.15), (0.1, 0.2), (0.15, 0.25), (0.2, 0.3), (0.25, 0.35), (0.3, 0.4), (0.4, 0.5))


def measure(classifier: Classifier, pieces: Sequence[Piece], taxonomy: Taxonomy) -> Iterator[str]:
    """Yield one line of figures for each pair of thresholds (believed, sure)."""
    for believed, sure in THRESHOLDS:
        found = [
            _found(classifier, piece.transcript, taxonomy, believed=believed, sure=sure) for piece in pieces
        ]
        yield f"{believed:.2f}/{sure:.2f}  {figures(pieces, found)}"


def figures(pieces: Sequence[Piece], found: Sequence[frozenset[str]]) -> str:
    """Return the figures of the aims, in one line."""
    pairs = list(zip(pieces, found, strict=True))
    customer, agent = (_counts(pairs, agent=side) for side in (False, True))
    clean = [bool(keys) for piece, keys in pairs if not piece.keys]
    troubled = [bool(_side(keys, agent=False)) for piece, keys in pairs if _side(piece.keys, agent=False)]
    return (
        f"customer P {customer.precision} R {customer.recall} F1 {customer.f1}  agent F1 {agent.f1}  "
        f"flagged {ratio(sum(troubled), len(troubled))}  clean with a false alarm {ratio(sum(clean), len(clean))}"
    )


def _found(
    classifier: Classifier, transcript: Transcript, taxonomy: Taxonomy, *, believed: float, sure: float
) -> frozenset[str]:
    proposals = weigh(
        propose(transcript, taxonomy),
        lines_of(transcript),
        transcript,
        taxonomy,
        classifier=classifier,
        believed=believed,
        sure=sure,
    )
    result = gate(proposals, transcript, taxonomy)
    return frozenset(item.key for item in (*result.signals, *result.conduct))


def _counts(pairs: Sequence[tuple[Piece, frozenset[str]]], *, agent: bool) -> Counts:
    total = Counts()
    for piece, keys in pairs:
        expected, found = _side(piece.keys, agent=agent), _side(keys - piece.optional, agent=agent)
        found |= _side(keys, agent=agent) & expected
        hits = len(expected & found)
        total += Counts(hits=hits, false_alarms=len(found - expected), misses=len(expected - found))
    return total


def _side(keys: frozenset[str], *, agent: bool) -> frozenset[str]:
    return frozenset(key for key in keys if key.startswith(AGENT_PREFIX) is agent)
