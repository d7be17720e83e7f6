"""Whether a quote speaks of what may never be, or of what is long over."""

import re

from review.cues import Cues, SignalCues, blank
from review.surroundings import BREAK, QUESTION_MARKS, Surroundings

CONCESSION = re.compile(r"(?<![a-z])even if\s*$")  # "even if I lose my job" says nothing of today


def is_hypothetical(around: Surroundings, cues: Cues, signal: SignalCues) -> bool:
    """Return whether a condition governs the quote; some signals are real even then."""
    if cues["generic_future"].search(around.sentence):
        return not signal.lenient
    if cues["if_not_then"].search(around.own) and cues["reassurance"].search(around.rest):
        return True
    if _would_be(around, cues) and not (signal.conditional or signal.asks):
        return True
    if not (_under_condition(around, cues, signal) or _condition_behind(around, cues)):
        return False
    return not signal.conditional or (not signal.lenient and bool(cues["reassurance"].search(around.rest)))


def _would_be(around: Surroundings, cues: Cues) -> bool:
    said = around.before + around.quote
    return bool(cues["would_be"].search(_without_exempt(said, cues))) and not cues["anchored"].search(
        around.sentence
    )


def _under_condition(around: Surroundings, cues: Cues, signal: SignalCues) -> bool:
    if CONCESSION.search(around.before):
        return True
    text = _without_exempt(around.text, cues)
    for index in range(around.last, around.first - 1, -1):
        start, end = around.bounds(index)
        if cues["conditions"].search(text, start, min(end, around.end)):
            return True
        if index > around.first and _contrasts(around, index, cues) and signal.core.search(text, start, end):
            return False  # "if … I could not pay, but I did lose my job": the later clause stands
    return not _contrasts(around, around.first, cues) and _condition_before(around, text, cues)


def _condition_before(around: Surroundings, text: str, cues: Cues) -> bool:
    first = around.sentence_start(around.first)
    # "If I lost my job? I couldn't pay": the question only sets the scene.
    if first and around.clauses[first - 1].end_mark in QUESTION_MARKS:
        first = around.sentence_start(first - 1)
    for index in range(around.first - 1, first - 1, -1):
        if cues["conditions"].search(text, *around.bounds(index)):
            return True
        if _contrasts(around, index, cues):
            return False
    return False


def _contrasts(around: Surroundings, index: int, cues: Cues) -> bool:
    return bool(cues["contrast_starts"].search(around.clause(index)))


def _condition_behind(around: Surroundings, cues: Cues) -> bool:
    text = _without_exempt(around.text, cues)
    return bool(cues["conditions"].search(text, around.end, around.clauses[around.last].end))


def _without_exempt(text: str, cues: Cues) -> str:
    return blank(cues["condition_exempt"], text)


def is_resolved(around: Surroundings, cues: Cues, signal: SignalCues) -> bool:
    """Return whether the quote speaks of something past that the speaker says is over."""
    if signal.lenient:
        return False
    if _closed_by_itself(around, cues) or _experienced(around, cues):
        return True
    sentence = around.clauses[around.sentence_start(around.first)].start
    past = cues["past"].search(around.text, sentence, around.end)
    if past:
        return _resolved_in(around.text, around.start, len(around.text), cues)
    following = min(around.last + 1, len(around.clauses) - 1)
    return _resolved_in(around.text, around.start, around.clauses[following].end, cues)


def _closed_by_itself(around: Surroundings, cues: Cues) -> bool:
    said = around.before + around.quote
    match = cues["past_closed"].search(said)
    return bool(match) and not cues["now_words"].search(said, match.end() if match else 0)


def _experienced(around: Surroundings, cues: Cues) -> bool:
    """Return whether Chinese 过 marks something long past as an experience, with nothing that says it goes on."""
    start = around.clauses[around.sentence_start(around.first)].start
    distant = cues["distant_past"].search(around.text, start, around.end)
    experience = distant and cues["experience"].search(around.text, distant.end(), around.end + 1)
    return bool(experience) and not cues["still"].search(around.text, around.start)


def _resolved_in(text: str, start: int, end: int, cues: Cues) -> bool:
    matches = cues["resolved"].finditer(text, start, end)
    return any(not _not_yet(text[: match.start()], match, cues) for match in matches)


def _not_yet(prefix: str, match: re.Match[str], cues: Cues) -> bool:
    same_clause = BREAK.split(prefix)[-1]
    return bool(cues["not_yet"].search(same_clause)) and bool(match.group())
