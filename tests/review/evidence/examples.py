"""The taxonomy's own examples as claims: every positive, and every hard negative that is a customer sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review.domain import Proposal, Role, Transcript
from review.taxonomy import SignalDefinition, load_taxonomy
from tests.review.evidence.corpus import call, claim

SPEAKERS = {
    "坐席": "agent",
    "客户": "customer",
    "第三人": "third_party",
    "Agent": "agent",
    "Customer": "customer",
    "Third party": "third_party",
}
LABEL = re.compile(f"({'|'.join(SPEAKERS)})(?:（主动）)?[：:] ?")
ASIDE = re.compile(r"（转写成：(?P<heard>[^）]+)）")


@dataclass(frozen=True, kw_only=True)
class Example:
    """One example of the taxonomy as a claim about a call."""

    id: str
    kind: str
    transcript: Transcript
    proposal: Proposal


def positives() -> Iterator[Example]:
    """Yield every positive, quoted whole, in a call of one question and one answer."""
    for definition in load_taxonomy().signals:
        for language in ("zh", "en"):
            for at, text in enumerate(definition.positives(language), 1):
                turns = [[definition.speaker.value, text]]
                yield _example(definition, f"{definition.key}-{language}-{at}", "positive", turns)


def negatives() -> Iterator[Example]:
    """Yield every hard negative; what the right speaker says in it is the quote."""
    for definition in load_taxonomy().signals:
        for language in ("zh", "en"):
            for at, negative in enumerate(definition.negatives(language), 1):
                turns = _turns(negative.text, definition)
                yield _example(definition, f"{definition.key}-{language}-{at}", negative.type, turns)


def _turns(text: str, definition: SignalDefinition) -> list[list[str]]:
    if heard := ASIDE.search(text):
        text = heard["heard"]
    pieces = LABEL.split(text)
    if len(pieces) == 1:
        return [[definition.speaker.value, text]]
    return [[SPEAKERS[label], words] for label, words in zip(pieces[1::2], pieces[2::2], strict=True)]


def _example(definition: SignalDefinition, name: str, kind: str, turns: list[list[str]]) -> Example:
    transcript = call(turns)
    spoken = [turn for turn in transcript.turns if turn.role is definition.speaker] or [transcript.turns[-1]]
    proposal = claim(definition.key, (spoken[-1].index, spoken[-1].text))
    return Example(id=name, kind=kind, transcript=transcript, proposal=proposal)


def is_own_sentence(example: Example, role: Role) -> bool:
    """Return whether the quoted turn is spoken by a role."""
    turn = example.transcript.turn(example.proposal.evidence[0].turn)
    return turn is not None and turn.role is role
