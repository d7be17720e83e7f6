"""The whole story, through the real bot, in both languages; and what the plug cannot take away."""

import asyncio
from pathlib import Path

import pytest

from bot.commands.rehearse import build, opening, rehearsal_settings
from bot.rehearsal.cast import AGENT, CUSTOMER, LEAD
from bot.rehearsal.script import Script
from bot.rehearsal.show import perform

STEPS = 16


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
async def test_the_story_plays_from_the_file_to_an_accepted_offer(locale: str, tmp_path: Path) -> None:
    said: list[str] = []
    settings = rehearsal_settings(tmp_path, locale)
    async with perform(build, settings, opening=opening(settings.timezone)) as show:
        await Script(show, said.append).play()
    assert said[-1].startswith(f"{STEPS}.")


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
