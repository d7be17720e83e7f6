"""Rules propose, the classifier weighs: unlikely proposals fall away, and what it is sure of is proposed as well.

Everything still goes through the gate. The order of the talk (identity checks, disclosures) is no matter of words, so it
is never weighed; and what the rules take for self-harm is never dropped, only added to.
"""

from collections.abc import Iterator
from dataclasses import replace

from review.domain import Evidence, Proposal, Rejection, Role, Severity, Transcript
from review.evidence import check
from review.normalise import fold
from review.offline.classifier import AGENT_PREFIX, Classifier, load_classifier
from review.offline.features import features_of, is_read, line_before, words_of
from review.offline.registry import RULES
from review.offline.rule import Rule
from review.offline.scan import CLAUSE_END, long_enough, make_proposal
from review.phrases.lines import Line
from review.reach import is_agent, read_reach
from review.taxonomy import Taxonomy

BELIEVED = 0.15
"""From here on a rule's proposal stays. Chosen on writers held out of training (`python -m review.training --held-out`)."""
SURE = 0.25
"""From here on the classifier proposes by itself; chosen likewise."""
SHORT_REPLY = 16  # characters; below, the question may carry the meaning and is quoted too
NEVER_FITTED = frozenset({"agent.no_identity_verification", "agent.third_party_disclosure"})
NEVER_DROPPED = NEVER_FITTED | {"vuln.self_harm"}
PASSED = "pass"

Likelihoods = dict[int, dict[str, float]]


def weigh(
    proposals: list[Proposal],
    lines: tuple[Line, ...],
    transcript: Transcript,
    taxonomy: Taxonomy,
    *,
    classifier: Classifier | None = None,
    believed: float = BELIEVED,
    sure: float = SURE,
) -> list[Proposal]:
    """Return the proposals that are likely enough, and further ones in the order of the taxonomy.

    Without a `classifier` the shipped one weighs.
    """
    outcomes = [outcome_of(item, transcript, taxonomy) for item in proposals]
    likely = likelihoods(lines, proposals, outcomes, classifier or load_classifier())
    # What the gate rejects stays, so that a lead can see that it was looked at and why it was turned away.
    stays = [
        outcome != PASSED or _chance(item, likely) >= believed
        for item, outcome in zip(proposals, outcomes, strict=True)
    ]
    kept = [item for item, stay in zip(proposals, stays, strict=True) if stay]
    shown = {
        (item.key, turn_of(item))
        for item, stay, outcome in zip(proposals, stays, outcomes, strict=True)
        if stay and outcome == PASSED
    }
    further = _further(lines, likely, shown, transcript, taxonomy, sure)
    return [*kept, *_graded(further, [item for item in kept if (item.key, turn_of(item)) in shown])]


def outcome_of(proposal: Proposal, transcript: Transcript, taxonomy: Taxonomy) -> str:
    """Return "pass", or the reason for which the gate rejects a proposal."""
    outcome = check(proposal, transcript, taxonomy)
    return outcome.reason if isinstance(outcome, Rejection) else PASSED


def turn_of(proposal: Proposal) -> int:
    """Return the turn that a proposal stands in: of a question and its reply, the reply."""
    return proposal.evidence[-1].turn


def likelihoods(
    lines: tuple[Line, ...], proposals: list[Proposal], outcomes: list[str], classifier: Classifier
) -> Likelihoods:
    """Return by turn number how likely each signal of its speaker is there."""
    return {
        line.turn.index: classifier.likelihoods(found, agent=is_agent(line))
        for line, found in rows_of(lines, proposals, outcomes)
    }


def rows_of(
    lines: tuple[Line, ...], proposals: list[Proposal], outcomes: list[str]
) -> Iterator[tuple[Line, frozenset[str]]]:
    """Yield every turn that is read, with its features."""
    ruled: dict[int, list[tuple[str, str]]] = {}
    for item, outcome in zip(proposals, outcomes, strict=True):
        ruled.setdefault(turn_of(item), []).append((item.key, outcome))
    for index, line in enumerate(lines):
        if is_read(line):
            yield line, features_of(lines, index, ruled.get(line.turn.index, ()))


def _chance(proposal: Proposal, likely: Likelihoods) -> float:
    at = likely.get(turn_of(proposal), {})
    return 1.0 if proposal.key in NEVER_DROPPED else at.get(proposal.key, 1.0)


def _further(
    lines: tuple[Line, ...],
    likely: Likelihoods,
    shown: set[tuple[str, int]],
    transcript: Transcript,
    taxonomy: Taxonomy,
    sure: float,
) -> Iterator[Proposal]:
    others = read_reach(lines).others
    for rule in RULES:
        for index, line in enumerate(lines):
            turn = line.turn.index
            chance = likely.get(turn, {}).get(rule.key, 0.0)
            if chance < sure or (rule.key, turn) in shown or (turn in others and not rule.third_party):
                continue
            if proposal := _best_quote(rule, lines, index, transcript, taxonomy):
                yield proposal


def _graded(further: Iterator[Proposal], shown: list[Proposal]) -> Iterator[Proposal]:
    """Yield further proposals, graded as the rules graded the same signal: only they know words for grades."""
    grades: dict[str, Severity] = {}
    for item in shown:
        grades[item.key] = max(
            grades.get(item.key, item.severity), item.severity, key=lambda level: level.rank
        )
    for item in further:
        yield replace(item, severity=grades.get(item.key, item.severity))


def _best_quote(
    rule: Rule, lines: tuple[Line, ...], index: int, transcript: Transcript, taxonomy: Taxonomy
) -> Proposal | None:
    """Return the narrowest proposal that the gate accepts; where it accepts none, there is nothing to show."""
    definition = taxonomy.get(rule.key)
    if definition is None:
        return None
    for evidence in _quotes(rule, lines, index):
        proposal = make_proposal(rule, definition.severity, *evidence)
        if outcome_of(proposal, transcript, taxonomy) == PASSED:
            return proposal
    return None


def _quotes(rule: Rule, lines: tuple[Line, ...], index: int) -> Iterator[tuple[Evidence, ...]]:
    """Yield what could be quoted: the most telling clauses first, then the turn, then question and reply."""
    turn = lines[index].turn
    clauses = [part.strip() for part in CLAUSE_END.split(turn.text)]
    telling = sorted(
        (part for part in clauses if long_enough(part)), key=lambda part: -_weight(rule.key, part)
    )
    for text in dict.fromkeys((*telling, turn.text.strip())):
        yield (Evidence(turn=turn.index, quote=text),)
    asked = line_before(lines, index)
    if asked is not None and rule.speaker is Role.CUSTOMER and len(turn.text) <= SHORT_REPLY:
        question = Evidence(turn=asked.turn.index, quote=asked.turn.text.strip())
        yield question, Evidence(turn=turn.index, quote=turn.text.strip())


def _weight(key: str, clause: str) -> float:
    found = load_classifier().likelihoods(words_of(fold(clause)), agent=key.startswith(AGENT_PREFIX))
    return found.get(key, 0.0)
