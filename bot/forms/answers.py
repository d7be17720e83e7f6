"""Answers: a value, what kind of answer it is, and where it came from. Plain data in and out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class AnswerStatus(StrEnum):
    """What kind of answer it is. Declined, unknown and not asked are three different facts."""

    ANSWERED = "answered"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"
    SUPERSEDED = "superseded"


class AnswerSource(StrEnum):
    """Who or what gave the answer."""

    AGENT_ENTRY = "agent_entry"
    CUSTOMER_SELF = "customer_self"
    TRANSCRIPT_EXTRACTED = "transcript_extracted"
    SYSTEM_OF_RECORD = "system_of_record"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer.

    `value` is JSON-able: an option key, a tuple of keys, "yes"/"no"/"unsure", a number, a text,
    ``{"minor", "currency", "approx"}``, ``{"date", "precision", "text"}`` with an optional ``time``,
    ``{"media": [ids]}`` or ``{"lat", "lon", …}``; None unless answered.
    `was` is the status that comes back when a superseded answer's question is shown again.
    `said` is the text that the value was read from.
    """

    value: Any = None
    status: AnswerStatus = AnswerStatus.ANSWERED
    source: AnswerSource = AnswerSource.AGENT_ENTRY
    was: AnswerStatus | None = None
    said: str = ""

    @property
    def standing(self) -> AnswerStatus:
        """Return the status that the answer has where its question is shown."""
        return self.was if self.status is AnswerStatus.SUPERSEDED and self.was else self.status

    @property
    def chosen(self) -> frozenset[str]:
        """Return the values that a condition compares with; empty unless answered."""
        if self.standing is not AnswerStatus.ANSWERED or self.value is None:
            return frozenset()
        if isinstance(self.value, list | tuple):
            return frozenset(str(item) for item in self.value)
        return frozenset({str(self.value)}) if isinstance(self.value, str | int | float) else frozenset({"*"})

    def superseded(self) -> "Answer":
        """Return this answer marked superseded, its value kept."""
        if self.status is AnswerStatus.SUPERSEDED:
            return self
        return replace(self, status=AnswerStatus.SUPERSEDED, was=self.status)

    def restored(self) -> "Answer":
        """Return this answer as it stood before it was superseded."""
        if self.status is not AnswerStatus.SUPERSEDED:
            return self
        return replace(self, status=self.standing, was=None)

    def as_json(self) -> dict[str, Any]:
        """Return the plain form; `answer_from_json` is its inverse."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        plain: dict[str, Any] = {"value": value, "status": self.status.value, "source": self.source.value}
        if self.was is not None:
            plain["was"] = self.was.value
        if self.said:
            plain["said"] = self.said
        return plain


def answer_from_json(plain: Mapping[str, Any]) -> Answer:
    """Return the answer of a plain form. Raises KeyError or ValueError where it is none."""
    value = plain["value"]
    return Answer(
        value=tuple(value) if isinstance(value, list) else value,
        status=AnswerStatus(plain["status"]),
        source=AnswerSource(plain["source"]),
        was=AnswerStatus(plain["was"]) if plain.get("was") else None,
        said=str(plain.get("said", "")),
    )


@dataclass(frozen=True, kw_only=True)
class Change:
    """One answer that differs between two sets; None = there was, or is, none."""

    question: str
    before: Answer | None
    after: Answer | None


def diff(old: Mapping[str, Answer], new: Mapping[str, Answer]) -> tuple[Change, ...]:
    """Return what changed in value or status, in the order of `new`, then what is gone."""
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        Change(question=key, before=old.get(key), after=new.get(key))
        for key in keys
        if _essence(old.get(key)) != _essence(new.get(key))
    )


def _essence(answer: Answer | None) -> tuple[Any, Any] | None:
    return None if answer is None else (answer.value, answer.status)
