"""Attempts at one request: own retries, capped waits with jitter, circuit breaker, concurrency limit, meter."""

import logging
import threading
from dataclasses import dataclass, replace

from review.llm.breaker import CircuitBreaker
from review.llm.budget import Meter
from review.llm.errors import FormatUnsupportedError, ModelError
from review.llm.outcome import Outcome
from review.llm.ports import ModelClient, Reply, Request, Timing

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """How often and how long to try. Seconds."""

    attempts: int = 3
    first_wait: float = 1.0
    longest_wait: float = 30.0
    """Also caps what a server asks for: an absurd `retry-after` must not hold a worker for hours."""
    attempt_timeout: float = 90.0
    call_timeout: float = 240.0
    """For all attempts at all pieces of one call; then it goes to the offline reviewer."""


class Caller:
    """Makes requests through one client. Safe to share between threads."""

    def __init__(
        self,
        client: ModelClient,
        *,
        policy: RetryPolicy,
        timing: Timing,
        breaker: CircuitBreaker,
        concurrency: int,
    ) -> None:
        self._client, self._policy, self._timing, self._breaker = client, policy, timing, breaker
        self._slots = threading.BoundedSemaphore(concurrency)

    def call(self, request: Request, meter: Meter, until: float) -> Reply:
        """Return the reply; raises ModelError with the last named outcome. `until` is monotonic seconds."""
        for attempt in range(1, self._policy.attempts + 1):
            try:
                return self._once(request, meter, until)
            except ModelError as error:
                wait = self._wait(attempt, error.retry_after)
                last = attempt == self._policy.attempts or self._timing.monotonic() + wait >= until
                if not error.outcome.retryable or last:
                    raise
                logger.info(
                    "model attempt failed", extra={"action": "llm_retry", "outcome": error.outcome.value}
                )
            self._timing.sleep(wait)
        raise ModelError(Outcome.INTERNAL)

    def _once(self, request: Request, meter: Meter, until: float) -> Reply:
        # A worker that waits for its turn must not wait past the call's end.
        if not self._slots.acquire(timeout=max(until - self._timing.monotonic(), 0.0)):
            raise ModelError(Outcome.SLOW)
        try:
            left = until - self._timing.monotonic()
            if left <= 0:
                raise ModelError(Outcome.SLOW)
            if not self._breaker.admits():
                raise ModelError(Outcome.CIRCUIT_OPEN)
            with meter.attempt(request) as attempt:
                reply = self._judged(replace(request, timeout=min(request.timeout, left)))
                attempt.replied(reply)
            return reply
        finally:
            self._slots.release()

    def _judged(self, request: Request) -> Reply:
        try:
            reply = self._client.complete(request)
        except ModelError as error:
            if error.outcome.server_fault:
                self._breaker.failed()
            elif not isinstance(error, FormatUnsupportedError):
                self._breaker.succeeded()
            raise
        self._breaker.succeeded()
        return reply

    def _wait(self, attempt: int, asked: float | None) -> float:
        """Return full-jitter exponential seconds on top of what the server asked, all of it capped."""
        ceiling = min(self._policy.first_wait * 2.0 ** (attempt - 1), self._policy.longest_wait)
        return min((asked or 0.0) + self._timing.random() * ceiling, self._policy.longest_wait)
