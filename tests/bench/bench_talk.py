"""`python -m tests.bench.bench_talk`: what the offline reviewer finds in short pieces of talk, by author and key.

The authors knew the taxonomy and none of the rules. The classifier is fitted on these pieces, so the figures only show
how well it fits; `python -m review.training --held-out AUTHOR` measures writers that it has not seen.
"""

import sys
from collections import Counter
from pathlib import Path

from review.evaluation.counts import Counts
from review.offline import OfflineReviewer
from review.ports import CallContext
from review.taxonomy import load_taxonomy
from review.training.talk import Piece, read_talk

FOLDER = Path(__file__).parents[1] / "fixtures" / "talk"


def main() -> int:
    """Print the figures."""
    reviewer = OfflineReviewer(load_taxonomy())
    pieces = read_talk(FOLDER)
    found = [found_in(piece, reviewer) for piece in pieces]
    for author in sorted({piece.author for piece in pieces}):
        mine = [(piece, keys) for piece, keys in zip(pieces, found, strict=True) if piece.author == author]
        _print(author, mine)
    everything = list(zip(pieces, found, strict=True))
    _print("all", everything)
    for key in sorted({key for piece in pieces for key in piece.keys}):
        counts = count([(piece.keys & {key}, keys & {key}) for piece, keys in everything])
        print(f"{key:<32}{_figures(counts)}")
    return 0


def found_in(piece: Piece, reviewer: OfflineReviewer) -> frozenset[str]:
    """Return the keys that the reviewer shows for a piece."""
    review = reviewer.review(piece.transcript, CallContext())
    return frozenset(signal.key for signal in (*review.signals, *review.conduct))


def count(pairs: list[tuple[frozenset[str], frozenset[str]]]) -> Counts:
    """Return hits, false alarms and misses over (expected, found) pairs."""
    tally: Counter[str] = Counter()
    for expected, found in pairs:
        tally.update(hits=len(expected & found), alarms=len(found - expected), misses=len(expected - found))
    return Counts(hits=tally["hits"], false_alarms=tally["alarms"], misses=tally["misses"])


def _print(name: str, rows: list[tuple[Piece, frozenset[str]]]) -> None:
    for side, agent in (("customer", False), ("agent", True)):
        pairs = [(_side(piece.keys, agent), _side(keys, agent)) for piece, keys in rows]
        print(f"{name:<10}{side:<10}{len(rows):>6} pieces {_figures(count(pairs))}")
    clean = [keys for piece, keys in rows if not piece.keys]
    print(
        f"{name:<10}{'clean':<10}{len(clean):>6} pieces {sum(map(bool, clean)) / len(clean):>8.1%} with a false alarm"
    )


def _side(keys: frozenset[str], agent: bool) -> frozenset[str]:
    return frozenset(key for key in keys if key.startswith("agent.") is agent)


def _figures(counts: Counts) -> str:
    shown = (("precision", counts.precision), ("recall", counts.recall), ("F1", counts.f1))
    return "  ".join(f"{name} {'-' if value is None else format(value, '.2f')}" for name, value in shown)


if __name__ == "__main__":
    sys.exit(main())
