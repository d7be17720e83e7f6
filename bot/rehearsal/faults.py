"""Scripted faults: what goes wrong on the wire between Telegram and a bot."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

EVERY_METHOD = "*"


class FaultKind(StrEnum):
    """What goes wrong."""

    DROP_BEFORE = "drop_before"
    """The connection closes and nothing was done."""
    DROP_AFTER = "drop_after"
    """The work was done, then the connection closes: the outcome is unknown to the bot."""
    SERVER_ERROR = "server_error"
    """A 5xx answer; nothing was done."""
    SLOW = "slow"
    """The answer comes late."""
    TOO_MANY = "too_many"
    """A 429 that no bucket explains."""
    DUPLICATE = "duplicate"
    """A batch of updates is delivered once more after it was confirmed."""
    REORDER = "reorder"
    """A batch of updates arrives last first."""


@dataclass(kw_only=True)
class Fault:
    """One fault: which method (`*` = any, case ignored), how often; delay in seconds, status for 5xx."""

    kind: FaultKind
    method: str = EVERY_METHOD
    times: int = 1
    delay: float = 1.0
    status: int = 502
    retry_after: int = 1

    def matches(self, method: str) -> bool:
        """Return whether this fault is still armed for a method."""
        return self.times > 0 and self.method.lower() in (EVERY_METHOD, method.lower())


@dataclass
class Faults:
    """The script of faults, first in first out per method."""

    script: list[Fault] = field(default_factory=list)
    fired: list[tuple[FaultKind, str]] = field(default_factory=list)
    """Which faults struck, in order, with the method; for assertions."""

    def add(self, kind: FaultKind | str, **options: Any) -> Fault:
        """Arm one fault; options are the fields of Fault."""
        fault = Fault(kind=FaultKind(kind), **options)
        self.script.append(fault)
        return fault

    def clear(self) -> None:
        """Disarm everything."""
        self.script.clear()

    def take(self, method: str, kinds: Iterable[FaultKind]) -> Fault | None:
        """Use up one armed fault of these kinds for a method, or return None."""
        for fault in self.script:
            if fault.kind in tuple(kinds) and fault.matches(method):
                fault.times -= 1
                self.fired.append((fault.kind, method))
                return fault
        return None
