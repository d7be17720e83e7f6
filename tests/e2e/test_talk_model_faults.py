"""A call through a model that misbehaves: a named outcome, offline findings before the lead, nothing lost."""

import pytest

from bot.rehearsal.cast import AGENT, LEAD
from storage.models import Task
from tests.e2e.scripted_model import reviewed
from tests.e2e.theatre import Theatre
from tests.review.llm.servers import HOSTILE

BAD = {
    "short body": "unreadable",
    "half an answer": "invalid",
    "refused": "refused",
    "cut off": "cut_off",
    "slow": "slow",
    "429 for a day": "rate_limited",
    "500": "server_error",
}


@pytest.mark.parametrize("name", BAD)
async def test_every_bad_reply_ends_named_and_the_lead_gets_the_offline_findings(theatre: Theatre, name: str):
    review = await reviewed(theatre, HOSTILE[name][0])
    outcome = BAD[name]
    assert (review.kind, review.result["reviewer"]["outcome"]) == ("offline", outcome)
    assert theatre.signals(origin="offline", state="proposed")
    assert theatre.message_with(LEAD, "sev:")
    assert [task.details["reason"] for task in theatre.rows(Task) if task.kind == "review_by_hand"] == [
        outcome
    ]
    why = theatre.texts("model-outcome-" + outcome.replace("_", "-"))
    said = theatre.texts("review-model-failed", why=why)
    assert any(said in text for text in theatre.chat(LEAD))
    assert any(said in text for text in theatre.chat(AGENT))
