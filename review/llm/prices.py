"""What a model costs, from prompts/review/prices.yaml."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from review.llm.errors import PromptError
from review.llm.ports import Usage

FILE = "prices.yaml"
MILLION = 1_000_000  # prices are quoted for so many tokens


class Price(BaseModel):
    """US dollars per million tokens of a model whose name begins with `name`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1)]
    prompt: Annotated[Decimal, Field(ge=0)]
    completion: Annotated[Decimal, Field(ge=0)]

    def cost(self, usage: Usage) -> Decimal:
        """Return US dollars."""
        return (self.prompt * usage.prompt + self.completion * usage.completion) / MILLION


class _PriceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    batch_share: Annotated[Decimal, Field(gt=0, le=1)]
    models: list[Price]


@dataclass(frozen=True, kw_only=True)
class Prices:
    """All known prices. A model without one counts as free: only the token limits hold for it."""

    known: tuple[Price, ...]
    batch_share: Decimal = Decimal(1)

    def of(self, model: str) -> Price:
        """Return the price with the longest matching name, or a free one."""
        name = model.rsplit("/", 1)[-1].casefold()
        found = [price for price in self.known if name.startswith(price.name.casefold())]
        free = Price(name=model or "-", prompt=Decimal(0), completion=Decimal(0))
        return max(found, key=lambda price: len(price.name), default=free)

    def knows(self, model: str) -> bool:
        """Return whether a money limit can hold for this model."""
        return self.of(model) in self.known


@cache
def load_prices() -> Prices:
    """Return the shipped prices; raises PromptError naming the file."""
    try:
        text = (files("prompts") / "review" / FILE).read_text(encoding="utf-8")
        parsed = _PriceFile.model_validate(yaml.safe_load(text))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise PromptError(f"{FILE}: {error}", file=FILE, reason="schema") from error
    return Prices(known=tuple(parsed.models), batch_share=parsed.batch_share)
