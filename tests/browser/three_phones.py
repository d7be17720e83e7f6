"""Takes the README's picture: plays the story to the moment of the offer and photographs the page.

Run by `make screenshot`; needs Debian's chromium.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright

from bot.commands.rehearse import build, opening, rehearsal_settings
from bot.rehearsal.cast import AGENT
from bot.rehearsal.script import Script
from bot.rehearsal.show import Show, perform
from bot.texts import texts_for

CHROMIUM = Path("/usr/bin/chromium")
SIZE = {"width": 1440, "height": 900}
SETTLE_MS = 1_500  # fonts, transitions and the last events
FORM_PRESSES = ("接通，待核身", "是", "方便", "是本人", "一致", "一致")


async def main(target: Path, locale: str = "zh-CN") -> None:
    """Play and photograph."""
    with tempfile.TemporaryDirectory() as folder:
        settings = rehearsal_settings(Path(folder), locale)
        async with perform(build, settings, opening=opening(settings.timezone)) as show:
            await Script(show, lambda _line: None).play(until="confirm")
            await _open_next_form(show)
            await _photograph(show.server.page_url, target)


async def _open_next_form(show: Show) -> None:
    texts = texts_for("zh-CN")
    agent = show.server.phone(AGENT.id)
    start = texts("agent-button-start")
    card = next(m for m in reversed(agent.messages()) if any(b["text"] == start for b in m.buttons()))
    agent.press(start, on=card.id)
    form = await agent.expect(where=lambda m: any(b["callback_data"].startswith("f:") for b in m.buttons()))
    for label in FORM_PRESSES:
        agent.press(label, on=form.id)
        form = await agent.expect(
            where=lambda m: any(b["callback_data"].startswith("f:") for b in m.buttons())
        )


async def _photograph(url: str, target: Path) -> None:
    async with async_playwright() as playwright:
        # Root in a container has no user namespaces, which the sandbox needs.
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page: Page = await browser.new_page(viewport=SIZE)
        await page.goto(url)
        await page.wait_for_timeout(SETTLE_MS)
        await page.screenshot(path=str(target))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
