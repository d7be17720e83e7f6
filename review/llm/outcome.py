"""How a call's way through the model ended: every ending has a name."""

from enum import StrEnum


class Outcome(StrEnum):
    """The ending of one model review. What is not usable went to the offline reviewer and wants a person."""

    REVIEWED = "reviewed"
    FENCED = "fenced"  # valid, but dug out of a fence, prose or reasoning
    REPAIRED = "repaired"  # valid after one repair turn

    CUT_OFF = "cut_off"
    FILTERED = "filtered"
    REFUSED = "refused"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    INVALID = "invalid"
    OUT_OF_RANGE = "out_of_range"
    PROMPT_TRUNCATED = "prompt_truncated"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"

    SLOW = "slow"
    CONNECTION_LOST = "connection_lost"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    BAD_REQUEST = "bad_request"
    UNAUTHORISED = "unauthorised"
    MODEL_MISSING = "model_missing"
    CIRCUIT_OPEN = "circuit_open"

    CALL_BUDGET = "call_budget"
    DAY_BUDGET = "day_budget"
    REPLY_MISSING = "reply_missing"
    INTERNAL = "internal"

    @property
    def usable(self) -> bool:
        """Return whether the model's reply was used."""
        return self in USABLE

    @property
    def retryable(self) -> bool:
        """Return whether the same request may fare better a little later."""
        return self in RETRYABLE

    @property
    def server_fault(self) -> bool:
        """Return whether the endpoint itself is in trouble, which is what the circuit breaker counts."""
        return self in SERVER_FAULTS


USABLE = frozenset({Outcome.REVIEWED, Outcome.FENCED, Outcome.REPAIRED})
RETRYABLE = frozenset({Outcome.SLOW, Outcome.CONNECTION_LOST, Outcome.RATE_LIMITED, Outcome.SERVER_ERROR})
SERVER_FAULTS = RETRYABLE | {Outcome.UNAUTHORISED, Outcome.MODEL_MISSING}
