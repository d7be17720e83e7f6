"""Updates reach the bot as Telegram delivers them; faults and limits strike as scripted."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.rehearsal.limits import Limits
from tests.bot.rehearsal.stage_set import Caller, calling, make_server

CHAT = {"chat_id": 1001}


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with calling(make_server()) as started:
        yield started


async def test_updates_come_again_until_the_offset_confirms_them(caller):
    caller.server.phone(1001).type("一")
    first = await caller.result("getUpdates")
    assert await caller.result("getUpdates") == first
    assert await caller.result("getUpdates", offset=first[0]["update_id"]) == first
    assert await caller.result("getUpdates", offset=first[0]["update_id"] + 1) == []


async def test_unconfirmed_update_does_not_change_with_the_message(caller):
    phone = caller.server.phone(1001)
    phone.edit(phone.type("旧").id, "新")
    updates = await caller.result("getUpdates")
    assert [next(u[k]["text"] for k in u if k != "update_id") for u in updates] == ["旧", "新"]


async def test_long_poll_returns_at_once_when_somebody_writes(caller):
    poll = asyncio.create_task(caller.result("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    caller.server.phone(1001).type("醒醒")
    assert (await asyncio.wait_for(poll, 2))[0]["message"]["text"] == "醒醒"


async def test_second_poller_terminates_the_first(caller):
    first = asyncio.create_task(caller.reply("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(caller.reply("getUpdates", timeout=1))
    assert (await asyncio.wait_for(first, 2))["error_code"] == 409
    assert (await second)["ok"]


async def test_negative_offset_keeps_only_the_newest(caller):
    for text in "一二三":
        caller.server.phone(1001).type(text)
    assert [u["message"]["text"] for u in await caller.result("getUpdates", offset=-1)] == ["三"]
    assert len(await caller.result("getUpdates")) == 1


async def test_only_allowed_kinds_are_queued(caller):
    await caller.result("getUpdates", allowed_updates=["callback_query"])
    caller.server.phone(1001).type("一")
    assert await caller.result("getUpdates") == []


async def test_raw_update_may_be_unparsable(caller):
    caller.server.queue.push_raw({"message": {"nonsense": True}})
    assert (await caller.result("getUpdates"))[0]["message"] == {"nonsense": True}


class Receiver:
    """A webhook that fails as often as it is told to."""

    def __init__(self, failures: int = 0, answer: dict[str, Any] | None = None, wanted: int = 1) -> None:
        self.failures = failures
        self.wanted = wanted
        self.answer = answer
        self.taken: list[tuple[str, str]] = []
        self.full = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.taken.append((secret, (await request.json())["message"]["text"]))
        if len(self.taken) == self.wanted:
            self.full.set()
        return web.json_response(self.answer) if self.answer else web.Response()


async def listen(receiver: Receiver) -> tuple[web.AppRunner, str]:
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"


async def test_webhook_gets_the_secret_and_is_tried_until_it_takes_the_update(caller):
    receiver = Receiver(failures=2)
    runner, url = await listen(receiver)
    await caller.result("setWebhook", url=url, secret_token="s3cret_-")
    caller.server.phone(1001).type("推")
    await asyncio.wait_for(receiver.full.wait(), 5)
    info = await caller.result("getWebhookInfo")
    assert receiver.taken == [("s3cret_-", "推")]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert (await caller.reply("getUpdates"))["error_code"] == 409
    await runner.cleanup()


async def test_webhook_keeps_the_order_of_a_chat(caller):
    receiver = Receiver(failures=1, wanted=3)
    runner, url = await listen(receiver)
    for text in "一二三":
        caller.server.phone(1001).type(text)
    await caller.result("setWebhook", url=url)
    await asyncio.wait_for(receiver.full.wait(), 5)
    assert [text for _, text in receiver.taken] == ["一", "二", "三"]
    await runner.cleanup()


async def test_webhook_may_answer_with_a_method_call(caller):
    receiver = Receiver(answer={"method": "sendMessage", "chat_id": 1001, "text": "回"})
    runner, url = await listen(receiver)
    await caller.result("setWebhook", url=url)
    caller.server.phone(1001).type("推")
    assert (await caller.server.phone(1001).expect("回")).text == "回"
    await runner.cleanup()


async def test_dropped_reply_leaves_the_work_done(caller):
    caller.server.faults.add("drop_after", method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await caller.result("sendMessage", **CHAT, text="发了吗")
    assert caller.server.phone(1001).last().text == "发了吗"
    await caller.result("sendMessage", **CHAT, text="这次好了")


async def test_dropped_request_leaves_nothing_done(caller):
    caller.server.faults.add("drop_before", method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await caller.result("sendMessage", **CHAT, text="没发")
    with pytest.raises(LookupError):
        caller.server.phone(1001).last()


async def test_server_errors_and_floods_strike_as_often_as_scripted(caller):
    caller.server.faults.add("server_error", method="sendMessage", times=2, status=502)
    caller.server.faults.add("too_many", method="sendMessage", retry_after=7)
    bodies = [await caller.reply("sendMessage", **CHAT, text="x") for _ in range(4)]
    assert [body.get("error_code") for body in bodies] == [502, 502, 429, None]
    assert bodies[2]["parameters"] == {"retry_after": 7}


async def test_slow_answer_comes_late(caller):
    caller.server.faults.add("slow", method="getMe", delay=0.2)
    started = asyncio.get_running_loop().time()
    await caller.result("getMe")
    assert asyncio.get_running_loop().time() - started >= 0.2


async def test_duplicate_batch_comes_again_after_confirmation(caller):
    caller.server.faults.add("duplicate", method="getUpdates")
    caller.server.phone(1001).type("一")
    first = await caller.result("getUpdates")
    again = await caller.result("getUpdates", offset=first[0]["update_id"] + 1)
    assert again == first
    assert await caller.result("getUpdates", offset=first[0]["update_id"] + 1) == []


async def test_reordered_batch_comes_last_first(caller):
    caller.server.faults.add("reorder", method="getUpdates")
    for text in "一二":
        caller.server.phone(1001).type(text)
    assert [u["message"]["text"] for u in await caller.result("getUpdates")] == ["二", "一"]


class Ticks:
    """A monotonic clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


async def flood(caller: Caller, chats: list[int], times: int) -> dict[str, Any] | None:
    for _ in range(times):
        for chat_id in chats:
            body = await caller.reply("sendMessage", chat_id=chat_id, text="x")
            if not body["ok"]:
                return body
    return None


@pytest.mark.parametrize(("chat_id", "burst", "retry_after"), [(1001, 5, 1), (-1001000000001, 20, 3)])
async def test_chat_limit_lets_a_burst_pass_then_names_the_wait(chat_id, burst, retry_after):
    ticks = Ticks()
    async with calling(make_server(limits=Limits(monotonic=ticks))) as caller:
        assert await flood(caller, [chat_id], burst) is None
        refused = await caller.reply("sendMessage", chat_id=chat_id, text="x")
        assert refused["description"] == f"Too Many Requests: retry after {retry_after}"
        assert refused["parameters"] == {"retry_after": retry_after}
        ticks.at += retry_after
        await caller.result("sendMessage", chat_id=chat_id, text="x")


async def test_bot_limit_counts_all_chats_together():
    async with calling(make_server(limits=Limits(monotonic=Ticks()))) as caller:
        assert await flood(caller, [1001, 1002], 5) is None
        refused = await flood(caller, [-1001000000001], 20)
        assert refused is None
        assert (await caller.reply("sendMessage", chat_id=1003, text="x"))["error_code"] == 429


async def test_limits_can_be_switched_off(caller):
    assert await flood(caller, [1001], 40) is None


async def test_token_never_reaches_the_logs(caller, caplog):
    caplog.set_level(logging.DEBUG)
    caller.server.faults.add("server_error", method="getMe")
    await caller.reply("getMe")
    await caller.reply("sendMessage", chat_id=1, text="x")
    await caller.session.get(f"{caller.server.base_file_url}{caller.server.token}/nowhere")
    assert "refused" in caplog.text
    assert caller.server.token not in caplog.text
