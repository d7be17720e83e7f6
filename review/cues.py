"""The words that the gate reads around a quote, from prompts/signals/cues.yaml and cues_by_signal.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from review.errors import TaxonomyError
from review.yaml_data import read_yaml

GENERAL_FILE = "cues.yaml"
SIGNAL_FILE = "cues_by_signal.yaml"
LATIN_EDGE = re.compile(r"[a-z]")
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, kw_only=True)
class SignalCues:
    """What the gate must know of one signal; the meaning of each field heads cues_by_signal.yaml."""

    core: re.Pattern[str] = NEVER
    minor: re.Pattern[str] = NEVER
    authorised: re.Pattern[str] = NEVER
    household: frozenset[str] = frozenset()
    others: bool = False
    asks: bool = False
    conditional: bool = False
    lenient: bool = False
    reports: bool = False
    work: bool = False
    strain: bool = False


class Cues:
    """All cues, compiled once: `cues["negators"]` is one pattern, `cues.signal(key)` one signal's own."""

    def __init__(self, general: dict[str, list[str]], signals: dict[str, SignalCues]) -> None:
        self._general = {name: either(patterns) for name, patterns in general.items()}
        self._signals = signals

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self._general[name]

    def signal(self, key: str) -> SignalCues:
        """Return the cues of one signal; a key without an entry has none."""
        return self._signals.get(key, SignalCues())

    def keys(self) -> frozenset[str]:
        """Return the signal keys that have an entry."""
        return frozenset(self._signals)


def either(patterns: list[str]) -> re.Pattern[str]:
    """Return one pattern for all; a Latin one matches whole words only."""
    return re.compile("|".join(_whole_words(pattern) for pattern in patterns)) if patterns else NEVER


def _whole_words(pattern: str) -> str:
    # \b is wrong beside Chinese characters: they count as word characters.
    if not LATIN_EDGE.search(re.sub(r"\\[a-zA-Z]|\{[^}]*\}", "", pattern)) or re.search("[一-鿿]", pattern):
        return f"(?:{pattern})"
    return rf"(?:(?<![a-z'])(?:{pattern})(?![a-z]))"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_Patterns = Annotated[list[str], Field(min_length=1)]


class _SignalRecord(_Strict):
    core: _Patterns
    minor: list[str] = []
    authorised: list[str] = []
    household: list[str] = []
    others: bool = False
    asks: bool = False
    conditional: bool = False
    lenient: bool = False
    reports: bool = False
    work: bool = False
    strain: bool = False

    def value(self) -> SignalCues:
        return SignalCues(
            core=either(self.core),
            minor=either(self.minor),
            authorised=either(self.authorised),
            household=frozenset(self.household),
            others=self.others,
            asks=self.asks,
            conditional=self.conditional,
            lenient=self.lenient,
            reports=self.reports,
            work=self.work,
            strain=self.strain,
        )


class _GeneralFile(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)
    __pydantic_extra__: dict[str, _Patterns] = Field(init=False)


class _SignalFile(_Strict):
    signals: dict[str, _SignalRecord]


@cache
def load_cues() -> Cues:
    """Return the shipped cues; raises TaxonomyError naming the file."""
    folder = files("prompts") / "signals"
    try:
        general = _GeneralFile.model_validate(read_yaml((folder / GENERAL_FILE).read_text("utf-8")))
        signals = _SignalFile.model_validate(read_yaml((folder / SIGNAL_FILE).read_text("utf-8")))
        values = {key: record.value() for key, record in signals.signals.items()}
        return Cues(dict(general.__pydantic_extra__), values)
    except (OSError, yaml.YAMLError, ValidationError, re.error) as error:
        raise TaxonomyError(f"cues: {error}", file=f"{GENERAL_FILE}, {SIGNAL_FILE}") from error


def spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of all non-empty matches."""
    return (match.span() for match in pattern.finditer(text) if match.end() > match.start())


def blank(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with every match blanked out, so that it can neither match nor connect; same length."""
    return pattern.sub(lambda match: "□" * len(match.group()), text)
