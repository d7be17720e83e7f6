"""Every way in which the model can fail has words in both languages, with what was kept and what to do next."""

import pytest

from bot.notices import notice_text
from bot.texts import LOCALES, texts_for
from review.errors import ReviewError
from review.llm import ModelError, Outcome, PricesError, PromptError
from review.llm.errors import FormatUnsupportedError, MalformedReplyError

ERRORS = (
    PromptError("broken", file="zh-CN/call.v1.yaml", reason="schema"),
    ModelError(Outcome.SLOW, status=None),
    MalformedReplyError(Outcome.INVALID, "findings.0.sev: enum"),
    FormatUnsupportedError(400),
    PricesError(file="prices.yaml", reason="unreadable"),
)
NEXT = {"zh-CN": ("请", "由人"), "en": ("Run", "Correct", "reads this call")}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("outcome", [item for item in Outcome if not item.usable])
def test_every_unusable_outcome_has_words(locale: str, outcome: Outcome) -> None:
    assert texts_for(locale)("model-outcome-" + outcome.value.replace("_", "-"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
def test_error_says_what_to_do_next_and_is_no_reference_number(locale: str, error: ReviewError) -> None:
    said = notice_text(error, texts_for(locale), reference=4711)
    assert "4711" not in said
    assert any(words in said for words in NEXT[locale])
