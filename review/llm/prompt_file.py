"""Prompts as data: versioned files per locale under a strict schema; what is published never changes."""

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from review.domain import Role
from review.llm.answer import Answer
from review.llm.errors import PromptError

CHECKSUM_FILE = "checksums.yaml"
LOCALES = ("zh-CN", "en")
VARIABLES = {
    "system": {"taxonomy", "examples", "shape"},
    "user": {"first", "last", "total", "open", "transcript", "close"},
    "repair": {"problems"},
    "disagreement": {"why"},
    "partial": {"why"},
}
"""Each template uses exactly these; one too many or too few is an error."""
_VARIABLE = re.compile(r"\{([a-z_]+)\}")
_NAME = re.compile(r"(?P<key>[a-z]+)\.v(?P<version>\d+)\.yaml")

_Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Strict):
    """A few-shot example: what was said and the answer that is right."""

    turns: Annotated[list[tuple[Role, _Text]], Field(min_length=1)]
    answer: Answer


class Texts(_Strict):
    """What the program says to people about the model's part."""

    disagreement: _Text
    partial: _Text


class PromptFile(_Strict):
    """One version of one prompt in one locale."""

    key: Literal["call"]
    version: Annotated[int, Field(ge=1)]
    locale: Literal["zh-CN", "en"]
    published: bool
    system: _Text
    user: _Text
    repair: _Text
    example_intro: _Text
    contrast: dict[str, list[str]]
    """Signal key to the types of hard negatives that the model must see with it."""
    examples: Annotated[list[Example], Field(min_length=1)]
    texts: Texts

    @property
    def name(self) -> str:
        """Return the stable name for stamps, such as ``call.zh-CN.v1``."""
        return f"{self.key}.{self.locale}.v{self.version}"


def fill(template: str, **values: str) -> str:
    """Return the template with its variables replaced once; values are never looked into."""
    return _VARIABLE.sub(lambda match: values[match[1]] if match[1] in values else match[0], template)


def locale_for(language: str) -> str:
    """Return the prompt locale for a transcript's language tag."""
    return "zh-CN" if language.lower().startswith("zh") else "en"


@cache
def load_prompt(locale: str, version: int | None = None) -> PromptFile:
    """Return a shipped prompt, by default the newest; raises PromptError naming file and reason."""
    return read_prompt(files("prompts") / "review", locale, version)


def read_prompt(folder: Traversable, locale: str, version: int | None = None) -> PromptFile:
    """Return a prompt of a folder, by default the newest; raises PromptError naming file and reason."""
    known = {int(found["version"]): entry for entry, found in _entries(folder / locale)}
    chosen = max(known, default=0) if version is None else version
    if chosen not in known:
        raise PromptError(
            f"no prompt {locale} v{chosen}", file=f"{locale}/call.v{chosen}.yaml", reason="missing"
        )
    return parse_prompt(known[chosen], locale)


def parse_prompt(entry: Traversable, locale: str) -> PromptFile:
    """Return one file as a prompt; raises PromptError where schema, name or variables are wrong."""
    file = f"{locale}/{entry.name}"
    try:
        prompt = PromptFile.model_validate(yaml.safe_load(entry.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise PromptError(f"{file}: {error}", file=file, reason="schema") from error
    if (f"{prompt.key}.v{prompt.version}.yaml", prompt.locale) != (entry.name, locale):
        raise PromptError(f"{file}: name and content differ", file=file, reason="name")
    for part, wanted in VARIABLES.items():
        template = getattr(prompt.texts if part in Texts.model_fields else prompt, part)
        if set(_VARIABLE.findall(template)) != wanted:
            raise PromptError(f"{file}: {part} must use {sorted(wanted)}", file=file, reason="variables")
    return prompt


def lint_prompts(folder: Traversable | None = None) -> list[str]:
    """Return what is wrong with the prompts: schema, locales that differ, published files that changed."""
    root = folder or files("prompts") / "review"
    faults: list[str] = []
    sums: dict[str, str] = _checksums(root)
    seen: dict[str, set[int]] = {locale: set() for locale in LOCALES}
    for locale in LOCALES:
        for entry, found in _entries(root / locale):
            seen[locale].add(int(found["version"]))
            faults += _faults(entry, locale, sums)
    faults += [f"{name}: published, but gone" for name in sums if not (root / name).is_file()]
    if len({frozenset(versions) for versions in seen.values()}) > 1 or not all(seen.values()):
        faults.append("the locales must have the same versions, at least one")
    return faults


def checksum(entry: Traversable) -> str:
    """Return the SHA-256 of a prompt file as hex digits."""
    return sha256(entry.read_bytes()).hexdigest()


def _faults(entry: Traversable, locale: str, sums: dict[str, str]) -> list[str]:
    name = f"{locale}/{entry.name}"
    try:
        prompt = parse_prompt(entry, locale)
    except PromptError as error:
        return [str(error)]
    if prompt.published and name not in sums:
        return [f"{name}: published, but {CHECKSUM_FILE} has no checksum"]
    if name in sums and sums[name] != checksum(entry):
        return [f"{name}: published versions never change; make a new version"]
    return []


def _checksums(root: Traversable) -> dict[str, str]:
    entry = root / CHECKSUM_FILE
    return dict(yaml.safe_load(entry.read_text(encoding="utf-8")) or {}) if entry.is_file() else {}


def _entries(folder: Traversable) -> list[tuple[Traversable, re.Match[str]]]:
    entries = list(folder.iterdir()) if folder.is_dir() else []
    found = [(entry, match) for entry in entries if (match := _NAME.fullmatch(entry.name))]
    return sorted(found, key=lambda pair: pair[0].name)
