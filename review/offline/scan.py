"""From a transcript to proposals: which rule matches which turn, and what the agent said around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review.assent import is_bare_assent
from review.cues import load_cues
from review.domain import (
    Certainty,
    Evidence,
    Holder,
    Polarity,
    Proposal,
    Role,
    Severity,
    Slots,
    Time,
    Transcript,
    Turn,
)
from review.normalise import fold
from review.offline.rule import CHINESE, LATIN, Group, Rule
from review.offline.topics import echoes_of, topics_of

HITS = 6  # of one rule in one call: more adds reading time, not evidence
CLAUSE_END = re.compile(r"[,。!?;…\n]|(?<!\d)\.(?!\d)")
LONGEST_ASSENT = 40  # characters; a longer reply says for itself what is so
SHORTEST = 4  # characters of a quote; a shorter match is shown with its whole clause
ASKS = re.compile(r"[?？]|吗|吧")


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
    folded = [_fold(turn.text) for turn in transcript.turns]
    asked: frozenset[str] = frozenset()
    before: list[frozenset[str]] = []
    for turn, text in zip(transcript.turns, folded, strict=True):
        before.append(asked)
        if turn.role in (Role.AGENT, Role.BOT):
            found = topics_of(text)
            # "Sorry?" or "Right." does not change what the talk is about.
            asked = found or (asked if len(text) < SHORT_TURN else frozenset())
    return tuple(
        Line(
            turn=turn,
            text=text,
            chinese=bool(CHINESE.search(text)),
            latin=bool(LATIN.search(text)),
            topics=before[index],
            echoes=_echoes(transcript, folded, index),
        )
        for index, (turn, text) in enumerate(zip(transcript.turns, folded, strict=True))
    )


SHORT_TURN = 40  # characters


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else fold(text)


def _echoes(transcript: Transcript, folded: list[str], index: int) -> frozenset[str]:
    for turn in transcript.turns[index + 1 : index + 3]:
        if turn.role in (Role.AGENT, Role.BOT):
            return echoes_of(folded[turn.index - 1])
    return frozenset()


def proposals_of(rule: Rule, lines: tuple[Line, ...], *, others: frozenset[int]) -> Iterator[Proposal]:
    """Yield what a rule finds. `others`: turns spoken by somebody who is not the borrower."""
    count = 0
    for index, line in enumerate(lines):
        if count >= HITS:
            return
        if not _speaks(rule, line) or (line.turn.index in others and not rule.third_party):
            continue
        for group, start, end in _matches(rule, line):
            count += 1
            yield make_proposal(
                rule, group.severity, Evidence(turn=line.turn.index, quote=line.turn.text[start:end])
            )
        if rule.speaker is Role.CUSTOMER and (asked := _assented(lines, index)):
            for group, start, end in _matches(rule, asked):
                count += 1
                question = Evidence(turn=asked.turn.index, quote=asked.turn.text[start:end])
                reply = Evidence(turn=line.turn.index, quote=line.turn.text.strip())
                yield make_proposal(rule, group.severity, question, reply)


def _speaks(rule: Rule, line: Line) -> bool:
    if line.turn.role is rule.speaker:
        return True
    return line.turn.role is Role.UNKNOWN and rule.speaker is Role.CUSTOMER


def _assented(lines: tuple[Line, ...], index: int) -> Line | None:
    """Return the agent's question that a bare yes in this line answers."""
    if not index or lines[index - 1].turn.role is not Role.AGENT:
        return None
    asked, reply = lines[index - 1], lines[index].text
    if not ASKS.search(asked.text) or len(reply) > LONGEST_ASSENT:
        return None
    return asked if is_bare_assent(reply) or load_cues()["assents"].search(reply) else None


def _matches(rule: Rule, line: Line) -> Iterator[tuple[Group, int, int]]:
    """Yield group and half-open range of each match, at most one a clause."""
    taken: list[tuple[int, int]] = []
    for group in rule.groups:
        if not (line.chinese if group.chinese else line.latin):
            continue
        if (group.topic and group.topic not in line.topics) or (group.echo and group.echo not in line.echoes):
            continue
        for match in group.expression.finditer(line.text):
            start, end = quote_range(line.text, match.start(), match.end())
            if any(first < end and start < last for first, last in taken):
                continue
            if rule.unless and rule.unless.search(
                line.text, *clause_range(line.text, match.start(), match.end())
            ):
                continue
            taken.append((start, end))
            yield group, start, end


def clause_range(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open range of the whole clauses that a range touches, without the marks around them."""
    first = max((match.end() for match in CLAUSE_END.finditer(text, 0, start)), default=0)
    behind = CLAUSE_END.search(text, end)
    last = behind.start() if behind else len(text)
    while first < last and text[first].isspace():
        first += 1
    return first, last


def quote_range(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range to quote: from the match to the end of its clause, or the whole clause if that is short."""
    first, last = clause_range(text, start, end)
    quote = text[start:last]
    enough = len(quote.split()) > 1 if quote.isascii() else len(quote) > SHORTEST
    return (start, last) if enough else (first, last)


def make_proposal(rule: Rule, severity: Severity, *evidence: Evidence) -> Proposal:
    """Return a proposal with plain slots; the gate reads the real ones from the words."""
    agent = rule.speaker is Role.AGENT
    return Proposal(
        key=rule.key,
        severity=severity,
        evidence=evidence,
        slots=Slots(
            holder=Holder.AGENT if agent else Holder.SELF,
            time=Time.NOW,
            polarity=Polarity.AFFIRMED,
            certainty=Certainty.STATED,
        ),
        rationale="",
    )
