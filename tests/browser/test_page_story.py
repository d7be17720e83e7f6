"""The story by mouse: agent, team lead and customer on the real page, with the real program behind it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.commands.rehearse import build, opening, rehearsal_settings
from bot.rehearsal.cast import AGENT, CUSTOMER, LEAD
from bot.rehearsal.script import Script
from bot.rehearsal.show import Show, perform
from bot.texts import texts_for

CHROMIUM = Path("/usr/bin/chromium")
TEXTS = texts_for("zh-CN")
PATIENCE_MS = 15_000

pytestmark = pytest.mark.browser
needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="Debian's chromium is not installed at /usr/bin/chromium"
)


@asynccontextmanager
async def page_on_stage(folder: Path, *, until: str) -> AsyncIterator[tuple[Page, Show]]:
    settings = rehearsal_settings(folder, "zh-CN")
    async with (
        perform(build, settings, opening=opening(settings.timezone)) as show,
        async_playwright() as playwright,
    ):
        await Script(show, lambda _line: None).play(until=until)
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        await page.goto(show.server.page_url)
        await page.wait_for_selector("body[data-ready]")
        yield page, show
        await browser.close()


def phone(page: Page, person_id: int) -> Locator:
    return page.get_by_test_id(f"phone-{person_id}")


def button(page: Page, person_id: int, key: str) -> Locator:
    return phone(page, person_id).get_by_role("button", name=TEXTS(key)).last


@needs_chromium
async def test_agent_starts_and_answers_by_mouse(tmp_path: Path) -> None:
    async with page_on_stage(tmp_path, until="card") as (page, _show):
        await button(page, AGENT.id, "agent-button-start").click()
        outcome = phone(page, AGENT.id).get_by_role("button", name="接通，待核身")
        await outcome.click()
        await expect(outcome).to_have_count(0, timeout=PATIENCE_MS)


@needs_chromium
async def test_lead_sees_the_words_confirms_and_the_customer_gets_an_offer(tmp_path: Path) -> None:
    async with page_on_stage(tmp_path, until="review") as (page, _show):
        lead = phone(page, LEAD.id)
        await expect(lead.locator("blockquote", has_text="工资还没发").first).to_be_visible(
            timeout=PATIENCE_MS
        )
        await button(page, LEAD.id, "lead-button-evidence").click()
        await button(page, LEAD.id, "lead-button-confirm").click()
        offer = phone(page, CUSTOMER.id).get_by_role("button", name=TEXTS("customer-button-help"))
        await expect(offer).to_be_visible(timeout=PATIENCE_MS)


def test_ci_has_a_browser() -> None:
    if not os.environ.get("HUIFANG_REQUIRE_BROWSER"):
        pytest.skip("only asked where HUIFANG_REQUIRE_BROWSER is set, as in CI")
    assert CHROMIUM.exists(), "CI must run the browser tests, not skip them"
