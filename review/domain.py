"""The values that review works with: transcript, evidence, signal, review.

Frozen and keyword-only. Turns are numbered from 1, as people and the JSON contract count them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Who speaks in a turn."""

    AGENT = "agent"
    CUSTOMER = "customer"
    THIRD_PARTY = "third_party"
    IVR = "ivr"
    BOT = "bot"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How soon somebody must look: a note, three business days, one business day, hours."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return 0 (low) to 3 (critical), for ordering."""
        return list(Severity).index(self)


class Holder(StrEnum):
    """Whose situation the words describe (four-slot test)."""

    SELF = "self"
    HOUSEHOLD = "household"
    OTHER_PERSON = "other_person"
    AGENT = "agent"
    GENERIC = "generic"


class Time(StrEnum):
    """When the described situation holds (four-slot test)."""

    NOW = "now"
    FUTURE_EXPECTED = "future_expected"
    PAST_OPEN = "past_open"
    PAST_RESOLVED = "past_resolved"
    HYPOTHETICAL = "hypothetical"


class Polarity(StrEnum):
    """Whether the words affirm, deny or only ask (four-slot test)."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    ASKED = "asked"


class Certainty(StrEnum):
    """How seriously it was said (four-slot test)."""

    STATED = "stated"
    HEDGED = "hedged"
    JOKING = "joking"


@dataclass(frozen=True, kw_only=True)
class Slots:
    """The four slots that decide whether words count as a signal."""

    holder: Holder
    time: Time
    polarity: Polarity
    certainty: Certainty

    def as_json(self) -> dict[str, str]:
        """Return the slots under the names of the JSON contract."""
        return {
            "holder": self.holder.value,
            "time": self.time.value,
            "polarity": self.polarity.value,
            "certainty": self.certainty.value,
        }


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One uninterrupted piece of speech. Times are milliseconds from the start of the call, or None."""

    index: int
    role: Role
    text: str
    label: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None
    marks: tuple[str, ...] = ()
    """Doubts about the text itself, such as ``low_confidence`` or ``invented_in_silence``."""
    places: tuple[int, ...] = ()
    """1-based entries of the source file that this turn was merged from, for evidence."""


@dataclass(frozen=True, kw_only=True)
class Speakers:
    """Which label is the agent and which the customer, and how sure the program is (0 to 1)."""

    agent: str | None = None
    customer: str | None = None
    confidence: float = 1.0
    suspect: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract."""
        return {"agent": self.agent, "customer": self.customer, "suspect": self.suspect}


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """The canonical transcript that every importer produces (domain pack, section 8.1)."""

    source_format: str
    language: str
    turns: tuple[Turn, ...]
    speakers: Speakers
    checksum: str
    duration_ms: int | None = None
    warnings: tuple[str, ...] = ()
    needs_mapping: bool = False
    """True when speaker roles are unclear and a person must say who is who."""

    def turn(self, index: int) -> Turn | None:
        """Return the turn with this 1-based number, or None."""
        return self.turns[index - 1] if 1 <= index <= len(self.turns) else None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A verbatim quote and the 1-based turn that it stands in."""

    turn: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A finding that a reviewer (rules or model) proposes; the gate decides whether it may be shown."""

    key: str
    severity: Severity
    evidence: tuple[Evidence, ...]
    slots: Slots
    rationale: str = ""
    origin: str = "offline"


@dataclass(frozen=True, kw_only=True)
class Grading:
    """Two grades of one finding that differ: the proposer's, and what code makes of the taxonomy's rule."""

    proposed: Severity
    by_code: Severity
    reason: str
    """``words``: the rules grade these words so; ``range``: the rule knows no such level; ``others``: other findings."""

    @property
    def shown(self) -> Severity:
        """Return the more cautious one."""
        return max(self.proposed, self.by_code, key=lambda level: level.rank)

    def as_json(self) -> dict[str, str]:
        """Return both grades and why they differ."""
        return {"proposed": self.proposed.value, "by_code": self.by_code.value, "reason": self.reason}


@dataclass(frozen=True, kw_only=True)
class Signal:
    """A proposal that passed the gate. Still only proposed: a person decides."""

    key: str
    severity: Severity
    speaker: Role
    evidence: tuple[Evidence, ...]
    slots: Slots
    rationale: str
    follow_up: tuple[str, ...]
    origin: str = "offline"
    grading: Grading | None = None
    """Set where the proposer's severity and that of the rules differ."""

    @property
    def turns(self) -> tuple[int, ...]:
        """Return the 1-based turns that carry the evidence."""
        return tuple(item.turn for item in self.evidence)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract; `grading` only where two grades differ."""
        graded = {"grading": self.grading.as_json()} if self.grading else {}
        return {
            "key": self.key,
            "severity": self.severity.value,
            "status": "proposed",
            "speaker": self.speaker.value,
            "turns": list(self.turns),
            "quotes": [item.quote for item in self.evidence],
            "slots": self.slots.as_json(),
            "rationale": self.rationale,
            "follow_up": list(self.follow_up),
        } | graded


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A proposal that failed the gate, with a machine-readable reason."""

    key: str
    quote: str
    reason: str
    turn: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract."""
        return {"key": self.key, "quote": self.quote, "reason": self.reason, "turn": self.turn}


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A promise to pay as it was spoken; amount in major units, date resolved in the loan's time zone."""

    turn: int
    quote: str
    amount: Decimal | None
    due_on: date | None

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract; the amount as a decimal string."""
        return {
            "turn": self.turn,
            "quote": self.quote,
            "amount": None if self.amount is None else str(self.amount),
            "date": None if self.due_on is None else self.due_on.isoformat(),
        }


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Where one required question was asked and answered; None = nowhere."""

    question: str
    asked_turn: int | None
    answered_turn: int | None

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract."""
        return {"question": self.question, "asked_turn": self.asked_turn, "answered_turn": self.answered_turn}


@dataclass(frozen=True, kw_only=True)
class Mismatch:
    """A form answer that the transcript contradicts; both sides quoted."""

    question: str
    form: str
    transcript: str
    turn: int

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract."""
        return {
            "question": self.question,
            "form": self.form,
            "transcript": self.transcript,
            "turn": self.turn,
        }


@dataclass(frozen=True, kw_only=True)
class ReviewerStamp:
    """Which reviewer produced a review: enough to repeat it. The cost is None where it is not known."""

    kind: str
    model: str = ""
    prompt_version: str = ""
    input_hash: str = ""
    tokens: int = 0
    cost: Decimal | None = Decimal(0)
    currency: str = ""
    """Of the cost, from the installation's price list; empty where nothing was paid."""
    priced_on: date | None = None
    """The day on which that price was read."""
    outcome: str = ""
    """How the model's part ended (review.llm.outcome); empty where no model was asked."""

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract; cost null where unknown, the rest where there is any."""
        asked: dict[str, Any] = {"outcome": self.outcome} if self.outcome else {}
        if self.currency:
            asked["currency"] = self.currency
        if self.priced_on:
            asked["priced_on"] = self.priced_on.isoformat()
        return {
            "kind": self.kind,
            "model": self.model,
            "prompt_version": self.prompt_version,
            "input_hash": self.input_hash,
            "tokens": self.tokens,
            "cost": None if self.cost is None else float(self.cost),
        } | asked


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """The provisional QA score (0 to 100) with evidence per item; a person makes it final."""

    raw: float | None = None
    items: tuple[dict[str, Any], ...] = ()
    auto_fail_candidates: tuple[dict[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the shape of the JSON contract."""
        return {
            "raw": self.raw,
            "items": list(self.items),
            "auto_fail_candidates": list(self.auto_fail_candidates),
        }


@dataclass(frozen=True, kw_only=True)
class Review:
    """Everything that one pass over one transcript found. Nothing in it is decided."""

    summary: str
    language: str
    speakers: Speakers
    signals: tuple[Signal, ...]
    conduct: tuple[Signal, ...]
    rejected: tuple[Rejection, ...]
    reviewer: ReviewerStamp
    promise: Promise | None = None
    coverage: tuple[Coverage, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    scorecard: Scorecard = field(default_factory=Scorecard)
    injection_suspected: bool = False
    summaries: Mapping[str, str] = field(default_factory=dict)
    """The summary by reader's language (`zh`, `en`); `summary` is the one in the call's language."""

    def summary_for(self, locale: str) -> str:
        """Return the summary for a reader of a locale, the call's own where there is no other."""
        return self.summaries.get("zh" if locale.lower().startswith("zh") else "en", self.summary)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON object that `huifang review` prints, without the file name."""
        return {
            "summary": self.summary,
            "summaries": dict(self.summaries),
            "language": self.language,
            "speakers": self.speakers.as_json(),
            "signals": [item.as_json() for item in self.signals],
            "conduct": [item.as_json() for item in self.conduct],
            "rejected": [item.as_json() for item in self.rejected],
            "promise": None if self.promise is None else self.promise.as_json(),
            "coverage": [item.as_json() for item in self.coverage],
            "mismatches": [item.as_json() for item in self.mismatches],
            "scorecard": self.scorecard.as_json(),
            "injection_suspected": self.injection_suspected,
            "reviewer": self.reviewer.as_json(),
        }
