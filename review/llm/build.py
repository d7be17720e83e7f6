"""Puts the model path together. The only place that knows all its parts."""

from review.llm.asker import Asker
from review.llm.breaker import CircuitBreaker
from review.llm.budget import CALL_LIMITS, MemoryBudget
from review.llm.caller import Caller, RetryPolicy
from review.llm.chunks import CHUNK_TOKENS
from review.llm.client import OpenAiClient
from review.llm.ports import Budget, Limits, ModelClient, Timing
from review.llm.prices import Prices
from review.llm.reviewer import LlmReviewer
from review.ports import Reviewer
from review.taxonomy import Taxonomy

CONCURRENCY = 4
"""Requests in flight at once: enough for a team, few enough for one GPU."""


def build_llm_reviewer(
    base_url: str,
    api_key: str | None,
    model: str,
    taxonomy: Taxonomy,
    offline: Reviewer,
    *,
    client: ModelClient | None = None,
    budget: Budget | None = None,
    prices: Prices | None = None,
    policy: RetryPolicy | None = None,
    timing: Timing | None = None,
    concurrency: int = CONCURRENCY,
    call_limits: Limits = CALL_LIMITS,
    chunk_tokens: int = CHUNK_TOKENS,
) -> LlmReviewer:
    """Return the reviewer for an OpenAI-compatible endpoint. Nothing is sent yet, `openai` not yet imported."""
    timing, policy = timing or Timing(), policy or RetryPolicy()
    caller = Caller(
        client or OpenAiClient(base_url, api_key, model),
        policy=policy,
        timing=timing,
        breaker=CircuitBreaker(timing.monotonic),
        concurrency=concurrency,
    )
    return LlmReviewer(
        Asker(caller, policy),
        model=model,
        taxonomy=taxonomy,
        offline=offline,
        budget=budget or MemoryBudget(),
        prices=prices or Prices(),
        policy=policy,
        timing=timing,
        call_limits=call_limits,
        chunk_tokens=chunk_tokens,
    )
