"""The shipped forms: reads prompts/forms, checks it strictly and resolves it into definitions."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.errors import HuifangError, NotFoundError
from bot.forms.conditions import questions_in
from bot.forms.definition import (
    BankQuestion,
    FormDefinition,
    Group,
    Labels,
    Length,
    Option,
    OptionSets,
    Question,
    Rule,
    Script,
    ScriptFile,
    VariantFile,
)
from review.yaml_data import read_yaml

LENGTHS: tuple[Length, ...] = ("short", "long")
SHARED_FILES = frozenset(
    {"bank.yaml", "groups.yaml", "options.yaml", "rules.yaml", "scripts.yaml", "checksums.yaml"}
)
YES_NO_UNSURE = (("yes", "是", "Yes"), ("no", "否", "No"), ("unsure", "不清楚", "Not sure"))
STARS = 5

T = TypeVar("T")


class FormFileError(HuifangError):
    """A form file breaks its schema. Data: ``file``, ``place`` (dotted path) and ``reason``."""

    code = "form_file_invalid"


class Catalogue:
    """All forms of one folder of data files."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        options = self._read("options.yaml", OptionSets)
        bank = self._read_list("bank.yaml", "questions", BankQuestion)
        self.questions = _unique({line.k: _question(line, options) for line in bank}, len(bank))
        self._groups = {
            g.k: {"zh": g.zh, "en": g.en} for g in self._read_list("groups.yaml", "groups", Group)
        }
        self._rules = self._read_list("rules.yaml", "answer_rules", Rule)
        self._scripts = _scripts(self._read("scripts.yaml", ScriptFile))
        self._variants = {v.key: v for v in map(self._variant, self._variant_files())}

    def form_keys(self) -> tuple[str, ...]:
        """Return the keys of the variants, in a stable order."""
        return tuple(sorted(self._variants))

    def version(self, key: str) -> int:
        """Return the current version of a variant."""
        return self._file(key).version

    def load(self, key: str, length: Length = "short", version: int | None = None) -> FormDefinition:
        """Return a definition; an older version comes from its published snapshot."""
        variant = self._file(key)
        if version is not None and version != variant.version:
            return self.published(key, length, version)
        return self._resolve(variant, length)

    def published(self, key: str, length: Length, version: int) -> FormDefinition:
        """Return the snapshot of a published version, exactly as it was."""
        entry = self._folder / "published" / f"{snapshot_name(key, length, version)}.json"
        if not entry.is_file():
            raise NotFoundError("form_version_unknown", form=key, version=version)
        return FormDefinition.model_validate_json(entry.read_text(encoding="utf-8"))

    def checksums(self) -> Mapping[str, str]:
        """Return the recorded checksum of each published snapshot, by name."""
        entry = self._folder / "checksums.yaml"
        return dict(read_yaml(entry.read_text(encoding="utf-8")) or {}) if entry.is_file() else {}

    def snapshot_text(self, name: str) -> str | None:
        """Return the stored text of a snapshot, or None."""
        entry = self._folder / "published" / f"{name}.json"
        return entry.read_text(encoding="utf-8") if entry.is_file() else None

    def _file(self, key: str) -> VariantFile:
        if key not in self._variants:
            raise NotFoundError("form_unknown", form=key)
        return self._variants[key]

    def _variant_files(self) -> list[str]:
        names = [entry.name for entry in self._folder.iterdir() if entry.name.endswith(".yaml")]
        return sorted(name for name in names if name not in SHARED_FILES)

    def _variant(self, name: str) -> VariantFile:
        return self._read(name, VariantFile)

    def _resolve(self, variant: VariantFile, length: Length) -> FormDefinition:
        keys = variant.short if length == "short" else variant.long
        for key in keys:
            if key not in self.questions:
                raise FormFileError(
                    file=f"{variant.key}.yaml", place=length, reason=f"unknown question {key}"
                )
        questions = tuple(self.questions[key] for key in keys)
        fields = variant.model_dump(exclude={"short", "long", "modes", "link"})
        return FormDefinition(
            **fields,
            modes=variant.modes,
            link=variant.link,
            length=length,
            questions=questions,
            groups={question.group: self._group(question) for question in questions},
            rules=tuple(rule for rule in self._rules if _concerns(rule, keys)),
            scripts=self._scripts,
        )

    def _group(self, question: Question) -> Labels:
        if question.group not in self._groups:
            raise FormFileError(
                file="bank.yaml", place=question.key, reason=f"unknown group {question.group}"
            )
        return self._groups[question.group]

    def _load(self, name: str) -> Any:
        try:
            return read_yaml((self._folder / name).read_text(encoding="utf-8"))
        except (OSError, UnicodeError) as error:
            raise FormFileError(
                file=name, place="?", reason="the file is missing or is not UTF-8 text"
            ) from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = "?" if mark is None else f"line {mark.line + 1}"
            raise FormFileError(file=name, place=place, reason="this is not readable YAML") from error

    def _read(self, name: str, model: type[T]) -> T:
        return _checked(name, self._load(name), TypeAdapter(model))

    def _read_list(self, name: str, heading: str, model: type[T]) -> list[T]:
        raw = self._load(name)
        if not isinstance(raw, dict) or set(raw) != {heading}:
            raise FormFileError(
                file=name, place=heading, reason="the file holds this one heading and a list under it"
            )
        adapter: TypeAdapter[list[T]] = TypeAdapter(list[model])  # type: ignore[valid-type]
        return _checked(name, raw[heading], adapter)


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue, read once."""
    return Catalogue(files("prompts") / "forms")


def form_keys() -> tuple[str, ...]:
    """Return the keys of the shipped forms."""
    return catalogue().form_keys()


@cache
def load_form(key: str, length: Length = "short", version: int | None = None) -> FormDefinition:
    """Return a shipped form; `version` None = the current one. Raises NotFoundError."""
    return catalogue().load(key, length, version)


def snapshot_name(key: str, length: Length, version: int) -> str:
    """Return the name under which a version is published."""
    return f"{key}.v{version}.{length}"


def canonical(definition: BaseModel) -> str:
    """Return the one text form of a definition, so that equal definitions have equal checksums."""
    plain = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(_sorted_sets(plain), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def checksum(text: str) -> str:
    """Return the SHA-256 of a canonical text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _sorted_sets(value: Any) -> Any:
    # `flags` is the only set in a definition; JSON has no sets, and Python's order varies from run to run.
    if isinstance(value, dict):
        return {key: sorted(item) if key == "flags" else _sorted_sets(item) for key, item in value.items()}
    return [_sorted_sets(item) for item in value] if isinstance(value, list) else value


def _checked(name: str, raw: Any, adapter: TypeAdapter[T]) -> T:
    try:
        # Through JSON, because strict mode reads a list as a tuple only there.
        return adapter.validate_json(json.dumps(raw, ensure_ascii=False))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = _place(raw, first["loc"])
        raise FormFileError(file=name, place=place, reason=first["msg"]) from error
    except (TypeError, ValueError) as error:
        raise FormFileError(file=name, place="?", reason=str(error)) from error


def _place(raw: Any, path: tuple[int | str, ...]) -> str:
    """Name a list item by its key where it has one: people search for keys, not for positions."""
    parts = [str(part) for part in path]
    if path and isinstance(path[0], int) and isinstance(raw, list) and path[0] < len(raw):
        item = raw[path[0]]
        parts[0] = str(item.get("k", path[0])) if isinstance(item, dict) else parts[0]
    return ".".join(parts)


def _unique(found: dict[str, Question], expected: int) -> dict[str, Question]:
    if len(found) != expected:
        raise FormFileError(file="bank.yaml", place="questions", reason="a question key stands twice")
    return found


def _question(line: BankQuestion, sets: OptionSets) -> Question:
    return Question(
        key=line.k,
        group=line.g,
        type=line.t,
        zh=line.zh,
        en=line.en,
        required=line.r,
        show_if=line.s,
        flags=frozenset(line.x),
        options=_options(line, sets),
        when=line.when,
        unit=line.unit,
        between=line.between,
    )


def _concerns(rule: Rule, keys: tuple[str, ...]) -> bool:
    asked = questions_in(rule.when)
    return not asked or bool(asked & set(keys))


def _options(line: BankQuestion, sets: OptionSets) -> tuple[Option, ...]:
    if line.t == "bool3":
        return tuple(Option(key=key, zh=zh, en=en) for key, zh, en in YES_NO_UNSURE)
    if line.t == "rating5":
        return tuple(Option(key=str(n), zh=f"{n} 分", en=str(n)) for n in range(1, STARS + 1))
    if line.o is None:
        return ()
    if line.o not in sets.option_sets:
        raise FormFileError(file="bank.yaml", place=line.k, reason=f"unknown option set {line.o}")
    alone = sets.exclusive.get(line.o, ())
    return tuple(
        Option(key=key, zh=zh, en=en, alone=line.t == "multi" and key in alone)
        for key, zh, en in sets.option_sets[line.o]
    )


def _scripts(file: ScriptFile) -> tuple[Script, ...]:
    return tuple(
        Script(key=key, zh=block.zh, en=block.en, shown_at=file.shown_at.get(key, ()))
        for key, block in file.scripts.items()
    )
