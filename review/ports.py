"""What review asks of the outside: something that proposes findings about a transcript."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from review.domain import Review, Transcript


@dataclass(frozen=True, kw_only=True)
class CallContext:
    """What is known about the call besides its words. Never holds names, numbers or addresses."""

    form_key: str = "first_30d"
    called_on: date | None = None
    """Local date of the call in the loan's time zone; relative dates in the talk resolve against it."""
    answers: dict[str, Any] = field(default_factory=dict)
    """Form answers by question key, for the cross-check; empty = no form yet."""
    loan: dict[str, Any] = field(default_factory=dict)
    """Loan facts by canonical column (principal, instalment, due_day, usage …), for the cross-check."""
    must_have: tuple[str, ...] = ()
    """Question keys that the form requires, for the coverage receipt."""


class Reviewer(Protocol):
    """Reviews one transcript. Implementations: the offline rules and the model path."""

    def review(
        self, transcript: Transcript, context: CallContext, known: Mapping[str, str] | None = None
    ) -> Review:
        """Return the review; raises a ReviewError that names what happened when none can be made.

        `known` are the borrower's own values by loan column; they serve redaction and go nowhere else.
        """
        ...
