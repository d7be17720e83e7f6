"""Token and money budgets: what a day may cost, and what one call may cost."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from review.llm.dialects import SpentError
from review.llm.errors import ModelError
from review.llm.outcome import Outcome
from review.llm.ports import Budget, DayBudget, Reply, Request, Spend, Usage
from review.llm.prices import Price
from review.llm.prompt import prompt_tokens

CALL_TOKENS = 60_000
"""For one call with all its pieces and repairs: some two hours of talk."""
DAY_TOKENS = 5_000_000
"""For one day: about a thousand ordinary calls."""
DAY_COST = Decimal(20)
"""US dollars a day, so that a loop cannot empty an account before somebody looks."""
PERHAPS_BILLED = frozenset({Outcome.SLOW, Outcome.CONNECTION_LOST, Outcome.TOO_LARGE, Outcome.UNREADABLE})
"""Endings after which the server may have read the prompt, so the prompt counts as spent."""


class MemoryBudget:
    """A budget for one process. Several processes need one that lives in the database."""

    def __init__(self, *, tokens: int | None = DAY_TOKENS, cost: Decimal | None = DAY_COST) -> None:
        self._tokens, self._cost = tokens, cost
        self._spent: dict[date, Spend] = defaultdict(Spend)
        self._lock = threading.Lock()

    def reserve(self, day: date, most: Spend) -> bool:
        """Set aside the most that an attempt can cost; False when the day cannot bear it."""
        with self._lock:
            after = self._spent[day] + most
            if self._tokens is not None and after.tokens > self._tokens:
                return False
            if self._cost is not None and after.cost > self._cost:
                return False
            self._spent[day] = after
            return True

    def settle(self, day: date, most: Spend, used: Spend) -> None:
        """Replace a reservation by what was really used."""
        with self._lock:
            self._spent[day] += used - most

    def state(self, day: date) -> DayBudget:
        """Return what to show people."""
        with self._lock:
            return DayBudget(spent=self._spent[day], tokens_limit=self._tokens, cost_limit=self._cost)


@dataclass(kw_only=True)
class Meter:
    """Counts one call's attempts against the day and the call. Used by one thread."""

    budget: Budget
    price: Price
    day: date
    call_tokens: int = CALL_TOKENS
    spent: Spend = field(default_factory=Spend)

    @contextmanager
    def attempt(self, request: Request) -> Iterator["Attempt"]:
        """Reserve for one attempt and settle it however it ends; raises ModelError CALL_BUDGET or DAY_BUDGET."""
        prompt = prompt_tokens(request.messages)
        most = self._spend(Usage(prompt=prompt, completion=request.max_tokens))
        if self.spent.tokens + most.tokens > self.call_tokens:
            raise ModelError(Outcome.CALL_BUDGET)
        if not self.budget.reserve(self.day, most):
            raise ModelError(Outcome.DAY_BUDGET)
        attempt = Attempt(prompt=prompt)
        try:
            yield attempt
        except ModelError as error:
            attempt.failed(error)
            raise
        finally:
            used = self._spend(attempt.usage)
            self.budget.settle(self.day, most, used)
            self.spent += used

    def _spend(self, usage: Usage) -> Spend:
        return Spend(tokens=usage.total, cost=self.price.cost(usage))


@dataclass(kw_only=True)
class Attempt:
    """What one attempt used."""

    prompt: int
    usage: Usage = field(default_factory=Usage)

    def replied(self, reply: Reply) -> None:
        """Count a reply: what the server reports, or the estimate where it reports nothing."""
        self.usage = (
            reply.usage if reply.usage.total else Usage(prompt=self.prompt, completion=len(reply.text))
        )

    def failed(self, error: ModelError) -> None:
        """Count a failure: what was reported, or the prompt where it may have been billed."""
        if isinstance(error, SpentError):
            self.usage = error.usage if error.usage.total else Usage(prompt=self.prompt)
        elif not self.usage.total and error.outcome in PERHAPS_BILLED:
            self.usage = Usage(prompt=self.prompt)
