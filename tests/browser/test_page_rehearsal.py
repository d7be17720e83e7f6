"""The chat page in a real Chromium: what people see and do, in both languages, on desk and phone."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.people import Phone
from bot.rehearsal.values import Person
from tests.bot.rehearsal.stage_set import Caller, calling, make_server, png

CHROMIUM = Path("/usr/bin/chromium")
DESK = {"width": 1440, "height": 900}
HANDSET = {"width": 390, "height": 844}
TUESDAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LONG = "客户说厂里这个月停工了工资没有发所以先拿信用卡顶着等下个月复工再一起还上" * 5
CARD = {
    "inline_keyboard": [
        [{"text": "已接通", "callback_data": "c:1"}],
        [{"text": LONG[:60], "callback_data": "c:2"}],
    ]
}
OVERFLOWING = """() => [...document.querySelectorAll('html, .bar, .clock, .screen, .talk, .bubble, .markup button, .head')]
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className || e.tagName)"""
BUBBLES = "article .bubble"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),  # one browser for all
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="Debian's chromium is not installed at /usr/bin/chromium"
    ),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        # Root in a container has no user namespaces, which the sandbox needs.
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def caller() -> AsyncIterator[Caller]:
    async with calling(make_server(clock=VirtualClock(start=TUESDAY))) as started:
        yield started


@dataclass
class Theatre:
    """A page on a server, and everything that went wrong in it."""

    caller: Caller
    page: Page
    errors: list[str]

    def phone(self, person_id: int = 1001) -> Locator:
        return self.page.get_by_test_id(f"phone-{person_id}")

    def person(self, person_id: int = 1001) -> Phone:
        return self.caller.server.phone(person_id)

    async def say(self, text: str, **more: object) -> int:
        sent = await self.caller.result("sendMessage", chat_id=1001, text=text, **more)
        return int(sent["message_id"])


async def opened(browser: Browser, caller: Caller, viewport: dict[str, int]) -> Theatre:
    page = await browser.new_page(viewport=viewport)
    theatre = Theatre(caller, page, [])
    page.on("pageerror", lambda error: theatre.errors.append(str(error)))
    page.on(
        "request",
        lambda r: theatre.errors.append(r.url) if not r.url.startswith(caller.server.api_url) else None,
    )
    await page.goto(caller.server.page_url)
    await page.wait_for_selector("body[data-ready]")
    return theatre


@pytest_asyncio.fixture(loop_scope="module")
async def desk(browser, caller) -> AsyncIterator[Theatre]:
    theatre = await opened(browser, caller, DESK)
    yield theatre
    await theatre.page.close()
    assert theatre.errors == []


@pytest_asyncio.fixture(loop_scope="module")
async def handset(browser, caller) -> AsyncIterator[Theatre]:
    theatre = await opened(browser, caller, HANDSET)
    yield theatre
    await theatre.page.close()
    assert theatre.errors == []


async def test_three_phones_stand_side_by_side(desk):
    boxes = [await desk.phone(person_id).bounding_box() for person_id in (1001, 1002, 1003)]
    assert all(left["x"] + left["width"] <= right["x"] for left, right in itertools.pairwise(boxes))
    await expect(desk.phone(1001)).to_contain_text("坐席")


async def test_typed_message_reaches_the_bot_and_gets_its_second_tick(desk):
    await desk.page.get_by_test_id("input-1001").fill("今天有几单？")
    await desk.page.keyboard.press("Enter")
    update = (await desk.caller.result("getUpdates", timeout=5))[0]
    assert update["message"]["text"] == "今天有几单？"
    await desk.caller.result("getUpdates", offset=update["update_id"] + 1)
    await expect(desk.phone().locator(".mine use[href$='#ticks']")).to_have_count(2)


async def test_press_spins_until_the_answer_shows_as_a_toast(desk):
    await desk.say("接通了吗？", reply_markup=CARD)
    button = desk.page.get_by_test_id("button-c:1")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    query = (await desk.caller.result("getUpdates", timeout=5))[0]["callback_query"]
    await desk.caller.result("answerCallbackQuery", callback_query_id=query["id"], text="记下了")
    await expect(desk.phone().get_by_test_id("toast")).to_have_text("记下了")
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_alert_takes_the_focus_and_closes_by_keyboard(desk):
    await desk.say("接通了吗？", reply_markup=CARD)
    await desk.page.get_by_test_id("button-c:1").focus()
    await desk.page.keyboard.press("Enter")
    query = (await desk.caller.result("getUpdates", timeout=5))[0]["callback_query"]
    await desk.caller.result(
        "answerCallbackQuery", callback_query_id=query["id"], text="已被别人接走", show_alert=True
    )
    await expect(desk.page.get_by_test_id("alert")).to_contain_text("已被别人接走")
    await desk.page.keyboard.press("Enter")
    await expect(desk.page.get_by_test_id("alert")).to_have_count(0)
    await expect(desk.page.get_by_test_id("button-c:1")).to_be_focused()


async def test_edit_changes_the_bubble_in_place_and_says_so(desk):
    message_id = await desk.say("正在审阅", reply_markup=CARD)
    await desk.caller.result("editMessageText", chat_id=1001, message_id=message_id, text="审阅好了")
    bubble = desk.page.get_by_test_id(f"message-1001-{message_id}")
    await expect(bubble).to_contain_text("审阅好了")
    await expect(bubble.locator(".edited")).to_have_text("已编辑")
    await expect(bubble.locator(".markup")).to_have_count(0)


async def test_deleted_message_fades_away(desk):
    message_id = await desk.say("发错了")
    bubble = desk.page.get_by_test_id(f"message-1001-{message_id}")
    await expect(bubble).to_be_visible()
    await desk.caller.result("deleteMessage", chat_id=1001, message_id=message_id)
    await expect(bubble).to_have_count(0)


async def test_entities_become_elements_and_markup_stays_text(desk):
    source = "😀 <b>粗<i>斜</i></b> <u>线</u> <code>x=1</code> <blockquote>原话</blockquote> &lt;script&gt; <a href='https://example.com/'>链</a>"
    message_id = await desk.say(source, parse_mode="HTML")
    body = desk.page.get_by_test_id(f"message-1001-{message_id}").locator(".body")
    for selector, text in (
        ("b", "粗斜"),
        ("b i", "斜"),
        ("u", "线"),
        ("code", "x=1"),
        ("blockquote", "原话"),
        ("a", "链"),
    ):
        await expect(body.locator(selector)).to_have_text(text)
    await expect(body).to_contain_text("<script>")
    assert await body.locator("script").count() == 0


async def test_spoiler_opens_on_click(desk):
    await desk.say("客户 <tg-spoiler>王建国</tg-spoiler>", parse_mode="HTML")
    spoiler = desk.phone().locator(".spoiler")
    await expect(spoiler).to_have_attribute("aria-expanded", "false")
    await spoiler.click()
    await expect(spoiler).to_have_attribute("aria-expanded", "true")


async def test_protected_message_offers_no_download(desk):
    fields = {"chat_id": "1001", "protect_content": "true"}
    await desk.caller.upload("sendDocument", fields, document=("名单.txt", b"x"))
    await expect(desk.phone().locator(".protected .attachment")).to_be_visible()
    await expect(desk.phone().locator(".protected a")).to_have_count(0)


async def test_file_goes_up_through_the_attach_menu(desk):
    await desk.page.get_by_test_id("attach-1001").click()
    async with desk.page.expect_file_chooser() as choosing:
        await desk.page.get_by_test_id("attach-file-1001").click()
    await (await choosing.value).set_files({"name": "通话.txt", "mimeType": "text/plain", "buffer": b"abc"})
    update = (await desk.caller.result("getUpdates", timeout=5))[0]
    assert update["message"]["document"]["file_name"] == "通话.txt"
    await expect(desk.phone().locator(".attachment")).to_contain_text("通话.txt")


async def test_photo_is_shown(desk):
    await desk.caller.upload("sendPhoto", {"chat_id": "1001"}, photo=("车.png", png(64, 48)))
    picture = desk.phone().locator("img.picture")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 64)


async def test_clock_jumps_to_the_next_working_morning(desk):
    await expect(desk.page.get_by_test_id("clock")).to_contain_text("11月24日")
    await desk.page.get_by_test_id("jump-morning").click()
    await expect(desk.page.get_by_test_id("clock")).to_contain_text("11月25日")
    await expect(desk.page.get_by_test_id("clock")).to_contain_text("09:00")


async def test_language_switch_changes_words_dates_and_people(desk):
    await desk.page.get_by_test_id("lang-en").click()
    await expect(desk.page.get_by_test_id("jump-day")).to_have_text("Next day", use_inner_text=True)
    await expect(desk.phone()).to_contain_text("Agent")
    await expect(desk.page.get_by_test_id("clock")).to_contain_text("Nov")
    desk.person().type("hi")
    assert (await desk.caller.result("getUpdates"))[0]["message"]["from"]["language_code"] == "en"


async def test_blocking_and_unblocking_by_menu(desk):
    await desk.page.get_by_test_id("menu-1001").click()
    await desk.page.get_by_test_id("block-1001").click()
    await expect(desk.page.get_by_test_id("unblock-1001")).to_be_visible()
    assert "blocked" in await desk.caller.refusal("sendMessage", chat_id=1001, text="x")
    await desk.page.get_by_test_id("unblock-1001").click()
    await expect(desk.page.get_by_test_id("input-1001")).to_be_visible()


async def test_stage_button_runs_its_action_once(desk):
    done: list[str] = []
    go_on = asyncio.Event()

    async def send() -> None:
        await go_on.wait()
        done.append("sent")

    desk.caller.server.stage.add_button(
        "sample", 1001, {"zh": "发送示例文字稿", "en": "Send the sample"}, send
    )
    cue = desk.phone().get_by_test_id("cue-sample")
    await cue.click()
    await expect(cue).to_be_disabled()
    go_on.set()
    await expect(cue).to_be_enabled()
    assert done == ["sent"]


async def test_reply_keyboard_sends_its_label(desk):
    await desk.say("选", reply_markup={"keyboard": [["我已经还了"]], "one_time_keyboard": True})
    await desk.page.get_by_test_id("key-我已经还了").click()
    assert (await desk.caller.result("getUpdates", timeout=5))[0]["message"]["text"] == "我已经还了"
    await expect(desk.page.get_by_test_id("key-我已经还了")).to_have_count(0)


async def test_group_shows_on_every_members_phone(desk):
    await desk.caller.result("sendMessage", chat_id=-1001000000001, text="一组早上好")
    for person_id in (1001, 1002):
        room = desk.page.get_by_test_id(f"room-{person_id}--1001000000001")
        await expect(room.locator(".dot")).to_be_visible()
        await room.click()
        await expect(desk.phone(person_id)).to_contain_text("一组早上好")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_nothing_overflows(desk, lang):
    text = f"<b>{LONG}</b><blockquote>{LONG}</blockquote><code>{'x' * 200}</code>"
    await desk.say(text, parse_mode="HTML", reply_markup=CARD)
    desk.person().send_document(f"{LONG[:80]}.txt", b"x")
    await desk.page.get_by_test_id(f"lang-{lang}").click()
    await expect(desk.phone().locator(BUBBLES)).to_have_count(3)
    for width, height in ((1440, 900), (1280, 640), (820, 1100), (390, 844), (320, 600)):
        await desk.page.set_viewport_size({"width": width, "height": height})
        await desk.page.wait_for_timeout(100)
        assert await desk.page.evaluate(OVERFLOWING) == []


async def test_refused_act_is_told_in_words(desk):
    await desk.page.evaluate(
        "import('/page/store.js').then(store => store.act('key', { person: 1001, label: 'x' }))"
    )
    await expect(desk.page.get_by_test_id("notice")).to_contain_text("这一步做不了")


async def test_vote_shows_its_share(desk):
    sent = await desk.caller.result("sendPoll", chat_id=1001, question="几点方便？", options=["上午", "下午"])
    poll = desk.page.get_by_test_id(f"message-1001-{sent['message_id']}").locator(".poll button")
    await poll.nth(1).click()
    await expect(poll.nth(1)).to_contain_text("100%")


async def test_handset_shows_one_chat_and_switches_by_tab(handset):
    await expect(handset.phone(1001)).to_be_visible()
    await expect(handset.phone(1002)).to_have_count(0)
    await handset.page.get_by_test_id("tab-1002").click()
    await expect(handset.phone(1002)).to_be_visible()
    await expect(handset.phone(1001)).to_have_count(0)


async def test_handset_marks_news_on_a_hidden_phone(handset):
    await handset.caller.result("sendMessage", chat_id=1002, text="请确认")
    await expect(handset.page.get_by_test_id("tab-1002").locator(".dot")).to_be_visible()


async def test_newcomer_sees_start(browser):
    async with make_server(people=[Person(id=5, first_name="新")], groups=[]) as server:
        page = await browser.new_page()
        await page.goto(server.page_url)
        await page.get_by_test_id("start-5").click()
        await expect(page.get_by_test_id("input-5")).to_be_visible()
        assert server.phone(5).messages()[0].text == "/start"


async def test_dark_theme_is_remembered(desk):
    await desk.page.get_by_test_id("theme").click()
    await desk.page.reload()
    await expect(desk.page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_page_starts_over_when_the_server_was_restarted(browser):
    server = make_server()
    async with server:
        page = await browser.new_page()
        await page.goto(server.page_url)
        server.phone(1001).start()
        await expect(page.get_by_test_id("message-1001-1")).to_be_visible()
        port = int(server.api_url.rpartition(":")[2])
    async with make_server(port=port):
        await expect(page.get_by_test_id("start-1001")).to_be_visible(timeout=15_000)
        await page.close()
