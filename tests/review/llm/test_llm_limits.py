"""Many calls at once: never more requests in flight than allowed, never more reserved than the day bears."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from review.llm import Limits, MemoryBudget, Spend
from review.llm.ports import Reply, Request, Usage
from tests.review.llm.calls import CONTEXT, DAY, STRESSED, reviewer_with
from tests.review.llm.servers import MODEL


@dataclass
class Crowded:
    """Counts how many are inside at once."""

    model: str = MODEL
    inside: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def complete(self, request: Request) -> Reply:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        time.sleep(0.02)
        with self.lock:
            self.inside -= 1
        text = '{"findings":[],"summary":"","injection":false}'
        return Reply(text=text, model=MODEL, usage=Usage(prompt=3000, completion=10))


def test_no_more_requests_in_flight_than_allowed_and_none_lost() -> None:
    model, budget = Crowded(), MemoryBudget()
    reviewer = reviewer_with(model, concurrency=2, budget=budget)
    with ThreadPoolExecutor(8) as pool:
        reviews = list(pool.map(lambda _: reviewer.review(STRESSED, CONTEXT), range(16)))
    assert [item.reviewer.outcome for item in reviews] == ["reviewed"] * 16
    assert model.most == 2
    assert budget.state(DAY).spent.tokens == 16 * 3010


def test_reservations_of_many_threads_never_pass_the_limit() -> None:
    budget = MemoryBudget(Limits(tokens=1000))
    with ThreadPoolExecutor(8) as pool:
        granted = list(pool.map(lambda _: budget.reserve(DAY, Spend(tokens=300)), range(40)))
    assert granted.count(True) == 3
