"""Every reason of the gate has words in every language."""

import pytest

from bot.texts import LOCALES, texts_for
from review.evidence import REASONS


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_has_words(locale):
    texts = texts_for(locale)
    assert all(texts("gate-reason-" + reason.replace("_", "-")) for reason in REASONS)


def test_count_is_said_in_one_line():
    assert texts_for("en")("gate-count", proposed=7, rejected=3) == "7 proposed · 3 rejected"
