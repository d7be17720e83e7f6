"""Who is the agent and who the customer: stated by the file, guessed with a margin, or asked of a person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from review.domain import Role, Speakers, Transcript, Turn
from review.transcript.draft import Piece
from review.transcript.script_lines import agent_weight, is_script_line
from review.transcript.speaker_words import role_word, short_roles

MARGIN_FLOOR = 0.3
"""Domain rule 8.3.2: below this margin between the two likeliest agents a person must say who is who."""
SUSPECT_SHARE = 0.2
"""Domain rule 3.1.4: more of the script on the customer's side than this, and the labels look swapped."""
NAMED_BESIDE_ROLE = 0.8
"""Confidence when one side has a role word and the only other label must be the other side."""
EVEN_ODDS = 0.5
"""Confidence when nothing tells the two sides apart."""
SAMPLE_LENGTH = 80
"""Characters of a line that still fit a chat button's card."""


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Roles by label, and how they came about."""

    roles: Mapping[str, Role]
    speakers: Speakers
    needs_mapping: bool = False


def cast_of(pieces: Sequence[Piece], direction: str | None = None) -> Cast:
    """Return the roles of all labels; channel or voice order never decides anything."""
    labels = list(dict.fromkeys(piece.label for piece in pieces if piece.label))
    roles = {label: role for label in labels if (role := role_word(label, direction))} | short_roles(labels)
    open_labels = [label for label in labels if label not in roles]
    sides = {role for role in roles.values() if role in {Role.AGENT, Role.CUSTOMER}}
    if len(sides) == 2 or not open_labels:
        return _cast(roles, pieces, confidence=1.0 if sides else 0.0)
    if sides:
        return _fill_other_side(roles, open_labels, sides.pop(), pieces)
    return _guess(roles, open_labels, pieces)


def suspicious(turns: Iterable[Turn | Piece], roles: Mapping[str, Role]) -> bool:
    """Return whether too much of the agent's script stands on the customer's side."""
    script = Counter(roles.get(turn.label) for turn in turns if is_script_line(turn.text))
    total = script[Role.AGENT] + script[Role.CUSTOMER]
    return total > 0 and script[Role.CUSTOMER] / total > SUSPECT_SHARE


def set_speakers(transcript: Transcript, agent: str | None, customer: str | None) -> Transcript:
    """Return the transcript with a person's word on who is who; labels as in ``Turn.label``.

    Raises ValueError for a label that no turn has.
    """
    missing = {agent, customer} - {turn.label for turn in transcript.turns} - {None}
    if missing or (agent is not None and agent == customer):
        raise ValueError("agent and customer must be two labels of this transcript")
    wanted = {agent: Role.AGENT, customer: Role.CUSTOMER}
    turns = tuple(replace(turn, role=_decided(turn, wanted)) for turn in transcript.turns)
    speakers = Speakers(agent=agent, customer=customer, confidence=1.0)
    return replace(transcript, turns=turns, speakers=speakers, needs_mapping=False)


def swap_speakers(transcript: Transcript) -> Transcript:
    """Return the transcript with agent and customer exchanged, as a person asked for.

    Where nobody is agent or customer yet there is nothing to exchange, and it comes back unchanged.
    """
    before = transcript.speakers
    if before.agent is None and before.customer is None:
        return transcript
    other = {Role.AGENT: Role.CUSTOMER, Role.CUSTOMER: Role.AGENT}
    turns = tuple(replace(turn, role=other.get(turn.role, turn.role)) for turn in transcript.turns)
    speakers = Speakers(agent=before.customer, customer=before.agent, confidence=1.0)
    return replace(transcript, turns=turns, speakers=speakers, needs_mapping=False)


def speaker_samples(transcript: Transcript) -> tuple[Turn, ...]:
    """Return the two lines that let a person tell who is who: the supposed agent's first.

    Fewer than two when the file does not tell two speakers apart.
    """
    labels = [transcript.speakers.agent, transcript.speakers.customer]
    said = Counter(turn.label for turn in transcript.turns if turn.label)
    labels += [label for label, _ in said.most_common() if label not in labels]
    chosen = [label for label in labels if label is not None][:2]
    return tuple(_telling_line(transcript.turns, label) for label in chosen)


def _telling_line(turns: Sequence[Turn], label: str) -> Turn:
    own = [turn for turn in turns if turn.label == label]
    return max(own, key=lambda turn: (abs(agent_weight(turn.text)), min(len(turn.text), SAMPLE_LENGTH)))


def _decided(turn: Turn, wanted: Mapping[str | None, Role]) -> Role:
    if turn.label and turn.label in wanted:
        return wanted[turn.label]
    return Role.UNKNOWN if turn.role in {Role.AGENT, Role.CUSTOMER} else turn.role


def _cast(
    roles: Mapping[str, Role], pieces: Sequence[Piece], *, confidence: float, needs_mapping: bool = False
) -> Cast:
    spoken = Counter(piece.label for piece in pieces)
    by_role = {roles[label]: label for label, _ in reversed(spoken.most_common()) if label in roles}
    speakers = Speakers(
        agent=by_role.get(Role.AGENT),
        customer=by_role.get(Role.CUSTOMER),
        confidence=round(confidence, 2),
        suspect=suspicious(pieces, roles),
    )
    return Cast(roles=roles, speakers=speakers, needs_mapping=needs_mapping)


def _fill_other_side(roles: dict[str, Role], labels: list[str], side: Role, pieces: Sequence[Piece]) -> Cast:
    other = Role.CUSTOMER if side is Role.AGENT else Role.AGENT
    chosen = max(labels, key=lambda label: sum(len(piece.text) for piece in pieces if piece.label == label))
    sure = len(labels) == 1
    confidence = NAMED_BESIDE_ROLE if sure else NAMED_BESIDE_ROLE / len(labels)
    return _cast(roles | {chosen: other}, pieces, confidence=confidence, needs_mapping=not sure)


def _guess(roles: dict[str, Role], labels: list[str], pieces: Sequence[Piece]) -> Cast:
    """Guess by what is said; manner alone, without a line of script, is never sure. A tie still gives a cast, at even odds, so that one press can swap it."""
    if len(labels) < 2:
        return _cast(roles, pieces, confidence=0.0)
    weights = {label: sum(agent_weight(p.text) for p in pieces if p.label == label) for label in labels}
    amounts = {label: sum(len(p.text) for p in pieces if p.label == label) for label in labels}
    agent, second, *_ = sorted(labels, key=lambda label: (-weights[label], -amounts[label]))
    margin = (weights[agent] - weights[second]) / (1 + sum(abs(weight) for weight in weights.values()))
    scripted = any(is_script_line(piece.text) for piece in pieces if piece.label == agent)
    customer = max((label for label in labels if label != agent), key=lambda label: amounts[label])
    return _cast(
        roles | {agent: Role.AGENT, customer: Role.CUSTOMER},
        pieces,
        confidence=min(1.0, EVEN_ODDS + margin / 2),
        needs_mapping=not scripted or margin < MARGIN_FLOOR or len(labels) > 2,
    )
