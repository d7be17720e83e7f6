"""The whole story, through the real bot, in both languages; and what the plug cannot take away."""

import asyncio
from pathlib import Path

import pytest
from sqlmodel import select

from bot.commands.rehearse import build, opening, rehearsal_settings
from bot.rehearsal.cast import AGENT, CHECK_IN_LOAN, CUSTOMER, LEAD, SECOND_CUSTOMER
from bot.rehearsal.script import Script
from bot.rehearsal.show import perform
from storage.models import Consent

STEPS = 23


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
async def test_the_story_plays_from_the_file_to_a_kept_promise(locale: str, tmp_path: Path) -> None:
    said: list[str] = []
    settings = rehearsal_settings(tmp_path, locale)
    async with perform(build, settings, opening=opening(settings.timezone)) as show:
        await Script(show, said.append).play()
        with show.services.new_unit() as uow:
            loan = uow.loans.by_number(CHECK_IN_LOAN)
            [promise] = uow.payments.promises_of(loan.id)
            case = uow.follow_ups.open_case_of(loan.id)
            check_in = next(c for c in uow.callbacks.of_loan(loan.id) if c.form_key == "self_checkin")
            consents = uow.session.exec(select(Consent.kind).where(Consent.borrower_id == loan.borrower_id))
            assert (promise.state, case.state, check_in.state) == ("kept", "active", "completed")
            assert "assistant" in consents.all()
        thanks = show.server.phone(SECOND_CUSTOMER.id).last().text
    assert said[-1].startswith(f"{STEPS}.")
    assert "1,000.00" in thanks


async def test_a_broken_off_performance_goes_on_with_nothing_missing(tmp_path: Path) -> None:
    settings = rehearsal_settings(tmp_path, "zh-CN")
    stage = {"opening": opening(settings.timezone), "memory": tmp_path / "telegram"}
    async with perform(build, settings, **stage) as show:
        await Script(show, lambda _line: None).play(until="form")
        show.server.keep()
        before = {
            who.id: [m.text for m in show.server.phone(who.id).messages()] for who in (AGENT, LEAD, CUSTOMER)
        }
    async with perform(build, settings, **stage) as show:
        assert show.server.continues
        after = {
            who.id: [m.text for m in show.server.phone(who.id).messages()] for who in (AGENT, LEAD, CUSTOMER)
        }
        with show.services.new_unit() as uow:
            verdict = await asyncio.to_thread(uow.audit.verify)
    assert all(after[who][: len(said)] == said for who, said in before.items())
    assert verdict.fault is None
