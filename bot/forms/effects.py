"""What the answers do, as frozen values for the caller to persist. A signal is only ever proposed."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.forms.answers import Answer
from bot.forms.conditions import atoms, questions_in
from bot.forms.definition import Rule
from bot.forms.view import View

DEFAULT_SEVERITY = "medium"


@dataclass(frozen=True, kw_only=True)
class Raise:
    """Propose a signal with origin form; `option` is the answer that did it."""

    key: str
    severity: str
    question: str
    option: str


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Place a protective hold (``deceased``, ``collection``)."""

    kind: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """Open a task for a person."""

    key: str
    question: str
    severity: str = DEFAULT_SEVERITY


@dataclass(frozen=True, kw_only=True)
class Send:
    """Send the customer something agreed, such as ``maintenance_reminder``; contact policy still decides."""

    key: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Suggest:
    """Suggest a step (``support_case``) or offer a kind of support; a person opens it."""

    key: str
    question: str


@dataclass(frozen=True, kw_only=True)
class BlockNumber:
    """Stop dialling the number that was dialled."""

    question: str


@dataclass(frozen=True, kw_only=True)
class Coach:
    """Feed a training point back to a team, such as ``origination``."""

    topic: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Pause callbacks of one variant for some days."""

    form: str
    days: int
    question: str


@dataclass(frozen=True, kw_only=True)
class Apply:
    """Apply a customer's wish at once (``contact_preference``); `options` are what they chose."""

    what: str
    options: tuple[str, ...]
    question: str


@dataclass(frozen=True, kw_only=True)
class Redact:
    """Remove an answer's content from what is kept, because the customer did not agree to it."""

    question: str
    because: str


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """The answer differs from the file by more than the tolerance; both sides for a person to compare."""

    question: str
    answer: float
    fact: str
    expected: float


Effect: TypeAlias = (
    Raise | Hold | Task | Send | Suggest | BlockNumber | Coach | Pause | Apply | Redact | Contradiction
)


def effects_of(view: View, answers: "dict[str, Answer]") -> tuple[Effect, ...]:
    """Return everything that the answers shown now do, each once, in the order of the rules."""
    found: dict[Effect, None] = {}
    for rule in view.rules:
        found.update(dict.fromkeys(_deeds(view, rule, answers)))
    return tuple(found)


def _deeds(view: View, rule: Rule, answers: "dict[str, Answer]") -> list[Effect]:
    do = rule.do
    asked = sorted(questions_in(rule.when), key=lambda key: view.form.position.get(key, 0))
    question = asked[0] if asked else next(iter(_facts_in(rule)), "")
    options = _matching(view, rule, question)
    effects: list[Effect] = []
    excused = do.unless is not None and do.unless.holds(view)
    if do.raise_ and not excused:
        severity = do.severity or DEFAULT_SEVERITY
        effects.append(Raise(key=do.raise_, severity=severity, question=question, option=", ".join(options)))
    if do.task and not excused:
        effects.append(Task(key=do.task, question=question, severity=do.severity or DEFAULT_SEVERITY))
    effects += _guards(rule, question, options)
    effects += [
        Suggest(key=key, question=question) for key in (*do.offer, *([do.suggest] if do.suggest else []))
    ]
    effects += [Redact(question=key, because=question) for key in do.redact]
    return effects + _contradictions(view, rule, answers)


def _guards(rule: Rule, question: str, options: tuple[str, ...]) -> list[Effect]:
    do = rule.do
    effects: list[Effect] = []
    if do.hold:
        effects.append(Hold(kind=do.hold, question=question))
    if do.block_number:
        effects.append(BlockNumber(question=question))
    if do.send:
        effects.append(Send(key=do.send, question=question))
    if do.coach:
        effects.append(Coach(topic=do.coach, question=question))
    if do.pause:
        effects.append(Pause(form=do.pause, days=do.until_days or 0, question=question))
    if do.apply_immediately:
        effects.append(Apply(what=do.apply_immediately, options=options, question=question))
    return effects


def _matching(view: View, rule: Rule, question: str) -> tuple[str, ...]:
    chosen = view.chosen(question) or frozenset()
    listed = {value for atom in atoms(rule.when) for value in getattr(atom, "in_", None) or ()}
    return tuple(sorted(chosen & listed if listed & chosen else chosen))


def _facts_in(rule: Rule) -> list[str]:
    return [atom.ctx for atom in atoms(rule.when) if hasattr(atom, "ctx")]


def _contradictions(view: View, rule: Rule, answers: "dict[str, Answer]") -> list[Effect]:
    if rule.do.compare is None:
        return []
    question, fact = rule.do.compare
    stated = _number(answers[question].value) if question in answers and view.chosen(question) else None
    expected = _number(view.fact(fact))
    if stated is None or expected is None:
        return []
    allowed = float(rule.do.tolerance_abs or 0) + abs(expected) * float(rule.do.tolerance_pct or 0) / 100
    if abs(stated - expected) <= allowed:
        return []
    return [Contradiction(question=question, answer=stated, fact=fact, expected=expected)]


def _number(value: Any) -> float | None:
    if isinstance(value, dict):
        value = value.get("minor")
    return None if isinstance(value, bool) or not isinstance(value, int | float) else float(value)
