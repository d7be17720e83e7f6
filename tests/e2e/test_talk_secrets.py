"""What is personal stays where it belongs: messages that show it are protected, and nothing else holds it."""

import json
import logging

import pytest
from sqlmodel import select

from bot.rehearsal.cast import ADMIN, AGENT, LEAD, LEADING_LOAN, SECOND_AGENT, SUPPORT
from storage.models import AuditEvent, DeliveryAttempt, StoredTranscript, WorkItem
from tests.e2e.theatre import AUDITOR, COMPLIANCE, FAR_LEAD, LEAD_TWO, Theatre

STAFF = (AGENT, SECOND_AGENT, LEAD, LEAD_TWO, FAR_LEAD, SUPPORT, COMPLIANCE, AUDITOR, ADMIN)
QUOTE_LENGTH = 8  # characters of a turn that no text of the program has by chance


def secrets_of(theatre: Theatre) -> dict[str, str]:
    """Return what must not leak: the customer's data, their words, the bot's token."""
    with theatre.reading() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        assert loan is not None
        borrower = uow.loans.borrower(loan.borrower_id)
        assert borrower is not None
        turns = [turn["text"] for row in uow.session.exec(select(StoredTranscript)) for turn in row.turns]
    found = {"name": borrower.name, "phone": borrower.phone, "id_number": borrower.id_number, "vin": loan.vin}
    found |= {f"turn {number}": turn for number, turn in enumerate(turns) if len(turn) >= QUOTE_LENGTH}
    secrets = {what: value for what, value in found.items() if value}
    assert {"name", "phone"} <= set(secrets)
    return secrets | {"token": theatre.server.token}


async def whole_story(theatre: Theatre) -> None:
    """Call, form, phone, transcript, review, evidence, every list."""
    await theatre.starts()
    await theatre.presses(AGENT, f"tel:{theatre.callback_id()}")
    await theatre.reviews()
    for signal in theatre.signals():
        for person in (LEAD, COMPLIANCE):
            await theatre.forges(person, f"sev:{signal.id}")
    for person in STAFF:
        for command in ("/today", "/queue", "/help", "/staff", f"/why {LEADING_LOAN}"):
            await theatre.says(person, command)


async def test_every_message_that_shows_personal_data_is_protected(theatre: Theatre):
    await whole_story(theatre)
    secrets = secrets_of(theatre)
    messages = [m for person in STAFF for m in theatre.phone(person).messages() if m.from_bot]
    showing = [m for m in messages if any(value in m.text for value in secrets.values())]
    assert showing
    assert [m.text[:80] for m in showing if not m.protected] == []


async def test_the_full_number_shows_only_where_it_was_asked_for_and_on_record(theatre: Theatre):
    await whole_story(theatre)
    phone = secrets_of(theatre)["phone"]
    seen = [person for person in STAFF if any(phone in text for text in theatre.chat(person))]
    assert seen == [AGENT]
    assert [event.details["field"] for event in theatre.audit("view_pii")] == ["phone"]


async def test_logs_trail_and_dead_letters_hold_nothing_personal(
    theatre: Theatre, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    await whole_story(theatre)
    with theatre.unit() as uow:
        kept = [[e.details, e.entity_id, e.actor] for e in uow.session.exec(select(AuditEvent))]
        kept += [[i.reason, i.result, i.key] for i in uow.session.exec(select(WorkItem))]
        kept += [[a.code, a.outcome] for a in uow.session.exec(select(DeliveryAttempt))]
    written = json.dumps(kept, ensure_ascii=False, default=str) + caplog.text
    assert [what for what, value in secrets_of(theatre).items() if value in written] == []


async def test_the_database_file_holds_nothing_personal_in_the_clear(theatre: Theatre):
    await whole_story(theatre)
    database = theatre.program.services.settings.database_url.removeprefix("sqlite:///")
    from pathlib import Path

    stored = b"".join(file.read_bytes() for file in Path(database).parent.glob(Path(database).name + "*"))
    assert [what for what, value in secrets_of(theatre).items() if value.encode() in stored] == []
