"""The gate: code, not the model, decides whether a proposed finding may be shown.

A quote must be verbatim (after normalisation) in the named turn of the right speaker, with every negation and
digit intact, and must pass the four-slot test and the traps. What fails keeps a machine-readable reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from review.assent import assent_fault, is_backchannel, is_bare_assent, is_short_reply
from review.domain import Evidence, Proposal, Rejection, Role, Signal, Slots, Transcript, Turn
from review.normalise import Normalised, Token, normalise
from review.slots import read_slots, strictest, verdict
from review.taxonomy import SignalDefinition, Taxonomy
from review.traps import trap

CJK_MIN = 3  # characters: two say too little to be somebody's evidence
LATIN_MIN = 2  # words, for the same reason
APPROXIMATORS = frozenset("多来几余百千万亿")  # behind a number they belong to it: 十来天 is not 十天

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


class Match(StrEnum):
    """How a quote was found: character by character, or after normalisation."""

    EXACT = "exact"
    NORMALISED = "normalised"


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


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a quote stands: the turn, the half-open range of its text, and how it was found."""

    turn: Turn
    span: tuple[int, int]
    match: Match

    @property
    def evidence(self) -> Evidence:
        return Evidence(turn=self.turn.index, quote=self.turn.text[slice(*self.span)])


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
    places: list[_Place] = []
    for item in proposal.evidence:
        found = locate(item, transcript)
        if isinstance(found, str):
            return _reject(proposal, _spoken_by_other(item, transcript, definition) or found, item)
        places.append(found)
    if not places:
        return _reject(proposal, "quote_too_short")
    return _judge(proposal, transcript, definition, places)


def _judge(
    proposal: Proposal, transcript: Transcript, definition: SignalDefinition, places: list[_Place]
) -> Accepted | Rejection:
    own = [place for place in places if _speaks(place.turn, definition, transcript)]
    if not own:
        return _reject(proposal, "wrong_speaker")
    faults: list[tuple[str, _Place]] = []
    passed: list[_Place] = []
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
    place: _Place,
    partners: list[_Place],
    transcript: Transcript,
    definition: SignalDefinition,
    proposed: Slots,
) -> tuple[str | None, Slots]:
    """Return why a located quote is no evidence (or None), and the combined slots."""
    quote = place.evidence.quote
    if definition.speaker is Role.CUSTOMER and _leans_on_question(place, partners, definition.key):
        if fault := _assent(place, partners, definition):
            return fault, proposed
    elif _too_short(normalise(quote)):
        return "quote_too_short", proposed
    best: tuple[str | None, Slots] = ("quote_not_found", proposed)
    for span in _occurrences(place):
        slots = strictest(proposed, read_slots(transcript, place.turn, span, definition.key))
        trapped = trap(transcript, place.turn, span, definition.key)
        fault = trapped if trapped == "injection" else verdict(slots, definition.speaker) or trapped
        best = (fault, slots)
        if fault is None:
            break
    return best


def _assent(place: _Place, partners: list[_Place], definition: SignalDefinition) -> str | None:
    quote = place.evidence.quote
    if is_backchannel(quote) and (not partners or not is_bare_assent(quote)):
        return "backchannel_only"
    if not partners:
        return "assent_unpaired"
    partner = max(partners, key=lambda item: item.turn.index)
    return assent_fault(partner.turn, partner.span, place.turn, definition.key)


def _leans_on_question(place: _Place, partners: list[_Place], key: str) -> bool:
    """Return whether a reply says too little by itself, so that the question carries the claim."""
    quote = place.evidence.quote
    return is_backchannel(quote) or is_bare_assent(quote) or (bool(partners) and is_short_reply(quote, key))


def _occurrences(place: _Place) -> tuple[tuple[int, int], ...]:
    text = normalise(place.turn.text)
    return text.find(normalise(place.evidence.quote)) or (place.span,)


def _speaks(turn: Turn, definition: SignalDefinition, transcript: Transcript) -> bool:
    if turn.role is definition.speaker:
        return True
    # A mono recording without speakers is still read for what was said, never for conduct.
    unlabelled = all(item.role is Role.UNKNOWN for item in transcript.turns)
    return unlabelled and definition.speaker is Role.CUSTOMER


def locate(item: Evidence, transcript: Transcript) -> _Place | str:
    """Return the place of a quote in its named turn, or the reason why it is not there."""
    wanted = normalise(item.quote)
    if not wanted.tokens:
        return "quote_too_short"
    turn = transcript.turn(item.turn)
    if turn is None:
        return "wrong_turn"
    at = turn.text.find(item.quote)
    text = normalise(turn.text)
    for first in text.positions(wanted):
        span = text.range_of(first, len(wanted.tokens))
        if not _cuts_number(text, first + len(wanted.tokens), span[1]):
            exact = at >= 0 and turn.text[slice(*span)] in item.quote
            return _Place(turn=turn, span=span, match=Match.EXACT if exact else Match.NORMALISED)
    return "quote_too_short" if _too_short(wanted) else _missing(wanted, text, turn, transcript)


def _cuts_number(text: Normalised, behind: int, end: int) -> bool:
    """Return whether a quote ends in a number that goes on behind it."""
    if behind >= len(text.tokens) or not text.tokens[behind - 1].number:
        return False
    following: Token = text.tokens[behind]
    return following.start == end and (following.text in APPROXIMATORS)


def _missing(wanted: Normalised, text: Normalised, turn: Turn, transcript: Transcript) -> str:
    if text.positions(wanted, any_number=True) or _number_inside(wanted, turn):
        return "digits_differ"
    elsewhere = [item for item in transcript.turns if normalise(item.text).positions(wanted)]
    if any(item.role is turn.role for item in elsewhere):
        return "wrong_turn"
    return "wrong_speaker" if elsewhere else "quote_not_found"


def _number_inside(wanted: Normalised, turn: Turn) -> bool:
    """Return whether the characters stand there, but a number is cut in two."""
    return any(token.number for token in wanted.tokens) and wanted.original.strip() in turn.text


def _spoken_by_other(item: Evidence, transcript: Transcript, definition: SignalDefinition) -> str | None:
    turn = transcript.turn(item.turn)
    wrong = turn is not None and turn.role not in (definition.speaker, Role.UNKNOWN)
    return "wrong_speaker" if wrong and item.quote.strip() else None


def _too_short(quote: Normalised) -> bool:
    words = sum(len(token.text) > 1 or token.text.isascii() for token in quote.tokens)
    characters = len(quote.tokens) - words
    return characters / CJK_MIN + words / LATIN_MIN < 1


def _signal(proposal: Proposal, definition: SignalDefinition, slots: Slots, places: list[_Place]) -> Signal:
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
