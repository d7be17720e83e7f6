"""Where a quote stands in its turn: clauses, sentences, and what is said before and behind it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from review.cues import Cues
from review.normalise import fold

# A full stop or comma between digits belongs to the number; an apostrophe never ends anything.
BREAK = re.compile(
    r"(?<!\d)[.,:](?!\d)|(?<=\d)[.,:](?!\d)|(?<!\d)[.,:](?=\d)|[，。！!？?；;：…—\n()（）]|\s-\s"
)
PARSED_TURNS = 512  # turns kept: a long call, since many claims look at the same turn
STRONG = frozenset("。！!？?；;.…\n")
QUESTION_MARKS = frozenset("？?")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A stretch of folded text between two breaks; `end_mark` is the break behind it ("" = a new clause word)."""

    start: int
    end: int
    end_mark: str


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """A quote (half-open range of the folded turn text) with the clauses around it."""

    text: str
    start: int
    end: int
    clauses: tuple[Clause, ...]
    first: int
    """Index of the clause in which the quote begins."""
    last: int
    """Index of the clause in which the quote ends."""

    @property
    def quote(self) -> str:
        """Return the folded quote."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """Return what precedes the quote in its own clause."""
        return self.text[self.clauses[self.first].start : self.start]

    @property
    def after(self) -> str:
        """Return what follows the quote in its own clause."""
        return self.text[self.end : self.clauses[self.last].end]

    @property
    def own(self) -> str:
        """Return the whole clauses that the quote touches."""
        return self.text[self.clauses[self.first].start : self.clauses[self.last].end]

    @property
    def rest(self) -> str:
        """Return everything behind the quote."""
        return self.text[self.end :]

    def clause(self, index: int) -> str:
        """Return the text of one clause, or "" outside the turn."""
        start, end = self.bounds(index)
        return self.text[start:end].strip()

    def bounds(self, index: int) -> tuple[int, int]:
        """Return the range of one clause, empty outside the turn."""
        if not 0 <= index < len(self.clauses):
            return len(self.text), len(self.text)
        return self.clauses[index].start, self.clauses[index].end

    def sentence_start(self, index: int) -> int:
        """Return the index of the first clause of the sentence that clause `index` belongs to."""
        while index > 0 and self.clauses[index - 1].end_mark not in STRONG:
            index -= 1
        return index

    def sentence_end(self, index: int) -> int:
        """Return the index of the last clause of the sentence that clause `index` belongs to."""
        while index < len(self.clauses) - 1 and self.clauses[index].end_mark not in STRONG:
            index += 1
        return index

    @property
    def sentence(self) -> str:
        """Return the sentence or sentences that the quote touches."""
        begin, finish = self.sentence_start(self.first), self.sentence_end(self.last)
        return self.text[self.clauses[begin].start : self.clauses[finish].end]


def surround(text: str, span: tuple[int, int], cues: Cues) -> Surroundings:
    """Return the surroundings of a range of the original turn text."""
    folded, clauses = _parsed(text, cues)
    return Surroundings(
        text=folded,
        start=span[0],
        end=span[1],
        clauses=clauses,
        first=_at(clauses, span[0]),
        last=_at(clauses, max(span[0], span[1] - 1)),
    )


@lru_cache(maxsize=PARSED_TURNS)
def _parsed(text: str, cues: Cues) -> tuple[str, tuple[Clause, ...]]:
    folded = fold(text)
    return folded, _clauses(folded, cues)


def _clauses(text: str, cues: Cues) -> tuple[Clause, ...]:
    cuts = [(match.start(), match.end(), match.group().strip()) for match in BREAK.finditer(text)]
    cuts += [(match.start(), match.start(), "") for match in cues["clause_starts"].finditer(text)]
    clauses: list[Clause] = []
    begin = 0
    for start, end, mark in sorted(cuts):
        if text[begin:start].strip():
            clauses.append(Clause(start=begin, end=start, end_mark=mark))
        elif clauses and mark in STRONG:
            last = clauses[-1]
            clauses[-1] = Clause(start=last.start, end=last.end, end_mark=mark)
        begin = max(begin, end)
    if text[begin:].strip() or not clauses:
        clauses.append(Clause(start=begin, end=len(text), end_mark=""))
    return tuple(clauses)


def _at(clauses: tuple[Clause, ...], offset: int) -> int:
    """Return the last clause that starts at or before an offset."""
    return max((index for index, clause in enumerate(clauses) if clause.start <= offset), default=0)
