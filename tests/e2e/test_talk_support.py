"""A support case from the customer's own words to an arrangement that is watched to its end."""

from datetime import date

import pytest
from sqlmodel import select

from bot.rehearsal.cast import AGENT, CUSTOMER, LEAD, LEADING_LOAN, SUPPORT
from bot.services.contact import check_contact
from bot.services.work import read_subject
from storage.models import Arrangement, Callback, Hold, Loan, SupportCase, Task
from tests.e2e.check_ins import fill_in, sent
from tests.e2e.theatre import Theatre


async def asked_for_help(theatre: Theatre) -> None:
    """Let the customer check in and say that paying will be hard."""
    await theatre.scene("help asked for", lambda: _ask_for_help(theatre))


async def _ask_for_help(theatre: Theatre) -> None:
    number = await sent(theatre)
    await theatre.presses(CUSTOMER, f"ci:{number}")
    await fill_in(theatre, pay__impact="may_be_late", hard__affordable_now="!1500",
                  hard__support_pref="reduced_payment")  # fmt: skip


async def taken(theatre: Theatre) -> None:
    """Let the customer ask and the desk take the case."""

    async def play() -> None:
        await asked_for_help(theatre)
        await theatre.presses(SUPPORT, theatre.texts("support-button-take"))

    await theatre.scene("case taken", play)


async def taken_and_offered(theatre: Theatre) -> None:
    """Let the desk take the case and make its offer."""

    async def play() -> None:
        await taken(theatre)
        await offered(theatre)

    await theatre.scene("offer made", play)


async def offered(theatre: Theatre) -> None:
    """Offer 1,500 a month from the first of December for two months."""
    await theatre.presses(SUPPORT, "case:1:offer")
    await theatre.presses(SUPPORT, "off:1:k:reduced_payment")
    await theatre.presses(SUPPORT, "off:1:v:amount:150000")
    await theatre.presses(SUPPORT, "off:1:v:from:2026-12-01")
    await theatre.presses(SUPPORT, "off:1:v:until:2027-02-01")
    await theatre.presses(SUPPORT, "off:1:send")


def case_of(theatre: Theatre) -> SupportCase:
    with theatre.reading() as uow:
        case = uow.follow_ups.case(1)
    assert case is not None
    return case


def arrangement(theatre: Theatre) -> Arrangement:
    with theatre.reading() as uow:
        return uow.follow_ups.arrangements(1)[-1]


def held(theatre: Theatre) -> bool:
    with theatre.reading() as uow:
        holds = uow.session.exec(select(Hold).where(Hold.marker == "hardship_pending")).all()
    return any(hold.lifted_at is None for hold in holds)


def tasks(theatre: Theatre, kind: str) -> list[Task]:
    with theatre.reading() as uow:
        return [task for task in uow.session.exec(select(Task)).all() if task.kind == kind]


async def test_what_the_customer_filled_in_stands_on_the_desks_card(theatre: Theatre):
    await asked_for_help(theatre)
    card = theatre.message_with(SUPPORT, "case:1").text
    assert LEADING_LOAN in card
    assert "1,500.00" in card
    assert case_of(theatre).state == "submitted"
    assert case_of(theatre).since_on is not None


async def test_the_acknowledgement_promises_nothing_and_offers_a_person(theatre: Theatre):
    await asked_for_help(theatre)
    said = theatre.texts("customer-help-received", hotline="400-000-0000")
    assert said in theatre.chat(CUSTOMER)
    assert theatre.message_with(CUSTOMER, "person").text == said


async def test_while_a_case_is_decided_only_its_desk_may_ring(theatre: Theatre):
    await asked_for_help(theatre)
    with theatre.unit() as uow:
        subject = read_subject(uow, theatre.callback_id())
        verdict = check_contact(
            theatre.program.services, uow, subject.callback, subject.loan, subject.borrower
        )
    assert "HOLD_HARDSHIP_PENDING" in [reason.code for reason in verdict.reasons]


async def test_the_hold_is_kept_up_until_the_case_is_decided(theatre: Theatre):
    await asked_for_help(theatre)
    await theatre.later(days=11)
    with theatre.reading() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        markers = [hold.marker for hold in uow.loans.holds(loan.borrower_id, loan.id, uow.now)]
    assert markers.count("hardship_pending") == 1


async def test_an_accepted_offer_becomes_an_arrangement_and_the_desk_hears_of_it(theatre: Theatre):
    await taken_and_offered(theatre)
    offer = theatre.message_with(CUSTOMER, "offer:1:yes")
    assert theatre.message_with(CUSTOMER, "offer:1:person").id == offer.id
    await theatre.presses(CUSTOMER, "offer:1:yes")
    made = arrangement(theatre)
    assert (made.state, made.kind, made.amount_minor) == ("active", "reduced_payment", 150_000)
    assert (made.from_on, made.until_on) == (date(2026, 12, 1), date(2027, 2, 1))
    assert made.accepted_at is not None
    assert theatre.texts("support-state-active") in theatre.last(SUPPORT).text


async def test_the_offers_words_stay_below_the_answer(theatre: Theatre):
    await taken_and_offered(theatre)
    before = theatre.message_with(CUSTOMER, "offer:1:yes").text
    await theatre.presses(CUSTOMER, "offer:1:yes")
    after = theatre.message_with(CUSTOMER, "person").text
    assert after.startswith(before)
    assert theatre.texts("support-offer-active", hotline="400-000-0000") in after


async def test_an_arrangement_changes_nothing_of_the_loan(theatre: Theatre):
    await taken(theatre)
    fields = ("principal_minor", "instalment_minor", "due_day", "term", "rate", "status", "dpd")
    with theatre.reading() as uow:
        before = {name: getattr(uow.loans.by_number(LEADING_LOAN), name) for name in fields}
    await offered(theatre)
    await theatre.presses(CUSTOMER, "offer:1:yes")
    with theatre.reading() as uow:
        after = {name: getattr(uow.loans.by_number(LEADING_LOAN), name) for name in fields}
    assert after == before
    assert len(tasks(theatre, "book_arrangement")) == 1
    assert not held(theatre)


async def test_calls_at_half_term_and_before_the_end_are_planned(theatre: Theatre):
    await taken_and_offered(theatre)
    await theatre.presses(CUSTOMER, "offer:1:yes")
    for _ in range(10):
        await theatre.later(days=7)
    with theatre.reading() as uow:
        rows = uow.session.exec(select(Callback).join(Loan).where(Loan.loan_number == LEADING_LOAN)).all()
    keys = {row.cycle_key for row in rows if row.cycle_key.startswith("arrangement:")}
    assert keys == {"arrangement:half:2026-12-01", "arrangement:end:2026-12-01"}
    assert len(tasks(theatre, "arrangement_ended")) == 1


async def test_an_arrangement_that_was_kept_is_completed_by_a_person(theatre: Theatre):
    await taken_and_offered(theatre)
    await theatre.presses(CUSTOMER, "offer:1:yes")
    await theatre.presses(SUPPORT, "case:1:kept")
    assert case_of(theatre).state == "completed"
    assert arrangement(theatre).state == "completed"


async def test_a_declined_offer_ends_the_case_and_lifts_the_hold(theatre: Theatre):
    await taken_and_offered(theatre)
    await theatre.presses(CUSTOMER, "offer:1:no")
    assert (case_of(theatre).state, arrangement(theatre).state) == ("declined_by_customer", "declined")
    assert not held(theatre)
    assert await theatre.forges(CUSTOMER, "offer:1:yes") == theatre.texts("error-offer-answered")


async def test_asking_for_a_person_leaves_the_offer_open(theatre: Theatre):
    await taken_and_offered(theatre)
    await theatre.presses(CUSTOMER, "offer:1:person")
    assert len(tasks(theatre, "customer_wants_person")) == 1
    assert arrangement(theatre).state == "offered"


async def test_other_terms_bring_the_case_back_to_its_desk(theatre: Theatre):
    await taken_and_offered(theatre)
    await theatre.presses(CUSTOMER, "offer:1:other")
    assert case_of(theatre).state == "assessing"
    assert theatre.message_with(SUPPORT, "case:1:offer")


async def test_a_question_and_its_answer_go_through_the_chat(theatre: Theatre):
    await taken(theatre)
    await theatre.presses(SUPPORT, "case:1:ask")
    await theatre.says(SUPPORT, "新工作什么时候开始？")
    await theatre.presses(CUSTOMER, "cq:1")
    await theatre.says(CUSTOMER, "下个月十号")
    assert case_of(theatre).state == "assessing"
    assert "下个月十号" in theatre.last(SUPPORT).text
    assert any("新工作什么时候开始？" in text and "下个月十号" in text for text in theatre.chat(CUSTOMER))


async def test_a_refusal_carries_its_reason_and_can_be_appealed(theatre: Theatre):
    await taken(theatre)
    await theatre.presses(SUPPORT, "case:1:ref")
    await theatre.says(SUPPORT, "材料还不全，补上后可以再看。")
    assert not held(theatre)
    assert any("材料还不全" in text for text in theatre.chat(CUSTOMER))
    await theatre.presses(CUSTOMER, "ap:1")
    await theatre.says(CUSTOMER, "我补了单位证明")
    assert case_of(theatre).state == "assessing"
    assert held(theatre)


async def test_terms_can_be_typed_and_are_checked(theatre: Theatre):
    await taken(theatre)
    await theatre.presses(SUPPORT, "case:1:offer")
    await theatre.presses(SUPPORT, "off:1:k:due_date_change")
    await theatre.says(SUPPORT, "31")
    assert theatre.texts("error-offer-day-outside") in theatre.chat(SUPPORT)
    for words in ("20", "2026-12-01", "2027-06-01"):
        await theatre.says(SUPPORT, words)
    await theatre.presses(SUPPORT, "off:1:send")
    assert (arrangement(theatre).due_day, arrangement(theatre).until_on) == (20, date(2027, 6, 1))


@pytest.mark.parametrize("data", ["case:1:offer", "off:1:send", "case:1:ref"])
async def test_an_agent_decides_no_case(theatre: Theatre, data: str):
    await taken(theatre)
    said = await theatre.forges(AGENT, data)
    assert said == theatre.texts("error-not-allowed")
    assert case_of(theatre).state == "assessing"


async def test_an_unanswered_offer_becomes_a_call_of_the_desk_once(theatre: Theatre):
    await taken_and_offered(theatre)
    await theatre.later(days=9)
    await theatre.later(days=1)
    assert len(tasks(theatre, "ring_about_offer")) == 1
    assert arrangement(theatre).state == "offered"


async def test_a_case_that_the_customer_does_not_want_offers_the_desk_nothing(theatre: Theatre):
    await theatre.reviews(pay__impact="may_be_late")
    [signal] = theatre.signals(key="stress.payment_affected")
    await theatre.presses(LEAD, f"sev:{signal.id}")
    await theatre.presses(LEAD, f"sok:{signal.id}")
    await theatre.presses(CUSTOMER, theatre.texts("customer-button-no"))
    card = next(m for m in reversed(theatre.phone(SUPPORT).messages()) if "🤝" in m.text)
    assert card.buttons() == []
