"""Doors that are not a role's: other people's buttons, links, codes, and floods."""

import pytest
from sqlmodel import select

from bot.chat.handlers.gate import UPDATES_PER_MINUTE
from bot.rehearsal.cast import AGENT, CUSTOMER, LEAD, SECOND_AGENT
from bot.services.customer import MAX_WRONG_FACTORS
from storage.models import ChatMessage, CustomerLink, FormResponse, Invite
from tests.e2e.theatre import FAR_LEAD, FOREIGN_STRANGER, NEWCOMER, STRANGER, Theatre, customer_link


async def test_every_button_of_one_persons_chat_does_nothing_in_anothers(theatre: Theatre):
    """Whatever the agent can press in an open form and its cards, nobody else can."""
    await theatre.starts()
    presses = [
        b["callback_data"]
        for m in theatre.phone(AGENT).messages() if m.from_bot
        for b in m.buttons() if "callback_data" in b
    ]  # fmt: skip
    assert len(presses) > 5
    before = theatre.session()
    for data in dict.fromkeys(presses):
        for person in (SECOND_AGENT, FAR_LEAD, CUSTOMER, STRANGER):
            await theatre.forges(person, data)
    number, session = theatre.session()
    assert (number, session.step, session.cursor) == (before[0], before[1].step, before[1].cursor)
    assert theatre.count(FormResponse) == (1,)
    assert len(theatre.audit("refused")) >= len(set(presses))  # the other agent, at least


async def test_links_are_stored_as_digests_only(theatre: Theatre):
    token = customer_link(theatre, "HF-2026-0103")
    with theatre.reading() as uow:
        links = uow.session.exec(select(CustomerLink)).all()
        invites = uow.session.exec(select(Invite)).all()
    assert invites
    assert token not in repr([row.model_dump() for row in (*links, *invites)])


async def test_a_customers_link_works_for_the_first_who_opens_it_only(theatre: Theatre):
    token = customer_link(theatre, "HF-2026-0103")
    theatre.phone(NEWCOMER).start(f"c_{token}")
    await theatre.settle()
    first = theatre.last(NEWCOMER).text
    theatre.phone(FOREIGN_STRANGER).start(f"c_{token}")
    await theatre.settle()
    assert first != theatre.last(FOREIGN_STRANGER).text
    with theatre.reading() as uow:
        [link] = uow.session.exec(select(CustomerLink).where(CustomerLink.opened_by == NEWCOMER.id))
    assert link.used_at is None


async def test_the_second_factor_can_be_tried_five_times(theatre: Theatre):
    token = customer_link(theatre, "HF-2026-0103")
    theatre.phone(NEWCOMER).start(f"c_{token}")
    await theatre.settle()
    for _ in range(MAX_WRONG_FACTORS + 3):
        await theatre.says(NEWCOMER, "0000")
    with theatre.reading() as uow:
        loan = uow.loans.by_number("HF-2026-0103")
        phone = uow.loans.borrower(loan.borrower_id).phone
    await theatre.says(NEWCOMER, phone[-4:])
    with theatre.reading() as uow:
        assert uow.loans.borrower_by_chat(NEWCOMER.id) is None
    assert len(theatre.audit("factor_wrong")) == MAX_WRONG_FACTORS


async def test_a_customers_link_expires(theatre: Theatre):
    token = customer_link(theatre, "HF-2026-0103")
    await theatre.later(hours=73)
    theatre.phone(NEWCOMER).start(f"c_{token}")
    await theatre.settle()
    with theatre.reading() as uow:
        assert uow.session.exec(select(CustomerLink.opened_by)).all()[-1] is None


@pytest.mark.parametrize("person", [STRANGER, LEAD])
async def test_whoever_sends_without_end_is_told_once_and_then_ignored(theatre: Theatre, person):
    for number in range(UPDATES_PER_MINUTE + 20):
        theatre.phone(person).type(f"/nonsense {number}")
    await theatre.settle()
    with theatre.reading() as uow:
        written = len(uow.session.exec(select(ChatMessage).where(ChatMessage.chat_id == person.id)).all())
    said = [text for text in theatre.chat(person) if text.startswith(("操作太快了", "That was too much"))]
    assert len(said) == 1
    assert written <= UPDATES_PER_MINUTE + 5
