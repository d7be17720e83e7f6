"""Compares the gate with two public quote checkers on the evidence corpus, in one run, without a network.

    pip install langextract instructor        # into an environment that holds the project
    python -m tests.bench.bench_evidence

Each checker gets the named turn alone, which is kind to those that know no speakers: a claim counts as accepted
by LangExtract if the quote is aligned, by instructor's CitationMixin if a citation survives validation. Neither
claims to read negation, holder or time; the comparison shows what a quote check alone lets through.
A checker that is not installed is skipped, saying so.
"""

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from review.evidence import Accepted, check
from review.taxonomy import load_taxonomy
from tests.review.evidence.corpus import Case, read_corpus

Checker = Callable[[Case], bool]
INSTALL = "not installed: pip install langextract instructor"


@dataclass(frozen=True, kw_only=True)
class Result:
    """Counts and mean milliseconds per claim of one checker over the corpus."""

    name: str
    wrong_accepted: int
    right_rejected: int
    milliseconds: float


def gate_checker() -> Checker:
    """Return the project's own gate."""
    taxonomy = load_taxonomy()
    return lambda case: isinstance(check(case.proposal, case.transcript, taxonomy), Accepted)


def langextract_checker(*, strict: bool) -> Checker:
    """Return LangExtract's resolver alignment: its defaults, or without fuzzy and partial matches."""
    from langextract.core.data import Extraction
    from langextract.resolver import Resolver

    logging.disable(logging.WARNING)
    resolver = Resolver()

    def accepts(case: Case) -> bool:
        quote, text = _quote_and_turn(case)
        if not quote.strip() or not text:
            return False
        wanted = [Extraction(extraction_class="quote", extraction_text=quote)]
        aligned = resolver.align(
            wanted,
            text,
            token_offset=0,
            char_offset=0,
            enable_fuzzy_alignment=not strict,
            accept_match_lesser=not strict,
        )
        return all(item.alignment_status is not None for item in aligned)

    return accepts


def instructor_checker() -> Checker:
    """Return instructor's citation mixin, validated against the named turn."""
    from instructor.dsl.citation import CitationMixin

    def accepts(case: Case) -> bool:
        quote, text = _quote_and_turn(case)
        found = CitationMixin.model_validate({"substring_quotes": [quote]}, context={"context": text})
        return bool("".join(found.substring_quotes).strip())

    return accepts


def _quote_and_turn(case: Case) -> tuple[str, str]:
    item = case.proposal.evidence[-1]
    turn = case.transcript.turn(item.turn)
    return item.quote, turn.text if turn else ""


def measure(name: str, accepts: Checker, cases: list[Case]) -> Result:
    """Return how a checker does on all cases; one warm-up claim is not timed."""
    accepts(cases[0])
    started = time.perf_counter()
    accepted = [accepts(case) for case in cases]
    spent = time.perf_counter() - started
    return Result(
        name=name,
        wrong_accepted=sum(yes and not case.accept for yes, case in zip(accepted, cases, strict=True)),
        right_rejected=sum(case.accept and not yes for yes, case in zip(accepted, cases, strict=True)),
        milliseconds=1000 * spent / len(cases),
    )


def main() -> None:
    """Print one line a checker."""
    cases = read_corpus()
    right = sum(case.accept for case in cases)
    print(f"{len(cases)} claims: {len(cases) - right} wrong, {right} right")
    checkers: list[tuple[str, Callable[[], Checker]]] = [
        ("gate", gate_checker),
        ("langextract, default", lambda: langextract_checker(strict=False)),
        ("langextract, exact only", lambda: langextract_checker(strict=True)),
        ("instructor CitationMixin", instructor_checker),
    ]
    for name, build in checkers:
        try:
            result = measure(name, build(), cases)
        except ImportError:
            print(f"{name:26} skipped, {INSTALL}")
            continue
        print(
            f"{name:26} wrong accepted {result.wrong_accepted:4}   right rejected {result.right_rejected:4}"
            f"   {result.milliseconds:7.2f} ms a claim"
        )


if __name__ == "__main__":
    sys.exit(main())
