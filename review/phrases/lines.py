"""Turns as rules read them: folded, with the topics that the agent set around them."""

from dataclasses import dataclass

from review.domain import Role, Transcript, Turn
from review.normalise import fold
from review.phrases.notation import CHINESE, LATIN
from review.phrases.topics import echoes_of, topics_of

SHORT_TURN = 40  # characters; "Sorry?" or "Right." does not change what the talk is about


@dataclass(frozen=True, kw_only=True)
class Line:
    """A turn as rules read it: folded text, its scripts, and the topics that the agent set before and after."""

    turn: Turn
    text: str
    chinese: bool
    latin: bool
    topics: frozenset[str] = frozenset()
    echoes: frozenset[str] = frozenset()


def lines_of(transcript: Transcript) -> tuple[Line, ...]:
    """Return the folded turns; topics come from the last agent turn before, echoes from the first behind."""
    texts = [fold(turn.text) for turn in transcript.turns]
    asked: frozenset[str] = frozenset()
    before: list[frozenset[str]] = []
    for turn, text in zip(transcript.turns, texts, strict=True):
        before.append(asked)
        if turn.role in (Role.AGENT, Role.BOT):
            found = topics_of(text)
            asked = found or (asked if len(text) < SHORT_TURN else frozenset())
    return tuple(
        Line(
            turn=turn,
            text=text,
            chinese=bool(CHINESE.search(text)),
            latin=bool(LATIN.search(text)),
            topics=before[index],
            echoes=_echoes(transcript, texts, index),
        )
        for index, (turn, text) in enumerate(zip(transcript.turns, texts, strict=True))
    )


def _echoes(transcript: Transcript, texts: list[str], index: int) -> frozenset[str]:
    for turn in transcript.turns[index + 1 : index + 3]:
        if turn.role in (Role.AGENT, Role.BOT):
            return echoes_of(texts[turn.index - 1])
    return frozenset()
