"""Every key that a form mentions must exist: questions, options, groups, facts, signals."""

from collections.abc import Iterable, Iterator, Mapping

from bot.forms.conditions import AnswerIs, Condition, FactIs, SignalOpen, atoms
from bot.forms.definition import FormDefinition, Question, Rule
from bot.forms.view import STRESS_FACT

FACTS = frozenset(
    {
        "form.key",
        "trigger.key",
        STRESS_FACT,
        "loan.dpd",
        "loan.gps_installed",
        "loan.usage_declared",
        "loan.principal",
        "loan.instalment",
        "loan.due_day",
        "disbursement.ledger_status",
    }
)
"""The facts that conditions and comparisons may ask about; the caller supplies them under these names."""

Trouble = tuple[str, str, str]
Bank = Mapping[str, Question]


def unknown_keys(form: FormDefinition, bank: Bank) -> Iterator[Trouble]:
    """Yield (place, problem, detail) for every mention of something that is neither in the form nor in the bank."""
    raised = {rule.do.raise_ for rule in form.rules if rule.do.raise_}
    for question in form.questions:
        yield from _condition(question.key, question.show_if, bank, raised)
    for rule in form.rules:
        yield from _rule(rule, bank, raised, form)
    for key in form.must_have:
        if form.length == "short" and key not in form.by_key:
            yield "must_have", "unknown_key", key
    yield from _clean_path(form)
    for script in form.scripts:
        for place in script.shown_at:
            if place not in bank and place not in _all_groups(bank):
                yield f"scripts.{script.key}", "unknown_key", place


def _all_groups(bank: Bank) -> set[str]:
    return {question.group for question in bank.values()}


def _condition(
    place: str, condition: Condition | None, bank: Bank, raised: Iterable[str]
) -> Iterator[Trouble]:
    for atom in atoms(condition):
        if isinstance(atom, AnswerIs):
            yield from _answer(place, atom, bank)
        elif isinstance(atom, FactIs) and atom.ctx not in FACTS:
            yield place, "unknown_key", atom.ctx
        elif isinstance(atom, SignalOpen) and atom.sig not in raised and "." not in atom.sig:
            yield place, "unknown_key", atom.sig


def _answer(place: str, atom: AnswerIs, bank: Bank) -> Iterator[Trouble]:
    question = bank.get(atom.q)
    if question is None:
        yield place, "unknown_key", atom.q
        return
    for value in (*(atom.in_ or ()), *(atom.notin or ())):
        if question.options and question.option(value) is None:
            yield place, "unknown_key", f"{atom.q} = {value}"


def _rule(rule: Rule, bank: Bank, raised: Iterable[str], form: FormDefinition) -> Iterator[Trouble]:
    place = "rules"
    yield from _condition(place, rule.when, bank, raised)
    yield from _condition(place, rule.do.unless, bank, raised)
    named = [*rule.do.require, *rule.do.set, *rule.do.redact, *(rule.do.compare or ())[:1]]
    for key in named:
        if key not in bank:
            yield place, "unknown_key", key
    if rule.do.compare and rule.do.compare[1] not in FACTS:
        yield place, "unknown_key", rule.do.compare[1]
    for key, value in rule.do.set.items():
        if key in bank and bank[key].option(value) is None:
            yield place, "unknown_key", f"{key} = {value}"
    known = {*bank, *_all_groups(bank), *form.groups}
    for key in rule.do.allow_only or ():
        if key not in known:
            yield place, "unknown_key", key


def _clean_path(form: FormDefinition) -> Iterator[Trouble]:
    for key, value in form.clean_path.items():
        question = form.by_key.get(key)
        if question is None:
            if form.length == "long":  # the short one leaves questions out on purpose
                yield "clean_path", "unknown_key", key
            continue
        for chosen in (value,) if isinstance(value, str) else value:
            if question.option(chosen) is None:
                yield "clean_path", "unknown_key", f"{key} = {chosen}"
