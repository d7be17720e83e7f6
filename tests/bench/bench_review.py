"""`python -m tests.bench.bench_review`: how long the offline reviewer takes for a call of sixty turns.

Each call is put together from calls of tests/fixtures that it was not fitted on, in one language; every one is
reviewed once, so that nothing of it is remembered from before.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from statistics import median

from review.domain import Transcript, Turn
from review.evaluation.labels import read_labels
from review.offline import OfflineReviewer
from review.ports import CallContext
from review.taxonomy import load_taxonomy
from review.transcript import read_transcript

CALLS = Path(__file__).parents[1] / "fixtures" / "calls" / "test"
TURNS = 60


def main() -> int:
    """Print median and longest time by language, in milliseconds of processor time."""
    reviewer = OfflineReviewer(load_taxonomy())
    reviewer.review(next(long_calls("zh")), CallContext())  # what a process does once
    for language in ("zh", "en"):
        times = [timed(reviewer, call) for call in list(long_calls(language))[language == "zh" :]]
        print(
            f"{language}  {len(times)} calls of {TURNS} turns: median {median(times):.1f} ms, longest {max(times):.1f} ms"
        )
    return 0


def timed(reviewer: OfflineReviewer, call: Transcript) -> float:
    """Return the milliseconds of processor time of one review."""
    began = time.process_time()
    reviewer.review(call, CallContext())
    return (time.process_time() - began) * 1_000


def long_calls(language: str) -> Iterator[Transcript]:
    """Yield calls of sixty turns."""
    read = [read_transcript(call.path.read_bytes(), name=call.path.name) for call in read_labels(CALLS)]
    spoken = [call for call in read if call.language.startswith(language)]
    said = chain.from_iterable(call.turns for call in spoken)
    while len(turns := tuple(islice(said, TURNS))) == TURNS:
        yield replace(spoken[0], turns=tuple(map(_numbered, turns, range(1, TURNS + 1))))


def _numbered(turn: Turn, number: int) -> Turn:
    return replace(turn, index=number)


if __name__ == "__main__":
    sys.exit(main())
