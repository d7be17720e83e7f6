"""From a transcript to proposals: which rule matches which turn, and what the agent said around it."""

import re
from collections.abc import Iterator

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
from review.offline.rule import Group, Rule
from review.phrases.lines import Line

HITS = 6  # of one rule in one call: more adds reading time, not evidence
CLAUSE_END = re.compile(r"[,。!?;…\n]|(?<!\d)\.(?!\d)")
LONGEST_ASSENT = 40  # characters; a longer reply says for itself what is so
NEXT_CLAUSE = re.compile(r"[,。!?;…\s]+[^,。!?;…\n]+")
SHORTEST = 4  # characters of a quote; a shorter match is shown with its whole clause
ASKS = re.compile(r"[?？]|吗|吧")


def proposals_of(
    rule: Rule, lines: tuple[Line, ...], *, others: frozenset[int], weak: bool
) -> Iterator[Proposal]:
    """Yield what a rule finds. `others`: turns spoken by somebody who is not the borrower. `weak`: weak patterns count."""
    count = 0
    for index, line in enumerate(lines):
        if count >= HITS:
            return
        if not _speaks(rule, line) or (line.turn.index in others and not rule.third_party):
            continue
        for group, start, end in _matches(rule, line, weak=weak):
            count += 1
            yield make_proposal(
                rule, group.severity, Evidence(turn=line.turn.index, quote=line.turn.text[start:end])
            )
        if rule.speaker is Role.CUSTOMER and (asked := _assented(lines, index)):
            for group, start, end in _matches(rule, asked, weak=weak):
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


def _matches(rule: Rule, line: Line, *, weak: bool) -> Iterator[tuple[Group, int, int]]:
    """Yield group and half-open range of each match, at most one a clause."""
    taken: list[tuple[int, int]] = []
    for group in rule.groups:
        if not (line.chinese if group.chinese else line.latin) or (group.weak and not weak):
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
            if rule.excused and rule.excused.search(line.text):
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
