"""After a hostile server no call is lost: reviewed, or the offline review under a named outcome for a person."""

import pytest

from review.llm import Outcome, needs_person
from tests.review.llm.calls import CONTEXT, OFFLINE, STRESSED, keys, reviewer_at, strong
from tests.review.llm.servers import HOSTILE, serving


@pytest.mark.parametrize("name", HOSTILE)
def test_every_bad_reply_ends_in_its_named_outcome(name: str) -> None:
    script, outcome = HOSTILE[name]
    with serving(script) as server:
        review = reviewer_at(server.url).review(STRESSED, CONTEXT)
    assert review.reviewer.outcome == outcome
    usable = Outcome(outcome).usable
    assert (review.reviewer.kind, needs_person(review)) == (("llm", False) if usable else ("offline", True))
    assert strong(OFFLINE.review(STRESSED, CONTEXT)) <= set(keys(review))


def test_duplicated_findings_become_one_signal_without_noise() -> None:
    with serving(HOSTILE["duplicated"][0]) as server:
        review = reviewer_at(server.url).review(STRESSED, CONTEXT)
    assert keys(review).count("stress.payment_affected") == 1
    assert not [item for item in review.rejected if item.reason == "duplicate"]


def test_unknown_key_is_kept_as_rejected() -> None:
    with serving(HOSTILE["unknown key"][0]) as server:
        review = reviewer_at(server.url).review(STRESSED, CONTEXT)
    assert [(item.key, item.reason) for item in review.rejected] == [("stress.invented", "unknown_key")]


def test_stamp_names_the_model_that_really_answered() -> None:
    with serving(HOSTILE["other model"][0]) as server:
        review = reviewer_at(server.url).review(STRESSED, CONTEXT)
    assert review.reviewer.model == "tiny-7b"


def test_server_that_is_not_there_falls_back() -> None:
    review = reviewer_at("http://127.0.0.1:9/v1").review(STRESSED, CONTEXT)
    assert (review.reviewer.kind, review.reviewer.outcome) == ("offline", "connection_lost")
