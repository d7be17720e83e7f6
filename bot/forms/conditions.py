"""The show_if language: a small tree of plain data, evaluated over answers, facts and signals. Nothing is ever eval-ed."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

Scalar: TypeAlias = bool | int | float | str


class Strict(BaseModel):
    """Base of every value that is read from a data file: frozen, no unknown key, no guessed type."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)


class Lookup(Protocol):
    """What a condition may look at."""

    def chosen(self, question: str) -> frozenset[str] | None:
        """Return the values that stand as the answer, empty for a declined one, None where none stands."""

    def fact(self, name: str) -> Any:
        """Return a fact of the loan or of the session, or None."""

    def signal(self, key: str) -> bool:
        """Return whether a signal is open."""


class AnswerIs(Strict):
    """True when the answer to `q` is one of, or none of, the given values, or simply stands."""

    q: str
    in_: tuple[str, ...] | None = Field(default=None, alias="in")
    notin: tuple[str, ...] | None = None
    answered: bool | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "AnswerIs":
        _check_one_test(self.in_, self.notin, self.answered)
        return self

    def holds(self, look: Lookup) -> bool:
        """Return the verdict; an unanswered question satisfies neither `in` nor `notin`."""
        chosen = look.chosen(self.q)
        if self.answered is not None:
            return bool(chosen) is self.answered
        if not chosen:
            return False
        if self.in_ is not None:
            return bool(chosen & set(self.in_))
        return not chosen & set(self.notin or ())


class FactIs(Strict):
    """True when a fact compares as asked; a missing fact satisfies nothing."""

    ctx: str
    eq: Scalar | None = None
    ne: Scalar | None = None
    gt: float | int | None = None
    lt: float | int | None = None
    in_: tuple[Scalar, ...] | None = Field(default=None, alias="in")

    @model_validator(mode="after")
    def _one_test(self) -> "FactIs":
        _check_one_test(self.eq, self.ne, self.gt, self.lt, self.in_)
        return self

    def holds(self, look: Lookup) -> bool:
        """Return the verdict; an ordering over something that is no number is false."""
        value = look.fact(self.ctx)
        if value is None:
            return False
        if self.gt is not None or self.lt is not None:
            return self._ordered(value)
        if self.in_ is not None:
            return value in self.in_
        return bool(value == self.eq) if self.eq is not None else bool(value != self.ne)

    def _ordered(self, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return value > self.gt if self.gt is not None else self.lt is not None and value < self.lt


class SignalOpen(Strict):
    """True when a signal with this key is open on the callback, or one of the answers raises it."""

    sig: str

    def holds(self, look: Lookup) -> bool:
        """Return the verdict."""
        return look.signal(self.sig)


class AllOf(Strict):
    """True when every part is."""

    all: "tuple[Condition, ...]"

    def holds(self, look: Lookup) -> bool:
        """Return the verdict."""
        return all(part.holds(look) for part in self.all)


class AnyOf(Strict):
    """True when one part is."""

    any: "tuple[Condition, ...]"

    def holds(self, look: Lookup) -> bool:
        """Return the verdict."""
        return any(part.holds(look) for part in self.any)


class Not(Strict):
    """True when its part is not."""

    not_: "Condition" = Field(alias="not")

    def holds(self, look: Lookup) -> bool:
        """Return the verdict."""
        return not self.not_.holds(look)


Condition: TypeAlias = AnswerIs | FactIs | SignalOpen | AllOf | AnyOf | Not
Atom: TypeAlias = AnswerIs | FactIs | SignalOpen

AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()


def atoms(condition: Condition | None) -> Iterator[Atom]:
    """Yield the leaves of a condition, left to right."""
    match condition:
        case None:
            return
        case AllOf():
            parts: Sequence[Condition] = condition.all
        case AnyOf():
            parts = condition.any
        case Not():
            parts = (condition.not_,)
        case _:
            yield condition
            return
    for part in parts:
        yield from atoms(part)


def questions_in(condition: Condition | None) -> frozenset[str]:
    """Return the keys of the questions that a condition asks about."""
    return frozenset(atom.q for atom in atoms(condition) if isinstance(atom, AnswerIs))


def signals_in(condition: Condition | None) -> frozenset[str]:
    """Return the keys of the signals that a condition asks about."""
    return frozenset(atom.sig for atom in atoms(condition) if isinstance(atom, SignalOpen))


def satisfying(condition: Condition | None, *, wanted: bool = True) -> list[list[tuple[Atom, bool]]]:
    """Return the ways to make a condition come out as `wanted`: each a list of atoms with their verdicts."""
    match condition:
        case None:
            return [[]] if wanted else []
        case Not():
            return satisfying(condition.not_, wanted=not wanted)
        case AllOf():
            return _combine(condition.all, every=wanted, wanted=wanted)
        case AnyOf():
            return _combine(condition.any, every=not wanted, wanted=wanted)
        case _:
            return [[(condition, wanted)]]


def _combine(parts: Sequence[Condition], *, every: bool, wanted: bool) -> list[list[tuple[Atom, bool]]]:
    choices = [satisfying(part, wanted=wanted) for part in parts]
    if not every:
        return [way for ways in choices for way in ways]
    joined: list[list[tuple[Atom, bool]]] = [[]]
    for ways in choices:
        joined = [left + right for left in joined for right in ways]
    return joined


def _check_one_test(*tests: object) -> None:
    if sum(test is not None for test in tests) != 1:
        raise ValueError("a condition needs exactly one test")
