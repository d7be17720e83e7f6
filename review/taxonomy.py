"""The signal taxonomy: which findings exist, read strictly from prompts/signals."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from review.domain import Role, Severity
from review.errors import TaxonomyError
from review.version import version_of
from review.yaml_data import read_yaml

VOCABULARY_FILE = "vocabulary.yaml"
SIGNAL_FILES = {"customer.yaml": Role.CUSTOMER, "agent.yaml": Role.AGENT}
KEY_PATTERN = r"^[a-z_]+(\.[a-z_]+)?$"  # keys are stored for years: snake_case, at most one dot


@dataclass(frozen=True, kw_only=True)
class Label:
    """A stable key with its words for people."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class HardNegative:
    """Words that look like the signal and are none; `type` is a key of `hard_negative_types`."""

    type: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SignalDefinition:
    """One kind of finding: its words, default severity, examples both ways and follow-up actions."""

    key: str
    zh: str
    en: str
    severity: Severity
    severity_rule: str
    definition: str
    positives_zh: tuple[str, ...]
    positives_en: tuple[str, ...]
    negatives_zh: tuple[HardNegative, ...]
    negatives_en: tuple[HardNegative, ...]
    actions: tuple[str, ...]
    speaker: Role

    def positives(self, language: str) -> tuple[str, ...]:
        """Return the example sentences in a language tag's language (`zh…` or anything else = English)."""
        return self.positives_zh if language.lower().startswith("zh") else self.positives_en

    def negatives(self, language: str) -> tuple[HardNegative, ...]:
        """Return the hard negatives in a language tag's language (`zh…` or anything else = English)."""
        return self.negatives_zh if language.lower().startswith("zh") else self.negatives_en


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """All findings that may be proposed, and the words that judge and follow them."""

    signals: tuple[SignalDefinition, ...]
    hard_negative_types: tuple[Label, ...]
    actions: tuple[Label, ...]
    version: str
    """12 hex digits over every file that can change an offline verdict: words, cues, rules (review.version)."""

    def get(self, key: str) -> SignalDefinition | None:
        """Return the definition with this key, or None."""
        return next((item for item in self.signals if item.key == key), None)

    def spoken_by(self, role: Role) -> tuple[SignalDefinition, ...]:
        """Return the definitions that only words of `role` (customer or agent) can support."""
        return tuple(item for item in self.signals if item.speaker is role)


T = TypeVar("T", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _LabelRecord(_Strict):
    k: str = Field(pattern=KEY_PATTERN)
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def value(self) -> Label:
        return Label(key=self.k, zh=self.zh, en=self.en)


class _VocabularyFile(_Strict):
    hard_negative_types: list[_LabelRecord] = Field(min_length=1)
    actions: list[_LabelRecord] = Field(min_length=1)


_Pair = Annotated[tuple[str, str], Field(strict=False)]  # YAML has lists only


class _SignalRecord(_LabelRecord):
    # YAML has no enums, so this field alone is read leniently.
    sev: Severity = Field(strict=False)
    sev_rule: str = ""
    definition: str = Field(alias="def", min_length=1)
    pos_zh: list[str] = Field(min_length=1)
    pos_en: list[str] = Field(min_length=1)
    neg_zh: list[_Pair] = Field(min_length=1)
    neg_en: list[_Pair] = Field(min_length=1)
    act: list[str] = Field(min_length=1)

    def definition_for(self, speaker: Role) -> SignalDefinition:
        return SignalDefinition(
            key=self.k,
            zh=self.zh,
            en=self.en,
            severity=self.sev,
            severity_rule=self.sev_rule,
            definition=self.definition,
            positives_zh=tuple(self.pos_zh),
            positives_en=tuple(self.pos_en),
            negatives_zh=tuple(HardNegative(type=kind, text=text) for kind, text in self.neg_zh),
            negatives_en=tuple(HardNegative(type=kind, text=text) for kind, text in self.neg_en),
            actions=tuple(self.act),
            speaker=speaker,
        )


class _SignalFile(_Strict):
    customer_signals: list[_SignalRecord] = []
    agent_signals: list[_SignalRecord] = []


@cache
def load_taxonomy() -> Taxonomy:
    """Return the shipped taxonomy; raises TaxonomyError naming file and field."""
    return read_taxonomy(files("prompts") / "signals")


def read_taxonomy(folder: Traversable) -> Taxonomy:
    """Return the taxonomy in a folder; raises TaxonomyError naming file and field."""
    vocabulary = _parse(folder, VOCABULARY_FILE, _VocabularyFile)
    signals: list[SignalDefinition] = []
    for name, speaker in SIGNAL_FILES.items():
        parsed = _parse(folder, name, _SignalFile)
        records = parsed.customer_signals if speaker is Role.CUSTOMER else parsed.agent_signals
        if not records or (parsed.customer_signals and parsed.agent_signals):
            raise TaxonomyError(f"{name} must hold the {speaker} signals and no others", file=name)
        signals += [record.definition_for(speaker) for record in records]
    taxonomy = Taxonomy(
        signals=tuple(signals),
        hard_negative_types=tuple(item.value() for item in vocabulary.hard_negative_types),
        actions=tuple(item.value() for item in vocabulary.actions),
        version=version_of(folder),
    )
    _check_references(taxonomy)
    return taxonomy


def _parse(folder: Traversable, name: str, model: type[T]) -> T:
    try:
        return model.model_validate(read_yaml((folder / name).read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise TaxonomyError(f"{name}: {error}", file=name) from error


def _check_references(taxonomy: Taxonomy) -> None:
    keys = [item.key for item in taxonomy.signals]
    doubled = {key for key in keys if keys.count(key) > 1}
    types = {item.key for item in taxonomy.hard_negative_types}
    actions = {item.key for item in taxonomy.actions}
    used = {
        negative.type for item in taxonomy.signals for negative in (*item.negatives_zh, *item.negatives_en)
    }
    wanted = {action for item in taxonomy.signals for action in item.actions}
    for what, wrong in (("key", doubled), ("hard negative type", used - types), ("action", wanted - actions)):
        if wrong:
            raise TaxonomyError(f"{what} doubled or unknown: {', '.join(sorted(wrong))}", keys=sorted(wrong))
