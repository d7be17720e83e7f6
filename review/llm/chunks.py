"""Long calls in pieces that overlap, and their findings together again without doubles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from review.domain import Proposal, Turn
from review.llm.fence import render
from review.llm.tokens import estimate_tokens
from review.normalise import normalise

CHUNK_TOKENS = 6000
"""Of call text in one request: some forty minutes of talk, and prompt and reply still fit a 16k context."""
OVERLAP_TURNS = 6
"""Turns that two pieces share, so that a question and its answer stand together in one of them."""
OVERLAP_CHARACTERS = 120
"""The same for one turn that is longer than a piece."""


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """The turns of one request, under their numbers in the whole call."""

    turns: tuple[Turn, ...]

    @property
    def first(self) -> int:
        """Return the number of the first turn."""
        return self.turns[0].index

    @property
    def last(self) -> int:
        """Return the number of the last turn."""
        return self.turns[-1].index


def split(turns: Sequence[Turn], most: int = CHUNK_TOKENS) -> tuple[Chunk, ...]:
    """Return pieces of at most `most` estimated tokens; each but the first repeats the last turns before it."""
    chunks: list[Chunk] = []
    current: list[tuple[Turn, int]] = []
    fresh = 0
    for turn, size in _sized(turns, most):
        if fresh and sum(cost for _, cost in current) + size > most:
            chunks.append(Chunk(turns=tuple(item for item, _ in current)))
            current, fresh = _carried(current, most - size), 0
        current.append((turn, size))
        fresh += 1
    return (*chunks, Chunk(turns=tuple(item for item, _ in current))) if current else ()


def _carried(current: Sequence[tuple[Turn, int]], room: int) -> list[tuple[Turn, int]]:
    """Return the last turns that still leave room for the next one and do not fill half of it."""
    carried: list[tuple[Turn, int]] = []
    for turn, size in reversed(current[-OVERLAP_TURNS:]):
        room -= size
        if room < 0:
            break
        carried.insert(0, (turn, size))
    return carried


def _sized(turns: Iterable[Turn], most: int) -> Iterable[tuple[Turn, int]]:
    for turn in turns:
        for part in _parts(turn, most):
            yield part, estimate_tokens(render([part]))


def _parts(turn: Turn, most: int) -> Iterable[Turn]:
    """Yield a turn, cut only where it alone would not fit; the cuts overlap."""
    if len(turn.text) <= most // 2 or estimate_tokens(render([turn])) <= most // 2:
        yield turn
        return
    size = max(most // 2, OVERLAP_CHARACTERS * 2)
    for start in range(0, len(turn.text), size - OVERLAP_CHARACTERS):
        yield replace(turn, text=turn.text[start : start + size])
        if start + size >= len(turn.text):
            return


def without_doubles(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals without what two pieces, or one careless reply, said twice about the same words."""
    kept: list[Proposal] = []
    for proposal in proposals:
        if not any(_same(proposal, other) for other in kept):
            kept.append(proposal)
    return kept


def _same(one: Proposal, other: Proposal) -> bool:
    if one.key != other.key or one.slots != other.slots:
        return False
    return all(
        any(_overlaps(item.quote, theirs.quote) for theirs in other.evidence if theirs.turn == item.turn)
        for item in one.evidence
    )


def _overlaps(one: str, other: str) -> bool:
    first, second = normalise(one).text, normalise(other).text
    return first in second or second in first
