"""What the classifier sees of a turn: its words, the topics of the question before it, and what rules and gate made of it.

A feature is a plain string, so that a weight can be read: `没_发`, `t:income`, `r:stress.income_loss:negated`.
The words of the question are left out: learned from them, bad news said at the greeting would be held unlikely.
"""

import re
from collections.abc import Iterable

from review.domain import Role
from review.phrases.lines import Line
from review.reach import is_agent

NUMBER = re.compile(r"[0-9]+(?:[.,:][0-9]+)*")
TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[0-9]+|[^\sa-z0-9]")
OWN_WORDS = 3  # longest run of words, or of Chinese characters, in what was said
ASKED_REACH = 2  # turns back
LENGTH_STEP, LONGEST = 4, 6  # words to a step, steps told apart


def features_of(lines: tuple[Line, ...], index: int, ruled: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the features of one turn; `ruled` are (key, "pass" or the gate's reason) of rules that matched it."""
    line = lines[index]
    found = words_of(line.text)
    found |= {f"t:{topic}" for topic in line.topics}
    for key, outcome in ruled:
        found |= {f"r:{key}", f"r:{key}:{outcome}"}
    return frozenset(found)


def words_of(text: str) -> set[str]:
    """Return the features of folded words alone."""
    length = min(LONGEST, len(_tokens(text)) // LENGTH_STEP)
    return {*_runs(text, OWN_WORDS), f"len:{length}"}


def line_before(lines: tuple[Line, ...], index: int) -> Line | None:
    """Return the last turn of the other side within reach, or None."""
    own = is_agent(lines[index])
    near = reversed(lines[max(0, index - ASKED_REACH) : index])
    return next((line for line in near if is_agent(line) is not own), None)


def is_read(line: Line) -> bool:
    """Return whether the classifier reads a turn: everybody but people who are neither agent nor customer."""
    return line.turn.role is not Role.THIRD_PARTY


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(NUMBER.sub("0", text))


def _runs(text: str, longest: int) -> set[str]:
    tokens = _tokens(text)
    return {
        "_".join(tokens[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(tokens) - length + 1)
    }
