"""The traps beyond the four slots: repeated words, own lien, lawful warnings, figures of speech and the like."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from review.cues import Cues, SignalCues, load_cues
from review.domain import Role, Transcript, Turn
from review.holder import opener_of, subject_of
from review.polarity import negated_at
from review.surroundings import Surroundings, surround

SECOND_PLEDGE = "collateral.second_pledge"
NO_IDENTITY_CHECK = "agent.no_identity_verification"
THREAT = "agent.threat_coercion"
FIGURES_MATTER = ("stress.", "vuln.")
OWN_CAR_MATTERS = ("collateral.",)
NAMED_OTHERS_MATTER = ("fraud.", "complaint.")
NAMED_OTHERS = ("other_words", "kin_of_kin", "sibling_words")
PRONOUN = re.compile(r"[他她]们?|有人|人家|别人|he|she|somebody|someone|people|he's|she's")
FIRST_PERSON = re.compile(r"我|(?<![a-z'])(?:i|i'm|i'll|i've)(?![a-z])")


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a trap may look at: the quote in its turn, the cues, and the signal that was claimed."""

    around: Surroundings
    cues: Cues
    signal: SignalCues
    key: str


Trap = Callable[[Look], bool]


def trap(transcript: Transcript, turn: Turn, span: tuple[int, int], key: str) -> str | None:
    """Return the stable code of the trap that a quote falls into, or None."""
    cues = load_cues()
    around = surround(turn.text, span, cues)
    look = Look(around=around, cues=cues, signal=cues.signal(key), key=key)
    traps = AGENT_TRAPS if turn.role is Role.AGENT else CUSTOMER_TRAPS
    found = next((code for code, applies in traps if applies(look)), None)
    if found is None and key == NO_IDENTITY_CHECK and _verified(transcript, turn, cues):
        return "authorised"
    return found


def _injected(look: Look) -> bool:
    return bool(look.cues["injection"].search(look.around.sentence))


def _quoted(look: Look) -> bool:
    first = look.around.clauses[look.around.sentence_start(look.around.first)].start
    hearsay = look.cues["hearsay"].search(look.around.text, first, look.around.end)
    if hearsay and not look.cues["own_employer"].search(look.around.text, hearsay.end(), look.around.end):
        return True
    if not look.signal.reports and look.cues["somebody_said"].search(
        look.around.text, first, look.around.end
    ):
        return True
    repeated = look.cues["your_words"].search(look.around.before + look.around.quote)
    return bool(repeated) and not look.signal.reports


def _quoted_by_agent(look: Look) -> bool:
    return bool(look.cues["reported_by_agent"].search(look.around.before + look.around.quote))


def _own_lien(look: Look) -> bool:
    following = look.around.clause(look.around.last + 1)
    named = look.cues["lender_lien"].search(look.around.own) or look.cues["lender_named"].search(following)
    if look.key != SECOND_PLEDGE or not named:
        return False
    return not look.cues["other_creditor"].search(look.around.own)


def _lawful_to_customer(look: Look) -> bool:
    if not look.key.startswith("stress."):
        return False
    match = look.cues["lawful"].search(look.around.own)
    if not match or not look.cues["lawful_verbs"].search(look.around.own):
        return False
    return not FIRST_PERSON.search(look.around.own[: match.start()])


def _lawful_by_agent(look: Look) -> bool:
    lawful = look.key == THREAT and look.cues["lawful"].search(look.around.sentence)
    return bool(lawful) and not look.cues["threats"].search(look.around.sentence)


def _figurative(look: Look) -> bool:
    if look.cues["wishes"].search(look.around.own):
        return True
    if not look.key.startswith(FIGURES_MATTER):
        return False
    if not look.signal.lenient and look.cues["generic"].search(look.around.own):
        return True
    return bool(look.cues["figures"].search(look.around.own)) and not look.cues["treated"].search(
        look.around.text
    )


def _authorised(look: Look) -> bool:
    return any(
        not negated_at(look.around.text, match.start(), look.cues)
        for match in look.signal.authorised.finditer(look.around.text)
    )


def _minor(look: Look) -> bool:
    return bool(
        look.signal.minor.search(look.around.own)
        or look.signal.minor.search(look.around.clause(look.around.last + 1))
    )


def _somebody_elses(look: Look) -> bool:
    if look.signal.lenient:
        return False
    if look.cues["exclusions"].search(
        look.around.text, min(look.around.end, look.around.clauses[look.around.first].end)
    ):
        return True
    if look.key.startswith(NAMED_OTHERS_MATTER) and _about_named_other(look):
        return True
    if not look.key.startswith(OWN_CAR_MATTERS):
        return False
    said = look.around.before + look.around.quote
    if look.cues["other_property"].search(said):
        return True
    person = subject_of(look.around, look.cues) if look.key != "collateral.third_party_user" else None
    return bool(person and person.cue in ("other_words", "kin_of_kin")) and not (
        look.cues["own_property"].search(said) or look.cues["self_words"].search(said[said.find("把") + 1 :])
    )


def _about_named_other(look: Look) -> bool:
    """Return whether the clause opens with a friend or colleague and never comes to the speaker."""
    person = opener_of(look.around, look.cues)
    if person is None or person.cue not in NAMED_OTHERS:
        return False
    said = look.around.text[person.start : person.end]
    if PRONOUN.fullmatch(said.strip()):
        return False  # "they said …" is the dealer or broker of whom the signal speaks
    return not look.cues["self_words"].search(look.around.text, person.end, look.around.end)


def _verified(transcript: Transcript, turn: Turn, cues: Cues) -> bool:
    """Return whether the agent asked for proof of identity, without supplying it, and got an answer before."""
    earlier = transcript.turns[: turn.index - 1]
    for asked, answered in pairwise(earlier):
        proof = asked.role is Role.AGENT and cues["verification"].search(asked.text.lower())
        if proof and not re.search(r"\d{3,}", asked.text) and answered.role is Role.CUSTOMER:
            return True
    return False


CUSTOMER_TRAPS: tuple[tuple[str, Trap], ...] = (
    ("injection", _injected),
    ("own_lien", _own_lien),
    ("quoted", _quoted),
    ("figurative", _figurative),
    ("lawful_consequence", _lawful_to_customer),
    ("authorised", _authorised),
    ("minor", _minor),
    ("third_party", _somebody_elses),
)
AGENT_TRAPS: tuple[tuple[str, Trap], ...] = (
    ("injection", _injected),
    ("quoted", _quoted_by_agent),
    ("lawful_consequence", _lawful_by_agent),
    ("authorised", _authorised),
    ("minor", _minor),
)
