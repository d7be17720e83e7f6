"""A lead decides: evidence first, one decision that counts, and what follows from it."""

import pytest

from bot.rehearsal.cast import ADMIN, AGENT, CUSTOMER, LEAD, SUPPORT
from storage.models import Callback, Decision, SupportCase, Task
from tests.e2e.theatre import AUDITOR, COMPLIANCE, FAR_LEAD, LEAD_TWO, Theatre

RUDE = """坐席：您好，我是晨光汽车金融的客服，工号086，本次通话会录音。请问是李明远先生本人吗？
客户：是我。
坐席：你再不还钱，我们就找人上门把你车拖走，让你在单位混不下去。
客户：你怎么这样说话。
坐席：把钱转到我的个人账户就行，我帮你处理。
客户：我不转。
"""


def signal_id(theatre: Theatre, key: str = "stress.payment_affected") -> int:
    [signal] = theatre.signals(key=key)
    return signal.id or 0


async def opened(theatre: Theatre) -> int:
    """Play to the point where the lead has opened the evidence of the main signal."""
    await theatre.reviews(pay__impact="may_be_late")
    number = signal_id(theatre)
    await theatre.presses(LEAD, f"sev:{number}")
    return number


async def test_the_card_shows_the_words_before_the_label(theatre: Theatre):
    await theatre.reviews()
    number = signal_id(theatre)
    card = theatre.message_with(LEAD, f"sev:{number}").text
    label = theatre.program.services.taxonomy.get("stress.payment_affected")
    assert label is not None
    name = label.zh if theatre.locale == "zh-CN" else label.en
    assert card.index("我怕是还不上") < card.index(name)


async def test_opened_evidence_shows_two_turns_on_either_side(theatre: Theatre):
    number = await opened(theatre)
    card = theatre.message_with(LEAD, f"sok:{number}").text
    agent = theatre.texts("lead-speaker-agent")
    for turn in (10, 11, 12, 13, 14):
        assert f" {turn} " in card
    assert agent in card


async def test_high_severity_needs_the_evidence_opened(theatre: Theatre):
    await theatre.reviews()
    said = await theatre.forges(LEAD, f"sok:{signal_id(theatre)}")
    assert said == theatre.texts("error-open-evidence-first")
    assert theatre.signals(key="stress.payment_affected")[0].state == "proposed"


async def test_a_confirmed_signal_says_both_sources_and_opens_help(theatre: Theatre):
    number = await opened(theatre)
    assert theatre.texts("lead-origin-both") in theatre.message_with(LEAD, f"sok:{number}").text
    await theatre.presses(LEAD, f"sok:{number}")
    assert theatre.count(SupportCase) == (1,)
    assert any("📣" in text for text in theatre.chat(AGENT))
    assert any("🤝" in text for text in theatre.chat(SUPPORT))
    assert theatre.texts("customer-button-help") in str(theatre.message_with(CUSTOMER, "help:").buttons())


async def test_the_decision_keeps_who_when_seconds_and_that_the_evidence_was_opened(theatre: Theatre):
    number = await opened(theatre)
    await theatre.later(seconds=42)
    await theatre.presses(LEAD, f"sok:{number}")
    with theatre.reading() as uow:
        [decision] = uow.reviews.decisions_of(number)
        lead = theatre.staff(uow, LEAD)
    assert (decision.decided_by, decision.at) == (lead.id, theatre.clock.now())
    assert (decision.seconds, decision.evidence_opened, decision.verdict) == (42.0, True, "confirmed")


async def test_of_two_leads_at_once_one_wins_and_the_other_is_told(theatre: Theatre):
    number = await opened(theatre)
    await theatre.presses(LEAD_TWO, f"sev:{number}")
    first = theatre.phone(LEAD).press(f"sok:{number}")
    second = theatre.phone(LEAD_TWO).press(f"sok:{number}")
    await theatre.settle()
    told = theatre.texts("error-already-decided", name="王晓岚", verdict="confirmed")
    assert (first.answer.result().text, second.answer.result().text) == ("", told)
    assert theatre.count(Decision) == (1,)


async def test_dismissing_takes_a_reason_and_opens_nothing(theatre: Theatre):
    await theatre.reviews()
    number = signal_id(theatre)
    await theatre.presses(LEAD, f"sno:{number}")
    await theatre.presses(LEAD, f"sno:{number}:past_resolved")
    with theatre.reading() as uow:
        [decision] = uow.reviews.decisions_of(number)
    assert (decision.verdict, decision.reason) == ("rejected", "past_resolved")
    assert theatre.count(SupportCase) == (0,)


async def test_rare_reasons_for_dismissal_are_behind_one_more_press(theatre: Theatre):
    await theatre.reviews()
    number = signal_id(theatre)
    await theatre.presses(LEAD, f"sno:{number}")
    first = {b["callback_data"] for b in theatre.message_with(LEAD, f"sno:{number}:").buttons()}
    await theatre.presses(LEAD, f"sno:{number}:more")
    more = {b["callback_data"] for b in theatre.message_with(LEAD, f"sno:{number}:").buttons()}
    reasons = {key for key in first | more if key.count(":") == 2 and not key.endswith(":more")}
    assert len(first) <= 9
    assert len(reasons) == len(theatre.program.services.taxonomy.hard_negative_types)


async def test_the_severity_is_changed_and_confirmed_in_one(theatre: Theatre):
    number = await opened(theatre)
    await theatre.presses(LEAD, f"sch:{number}")
    await theatre.presses(LEAD, f"sch:{number}:s")
    await theatre.presses(LEAD, f"sch:{number}:s:medium")
    [signal] = theatre.signals(key="stress.payment_affected")
    assert (signal.severity, signal.proposed_severity, signal.state) == ("medium", "high", "confirmed")


async def test_the_kind_is_changed_and_what_was_proposed_is_kept(theatre: Theatre):
    number = await opened(theatre)
    await theatre.presses(LEAD, f"sch:{number}")
    await theatre.presses(LEAD, f"sch:{number}:k")
    await theatre.presses(LEAD, f"sch:{number}:k:stress.income_loss")
    with theatre.reading() as uow:
        signal = uow.reviews.signal(number)
    assert (signal.key, signal.proposed_key) == ("stress.income_loss", "stress.payment_affected")


async def test_the_agent_is_asked_and_the_answer_comes_back_on_the_card(theatre: Theatre):
    number = await opened(theatre)
    await theatre.presses(LEAD, f"sask:{number}")
    await theatre.says(LEAD, "他说的是哪一期？")
    await theatre.presses(AGENT, theatre.texts("agent-button-reply"))
    await theatre.says(AGENT, "二十号那期。")
    card = theatre.message_with(LEAD, f"sok:{number}").text
    assert "他说的是哪一期？" in card
    assert "二十号那期。" in card


async def test_a_decision_takes_back_the_open_question(theatre: Theatre):
    number = await opened(theatre)
    await theatre.presses(LEAD, f"sask:{number}")
    await theatre.says(LEAD, "哪一期？")
    await theatre.presses(LEAD_TWO, f"sev:{number}")
    await theatre.presses(LEAD_TWO, f"sok:{number}")
    assert any(theatre.texts("agent-task-cancelled") in text for text in theatre.chat(AGENT))


async def test_nothing_is_confirmed_by_waiting(theatre: Theatre):
    await theatre.reviews()
    for _ in range(4):
        await theatre.later(days=2)
    assert {signal.state for signal in theatre.signals()} == {"proposed"}
    assert theatre.count(Decision, SupportCase) == (0, 0)


# -- conduct ----------------------------------------------------------------------------------------


async def conduct(theatre: Theatre):
    await theatre.completes()
    await theatre.sends(AGENT, "rude.txt", RUDE)
    return [signal for signal in theatre.signals() if signal.key.startswith("agent.")]


async def test_a_confirmed_conduct_finding_is_told_by_a_person(theatre: Theatre):
    number = (await conduct(theatre))[0].id
    await theatre.presses(COMPLIANCE, f"sev:{number}")
    await theatre.presses(COMPLIANCE, f"sok:{number}")
    assert not any("📣" in text for text in theatre.chat(AGENT))
    assert theatre.count(Task)[0] >= 1


async def test_the_agent_cannot_open_what_concerns_their_conduct(theatre: Theatre):
    number = (await conduct(theatre))[0].id
    for data in (f"sev:{number}", f"scard:{number}", f"sno:{number}", f"sch:{number}:k", f"sok:{number}"):
        before = len(theatre.chat(AGENT))
        assert await theatre.forges(AGENT, data) in (
            theatre.texts("error-not-allowed"),
            theatre.texts("error-own-call"),
        )
        assert len(theatre.chat(AGENT)) == before


async def test_nobody_judges_their_own_call(theatre: Theatre):
    await theatre.reviews()
    with theatre.unit() as uow:
        theatre.staff(uow, AGENT).role = "team_lead"
        uow.commit()
    said = await theatre.forges(AGENT, f"sok:{signal_id(theatre)}")
    assert said == theatre.texts("error-own-call")


@pytest.mark.parametrize("person", [FAR_LEAD, SUPPORT, AUDITOR, ADMIN, AGENT])
async def test_those_who_may_not_decide_are_refused_on_record(theatre: Theatre, person):
    await theatre.reviews()
    number = signal_id(theatre)
    await theatre.forges(person, f"sok:{number}")
    await theatre.forges(person, f"sno:{number}:minor")
    assert theatre.signals(key="stress.payment_affected")[0].state == "proposed"
    refused = theatre.audit("refused")
    assert [(event.entity_id, event.details["verb"]) for event in refused] == [
        (str(number), "signal.decide")
    ] * 2
    assert theatre.count(Callback)
