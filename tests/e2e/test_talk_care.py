"""People who are not well: self-harm words at any hour, and health told with consent first."""

import pytest
from sqlmodel import select

from bot.rehearsal.cast import CUSTOMER, LEAD, LEADING_LOAN, SUPPORT
from bot.rehearsal.values import Person
from storage.models import CaseMessage, Consent, Hold, Task
from tests.e2e.check_ins import sent
from tests.e2e.theatre import FAR_LEAD, STRANGER, Theatre

CRY = {"zh-CN": "再逼我我就从楼上跳下去", "en": "I don't want to live any more"}
ILL = {"zh-CN": "我查出来肿瘤，在化疗", "en": "I've been diagnosed with cancer and I'm on chemo"}
FIGURATIVE = {"zh-CN": "今天热死了，累得要死", "en": "I'm dying in this heat"}
NOTE = {
    "zh-CN": "这两个月要住院，还款想晚一点",
    "en": "In hospital for two months, later payments would help",
}


def tasks(theatre: Theatre, kind: str) -> list[Task]:
    with theatre.reading() as uow:
        return [task for task in uow.session.exec(select(Task)).all() if task.kind == kind]


def markers(theatre: Theatre) -> set[str]:
    with theatre.reading() as uow:
        return {hold.marker for hold in uow.session.exec(select(Hold)) if hold.lifted_at is None}


def crisis_text(theatre: Theatre) -> str:
    return theatre.texts("care-crisis", emergency="110 / 120", crisis="12356")


def alerted(theatre: Theatre, person: Person) -> bool:
    return any("🆘" in text for text in theatre.chat(person))


async def test_self_harm_words_in_chat_reach_a_named_person_in_15_minutes(theatre: Theatre):
    await theatre.says(CUSTOMER, CRY[theatre.locale])
    assert crisis_text(theatre) in theatre.chat(CUSTOMER)
    [task] = tasks(theatre, "crisis_call")
    with theatre.reading() as uow:
        assert task.owner_id == theatre.staff(uow, SUPPORT).id
    assert (task.due_at - task.created_at).total_seconds() == 15 * 60
    assert alerted(theatre, SUPPORT)
    assert "crisis" in markers(theatre)


async def test_self_harm_words_in_a_form_end_the_talk_about_payments(theatre: Theatre):
    number = await sent(theatre)
    await theatre.presses(CUSTOMER, f"ci:{number}")
    await theatre.says(CUSTOMER, CRY[theatre.locale])
    assert not any(
        b.get("callback_data", "").startswith("f:")
        for message in theatre.phone(CUSTOMER).messages()
        for b in message.buttons()
    )
    with theatre.reading() as uow:
        callback = uow.callbacks.get(number)
        kept = [row.value for row in uow.forms.answers(uow.forms.latest_of(number).id)]
    assert callback.state == "ready"
    assert not any(CRY[theatre.locale] in str(value) for value in kept)


async def test_at_night_too_somebody_is_named_and_the_leads_are_paged_until_it_is_taken(theatre: Theatre):
    await theatre.later(hours=16)
    await theatre.says(CUSTOMER, CRY[theatre.locale])
    assert tasks(theatre, "crisis_call")[0].owner_id is not None
    await theatre.later(minutes=16)
    assert alerted(theatre, LEAD)
    assert alerted(theatre, FAR_LEAD)
    number = tasks(theatre, "crisis_call")[0].id
    await theatre.presses(LEAD, f"crisis:{number}:take")
    await theatre.later(minutes=16)
    assert len(theatre.audit("crisis_escalated")) == 1


async def test_who_takes_the_call_sees_the_number_and_that_is_audited(theatre: Theatre):
    await theatre.says(CUSTOMER, CRY[theatre.locale])
    await theatre.presses(SUPPORT, f"crisis:{tasks(theatre, 'crisis_call')[0].id}:take")
    assert "13900001234" in theatre.last(SUPPORT).text
    assert theatre.audit("view_pii")[-1].action == "view_pii"
    await theatre.presses(SUPPORT, f"crisis:{tasks(theatre, 'crisis_call')[0].id}:done")
    assert tasks(theatre, "crisis_call")[0].state == "done"
    assert "crisis" in markers(theatre)


async def test_words_said_twice_make_one_task(theatre: Theatre):
    await theatre.says(CUSTOMER, CRY[theatre.locale])
    await theatre.says(CUSTOMER, CRY[theatre.locale])
    assert len(tasks(theatre, "crisis_call")) == 1


async def test_a_stranger_in_need_gets_the_numbers_and_nothing_is_recorded(theatre: Theatre):
    await theatre.says(STRANGER, CRY["zh-CN"])
    assert any("12356" in text for text in theatre.chat(STRANGER))
    assert tasks(theatre, "crisis_call") == []


async def test_a_figure_of_speech_opens_nothing(theatre: Theatre):
    await theatre.says(CUSTOMER, FIGURATIVE[theatre.locale])
    assert tasks(theatre, "crisis_call") == []


async def test_health_is_kept_only_after_consent_and_for_a_named_person(theatre: Theatre):
    await theatre.says(CUSTOMER, ILL[theatre.locale])
    assert theatre.texts("care-thanks") in theatre.last(CUSTOMER).text
    assert tasks(theatre, "vulnerability_care") == []
    await theatre.presses(CUSTOMER, "care:yes")
    await theatre.says(CUSTOMER, NOTE[theatre.locale])
    [task] = tasks(theatre, "vulnerability_care")
    assert task.question == NOTE[theatre.locale]
    with theatre.reading() as uow:
        name = theatre.staff(uow, SUPPORT).name
        [consent] = uow.session.exec(select(Consent).where(Consent.kind == "health")).all()
    assert name in theatre.last(CUSTOMER).text
    assert (consent.given_at is not None, len(consent.wording_hash)) == (True, 64)


async def test_without_consent_nothing_about_health_is_stored(theatre: Theatre):
    await theatre.says(CUSTOMER, ILL[theatre.locale])
    await theatre.presses(CUSTOMER, "care:no")
    assert tasks(theatre, "vulnerability_care") == []
    assert theatre.count(CaseMessage) == (0,)
    assert "12356" in theatre.last(CUSTOMER).text
    assert theatre.message_with(CUSTOMER, "my:contact")


async def test_care_never_means_more_contact_or_more_points(theatre: Theatre):
    with theatre.reading() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        before = (len(uow.callbacks.of_loan(loan.id)), loan.tier)
    await theatre.says(CUSTOMER, ILL[theatre.locale])
    await theatre.presses(CUSTOMER, "care:yes")
    await theatre.says(CUSTOMER, NOTE[theatre.locale])
    await theatre.later(minutes=1)
    with theatre.reading() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        assert (len(uow.callbacks.of_loan(loan.id)), loan.tier) == before
        assert "vulnerable" in loan.segments


async def test_taking_the_consent_back_forgets_the_note(theatre: Theatre):
    await theatre.says(CUSTOMER, ILL[theatre.locale])
    await theatre.presses(CUSTOMER, "care:yes")
    await theatre.says(CUSTOMER, NOTE[theatre.locale])
    await theatre.says(CUSTOMER, "hi")
    await theatre.presses(CUSTOMER, "my:consent")
    await theatre.presses(CUSTOMER, "my:wd:health")
    assert tasks(theatre, "vulnerability_care")[0].question is None


@pytest.mark.parametrize("data", ["crisis:1:take", "crisis:1:done"])
async def test_a_customer_cannot_press_the_desks_buttons(theatre: Theatre, data: str):
    await theatre.says(CUSTOMER, CRY[theatre.locale])
    assert await theatre.forges(CUSTOMER, data) == theatre.texts("chat-stale-press")
    assert tasks(theatre, "crisis_call")[0].state == "open"
