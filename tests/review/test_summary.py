"""A summary is read in the reader's language; what was said is quoted as it was spoken."""

import pytest

from review.domain import Transcript
from review.summary import language_of
from tests.review.llm.calls import CALM, CONTEXT, OFFLINE, STRESSED, FakeModel, call, reviewer_with
from tests.review.llm.servers import ANSWER

ENGLISH = call(
    "A: Do you have any trouble with this month's payment?",
    "C: They laid me off last week. I can't make the payment this month.",
    "A: I am sorry to hear that.",
    language="en",
)
OWN, OTHER = "客户担心还不上。", "The customer fears to miss the payment (“这期我怕是还不上了”)."


@pytest.mark.parametrize(("said", "quote"), [(STRESSED, "还不上"), (ENGLISH, "payment this month")])
def test_offline_summary_is_there_for_both_readers_with_the_words_as_spoken(
    said: Transcript, quote: str
) -> None:
    review = OFFLINE.review(said, CONTEXT)
    assert {tag: language_of(text) for tag, text in review.summaries.items()} == {"zh": "zh", "en": "en"}
    assert all(quote in text for text in review.summaries.values())
    assert review.summary == review.summary_for(said.language)


def test_clean_call_is_summed_up_for_both_readers() -> None:
    review = OFFLINE.review(CALM, CONTEXT)
    assert {tag: language_of(text) for tag, text in review.summaries.items()} == {"zh": "zh", "en": "en"}


@pytest.mark.parametrize(("summary", "translation"), [(OWN, OTHER), (OTHER, OWN)])
def test_models_summaries_go_to_the_readers_of_their_language(summary: str, translation: str) -> None:
    model = FakeModel([ANSWER | {"summary": summary, "translation": translation}])
    review = reviewer_with(model).review(STRESSED, CONTEXT)
    assert review.summaries == {"zh": OWN, "en": OTHER}
    assert (review.summary, review.as_json()["summaries"]["en"]) == (OWN, OTHER)


@pytest.mark.parametrize("extra", [{}, {"translation": ""}, {"translation": OWN}])
def test_missing_translation_is_made_up_for_by_the_rules(extra: dict[str, str]) -> None:
    review = reviewer_with(FakeModel([ANSWER | {"summary": OWN} | extra])).review(STRESSED, CONTEXT)
    assert review.summary_for("zh-CN") == OWN
    assert language_of(review.summary_for("en")) == "en"


def test_translation_of_half_a_long_call_is_not_shown_as_all_of_it() -> None:
    lines = [f"{'AC'[n % 2]}: 第{n}句，我们说一说车子和保险的事情，没有什么特别的。" for n in range(120)]
    answer = ANSWER | {"findings": [], "summary": OWN}
    model = FakeModel([answer | {"translation": OTHER}, *[answer] * 9])
    review = reviewer_with(model, chunk_tokens=1500).review(call(*lines), CONTEXT)
    assert review.summary_for("zh").startswith(OWN)
    assert OTHER not in review.summary_for("en")
