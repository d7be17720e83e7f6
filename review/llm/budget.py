"""Token and money budgets: what a day may cost, and what one call may cost."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from review.llm.dialects import SpentError
from review.llm.errors import ModelError
from review.llm.outcome import Outcome
from review.llm.ports import Budget, DayBudget, Limits, Reply, Request, Spend, Usage
from review.llm.prices import Prices
from review.llm.prompt import prompt_tokens

DAY_LIMITS = Limits(tokens=5_000_000)
"""For one day, where the installation sets nothing else: about a thousand ordinary calls."""
CALL_LIMITS = Limits(tokens=60_000)
"""For one call with all its pieces and repairs: some two hours of talk."""
PERHAPS_BILLED = frozenset({Outcome.SLOW, Outcome.CONNECTION_LOST, Outcome.TOO_LARGE, Outcome.UNREADABLE})
"""Endings after which the server may have read the prompt, so the prompt counts as spent."""


class MemoryBudget:
    """A budget for one process. Processes that share a model need one that lives in the database."""

    def __init__(self, limits: Limits = DAY_LIMITS) -> None:
        self._limits = limits
        self._spent: dict[date, Spend] = defaultdict(Spend)
        self._lock = threading.Lock()

    def reserve(self, day: date, most: Spend) -> bool:
        """Set aside the most that an attempt can cost; False when the day cannot bear it."""
        with self._lock:
            after = self._spent[day] + most
            if not self._limits.bear(after):
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
            return DayBudget(spent=self._spent[day], limits=self._limits)


@dataclass(kw_only=True)
class Meter:
    """Counts one call's attempts against the day and the call. Used by one thread."""

    budget: Budget
    prices: Prices
    model: str
    day: date
    call: Limits = CALL_LIMITS
    spent: Spend = field(default_factory=Spend)

    @contextmanager
    def attempt(self, request: Request) -> Iterator["Attempt"]:
        """Reserve for one attempt and settle it however it ends; raises ModelError CALL_BUDGET or DAY_BUDGET."""
        prompt = prompt_tokens(request.messages)
        most = self._spend(Usage(prompt=prompt, completion=request.max_tokens))
        if not self.call.bear(self.spent + most):
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
        return self.prices.spend(self.model, usage)


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
