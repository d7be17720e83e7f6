"""The model path as a reviewer: never loses a call, never waits for ever, never spends without counting."""

import logging
from collections.abc import Mapping

from review.domain import Review, Transcript
from review.llm.answer import Answer
from review.llm.asker import Asker
from review.llm.budget import CALL_LIMITS, Meter
from review.llm.caller import RetryPolicy
from review.llm.chunks import CHUNK_TOKENS
from review.llm.errors import ModelError
from review.llm.outcome import Outcome
from review.llm.ports import Budget, DayBudget, Limits, Timing
from review.llm.prices import Prices
from review.llm.reading import KIND, OFFLINE, Bill, Prepared, conclude, failed_stamp, fall_back, prepare
from review.ports import CallContext, Reviewer
from review.taxonomy import Taxonomy

logger = logging.getLogger(__name__)


class LlmReviewer:
    """Asks a model, has the gate judge, keeps the offline reviewer as second opinion and as fallback."""

    def __init__(
        self,
        asker: Asker,
        *,
        model: str,
        taxonomy: Taxonomy,
        offline: Reviewer,
        budget: Budget,
        prices: Prices,
        policy: RetryPolicy,
        timing: Timing,
        call_limits: Limits = CALL_LIMITS,
        chunk_tokens: int = CHUNK_TOKENS,
    ) -> None:
        self._asker, self._model, self._taxonomy, self._offline = asker, model, taxonomy, offline
        self._budget, self._prices, self._policy, self._timing = budget, prices, policy, timing
        self._call_limits, self._chunk_tokens = call_limits, chunk_tokens

    def review(
        self, transcript: Transcript, context: CallContext, known: Mapping[str, str] | None = None
    ) -> Review:
        """Return a review, the model's or the offline one with the outcome in its stamp.

        `known` are the borrower's own values by loan column, for redaction; they go nowhere else.
        """
        offline = self._offline.review(transcript, context)
        meter = Meter(
            budget=self._budget,
            prices=self._prices,
            model=self._model,
            day=self._timing.today(),
            call=self._call_limits,
        )
        try:
            return self._by_model(transcript, context, known, offline, meter)
        except Exception as error:  # noqa: BLE001 - whatever breaks here must not cost the call its review
            logger.warning(
                "model path broke", extra={"action": "llm_internal", "error": type(error).__name__}
            )
            return failed_stamp(offline, Outcome.INTERNAL, self._bill(meter))

    def budget_today(self) -> DayBudget:
        """Return what today has cost and may cost, for `huifang check` and the lead's page."""
        return self._budget.state(self._timing.today())

    def _by_model(
        self,
        transcript: Transcript,
        context: CallContext,
        known: Mapping[str, str] | None,
        offline: Review,
        meter: Meter,
    ) -> Review:
        prepared = prepare(transcript, self._taxonomy, known, self._chunk_tokens)
        answers: list[Answer] = []
        try:
            outcome, model = self._read_all(prepared, meter, answers)
        except ModelError as error:
            logger.warning(
                "call went to the offline reviewer",
                extra={
                    "action": "llm_fallback",
                    "outcome": error.outcome.value,
                    "input": prepared.input_hash,
                },
            )
            stamp = prepared.stamp(OFFLINE, error.outcome, self._model, self._bill(meter))
            return fall_back(prepared, answers, context, offline, stamp)
        stamp = prepared.stamp(KIND, outcome, model, self._bill(meter))
        return conclude(prepared, answers, context, offline, stamp)

    def _bill(self, meter: Meter) -> Bill:
        return Bill.of(meter.spent, self._prices, self._model)

    def _read_all(self, prepared: Prepared, meter: Meter, answers: list[Answer]) -> tuple[Outcome, str]:
        """Fill `answers` piece by piece; return the least plain ending and the model that answered."""
        until = self._timing.monotonic() + self._policy.call_timeout
        outcome, model = Outcome.REVIEWED, self._model
        for chunk in prepared.chunks:
            turns = range(chunk.first, chunk.last + 1)
            asked = self._asker.ask(prepared.script, prepared.messages(chunk), turns, meter, until)
            answers.append(asked.answer)
            if asked.outcome is not Outcome.REVIEWED:
                outcome = asked.outcome
            model = asked.model or model
        return outcome, model


def needs_person(review: Review) -> bool:
    """Return whether a review's model part failed, so that the call also goes to a person's queue."""
    stamp = review.reviewer
    return bool(stamp.outcome) and not Outcome(stamp.outcome).usable
