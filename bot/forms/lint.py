"""Checks that every shipped form can be filled in by everybody, in both languages, and that published ones stay put."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeAlias

from bot.forms.catalogue import (
    LENGTHS,
    Catalogue,
    FormFileError,
    canonical,
    catalogue,
    checksum,
    snapshot_name,
)
from bot.forms.definition import CHOICE_TYPES, FormDefinition, Question
from bot.forms.lint_graph import cycles, reachability
from bot.forms.lint_keys import unknown_keys
from bot.forms.lint_words import missing_texts, missing_translations
from bot.forms.walk import count_clean_presses
from bot.texts import Texts

FEWEST_OPTIONS = 2
LONGEST_LABEL = 60  # characters; a longer button is cut off on a phone


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing wrong: where, what (``dead_end``, ``unreachable``, ``unknown_key``, ``cycle``, …) and the detail."""

    form: str
    place: str
    problem: str
    detail: str = ""


Check: TypeAlias = Callable[[FormDefinition], Iterator[tuple[str, str, str]]]


def lint_forms(folder: Traversable | None = None) -> list[Finding]:
    """Return everything wrong with the shipped forms, or with those of another folder; [] = nothing."""
    try:
        found = catalogue() if folder is None else Catalogue(folder)
        definitions = [found.load(key, length) for key in found.form_keys() for length in LENGTHS]
    except FormFileError as error:
        data = error.data
        return [Finding(form=data["file"], place=data["place"], problem="file", detail=data["reason"])]
    findings = [finding for form in definitions for finding in _lint(form, found.questions)]
    findings += [Finding(form="texts", place=key, problem=problem) for key, problem in missing_texts()]
    return [*dict.fromkeys(findings), *_published(found)]


def finding_text(finding: Finding, texts: Texts) -> str:
    """Return a finding in the user's language."""
    key = f"form-lint-{finding.problem.replace('_', '-')}"
    return texts(key, form=finding.form, place=finding.place, detail=finding.detail)


def _lint(form: FormDefinition, bank: Mapping[str, Question]) -> Iterator[Finding]:
    name = f"{form.key} ({form.length})"
    broken = False
    for place, problem, detail in (*unknown_keys(form, bank), *cycles(form)):
        broken = True
        yield Finding(form=name, place=place, problem=problem, detail=detail)
    checks: tuple[Check, ...] = (missing_translations, _option_sets)
    if not broken:  # a walk needs keys that exist and conditions that end
        checks = (*checks, reachability, _press_budget)
    for check in checks:
        for place, problem, detail in check(form):
            yield Finding(form=name, place=place, problem=problem, detail=detail)


def _option_sets(form: FormDefinition) -> Iterator[tuple[str, str, str]]:
    for question in form.questions:
        if question.type in CHOICE_TYPES:
            yield from _options(question)


def _options(question: Question) -> Iterator[tuple[str, str, str]]:
    if len(question.options) < FEWEST_OPTIONS:
        yield question.key, "option_set", str(len(question.options))
    for part in ("key", "zh", "en"):
        values = Counter(str(getattr(option, part)) for option in question.options)
        for value, count in values.items():
            if count > 1:
                yield question.key, "option_twice", value
    for option in question.options:
        if max(len(option.zh), len(option.en)) > LONGEST_LABEL:
            yield question.key, "option_long", option.key


def _press_budget(form: FormDefinition) -> Iterator[tuple[str, str, str]]:
    if form.press_budget is None or form.length != "short":
        return
    presses = count_clean_presses(form)
    if presses > form.press_budget:
        yield "short", "press_budget", f"{presses} > {form.press_budget}"


def _published(found: Catalogue) -> list[Finding]:
    recorded = found.checksums()
    findings = []
    for name, expected in recorded.items():
        text = found.snapshot_text(name)
        if text is None or checksum(text) != expected:
            findings.append(Finding(form=name, place="published", problem="snapshot_changed"))
    for key in found.form_keys():
        for length in LENGTHS:
            form = found.load(key, length)
            name = snapshot_name(key, length, form.version)
            if name not in recorded:
                findings.append(Finding(form=name, place="checksums.yaml", problem="not_published"))
            elif checksum(canonical(form)) != recorded[name]:
                findings.append(Finding(form=name, place=f"{key}.yaml", problem="published_changed"))
    return findings
