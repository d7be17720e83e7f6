"""One filling-in of a form, as a frozen value that can be rebuilt from plain data after a restart or on another device."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from bot.forms.answers import Answer, AnswerSource, AnswerStatus
from bot.forms.definition import FormDefinition, Option, Question
from bot.forms.effects import Effect, effects_of
from bot.forms.view import IDENTITY, STRESS_FACT, View

REVIEW = "review"
SUBMITTED = "submitted"
KNOWN_FACT = "known"
"""The fact that maps question keys to values confirmed within the last 90 days; they are shown, not asked anew."""
PASSED = "passed"


class Kind(StrEnum):
    """What became of a press, a text or an attachment."""

    MOVED = "moved"
    READ_BACK = "read_back"
    SUBMITTED = "submitted"
    PAUSED = "paused"
    LANGUAGE = "language"
    PERSON = "person"
    CHECK_CODE = "check_code"
    STALE = "stale"
    NOT_HERE = "not_here"
    BLOCKED = "blocked"
    INCOMPLETE = "incomplete"
    BAD_INPUT = "bad_input"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What happened and the notice to show, if any: a text key with its values."""

    kind: Kind
    text_key: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where the form stands: `number` of `total` in `group` (a key of `definition.groups`, or "")."""

    number: int
    total: int
    group: str


@dataclass(frozen=True, kw_only=True)
class FormSession:
    """An open or submitted form.

    `cursor` is a question key, "review" or "submitted". `step` grows with every change and is what a
    press must name. `drafts` holds unfinished multi-selects and photos, `pending` answers that wait
    for a yes, both by question, so that a jump loses neither. `returns` is where jumps come back to.
    """

    definition: FormDefinition
    facts: Mapping[str, Any]
    today: date
    answers: Mapping[str, Answer] = field(default_factory=dict)
    cursor: str = ""
    step: int = 0
    drafts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pending: Mapping[str, Answer] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    stress: bool = False
    currency: str = "CNY"

    @cached_property
    def view(self) -> View:
        """Return what is shown, required and stopped as things stand."""
        return View(self.definition, {**self.facts, STRESS_FACT: self.stress}, self.answers)

    @property
    def question(self) -> Question | None:
        """Return the question under the cursor, or None on the review and after submission."""
        return self.definition.by_key.get(self.cursor)

    @property
    def source(self) -> AnswerSource:
        """Return who fills the form in."""
        customer = self.definition.audience == "customer"
        return AnswerSource.CUSTOMER_SELF if customer else AnswerSource.AGENT_ENTRY

    @property
    def visible_questions(self) -> tuple[Question, ...]:
        """Return the questions that may be asked now, in order."""
        return self.view.shown

    @property
    def missing_must_have(self) -> tuple[str, ...]:
        """Return the keys of shown must-have and required questions without an answer."""
        return self.view.missing

    @property
    def blocked_by_identity(self) -> bool:
        """Return whether loan facts are still shut because identity is not passed."""
        return not self.view.identified

    @property
    def is_complete(self) -> bool:
        """Return whether every must-have is answered, declined or not known, identity passed and nothing stops."""
        return self.view.identified and not self.view.stops and not self.view.missing

    @property
    def is_stopped(self) -> bool:
        """Return whether an answer ended the form early: no contact, wrong person, not verified, refused."""
        return bool(self.view.stops)

    @property
    def may_submit(self) -> bool:
        """Return whether submit is open: the form is complete, or was ended early."""
        return self.is_complete or self.is_stopped

    @property
    def progress(self) -> Progress:
        """Return the number of the question under the cursor, counted over those to expect."""
        derived = {IDENTITY} if self.definition.factors else set()
        foreseen = [question for question in self.view.foreseen if question.key not in derived]
        done = sum(question.key in self.answers for question in foreseen)
        still = sum(1 for q in foreseen if self.view.requires(q) and not self.view.settled(q.key))
        total = max(min(len(foreseen), self.definition.max_questions_asked), done + still)
        question = self.question
        if question is None:
            return Progress(number=done, total=total, group="")
        number = done if question.key in self.answers else done + 1
        return Progress(number=number, total=max(total, number), group=question.group)

    @property
    def asked_of_customer(self) -> int:
        """Return how many questions were put to the customer; staff observations do not count."""
        by_key = self.definition.by_key
        return sum(key in by_key and "agent" not in by_key[key].flags for key in self.answers)

    def known(self, key: str) -> Any:
        """Return what a record confirmed lately says about a question, or None."""
        return (self.facts.get(KNOWN_FACT) or {}).get(key)

    def asks(self, question: Question) -> bool:
        """Return whether the question may stand under the cursor: it is shown and nobody derives its answer."""
        if not self.view.shows(question.key):
            return False
        if question.key != IDENTITY:
            return True
        tried = all(key in self.answers for key in self.definition.factors)
        return tried and not self.identity_is_derived and self.definition.audience != "customer"

    @property
    def identity_is_derived(self) -> bool:
        """Return whether the verification result follows from the factors."""
        answer = self.answers.get(IDENTITY)
        return answer is not None and answer.source is AnswerSource.SYSTEM_OF_RECORD

    def options(self, question: Question) -> tuple[Option, ...]:
        """Return what may be chosen: nobody passes identity by hand past factors, nor types a code by button."""
        if "code" in question.flags:
            return ()
        if question.key == IDENTITY and self.definition.factors:
            return tuple(option for option in question.options if option.key != PASSED)
        return question.options

    def draft(self, question: Question) -> tuple[str, ...]:
        """Return what is ticked, or attached, so far; what was answered before counts until it is changed."""
        if question.key in self.drafts:
            return self.drafts[question.key]
        answer = self.answers.get(question.key)
        if answer is None or answer.status is not AnswerStatus.ANSWERED:
            return ()
        return tuple(answer.value["media"]) if question.type == "photo" else tuple(answer.value)

    def effects(self) -> tuple[Effect, ...]:
        """Return the signals, tasks, holds and the like that the answers raise, for the caller to persist."""
        return effects_of(self.view, dict(self.answers))

    def statement(self) -> dict[str, Answer]:
        """Return an answer for every question: those given, "not asked" for the rest, "not applicable" for the hidden."""
        return {question.key: self._stated(question) for question in self.definition.questions}

    def _stated(self, question: Question) -> Answer:
        answer = self.answers.get(question.key)
        if answer is not None:
            return answer
        shown = self.view.shows(question.key)
        return Answer(
            status=AnswerStatus.NOT_ASKED if shown else AnswerStatus.NOT_APPLICABLE,
            source=AnswerSource.SYSTEM_OF_RECORD,
        )

    def dump_state(self) -> dict[str, Any]:
        """Return the session as JSON-able data; facts and today are read afresh when it is loaded."""
        return {
            "form": self.definition.key,
            "version": self.definition.version,
            "length": self.definition.length,
            "answers": {key: answer.as_json() for key, answer in self.answers.items()},
            "cursor": self.cursor,
            "step": self.step,
            "drafts": {key: list(keys) for key, keys in self.drafts.items()},
            "pending": {key: answer.as_json() for key, answer in self.pending.items()},
            "returns": list(self.returns),
            "trail": list(self.trail),
            "stress": self.stress,
            "currency": self.currency,
        }
