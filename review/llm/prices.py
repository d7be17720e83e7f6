"""What a model costs: the installation's own price list, each price with the day on which it was read.

The program ships no prices. They change, differ by contract, and a wrong one is worse than none: what has no price
in the list is shown as unknown.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from review.llm.errors import PricesError
from review.llm.ports import Spend, Usage

MILLION = 1_000_000  # prices are quoted for so many tokens
ANY_ENDING = "*"

_Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]


class Price(BaseModel):
    """Currency per million tokens of the model of this name; a name that ends in `*` holds for all beginnings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1)]
    prompt: _Amount
    completion: _Amount
    as_of: date
    """The day on which somebody read this price in the provider's list."""
    batch_share: Annotated[Decimal, Field(gt=0, le=1)] | None = None
    """What a batch costs of it; without it the cost of a batch is unknown."""

    def cost(self, usage: Usage) -> Decimal:
        """Return what the tokens cost."""
        return (self.prompt * usage.prompt + self.completion * usage.completion) / MILLION

    @property
    def exact(self) -> bool:
        """Return whether this is the price of one model alone."""
        return not self.name.endswith(ANY_ENDING)

    def fits(self, model: str) -> bool:
        """Return whether this is the price of a model, with or without its owner's prefix (`owner/name`)."""
        wanted, names = self.name.casefold(), {model.casefold(), model.casefold().rsplit("/", 1)[-1]}
        if wanted.endswith(ANY_ENDING):
            return any(name.startswith(wanted.removesuffix(ANY_ENDING)) for name in names)
        return wanted in names


class _PriceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    models: Annotated[list[Price], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True)
class Prices:
    """The price list; empty where none is set."""

    currency: str = ""
    known: tuple[Price, ...] = field(default=())

    def of(self, model: str) -> Price | None:
        """Return the price of a model, the most exact one, or None."""
        found = [price for price in self.known if price.fits(model)]
        return max(found, key=lambda price: (price.exact, len(price.name)), default=None)

    def spend(self, model: str, usage: Usage, *, batch: bool = False) -> Spend:
        """Return tokens and cost of an exchange; tokens whose price is not known are counted as such."""
        price = self.of(model)
        share = price.batch_share if price and batch else Decimal(1)
        if price is None or share is None:
            return Spend(tokens=usage.total, unpriced=usage.total)
        return Spend(tokens=usage.total, cost=price.cost(usage) * share)


def read_prices(path: Path) -> Prices:
    """Return the price list of a YAML file; raises PricesError naming the file."""
    try:
        parsed = _PriceFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        raise PricesError(file=path.name, reason="unreadable") from None
    except yaml.YAMLError:
        raise PricesError(file=path.name, reason="yaml") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise PricesError(file=path.name, reason=f"{place}: {first['msg']}") from None
    return Prices(currency=parsed.currency, known=tuple(parsed.models))
