"""What an evaluation found, as numbers, as JSON and as a short table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import mean
from typing import Any

from review.domain import Severity
from review.evaluation.counts import Counts, ratio

AGENT_PREFIX = "agent."


@dataclass(frozen=True, kw_only=True)
class CallResult:
    """What was expected and found on one call; `seconds` is the time of the review alone."""

    id: str
    clean: bool
    expected: dict[str, Severity]
    found: dict[str, Severity]
    optional: frozenset[str]
    turns: int
    quotes: int
    verbatim: int
    seconds: float

    @property
    def hits(self) -> tuple[str, ...]:
        """Return the keys that are expected and found."""
        return tuple(sorted(self.found.keys() & self.expected.keys()))

    @property
    def false_alarms(self) -> tuple[str, ...]:
        """Return the keys found that nobody expects; optional ones are none."""
        return tuple(sorted(self.found.keys() - self.expected.keys() - self.optional))

    @property
    def misses(self) -> tuple[str, ...]:
        """Return the keys expected and not found."""
        return tuple(sorted(self.expected.keys() - self.found.keys() - self.optional))


@dataclass(frozen=True, kw_only=True)
class Report:
    """The figures over all calls. Shares are 0 to 1, None where there is nothing to share out."""

    calls: tuple[CallResult, ...]
    unstable: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Counts]:
        """Return the counts of each signal key."""
        return _count(self.calls)

    @property
    def customer(self) -> Counts:
        """Return the counts over all customer signals (micro)."""
        return sum((item for key, item in self.by_key.items() if not key.startswith(AGENT_PREFIX)), Counts())

    @property
    def agent(self) -> Counts:
        """Return the counts over all agent-conduct signals (micro)."""
        return sum((item for key, item in self.by_key.items() if key.startswith(AGENT_PREFIX)), Counts())

    @property
    def false_alarm_rate(self) -> float | None:
        """Return the share of clean calls on which anything was raised."""
        clean = [call for call in self.calls if call.clean]
        return ratio(sum(bool(call.false_alarms) for call in clean), len(clean))

    @property
    def flagged_share(self) -> float | None:
        """Return the share of calls with a customer signal on which at least one customer signal was raised."""
        real = [call for call in self.calls if any(not key.startswith(AGENT_PREFIX) for key in call.expected)]
        flagged = [call for call in real if any(not key.startswith(AGENT_PREFIX) for key in call.found)]
        return ratio(len(flagged), len(real))

    @property
    def quote_validity(self) -> float | None:
        """Return the share of quotes that are verbatim."""
        return ratio(sum(call.verbatim for call in self.calls), sum(call.quotes for call in self.calls))

    @property
    def severity(self) -> dict[tuple[Severity, Severity], int]:
        """Return how often (labelled, found) severities met on hits."""
        pairs = Counter((call.expected[key], call.found[key]) for call in self.calls for key in call.hits)
        return dict(pairs)

    @property
    def severity_agreement(self) -> float | None:
        """Return the share of hits with the labelled severity."""
        return ratio(sum(n for (a, b), n in self.severity.items() if a is b), sum(self.severity.values()))

    @property
    def milliseconds(self) -> tuple[float, float]:
        """Return mean and longest time of a call."""
        times = [call.seconds * 1000 for call in self.calls] or [0.0]
        return round(mean(times), 1), round(max(times), 1)

    def as_json(self) -> dict[str, Any]:
        """Return everything, ready for JSON."""
        average, longest = self.milliseconds
        return {
            "calls": len(self.calls),
            "clean_calls": sum(call.clean for call in self.calls),
            "customer": self.customer.as_json(),
            "agent": self.agent.as_json(),
            "overall": (self.customer + self.agent).as_json(),
            "per_key": {key: item.as_json() for key, item in self.by_key.items()},
            "false_alarm_rate_clean": self.false_alarm_rate,
            "flagged_share": self.flagged_share,
            "severity_agreement": self.severity_agreement,
            "severity_confusion": {f"{a.value}>{b.value}": n for (a, b), n in sorted(self.severity.items())},
            "quote_validity": self.quote_validity,
            "ms_per_call": {"mean": average, "max": longest},
            "unstable": list(self.unstable),
            "wrong": [
                {"id": call.id, "false_alarms": list(call.false_alarms), "misses": list(call.misses)}
                for call in self.calls
                if call.false_alarms or call.misses
            ],
        }

    def render_text(self) -> str:
        """Return the figures as a short table."""
        from review.evaluation.table import render

        return render(self)


def _count(results: Iterable[CallResult]) -> dict[str, Counts]:
    """Return the counts of every key that was found or labelled."""
    hits: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for result in results:
        hits.update(result.hits)
        alarms.update(result.false_alarms)
        misses.update(result.misses)
    keys = sorted({*hits, *alarms, *misses})
    return {key: Counts(hits=hits[key], false_alarms=alarms[key], misses=misses[key]) for key in keys}
