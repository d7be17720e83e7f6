"""Prometheus metrics: this process's own timings, and what the shared database tells when it is asked.

Labels are fixed words (queue, lane, outcome, sweep); no metric ever carries a person, a loan or a chat.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from review.llm import DayBudget
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

WINDOW = timedelta(hours=24)  # of the counts that come from the database
HANDLING_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)  # seconds
SWEEP_BUCKETS = (0.01, 0.05, 0.25, 1, 5, 30, 120)  # seconds


class Metrics:
    """The metrics of one process, in a registry of its own."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        *,
        budget: Callable[[UnitOfWork], DayBudget | None] = lambda _: None,
    ) -> None:
        self._registry = CollectorRegistry()
        self._handling = Histogram(
            "huifang_update_seconds", "Time from taking an update to its end, by kind.", ["kind"],
            buckets=HANDLING_BUCKETS, registry=self._registry,
        )  # fmt: skip
        self._sweeps = Histogram(
            "huifang_sweep_seconds", "Time of a sweep of the clock, by name.", ["name"],
            buckets=SWEEP_BUCKETS, registry=self._registry,
        )  # fmt: skip
        self._registry.register(_Database(units, budget))

    def handled(self, kind: str, seconds: float) -> None:
        """Count an update of a kind and how long it took."""
        self._handling.labels(kind).observe(seconds)

    def swept(self, name: str, seconds: float) -> None:
        """Count a sweep and how long it took."""
        self._sweeps.labels(name).observe(seconds)

    def render(self) -> bytes:
        """Return everything in Prometheus' text format; reads the database, so call it from a thread."""
        return generate_latest(self._registry)


class _Database:
    """Asked at every scrape: all processes of a fleet show the same figures."""

    def __init__(self, units: UnitOfWorkFactory, budget: Callable[[UnitOfWork], DayBudget | None]) -> None:
        self._units, self._budget = units, budget

    def collect(self) -> Iterator[Metric]:
        """Yield the families that the database can tell."""
        with self._units() as uow:
            yield from _queues(uow)
            yield from _last_day(uow)
            yield from _model_day(self._budget(uow))

    def describe(self) -> list[Metric]:
        """Return nothing: registering must not ask the database."""
        return []


def _queues(uow: UnitOfWork) -> Iterator[Metric]:
    labels = ["queue", "lane", "state"]
    depth = GaugeMetricFamily("huifang_queue_items", "Unfinished items.", labels=labels)
    lag = GaugeMetricFamily(
        "huifang_queue_lag_seconds", "Age of the oldest item that could be worked.", labels=labels
    )
    for row in uow.operations.queues():
        values = [row.queue, str(row.lane), row.state]
        depth.add_metric(values, row.count)
        lag.add_metric(values, _age(uow.now, row.oldest))
    yield depth
    yield lag


def _age(now: datetime, since: datetime) -> float:
    return max(0.0, (now - since).total_seconds())


def _last_day(uow: UnitOfWork) -> Iterator[Metric]:
    since = uow.now - WINDOW
    deliveries = GaugeMetricFamily(
        "huifang_deliveries_24h", "Delivery attempts, last 24 hours.", labels=["outcome"]
    )
    for outcome, count in uow.operations.deliveries(since):
        deliveries.add_metric([outcome], count)
    signals = GaugeMetricFamily("huifang_signals_24h", "Signals by state, last 24 hours.", labels=["state"])
    for state, count in uow.operations.signals(since):
        signals.add_metric([state], count)
    labels = ["kind", "state"]
    reviews = GaugeMetricFamily("huifang_reviews_24h", "Reviews, last 24 hours.", labels=labels)
    tokens = GaugeMetricFamily(
        "huifang_review_tokens_24h", "Tokens of reviews, last 24 hours.", labels=labels
    )
    cost = GaugeMetricFamily(
        "huifang_review_cost_24h",
        "Known cost of reviews, last 24 hours; absent where no price is set.",
        labels=[*labels, "currency"],
    )
    totals: dict[tuple[str, str], list[int]] = {}
    for row in uow.operations.reviews(since):
        total = totals.setdefault((row.kind, row.state), [0, 0])
        total[0] += row.count
        total[1] += row.tokens
        if row.currency:
            cost.add_metric([row.kind, row.state, row.currency], float(row.cost))
    for values, (count, used) in totals.items():
        reviews.add_metric(list(values), count)
        tokens.add_metric(list(values), used)
    yield from (deliveries, signals, reviews, tokens, cost)


def _model_day(budget: DayBudget | None) -> Iterator[Metric]:
    """Yield the model's budget of the lender's day; what is unknown or unlimited has no sample."""
    if budget is None:
        return
    spent, limits = budget.spent, budget.limits
    known = (
        ("huifang_model_tokens_today", "Tokens of the model, this day of the lender's.", spent.tokens),
        ("huifang_model_tokens_limit", "Tokens that a day may use.", limits.tokens),
        ("huifang_model_cost_today", "Cost of the model, this day; absent where unknown.", spent.known_cost),
        ("huifang_model_cost_limit", "What a day may cost.", limits.cost),
    )
    for name, said, value in known:
        if value is not None:
            yield GaugeMetricFamily(name, said, value=float(value))
