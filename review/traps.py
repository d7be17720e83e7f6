"""The traps beyond the four slots: repeated words, own lien, lawful warnings, figures of speech and the like."""

import re
from collections.abc import Callable

from review.cues import Cues, SignalCues, load_cues
from review.domain import Role, Transcript, Turn
from review.holder import subject_of
from review.polarity import negated_at
from review.surroundings import Surroundings, surround

SECOND_PLEDGE = "collateral.second_pledge"
NO_IDENTITY_CHECK = "agent.no_identity_verification"
THREAT = "agent.threat_coercion"
FIGURES_MATTER = ("stress.", "vuln.")
OWN_CAR_MATTERS = ("collateral.",)
FIRST_PERSON = re.compile(r"我|(?<![a-z'])(?:i|i'm|i'll|i've)(?![a-z])")

Trap = Callable[[Surroundings, Cues, SignalCues, str], bool]


def trap(transcript: Transcript, turn: Turn, span: tuple[int, int], key: str) -> str | None:
    """Return the stable code of the trap that a quote falls into, or None."""
    cues = load_cues()
    signal = cues.signal(key)
    around = surround(turn.text, span, cues)
    traps = AGENT_TRAPS if turn.role is Role.AGENT else CUSTOMER_TRAPS
    found = next((code for code, applies in traps if applies(around, cues, signal, key)), None)
    if found is None and key == NO_IDENTITY_CHECK and _verified(transcript, turn, around, cues):
        return "authorised"
    return found


def _injected(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    return bool(cues["injection"].search(around.sentence))


def _quoted(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    first = around.clauses[around.sentence_start(around.first)].start
    hearsay = cues["hearsay"].search(around.text, first, around.end)
    if hearsay and not cues["own_employer"].search(around.text, hearsay.end(), around.end):
        return True
    if not signal.reports and cues["somebody_said"].search(around.text, first, around.end):
        return True
    repeated = cues["your_words"].search(around.before + around.quote)
    return bool(repeated) and not signal.reports


def _quoted_by_agent(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    return bool(cues["reported_by_agent"].search(around.before + around.quote))


def _own_lien(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    if key != SECOND_PLEDGE or not cues["lender_lien"].search(around.own):
        return False
    return not cues["other_creditor"].search(around.own)


def _lawful_to_customer(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    if not key.startswith("stress."):
        return False
    match = cues["lawful"].search(around.own)
    if not match or not cues["lawful_verbs"].search(around.own):
        return False
    return not FIRST_PERSON.search(around.own[: match.start()])


def _lawful_by_agent(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    lawful = key == THREAT and cues["lawful"].search(around.own)
    return bool(lawful) and not cues["threats"].search(around.sentence)


def _figurative(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    if cues["wishes"].search(around.own):
        return True
    if not key.startswith(FIGURES_MATTER):
        return False
    if not signal.lenient and cues["generic"].search(around.own):
        return True
    return bool(cues["figures"].search(around.own)) and not cues["treated"].search(around.text)


def _authorised(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    return any(
        not negated_at(around.text, match.start(), cues) for match in signal.authorised.finditer(around.text)
    )


def _minor(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    return bool(signal.minor.search(around.own) or signal.minor.search(around.clause(around.last + 1)))


def _somebody_elses(around: Surroundings, cues: Cues, signal: SignalCues, key: str) -> bool:
    if signal.lenient:
        return False
    if cues["exclusions"].search(around.text, min(around.end, around.clauses[around.first].end)):
        return True
    if not key.startswith(OWN_CAR_MATTERS):
        return False
    said = around.before + around.quote
    if cues["other_property"].search(said):
        return True
    person = subject_of(around, cues) if key != "collateral.third_party_user" else None
    return bool(person and person.cue in ("other_words", "kin_of_kin")) and not (
        cues["own_property"].search(said) or cues["self_words"].search(said[said.find("把") + 1 :])
    )


def _verified(transcript: Transcript, turn: Turn, around: Surroundings, cues: Cues) -> bool:
    """Return whether the agent asked for proof of identity, without supplying it, and got an answer before."""
    earlier = transcript.turns[: turn.index - 1]
    for asked, answered in zip(earlier, earlier[1:], strict=False):
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
