"""What can go wrong on the way to the model and back.

ReviewerError
└── ModelError           the model gave no usable reply; `outcome` names why
    ├── MalformedReplyError      not in the asked shape; `problems` goes into the repair turn
    └── FormatUnsupportedError   the endpoint does not take the response format
PromptError              a file under prompts/review breaks its schema (a TaxonomyError: data is wrong, not the model)
PricesError              the price list breaks its schema
BatchError               a batch file or its sidecar cannot be used
"""

from review.errors import ReviewerError, ReviewError, TaxonomyError
from review.llm.outcome import Outcome


class ModelError(ReviewerError):
    """Carries the named outcome; never the reply, the request or the key."""

    code = "model_failed"

    def __init__(
        self, outcome: Outcome, *, retry_after: float | None = None, status: int | None = None
    ) -> None:
        super().__init__(f"model: {outcome.value}", outcome=outcome.value, status=status)
        self.outcome = outcome
        self.retry_after = retry_after
        """Seconds that the server asked to wait, as it said them; None = not said."""


class MalformedReplyError(ModelError):
    """A reply in the wrong shape. `problems` names places and rules, never values."""

    code = "model_reply_malformed"

    def __init__(self, outcome: Outcome, problems: str) -> None:
        super().__init__(outcome)
        self.problems = problems
        self.said = ""
        """The reply itself, for the repair turn only; never part of the message."""


class FormatUnsupportedError(ModelError):
    """The endpoint does not take the asked response format; the next simpler one may do."""

    code = "model_format_unsupported"

    def __init__(self, status: int) -> None:
        super().__init__(Outcome.BAD_REQUEST, status=status)


class PromptError(TaxonomyError):
    """A prompt file breaks its schema, or a published one was changed. Data: ``file``, ``reason``."""

    code = "prompt_invalid"


class PricesError(ReviewError):
    """The installation's price list cannot be used. Data: ``file`` and ``reason``."""

    code = "prices_invalid"


class BatchError(ReviewError):
    """A batch file cannot be used. Data: ``file`` and ``reason``."""

    code = "batch_unusable"
