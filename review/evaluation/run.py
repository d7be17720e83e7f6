"""Runs a reviewer over labelled calls."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from review.domain import Review, Severity, Signal, Transcript
from review.evaluation.labels import LabelledCall, read_labels
from review.evaluation.report import CallResult, Report
from review.ports import CallContext, Reviewer
from review.transcript import read_transcript


def evaluate(folder: Path, reviewer: Reviewer, repeats: int = 1) -> Report:
    """Return the figures of a reviewer on the labelled calls of a folder.

    A hit is the same key on a call that has it; optional keys count neither way. `repeats` reviews every call
    that often and keeps the median time; findings of the repeats must agree, or `unstable` names the call.
    """
    results: list[CallResult] = []
    unstable: list[str] = []
    for call in read_labels(folder):
        transcript = read_transcript(call.path.read_bytes(), name=call.path.name)
        runs = [_timed(reviewer, transcript, call) for _ in range(max(1, repeats))]
        if len({_keys(run.review) for run in runs}) > 1:
            unstable.append(call.id)
        results.append(_result(call, transcript, runs[0].review, median(run.seconds for run in runs)))
    return Report(calls=tuple(results), unstable=tuple(unstable))


@dataclass(frozen=True, kw_only=True)
class _Run:
    review: Review
    seconds: float


def _timed(reviewer: Reviewer, transcript: Transcript, call: LabelledCall) -> _Run:
    begin = perf_counter()
    review = reviewer.review(transcript, CallContext(form_key=call.variant))
    return _Run(review=review, seconds=perf_counter() - begin)


def _keys(review: Review) -> frozenset[tuple[str, Severity]]:
    return frozenset((item.key, item.severity) for item in (*review.signals, *review.conduct))


def _result(call: LabelledCall, transcript: Transcript, review: Review, seconds: float) -> CallResult:
    found = {item.key: item.severity for item in (*review.signals, *review.conduct)}
    quotes = [_verbatim(item, transcript) for item in (*review.signals, *review.conduct)]
    return CallResult(
        id=call.id,
        clean=call.clean,
        expected=call.expected,
        found=found,
        optional=call.optional,
        turns=len(transcript.turns),
        quotes=sum(len(item) for item in quotes),
        verbatim=sum(sum(item) for item in quotes),
        seconds=seconds,
    )


def _verbatim(signal: Signal, transcript: Transcript) -> list[bool]:
    """Return, for each quote, whether it stands letter by letter in its turn."""
    turns = [(item, transcript.turn(item.turn)) for item in signal.evidence]
    return [turn is not None and item.quote in turn.text for item, turn in turns]
