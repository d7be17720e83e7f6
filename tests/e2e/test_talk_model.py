"""Calls that a model reviews: what a lead reads, what waiting does, and what happens when the money is gone."""

from bot.rehearsal.cast import ADMIN, AGENT, LEAD
from bot.rehearsal.show import CALLS
from bot.services.model_budget import DatabaseBudget
from review.llm import Limits
from storage.models import StoredReview, Task
from tests.e2e.scripted_model import model, reviewed
from tests.e2e.theatre import FAR_LEAD, LEAD_TWO, Theatre
from tests.review.llm.calls import reviewer_at
from tests.review.llm.servers import HOSTILE, MODEL, NOTHING, always, says

ENGLISH = "The customer has not been paid yet."
CHINESE = "客户工资还没发。"
STRESS = (CALLS / "stress.txt").read_text(encoding="utf-8")


async def test_a_limit_that_passes_is_waited_for_and_the_model_reviews(theatre: Theatre):
    review = await reviewed(theatre, HOSTILE["429 once"][0])
    assert (review.kind, review.model, review.tokens > 0) == ("llm", MODEL, True)
    assert not [task for task in theatre.rows(Task) if task.kind == "review_by_hand"]


async def test_the_lead_reads_the_models_summary_in_their_own_language(theatre: Theatre):
    answer = NOTHING | {"summary": CHINESE, "translation": ENGLISH}
    await reviewed(theatre, always(says(answer)))
    card = next(text for text in theatre.chat(LEAD) if text.startswith("🧾"))
    shown, hidden = (CHINESE, ENGLISH) if theatre.locale == "zh-CN" else (ENGLISH, CHINESE)
    assert shown in card
    assert hidden not in card
    assert any(theatre.texts("lead-model-missed") in text for text in theatre.chat(LEAD))


async def test_the_offline_summary_is_in_the_readers_language_with_the_words_as_spoken(theatre: Theatre):
    await theatre.reviews()
    card = next(text for text in theatre.chat(LEAD) if text.startswith("🧾"))
    quotes = [item["quote"] for item in theatre.signals(severity="high")[0].evidence]
    assert any(f"“{quote}”" in card for quote in quotes)
    assert ("turn" in card) is (theatre.locale == "en")


async def test_a_used_up_budget_is_told_once_a_day_and_no_call_is_lost(theatre: Theatre):
    with model(always(says(NOTHING))) as server:
        shared = DatabaseBudget(new_unit=theatre.program.services.new_unit, limits=Limits(tokens=100))
        await theatre.judges_by(reviewer_at(server.url, budget=shared))
        await theatre.reviews()
        await theatre.presses(AGENT, f"tr:{theatre.callback_id()}")
        await theatre.sends(AGENT, "more.txt", STRESS + "客户：再见。\n")
    rows = theatre.rows(StoredReview)
    assert [row.result["reviewer"]["outcome"] for row in rows] == ["day_budget", "day_budget"]
    assert server.requests == []
    assert theatre.signals(origin="offline", state="proposed")
    for person in (LEAD, ADMIN):
        assert sum(text.startswith("💰") for text in theatre.chat(person)) == 1
    assert not any(text.startswith("💰") for text in theatre.chat(AGENT))


async def test_a_call_that_the_model_could_not_read_waits_for_a_lead_and_is_read_once(theatre: Theatre):
    await reviewed(theatre, HOSTILE["500"][0])
    await theatre.says(LEAD, "/today")
    assert theatre.texts("lead-by-hand", count=1) in theatre.last(LEAD).text
    await theatre.says(LEAD, "/queue")
    card = theatre.message_with(LEAD, "byd:")
    assert theatre.texts("model-outcome-server-error") in card.text
    await theatre.presses(LEAD, theatre.texts("by-hand-button-words"), on=card.id)
    assert "我怕是" in theatre.last(LEAD).text or "工资" in theatre.last(LEAD).text
    [task] = [row.id for row in theatre.rows(Task) if row.kind == "review_by_hand"]
    for person in (AGENT, FAR_LEAD):
        for press in (f"byr:{task}", f"byd:{task}"):
            assert await theatre.forges(person, press) == theatre.texts("error-not-allowed")
    assert await theatre.forges(LEAD, f"byd:{task}") == theatre.texts("by-hand-thanks")
    assert await theatre.forges(LEAD_TWO, f"byd:{task}") == theatre.texts("error-by-hand-done")
    await theatre.later(hours=25)
    assert not any(text.startswith("1 ·") for text in theatre.chat(LEAD))
