"""A circuit breaker: an endpoint in trouble is left alone for a while, and calls go offline at once."""

import threading
from collections.abc import Callable

FAULTS_TO_OPEN = 5  # in a row: one bad minute of a busy endpoint, not one bad reply
OPEN_SECONDS = 60.0  # long enough for a restart, short enough to be noticed by nobody


class CircuitBreaker:
    """Counts faults in a row; open, it lets one trial through after the pause. Safe between threads."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        *,
        faults: int = FAULTS_TO_OPEN,
        pause: float = OPEN_SECONDS,
    ) -> None:
        self._monotonic, self._most, self._pause = monotonic, faults, pause
        self._lock = threading.Lock()
        self._faults = 0
        self._closed_until_trial = 0.0

    def admits(self) -> bool:
        """Return whether an attempt may be made now; a trial is given to one caller only."""
        with self._lock:
            if self._faults < self._most:
                return True
            if self._monotonic() < self._closed_until_trial:
                return False
            self._closed_until_trial = self._monotonic() + self._pause
            return True

    def succeeded(self) -> None:
        """Close the circuit."""
        with self._lock:
            self._faults = 0

    def failed(self) -> None:
        """Count a fault of the endpoint; enough of them open the circuit."""
        with self._lock:
            self._faults += 1
            if self._faults >= self._most:
                self._closed_until_trial = self._monotonic() + self._pause
