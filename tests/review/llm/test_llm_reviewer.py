"""What the reviewer makes of good replies: evidence in the original's words, disagreements, chunks, stamps."""

from decimal import Decimal
from itertools import pairwise

import pytest

from review.domain import Review, Transcript
from review.errors import EmptyTranscriptError
from review.llm import Limits, MemoryBudget, Outcome, Price, Prices, needs_person
from review.llm.caller import RetryPolicy
from review.llm.chunks import OVERLAP_TURNS, split
from review.llm.errors import ModelError
from review.llm.fence import render
from review.llm.ports import Spend
from review.llm.tokens import estimate_tokens
from review.ports import CallContext
from tests.review.llm.calls import (
    CALM,
    CONTEXT,
    DAY,
    OFFLINE,
    STRESSED,
    TAXONOMY,
    FakeModel,
    FakeTime,
    call,
    keys,
    reviewer_with,
    strong,
)
from tests.review.llm.servers import ANSWER, FINDING, MODEL, NOTHING


def test_strong_offline_finding_that_the_model_missed_is_shown_as_disagreement() -> None:
    review = reviewer_with(FakeModel([NOTHING])).review(STRESSED, CONTEXT)
    added = [item for item in review.signals if item.key in strong(OFFLINE.review(STRESSED, CONTEXT))]
    assert added
    assert {item.origin for item in added} == {"offline"}
    assert all(item.rationale.startswith("模型未提出") for item in added)


def test_finding_of_both_reviewers_is_shown_once_as_the_models() -> None:
    review = reviewer_with(FakeModel([ANSWER])).review(STRESSED, CONTEXT)
    found = [item for item in review.signals if item.key == FINDING["key"]]
    assert [(item.origin, item.rationale) for item in found] == [("llm", FINDING["why"])]


def test_quote_with_a_placeholder_comes_back_in_the_words_of_the_call() -> None:
    said = call("A: 您的电话？", "C: 13812345678，这期我还不上了。")
    finding = FINDING | {"ev": [{"t": 2, "q": "[PHONE_1]，这期我还不上了"}]}
    model = FakeModel([ANSWER | {"findings": [finding]}])
    review = reviewer_with(model).review(said, CONTEXT)
    assert [item.quote for item in review.signals[0].evidence] == ["13812345678，这期我还不上了"]
    assert "13812345678" not in str(model.requests)


def test_half_a_placeholder_is_made_whole() -> None:
    said = call("A: 您的电话？", "C: 这期我还不上了，打13812345678。")
    finding = FINDING | {"ev": [{"t": 2, "q": "这期我还不上了，打[PHONE"}]}
    review = reviewer_with(FakeModel([ANSWER | {"findings": [finding]}])).review(said, CONTEXT)
    assert [item.quote for item in review.signals[0].evidence] == ["这期我还不上了，打13812345678"]


def test_stamp_holds_what_repeats_the_review() -> None:
    model = FakeModel([ANSWER])
    review = reviewer_with(model).review(STRESSED, CONTEXT)
    stamp = review.reviewer
    assert (stamp.kind, stamp.model, stamp.tokens, stamp.outcome) == ("llm", MODEL, 3100, "reviewed")
    assert stamp.prompt_version == f"call.zh-CN.v2+{TAXONOMY.version}"
    assert stamp.input_hash == OFFLINE.review(STRESSED, CONTEXT).reviewer.input_hash
    assert review.as_json()["reviewer"]["outcome"] == "reviewed"


def test_repair_turn_names_the_fault_without_the_words() -> None:
    model = FakeModel([ANSWER | {"findings": [FINDING | {"sev": "grave"}]}, ANSWER])
    review = reviewer_with(model).review(STRESSED, CONTEXT)
    repair = model.requests[1].messages[-1].content
    assert "findings.0.sev" in repair
    assert "grave" not in repair
    assert (review.reviewer.outcome, review.reviewer.tokens) == ("repaired", 6200)


def long_call() -> Transcript:
    lines = [
        f"{'AC'[place % 2]}: 第{place}句，我们说一说车子和保险的事情，没有什么特别的。"
        for place in range(300)
    ]
    lines[150:150] = ["C: 工资还没发，这期我怕是还不上了。"]
    return call(*lines)


def test_long_call_is_read_in_overlapping_pieces_that_fit() -> None:
    turns = long_call().turns
    chunks = split(turns, 1500)
    assert len(chunks) > 2
    assert all(estimate_tokens(render(chunk.turns)) <= 1500 for chunk in chunks)
    assert {turn.index for chunk in chunks for turn in chunk.turns} == {turn.index for turn in turns}
    assert all(b.first == a.last - OVERLAP_TURNS + 1 for a, b in pairwise(chunks))


def test_turn_longer_than_a_piece_is_cut_with_overlap() -> None:
    turn = call("C: " + "我这期还不上了，" * 400).turns[0]
    chunks = split([turn], 1000)
    assert len(chunks) > 1
    assert {item.index for chunk in chunks for item in chunk.turns} == {1}
    assert sum(len(item.text) for chunk in chunks for item in chunk.turns) > len(turn.text)


def test_finding_in_the_overlap_is_one_signal_with_one_quote() -> None:
    said = long_call()
    finding = FINDING | {"ev": [{"t": 151, "q": "这期我怕是还不上了"}]}
    wider = FINDING | {"ev": [{"t": 151, "q": "工资还没发，这期我怕是还不上了"}]}
    pieces = split(said.turns, 1500)
    both = [place for place, item in enumerate(pieces) if item.first <= 151 <= item.last]
    script = [NOTHING] * len(pieces)
    for place, found in zip(both, (finding, wider), strict=False):
        script[place] = ANSWER | {"findings": [found]}
    review = reviewer_with(FakeModel(script), chunk_tokens=1500).review(said, CONTEXT)
    found = [item for item in review.signals if item.key == FINDING["key"]]
    assert len(found) == 1
    assert not [item for item in review.rejected if item.reason == "duplicate"]


def test_pieces_read_before_a_failure_are_kept() -> None:
    finding = FINDING | {"key": "complaint.expression", "ev": [{"t": 2, "q": "我们说一说车子和保险的事情"}]}
    first = ANSWER | {"findings": [finding | {"time": "now", "certainty": "stated"}]}
    model = FakeModel([first, *[ModelError(Outcome.SERVER_ERROR)] * 9])
    review = reviewer_with(model, chunk_tokens=1500).review(long_call(), CONTEXT)
    assert (review.reviewer.kind, review.reviewer.outcome) == ("offline", "server_error")
    assert {"stress.payment_affected", "complaint.expression"} <= set(keys(review))
    assert review.reviewer.tokens == 3100


def test_call_budget_is_refused_before_anything_is_sent() -> None:
    model = FakeModel([])
    review = reviewer_with(model, call_limits=Limits(tokens=100)).review(STRESSED, CONTEXT)
    assert (review.reviewer.outcome, needs_person(review), model.requests) == ("call_budget", True, [])


def test_day_budget_stops_the_model_and_is_shown() -> None:
    budget = MemoryBudget(Limits(tokens=12_000))
    reviewer = reviewer_with(FakeModel([ANSWER, ANSWER, ANSWER]), budget=budget)
    outcomes = [reviewer.review(STRESSED, CONTEXT).reviewer.outcome for _ in range(4)]
    assert outcomes[0] == "reviewed"
    assert outcomes[-1] == "day_budget"
    shown = reviewer.budget_today()
    assert (shown.spent.tokens, shown.limits.tokens) == (3100 * outcomes.count("reviewed"), 12_000)


PRICES = Prices(
    currency="USD",
    known=(Price(name=MODEL, prompt=Decimal("1.5"), completion=Decimal(6), as_of=DAY),),
)
COST = Decimal("1.5") * 3000 / 10**6 + Decimal(6) * 100 / 10**6


def test_money_is_counted_by_the_installations_price_and_stamped_with_its_day() -> None:
    budget = MemoryBudget()
    review = reviewer_with(FakeModel([ANSWER]), budget=budget, prices=PRICES).review(STRESSED, CONTEXT)
    stamp = review.reviewer
    assert (stamp.cost, stamp.currency, stamp.priced_on) == (COST, "USD", DAY)
    assert budget.state(DAY).spent == Spend(tokens=3100, cost=COST)


def test_cost_without_a_price_is_unknown_and_not_nothing() -> None:
    budget = MemoryBudget()
    review = reviewer_with(FakeModel([ANSWER]), budget=budget).review(STRESSED, CONTEXT)
    assert (review.reviewer.cost, review.as_json()["reviewer"]["cost"]) == (None, None)
    assert budget.state(DAY).spent.known_cost is None


def test_money_limit_of_a_call_is_refused_before_anything_is_sent() -> None:
    model = FakeModel([])
    limits = Limits(cost=Decimal("0.001"))
    review = reviewer_with(model, prices=PRICES, call_limits=limits).review(STRESSED, CONTEXT)
    assert (review.reviewer.outcome, model.requests) == ("call_budget", [])


def test_money_limit_of_a_day_stops_the_model() -> None:
    budget = MemoryBudget(Limits(cost=COST * 5))
    reviewer = reviewer_with(FakeModel([ANSWER] * 9), budget=budget, prices=PRICES)
    outcomes = [reviewer.review(STRESSED, CONTEXT).reviewer.outcome for _ in range(4)]
    assert (outcomes[0], outcomes[-1]) == ("reviewed", "day_budget")
    assert budget.state(DAY).spent.cost <= COST * 5


def test_absurd_retry_after_is_capped_and_tried_again() -> None:
    clock = FakeTime()
    model = FakeModel([ModelError(Outcome.RATE_LIMITED, retry_after=86_400.0), ANSWER])
    review = reviewer_with(model, timing=clock.timing(), policy=RetryPolicy()).review(STRESSED, CONTEXT)
    assert (review.reviewer.outcome, clock.slept) == ("reviewed", [RetryPolicy().longest_wait])


def test_circuit_opens_after_faults_in_a_row_and_closes_after_a_good_trial() -> None:
    clock = FakeTime()
    policy = RetryPolicy(attempts=1)
    model = FakeModel([*[ModelError(Outcome.SERVER_ERROR)] * 5, ANSWER, ANSWER])
    reviewer = reviewer_with(model, timing=clock.timing(), policy=policy)
    outcomes = [reviewer.review(CALM, CONTEXT).reviewer.outcome for _ in range(6)]
    clock.sleep(61)
    outcomes += [reviewer.review(STRESSED, CONTEXT).reviewer.outcome for _ in range(2)]
    assert outcomes == ["server_error"] * 5 + ["circuit_open"] + ["reviewed"] * 2


def test_bug_in_the_model_path_still_gives_the_offline_review() -> None:
    review = reviewer_with(FakeModel([RuntimeError("boom")])).review(STRESSED, CONTEXT)
    assert (review.reviewer.kind, review.reviewer.outcome) == ("offline", "internal")
    assert keys(review) == keys(OFFLINE.review(STRESSED, CONTEXT))


class BrokenOffline:
    def review(self, transcript: Transcript, context: CallContext) -> Review:
        raise EmptyTranscriptError


def test_call_that_not_even_the_rules_can_read_is_a_named_error() -> None:
    with pytest.raises(EmptyTranscriptError):
        reviewer_with(FakeModel([]), offline=BrokenOffline()).review(STRESSED, CONTEXT)
