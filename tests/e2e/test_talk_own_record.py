"""A customer's own corner, the way in by link, and what happens when the chat is left or blocked."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.rehearsal.cast import ADMIN, AGENT, CUSTOMER, LEAD, LEADING_LOAN
from bot.services.contact import check_contact
from bot.services.trigger import fire_trigger
from bot.services.work import read_subject
from storage.models import Borrower, Callback, Consent, Hold, Task
from tests.e2e.check_ins import sent
from tests.e2e.theatre import FAR_LEAD, FOREIGN_STRANGER, STRANGER, Theatre, customer_link

OTHER_LOAN = "HF-2026-0103"


async def opens(theatre: Theatre, token: str, person=STRANGER) -> None:
    theatre.phone(person).start(f"c_{token}")
    await theatre.settle()


def digits(theatre: Theatre, loan_number: str = OTHER_LOAN) -> str:
    with theatre.reading() as uow:
        return uow.loans.borrower(uow.loans.by_number(loan_number).borrower_id).phone[-4:]


def borrower(theatre: Theatre, loan_number: str = LEADING_LOAN) -> Borrower:
    with theatre.reading() as uow:
        return uow.loans.borrower(uow.loans.by_number(loan_number).borrower_id)


def tasks(theatre: Theatre, kind: str) -> list[Task]:
    with theatre.reading() as uow:
        return [task for task in uow.session.exec(select(Task)).all() if task.kind == kind]


def reasons(theatre: Theatre) -> list[str]:
    """Return why the leading loan's customer may not be called now."""
    with theatre.unit() as uow:
        subject = read_subject(uow, theatre.callback_id())
        services = theatre.program.services
        verdict = check_contact(services, uow, subject.callback, subject.loan, subject.borrower)
    return [reason.code for reason in verdict.reasons]


async def test_consent_is_recorded_with_version_and_wording(theatre: Theatre):
    await opens(theatre, customer_link(theatre, OTHER_LOAN))
    await theatre.says(STRANGER, digits(theatre))
    await theatre.presses(STRANGER, "agree:yes")
    with theatre.reading() as uow:
        [consent] = uow.session.exec(select(Consent)).all()
    assert (consent.kind, consent.version, len(consent.wording_hash)) == ("assistant", "2026-11", 64)
    assert consent.given_at is not None


async def test_without_consent_the_account_is_let_go(theatre: Theatre):
    await opens(theatre, customer_link(theatre, OTHER_LOAN))
    await theatre.says(STRANGER, digits(theatre))
    await theatre.presses(STRANGER, "agree:no")
    assert borrower(theatre, OTHER_LOAN).chat_user_id is None


async def test_a_person_is_one_press_away_before_the_second_factor(theatre: Theatre):
    await opens(theatre, customer_link(theatre, OTHER_LOAN))
    await theatre.presses(STRANGER, "person")
    assert len(tasks(theatre, "customer_wants_person")) == 1


@pytest.mark.parametrize("how", ["expired", "used", "forwarded", "guessed", "replaced"])
async def test_a_link_that_is_not_good_says_the_same_for_every_reason(theatre: Theatre, how: str):
    token = customer_link(theatre, OTHER_LOAN)
    if how == "expired":
        await theatre.clock.advance(timedelta(hours=73))
    elif how == "used":
        await opens(theatre, token, FOREIGN_STRANGER)
        await theatre.says(FOREIGN_STRANGER, digits(theatre))
    elif how == "forwarded":
        await opens(theatre, token, FOREIGN_STRANGER)
    elif how == "replaced":
        customer_link(theatre, OTHER_LOAN)
    await opens(theatre, "A" * 32 if how == "guessed" else token)
    [said] = theatre.chat(STRANGER)
    # A stranger is spoken to in the language of their phone.
    assert "链接无效、已用过或已过期" in said
    assert OTHER_LOAN not in said


@pytest.mark.parametrize("medium", ["sms", "email", "letter"])
async def test_a_lead_gets_the_words_with_a_link_that_works(theatre: Theatre, medium: str):
    await theatre.says(LEAD, f"/link {OTHER_LOAN} {medium}")
    words = next(text for text in reversed(theatre.chat(LEAD)) if "start=c_" in text)
    assert OTHER_LOAN not in words
    await opens(theatre, re.search(r"start=c_([\w-]+)", words)[1])
    await theatre.says(STRANGER, digits(theatre))
    assert borrower(theatre, OTHER_LOAN).chat_user_id == STRANGER.id


async def test_the_letter_brings_a_qr_code(theatre: Theatre):
    await theatre.says(ADMIN, f"/link {OTHER_LOAN} letter")
    assert any(m.payload.get("document", {}).get("file_name") == "link.svg" for m in
               theatre.phone(ADMIN).messages())  # fmt: skip


async def test_a_lead_of_another_team_makes_no_link(theatre: Theatre):
    await theatre.says(FAR_LEAD, f"/link {OTHER_LOAN} sms")
    assert not any("start=c_" in text for text in theatre.chat(FAR_LEAD))


def lender_says(theatre: Theatre, event: str) -> int:
    """Let an event of the lender ask for a check-in of the leading loan; return the check-in."""
    with theatre.unit() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        callback = fire_trigger(theatre.program.services, uow, loan, event)
        uow.commit()
        return callback.id


async def test_a_customer_in_chat_is_invited_once_when_the_window_opens(theatre: Theatre):
    number = lender_says(theatre, "insurance_expiring")
    await theatre.later(minutes=1)
    await theatre.later(minutes=1)
    invited = [m for m in theatre.phone(CUSTOMER).messages() if f"ci:{number}" in str(m.buttons())]
    assert len(invited) == 1


async def test_nobody_is_invited_at_night(theatre: Theatre):
    await theatre.later(hours=14)
    number = lender_says(theatre, "insurance_expiring")
    await theatre.later(minutes=1)
    assert not any(f"ci:{number}" in str(m.buttons()) for m in theatre.phone(CUSTOMER).messages())


async def test_a_check_in_that_nobody_fills_in_becomes_an_agents_call(theatre: Theatre):
    await theatre.completes()  # an open call would take the check-in in
    number = lender_says(theatre, "insurance_expiring")
    await theatre.later(days=15)
    with theatre.reading() as uow:
        ended, rows = uow.callbacks.get(number), uow.session.exec(select(Callback)).all()
    assert (ended.state, ended.close_reason) == ("cancelled", "expired")
    assert "self_checkin_expired" in [c.trigger for c in rows if c.loan_id == ended.loan_id]


async def test_what_is_known_is_shown_masked_and_the_look_is_audited(theatre: Theatre):
    await theatre.says(CUSTOMER, "hi")
    await theatre.presses(CUSTOMER, "my:data")
    said = theatre.message_with(CUSTOMER, "my:fix").text
    assert LEADING_LOAN in said
    assert "13900001234" not in said
    assert len(theatre.audit("own_record_seen")) == 1


async def test_a_correction_becomes_a_task_and_changes_nothing_unseen(theatre: Theatre):
    before = borrower(theatre).phone
    await theatre.says(CUSTOMER, "hi")
    await theatre.presses(CUSTOMER, "my:data")
    await theatre.presses(CUSTOMER, "my:fix")
    await theatre.says(CUSTOMER, "电话换成 13700009999 了")
    assert "13700009999" in tasks(theatre, "data_correction")[0].question
    assert borrower(theatre).phone == before


@pytest.mark.parametrize(
    ("press", "reason"), [("my:ch:chat", "CHANNEL_NOT_ALLOWED"), ("my:tm:evening", "CUSTOMER_PREFERENCE")]
)
async def test_a_chosen_channel_and_time_bind_the_contact_policy(theatre: Theatre, press: str, reason: str):
    await theatre.says(CUSTOMER, "hi")
    await theatre.presses(CUSTOMER, "my:contact")
    await theatre.presses(CUSTOMER, press)
    assert reason in reasons(theatre)
    await theatre.presses(CUSTOMER, press.rpartition(":")[0] + ":any")
    assert reason not in reasons(theatre)


async def test_a_complaint_is_registered_and_stops_calls(theatre: Theatre):
    await theatre.says(CUSTOMER, "hi")
    await theatre.presses(CUSTOMER, "my:complain")
    await theatre.says(CUSTOMER, "周末给我打了三次电话")
    [task] = tasks(theatre, "complaint_register")
    assert task.desk == "complaints"
    assert "HOLD_COMPLAINT_SAME_SUBJECT" in reasons(theatre)


async def test_withdrawing_the_consent_unlinks_and_gives_the_check_in_back(theatre: Theatre):
    await opens(theatre, customer_link(theatre, OTHER_LOAN))
    await theatre.says(STRANGER, digits(theatre))
    await theatre.presses(STRANGER, "agree:yes")
    await theatre.says(STRANGER, "hi")
    await theatre.presses(STRANGER, "my:consent")
    await theatre.presses(STRANGER, "my:wd:assistant")
    assert borrower(theatre, OTHER_LOAN).chat_user_id is None
    with theatre.reading() as uow:
        [consent] = uow.session.exec(select(Consent)).all()
    assert consent.withdrawn_at is not None


async def test_unlinking_asks_once_more_and_hands_the_check_in_to_an_agent(theatre: Theatre):
    number = await sent(theatre)
    await theatre.forges(CUSTOMER, "my:unlink")
    assert borrower(theatre).chat_user_id == CUSTOMER.id
    await theatre.presses(CUSTOMER, "my:unlink:yes")
    assert borrower(theatre).chat_user_id is None
    with theatre.reading() as uow:
        assert uow.callbacks.get(number).state == "ready"


async def test_the_language_button_turns_the_corner_over(theatre: Theatre):
    await theatre.says(CUSTOMER, "hi")
    await theatre.presses(CUSTOMER, "my:lang")
    assert borrower(theatre).language == ("en" if theatre.locale == "zh-CN" else "zh-CN")


async def test_a_blocked_bot_is_noted_and_the_check_in_goes_to_an_agent(theatre: Theatre):
    number = await sent(theatre)
    theatre.phone(CUSTOMER).block()
    await theatre.settle()
    assert borrower(theatre).chat_blocked_at is not None
    with theatre.reading() as uow:
        assert uow.callbacks.get(number).state == "ready"


async def test_a_message_that_was_refused_becomes_a_task_once(theatre: Theatre):
    theatre.server.world.blocked.add(CUSTOMER.id)
    await sent(theatre)
    await theatre.settle()
    assert len(tasks(theatre, "ring_instead_check_in")) == 1
    assert borrower(theatre).chat_blocked_at is not None


async def test_a_customer_who_unblocks_is_reachable_again(theatre: Theatre):
    theatre.phone(CUSTOMER).block()
    await theatre.settle()
    theatre.phone(CUSTOMER).start()
    await theatre.settle()
    assert borrower(theatre).chat_blocked_at is None


async def test_the_corner_is_closed_to_strangers_and_staff(theatre: Theatre):
    await theatre.forges(STRANGER, "my:data")
    said = await theatre.forges(AGENT, "my:data")
    assert said == theatre.texts("error-not-allowed")
    assert theatre.count(Hold) == (0,)
    assert not any(LEADING_LOAN in text for text in theatre.chat(STRANGER))
