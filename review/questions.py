"""How agents ask the questions of the bank: the expressions of prompts/review/questions.yaml."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from review.errors import TaxonomyError
from review.phrases.notation import LATIN

FILE = "questions.yaml"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One question and the expressions for it in both languages."""

    key: str
    chinese: re.Pattern[str]
    english: re.Pattern[str]

    def asked_in(self, folded: str) -> bool:
        """Return whether a folded turn asks this question."""
        return bool(self.chinese.search(folded) or (LATIN.search(folded) and self.english.search(folded)))


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    zh: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    questions: dict[str, _Record]


@cache
def load_wordings() -> dict[str, Wording]:
    """Return the shipped wordings by question key; raises TaxonomyError naming the file."""
    try:
        text = (files("prompts") / "review" / FILE).read_text(encoding="utf-8")
        content = _File.model_validate(yaml.safe_load(text))
        return {key: _wording(key, record) for key, record in content.questions.items()}
    except (OSError, yaml.YAMLError, ValidationError, re.error) as error:
        raise TaxonomyError(f"{FILE}: {error}", file=FILE) from error


def _wording(key: str, record: _Record) -> Wording:
    english = "|".join(f"(?:{text})" for text in record.en)
    return Wording(
        key=key,
        chinese=re.compile("|".join(f"(?:{text})" for text in record.zh)),
        # \b is wrong beside Chinese characters: they count as word characters.
        english=re.compile(rf"(?<![a-z])(?:{english})(?![a-z])"),
    )
