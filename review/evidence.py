"""The gate: code, not the model, decides whether a proposed finding may be shown.

A quote must be verbatim (after normalisation) in the named turn of the right speaker, with every negation and
digit intact, and must pass the four-slot test and the traps. What fails keeps a machine-readable reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from review.assent import assent_fault, is_backchannel, is_bare_assent, is_short_reply
from review.domain import Evidence, Proposal, Rejection, Role, Signal, Slots, Transcript, Turn
from review.normalise import normalise
from review.quotes import Match, Place, is_too_short, locate, occurrences
from review.slots import read_slots, strictest, verdict
from review.taxonomy import SignalDefinition, Taxonomy
from review.traps import trap

REASONS = frozenset(
    {
        "assent_not_specific",
        "assent_unpaired",
        "authorised",
        "backchannel_only",
        "digits_differ",
        "duplicate",
        "figurative",
        "holder_not_agent",
        "hypothetical",
        "injection",
        "joking",
        "lawful_consequence",
        "minor",
        "negated",
        "not_now",
        "own_lien",
        "past_resolved",
        "question_only",
        "quote_not_found",
        "quote_too_short",
        "quoted",
        "slot_missing",
        "speaker_suspect",
        "third_party",
        "unknown_key",
        "wrong_speaker",
        "wrong_turn",
    }
)


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A signal that may be shown, and how literally its weakest quote was found."""

    signal: Signal
    match: Match


@dataclass(frozen=True, kw_only=True)
class GateResult:
    """What passed (customer signals and agent conduct apart), what did not, and how many were proposed."""

    signals: tuple[Signal, ...]
    conduct: tuple[Signal, ...]
    rejected: tuple[Rejection, ...]
    proposed_count: int

    @property
    def counts(self) -> dict[str, int]:
        """Return what people see: proposed, shown, rejected and, of those, merged duplicates."""
        duplicates = sum(item.reason == "duplicate" for item in self.rejected)
        return {
            "proposed": self.proposed_count,
            "shown": len(self.signals) + len(self.conduct),
            "rejected": len(self.rejected),
            "duplicates": duplicates,
        }


def gate(proposals: Iterable[Proposal], transcript: Transcript, taxonomy: Taxonomy) -> GateResult:
    """Return what of the proposals may be shown; every proposal ends in it or in `rejected`, with a reason."""
    shown: dict[str, Signal] = {}
    rejected: list[Rejection] = []
    count = 0
    for proposal in proposals:
        count += 1
        outcome = check(proposal, transcript, taxonomy)
        if isinstance(outcome, Rejection):
            rejected.append(outcome)
        elif proposal.key in shown:
            shown[proposal.key] = merge(shown[proposal.key], outcome.signal)
            rejected.append(_reject(proposal, "duplicate"))
        else:
            shown[proposal.key] = outcome.signal
    return GateResult(
        signals=tuple(item for item in shown.values() if item.speaker is Role.CUSTOMER),
        conduct=tuple(item for item in shown.values() if item.speaker is Role.AGENT),
        rejected=tuple(rejected),
        proposed_count=count,
    )


def merge(kept: Signal, other: Signal) -> Signal:
    """Return one signal with the evidence of both, in order of the call, and the graver severity."""
    evidence = sorted({*kept.evidence, *other.evidence}, key=lambda item: (item.turn, item.quote))
    graver = max(kept.severity, other.severity, key=lambda item: item.rank)
    return replace(kept, evidence=tuple(evidence), severity=graver)


def check(proposal: Proposal, transcript: Transcript, taxonomy: Taxonomy) -> Accepted | Rejection:
    """Return the signal with verbatim quotes of the original text, or why it may not be shown."""
    definition = taxonomy.get(proposal.key)
    if definition is None:
        return _reject(proposal, "unknown_key")
    if definition.speaker is Role.AGENT and transcript.speakers.suspect:
        return _reject(proposal, "speaker_suspect")
    if reason := verdict(proposal.slots, definition.speaker):
        return _reject(proposal, reason)
    places: list[Place] = []
    for item in proposal.evidence:
        found = locate(item, transcript)
        if isinstance(found, str):
            return _reject(proposal, _spoken_by_other(item, transcript, definition) or found, item)
        places.append(found)
    if not places:
        return _reject(proposal, "quote_too_short")
    return _judge(proposal, transcript, definition, places)


def _judge(
    proposal: Proposal, transcript: Transcript, definition: SignalDefinition, places: list[Place]
) -> Accepted | Rejection:
    own = [place for place in places if _speaks(place.turn, definition, transcript)]
    if not own:
        return _reject(proposal, "wrong_speaker")
    faults: list[tuple[str, Place]] = []
    passed: list[Place] = []
    slots = proposal.slots
    for place in own:
        partners = [other for other in places if other not in own]
        fault, read = _fault(place, partners, transcript, definition, proposal.slots)
        if fault:
            faults.append((fault, place))
        else:
            passed += [*(partners if _leans_on_question(place, partners, definition.key) else []), place]
            slots = read
    if not passed:
        reason, place = faults[0]
        return _reject(proposal, reason, place.evidence)
    return Accepted(
        signal=_signal(proposal, definition, slots, passed),
        match=Match.EXACT if all(place.match is Match.EXACT for place in passed) else Match.NORMALISED,
    )


def _fault(
    place: Place,
    partners: list[Place],
    transcript: Transcript,
    definition: SignalDefinition,
    proposed: Slots,
) -> tuple[str | None, Slots]:
    """Return why a located quote is no evidence (or None), and the combined slots."""
    quote = place.evidence.quote
    if definition.speaker is Role.CUSTOMER and _leans_on_question(place, partners, definition.key):
        if fault := _assent(place, partners, definition):
            return fault, proposed
    elif is_too_short(normalise(quote)):
        return "quote_too_short", proposed
    best: tuple[str | None, Slots] = ("quote_not_found", proposed)
    for span in occurrences(place):
        slots = strictest(proposed, read_slots(transcript, place.turn, span, definition.key))
        trapped = trap(transcript, place.turn, span, definition.key)
        fault = trapped if trapped == "injection" else verdict(slots, definition.speaker) or trapped
        best = (fault, slots)
        if fault is None:
            break
    return best


def _assent(place: Place, partners: list[Place], definition: SignalDefinition) -> str | None:
    quote = place.evidence.quote
    if is_backchannel(quote) and (not partners or not is_bare_assent(quote)):
        return "backchannel_only"
    if not partners:
        return "assent_unpaired"
    partner = max(partners, key=lambda item: item.turn.index)
    return assent_fault(partner.turn, partner.span, place.turn, definition.key)


def _leans_on_question(place: Place, partners: list[Place], key: str) -> bool:
    """Return whether a reply says too little by itself, so that the question carries the claim."""
    quote = place.evidence.quote
    return is_backchannel(quote) or is_bare_assent(quote) or (bool(partners) and is_short_reply(quote, key))


def _speaks(turn: Turn, definition: SignalDefinition, transcript: Transcript) -> bool:
    if turn.role is definition.speaker:
        return True
    # A mono recording without speakers is still read for what was said, never for conduct.
    unlabelled = all(item.role is Role.UNKNOWN for item in transcript.turns)
    return unlabelled and definition.speaker is Role.CUSTOMER


def _spoken_by_other(item: Evidence, transcript: Transcript, definition: SignalDefinition) -> str | None:
    turn = transcript.turn(item.turn)
    wrong = turn is not None and turn.role not in (definition.speaker, Role.UNKNOWN)
    return "wrong_speaker" if wrong and item.quote.strip() else None


def _signal(proposal: Proposal, definition: SignalDefinition, slots: Slots, places: list[Place]) -> Signal:
    unique = dict.fromkeys(place.evidence for place in places)
    return Signal(
        key=definition.key,
        severity=proposal.severity,
        speaker=definition.speaker,
        evidence=tuple(sorted(unique, key=lambda item: item.turn)),
        slots=slots,
        rationale=proposal.rationale,
        follow_up=definition.actions,
        origin=proposal.origin,
    )


def _reject(proposal: Proposal, reason: str, item: Evidence | None = None) -> Rejection:
    shown = item or (proposal.evidence[0] if proposal.evidence else None)
    return Rejection(
        key=proposal.key,
        quote=shown.quote if shown else "",
        reason=reason,
        turn=shown.turn if shown else None,
    )
