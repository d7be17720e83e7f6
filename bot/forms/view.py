"""What is shown, required and stopped, given a definition, facts and answers. Computed, never stored."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from bot.forms.answers import Answer, AnswerStatus
from bot.forms.conditions import questions_in, signals_in
from bot.forms.definition import OPEN_GROUPS, FormDefinition, Question, Rule

IDENTITY = "idv.result"
STRESS_FACT = "session.stress"
SIGNALS_FACT = "signals"
"""The fact that lists the keys of the signals already open on this callback."""
HARDSHIP = "hard"
_SETTLED = frozenset({AnswerStatus.ANSWERED, AnswerStatus.DECLINED, AnswerStatus.UNKNOWN})


class View:
    """One reading of a form. Two layers: conditions decide what applies; the identity gate and stops what is open."""

    def __init__(self, form: FormDefinition, facts: Mapping[str, Any], answers: Mapping[str, Answer]) -> None:
        self.form = form
        self._facts = facts
        self._answers = answers
        self._applies: dict[str, bool] = {}
        self._shows: dict[str, bool] = {}

    # ---- Lookup: what conditions see -------------------------------------------------------------

    def chosen(self, question: str) -> frozenset[str] | None:
        """Return the chosen values of an answer that counts, or None."""
        answer = self._answers.get(question)
        if answer is None or (question in self.form.by_key and not self.applies(question)):
            return None
        return answer.chosen

    def fact(self, name: str) -> Any:
        """Return a fact; `form.key` is always known."""
        return self.form.key if name == "form.key" else self._facts.get(name)

    def signal(self, key: str) -> bool:
        """Return whether the signal is open on the callback or raised by an answer of this form."""
        return key in (self._facts.get(SIGNALS_FACT) or ()) or any(
            rule.when.holds(self) for rule in self._raising(key)
        )

    # ---- what is asked -----------------------------------------------------------------------------

    def applies(self, key: str) -> bool:
        """Return whether the question's own condition holds."""
        if key not in self._applies:
            self._applies[key] = (
                False  # a cycle, which lint refuses, then ends here instead of recursing for ever
            )
            condition = self.form.by_key[key].show_if
            self._applies[key] = condition is None or condition.holds(self)
        return self._applies[key]

    def shows(self, key: str) -> bool:
        """Return whether the question may be asked now: it applies, identity allows it and no stop shuts it."""
        if key not in self._shows:
            self._shows[key] = self._may_be_asked(self.form.by_key[key])
        return self._shows[key]

    def _may_be_asked(self, question: Question) -> bool:
        if not self.applies(question.key):
            return False
        if question.group not in OPEN_GROUPS and not self.identified:
            return False
        return all(self._survives(question, rule) for rule in self.stops)

    @cached_property
    def shown(self) -> tuple[Question, ...]:
        """Return the questions that may be asked now, in order."""
        return tuple(question for question in self.form.questions if self.shows(question.key))

    @cached_property
    def foreseen(self) -> tuple[Question, ...]:
        """Return the questions to expect if identity passes: what progress is counted against."""
        if self.identified or self.stops or self._identity_failed:
            return self.shown
        return tuple(question for question in self.form.questions if self.applies(question.key))

    @cached_property
    def identified(self) -> bool:
        """Return whether identity is passed; before that no loan fact may be said or shown."""
        return self.chosen(IDENTITY) == frozenset({"passed"})

    @cached_property
    def _identity_failed(self) -> bool:
        return bool(self.chosen(IDENTITY)) and not self.identified

    @cached_property
    def stops(self) -> tuple[Rule, ...]:
        """Return the rules that stop the form as it stands."""
        return tuple(rule for rule in self.form.rules if rule.do.stop_form and rule.when.holds(self))

    def _survives(self, question: Question, rule: Rule) -> bool:
        allowed = rule.do.allow_only
        if allowed is not None and (question.group in allowed or question.key in allowed):
            return True
        position = self.form.position
        triggers = [position[key] for key in questions_in(rule.when) if key in position]
        return bool(triggers) and position[question.key] <= max(triggers)

    # ---- what is required ----------------------------------------------------------------------------

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules whose answer stands and is shown, so that their deeds are due."""
        return tuple(rule for rule in self.form.rules if self._is_due(rule))

    def requires(self, question: Question) -> bool:
        """Return whether the question may not be skipped as things stand."""
        return (
            question.required or question.key in self.form.must_have or question.key in self._required_by_rule
        )

    @cached_property
    def _required_by_rule(self) -> frozenset[str]:
        return frozenset(key for rule in self.rules for key in rule.do.require)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Return the keys of shown must-have and required questions without an answer."""
        return tuple(q.key for q in self.shown if self.requires(q) and not self.settled(q.key))

    def settled(self, key: str) -> bool:
        """Return whether the question is answered, declined or answered with "not known"."""
        answer = self._answers.get(key)
        return answer is not None and answer.standing in _SETTLED

    def _is_due(self, rule: Rule) -> bool:
        asked = questions_in(rule.when)
        if not rule.when.holds(self):
            return False
        return not asked or any(key in self.form.by_key and self.shows(key) for key in asked)

    def _raising(self, key: str) -> list[Rule]:
        return [rule for rule in self.form.rules if rule.do.raise_ == key and not signals_in(rule.when)]
