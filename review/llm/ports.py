"""What the model path asks of the outside: a model that answers, a purse that keeps count, a clock."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol


class Format(StrEnum):
    """How the reply's shape is asked for, best first."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    TEXT = "text"

    @property
    def simpler(self) -> "Format | None":
        """Return the next simpler format, or None."""
        order = list(Format)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a chat; role is ``system``, ``user`` or ``assistant``."""

    role: str
    content: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """One chat completion to ask for. `timeout` is the longest wait in seconds, from first byte out to last in."""

    messages: tuple[Message, ...]
    format: Format
    schema: Mapping[str, Any] = field(repr=False)
    max_tokens: int
    timeout: float


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Tokens of one exchange as the server counted them; 0 = not said."""

    prompt: int = 0
    completion: int = 0

    @property
    def total(self) -> int:
        """Return all tokens."""
        return self.prompt + self.completion


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One complete reply and the model that says it wrote it."""

    text: str = field(repr=False)
    model: str = ""
    usage: Usage = Usage()


class ModelClient(Protocol):
    """One attempt at one completion: no retries, no memory."""

    model: str

    def complete(self, request: Request) -> Reply:
        """Return the reply; raises ModelError with the named outcome."""
        ...


@dataclass(frozen=True, kw_only=True)
class Spend:
    """Tokens, and money in the currency of the price list. `unpriced` of the tokens have no known price."""

    tokens: int = 0
    cost: Decimal = Decimal(0)
    unpriced: int = 0

    def __add__(self, other: "Spend") -> "Spend":
        return Spend(
            tokens=self.tokens + other.tokens,
            cost=self.cost + other.cost,
            unpriced=self.unpriced + other.unpriced,
        )

    def __sub__(self, other: "Spend") -> "Spend":
        return self + Spend(tokens=-other.tokens, cost=-other.cost, unpriced=-other.unpriced)

    @property
    def known_cost(self) -> Decimal | None:
        """Return what it cost, or None where that is not known in full."""
        return None if self.unpriced else self.cost


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The most that a day, or one call, may cost; None = no limit."""

    tokens: int | None = None
    cost: Decimal | None = None

    def bear(self, spent: Spend) -> bool:
        """Return whether so much is still within the limits."""
        if self.tokens is not None and spent.tokens > self.tokens:
            return False
        return self.cost is None or spent.cost <= self.cost


SMALL_CALL = 5_000
"""Tokens of the shortest call with its prompt and the room for its reply, rounded up."""


@dataclass(frozen=True, kw_only=True)
class DayBudget:
    """What a day has cost so far, open reservations included, and what it may cost."""

    spent: Spend
    limits: Limits

    @property
    def used_up(self) -> bool:
        """Return whether not even a small call fits any more."""
        return not self.limits.bear(self.spent + Spend(tokens=SMALL_CALL))


class Budget(Protocol):
    """Counts what the model costs a day. Reserving and settling must each be atomic."""

    def reserve(self, day: date, most: Spend) -> bool:
        """Set aside the most that an attempt can cost; False when the day cannot bear it."""
        ...

    def settle(self, day: date, most: Spend, used: Spend) -> None:
        """Replace a reservation by what was really used."""
        ...

    def state(self, day: date) -> DayBudget:
        """Return what to show people."""
        ...


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Time and chance, handed in so that tests own them. `today` is the lender's local date."""

    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    random: Callable[[], float] = random.random
    today: Callable[[], date] = date.today
