"""Whether the words around a quote deny it or only ask."""

import re
from functools import lru_cache

from review.cues import Cues, SignalCues, blank, spans
from review.surroundings import QUESTION_MARKS, STRONG, Surroundings

SUBJECT_FIRST = re.compile(r"\s*(?:我|咱|俺|(?:i|i'm|i've|i'll|im|ive|we|we're|they|they're|my)(?![a-z']))")
NEGATION_REACH = 48  # characters; a negator further away than this negates something else


def is_denied(around: Surroundings, cues: Cues, signal: SignalCues) -> bool:
    """Return whether the quote is negated from outside, inside or behind."""
    return (
        _denied_by_rhetoric(around, cues, signal)
        or _denied_before(around, cues)
        or _core_denied(around, cues, signal)
        or _denied_behind(around, cues)
        or _all_well(around, cues, signal)
    )


def negated_at(text: str, at: int, cues: Cues) -> bool:
    """Return whether an odd number of negators leads up to an offset of a clause ("not unlikely" is likely)."""
    negators = _chain(_opened(text, cues)[:at], cues)
    return len(negators) % 2 == 1


def _chain(prefix: str, cues: Cues) -> list[str]:
    """Return the negators that lead up to the end of a text, with only fillers between, last first."""
    negators: list[str] = []
    while found := _negator_before(prefix, cues):
        start, end = found
        # A stutter ("I never, I never …") is one negation.
        if negators[-1:] != [prefix[start:end]]:
            negators.append(prefix[start:end])
        prefix = prefix[:start]
    return negators


def _negator_before(prefix: str, cues: Cues) -> tuple[int, int] | None:
    """Return the range of the last negator, if only fillers stand between it and the end."""
    end = len(prefix.rstrip())
    floor = max(0, end - NEGATION_REACH)
    while end > floor:
        if (start := _ending_at(prefix, end, cues, "negators")) is not None:
            return start, end
        if (start := _ending_at(prefix, end, cues, "negation_fillers")) is None:
            return None
        end = len(prefix[:start].rstrip())
    return None


def _ending_at(prefix: str, end: int, cues: Cues, name: str) -> int | None:
    """Return the earliest start of a cue that ends exactly here."""
    for start in range(max(0, end - NEGATION_REACH // 3), end):
        if cues[name].fullmatch(prefix, start, end):
            return start
    return None


def _denied_before(around: Surroundings, cues: Cues) -> bool:
    prefix = _open_text(around, cues)[around.start - len(around.before) : around.start]
    if chain := _chain(prefix, cues):
        return len(chain) % 2 == 1
    if SUBJECT_FIRST.match(around.quote):
        return False  # a quote with its own subject is a statement of its own
    breaks = [match.end() for match in cues["negation_breakers"].finditer(prefix)]
    return len(list(spans(cues["wide_negators"], prefix[max(breaks, default=0) :]))) % 2 == 1


def _core_denied(around: Surroundings, cues: Cues, signal: SignalCues) -> bool:
    """Return whether everything in the quote that the signal is about is negated."""
    base = around.clauses[around.first].start
    hits = [
        (base + match.start(), base + match.end())
        for match in signal.core.finditer(around.own)
        if base + match.start() < around.end and base + match.end() > around.start
    ]
    if not hits and around.clauses[around.last].end_mark not in STRONG:
        # The quote leaves it to the next clause to say what is not so.
        start, end = around.bounds(around.last + 1)
        hits = [match.span() for match in signal.core.finditer(around.text, start, end)]
    return bool(hits) and all(_denied_in_clause(around, cues, hit) for hit in hits)


def _denied_in_clause(around: Surroundings, cues: Cues, hit: tuple[int, int]) -> bool:
    clause = max((item for item in around.clauses if item.start <= hit[0]), key=lambda item: item.start)
    if cues["denied_core_behind"].search(around.text[hit[1] : clause.end].rstrip()):
        return True
    return len(_chain(_open_text(around, cues)[clause.start : hit[0]], cues)) % 2 == 1


def _open_text(around: Surroundings, cues: Cues) -> str:
    """Return the turn with what only looks like negation blanked out; that may depend on the next clause."""
    return _opened(around.text, cues)


@lru_cache(maxsize=512)
def _opened(text: str, cues: Cues) -> str:
    return blank(cues["negation_exempt"], text)


def _denied_behind(around: Surroundings, cues: Cues) -> bool:
    if cues["denied_after"].search(around.after.strip()):
        return True
    behind = around.clause(around.last + 1)
    if around.clauses[around.last].end_mark in QUESTION_MARKS and cues["after_question_denials"].search(
        behind
    ):
        return True
    return bool(cues["denials"].search(behind)) and around.after.strip() == ""


def _all_well(around: Surroundings, cues: Cues, signal: SignalCues) -> bool:
    """Return whether a quote about strain says nothing but that things are in order."""
    match = cues["all_well"].search(around.quote) if signal.strain else None
    if match is None or signal.core.search(around.quote):
        return False
    return not cues["well_undone"].search(around.before + around.quote)


def _denied_by_rhetoric(around: Surroundings, cues: Cues, signal: SignalCues) -> bool:
    if cues["rhetorical_denials"].search(around.before):
        return True
    match = cues["rhetorical_denials"].search(around.quote)
    return bool(match and signal.core.search(around.quote, match.end()))


def is_asked(around: Surroundings, cues: Cues, signal: SignalCues) -> bool:
    """Return whether the quote is part of a question that claims nothing."""
    if signal.lenient:
        return False
    curious = cues["curious"].search(around.text)
    if signal.asks and curious:
        return True
    asked = [_asks(around, index, cues, signal) for index in range(around.first, around.last + 1)]
    if len(asked) == 1:
        return asked[0]
    # Of several clauses, those that name the signal decide; where none does, any question is doubt enough.
    named = [
        asks
        for index, asks in enumerate(asked, around.first)
        if signal.core.search(around.text, *around.bounds(index))
    ]
    return all(named) if named else any(asked)


def _asks(around: Surroundings, index: int, cues: Cues, signal: SignalCues) -> bool:
    clause = around.clause(index)
    marked = around.clauses[index].end_mark in QUESTION_MARKS
    if not (marked or cues["question_words"].search(clause) or cues["question_starts"].search(clause)):
        return False
    if cues["curious"].search(around.text):
        return True
    if cues["rhetorical_claims"].search(clause) or cues["indirect_worry"].search(clause):
        return False
    return not (signal.asks and cues["requests"].search(clause))
