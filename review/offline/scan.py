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
)
from review.offline.answers import Answer, answer_of
from review.offline.rule import Group, Rule
from review.phrases.lines import Line

NO_ANSWER = Answer(clean=False, until=0)
HITS = 6  # of one rule in one call: more adds reading time, not evidence
CLAUSE_END = re.compile(r"[,。!?;…\n]|(?<!\d)\.(?!\d)")
LONGEST_ASSENT = 40  # characters; a longer reply says for itself what is so
NEXT_CLAUSE = re.compile(r"[,。!?;…\s]+[^,。!?;…\n]+")
SHORTEST = 4  # characters of a quote; a shorter match is shown with its whole clause
ASKS = re.compile(r"[?？]|吗|吧")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule found: the proposal, and the same with only the words that matched, where those are enough."""

    proposal: Proposal
    narrow: Proposal | None = None


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A turn with what it answers, read once for all rules."""

    line: Line
    answer: Answer = NO_ANSWER
    agreed_to: Line | None = None
    """The agent's question to which the turn is a bare yes."""


def sayings_of(lines: tuple[Line, ...]) -> tuple[Saying, ...]:
    """Return every turn with what it answers."""
    return tuple(
        Saying(
            line=line,
            answer=answer_of(lines[index - 1].text, line.text) if index else NO_ANSWER,
            agreed_to=_assented(lines, index),
        )
        for index, line in enumerate(lines)
    )


def findings_of(
    rule: Rule, sayings: tuple[Saying, ...], *, others: frozenset[int], weak: bool
) -> Iterator[Finding]:
    """Yield what a rule finds.

    `others` are the turns of somebody who is not the borrower; `weak` says whether weak patterns count.
    """
    count = 0
    for saying in sayings:
        if count >= HITS:
            return
        if not _speaks(rule, saying.line) or (saying.line.turn.index in others and not rule.third_party):
            continue
        for finding in (*_said(rule, saying, weak=weak), *_agreed(rule, saying, weak=weak)):
            count += 1
            yield finding


def _said(rule: Rule, saying: Saying, *, weak: bool) -> Iterator[Finding]:
    line = saying.line
    answer = saying.answer if rule.answers else NO_ANSWER
    for match in _matches(rule, line, weak=weak):
        if answer.explains(match.start):
            continue
        words = line.turn.text[match.said[0] : match.said[1]].strip()
        quote = line.turn.text[match.start : match.end]
        narrow = _proposed(rule, match, line, words) if words != quote and long_enough(words) else None
        yield Finding(proposal=_proposed(rule, match, line, quote), narrow=narrow)


def _agreed(rule: Rule, saying: Saying, *, weak: bool) -> Iterator[Finding]:
    """Yield what the customer agreed to: the agent's question and the reply, both quoted."""
    asked = saying.agreed_to if rule.speaker is Role.CUSTOMER else None
    if asked is None:
        return
    reply = Evidence(turn=saying.line.turn.index, quote=saying.line.turn.text.strip())
    for match in _matches(rule, asked, weak=weak):
        question = Evidence(turn=asked.turn.index, quote=asked.turn.text[match.start : match.end])
        yield Finding(proposal=make_proposal(rule, match.severity, question, reply))


def _proposed(rule: Rule, match: "Match", line: Line, quote: str) -> Proposal:
    return make_proposal(rule, match.severity, Evidence(turn=line.turn.index, quote=quote))


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


@dataclass(frozen=True, kw_only=True)
class Match:
    """One match: half-open ranges of the words that matched (`said`) and of the quote around them."""

    severity: Severity
    start: int
    end: int
    said: tuple[int, int]


def _matches(rule: Rule, line: Line, *, weak: bool) -> Iterator[Match]:
    """Yield the matches of a rule in a line, the gravest of those that overlap."""
    if rule.excused and rule.excused.search(line.text):
        return
    taken: list[tuple[int, int]] = []
    for group in rule.groups:
        if not _applies(group, line, weak=weak):
            continue
        for match in group.expression.finditer(line.text):
            start, end = quote_range(line.text, match.start(), match.end())
            if any(first < end and start < last for first, last in taken):
                continue
            if rule.unless and rule.unless.search(line.text, *clause_range(line.text, *match.span())):
                continue
            taken.append((start, end))
            yield Match(severity=group.severity, start=start, end=end, said=match.span())


def _applies(group: Group, line: Line, *, weak: bool) -> bool:
    if not (line.chinese if group.chinese else line.latin) or (group.weak and not weak):
        return False
    return (not group.topic or group.topic in line.topics) and (not group.echo or group.echo in line.echoes)


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
    if long_enough(text[start:last]):
        return start, last
    while not long_enough(text[first:last]) and (behind := NEXT_CLAUSE.match(text, last)):
        last = behind.end()
    return first, last


def long_enough(quote: str) -> bool:
    """Return whether a quote says enough to be somebody's evidence."""
    return len(quote.split()) > 1 if quote.isascii() else len(quote) > SHORTEST


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
