"""The whole bot over HTTP: quick, stopping gracefully, handing back what it cannot finish."""

import asyncio
import time
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import InvalidToken

from bot.chat.application import build_application, run_bot
from bot.chat.intake import Polling
from bot.chat.transport import AiohttpRequest
from tests.bot.chat.chat_stage import FakeApi, Stage

REPLY_SECONDS = 0.5  # generous for a shared machine; the wake-ups make it some tens of milliseconds


class RealClock:
    def now(self):
        return datetime.now(UTC)


class ApiOverHttp(FakeApi):
    """The scripted Bot API behind a socket; updates are given out once acknowledged by offset."""

    def __init__(self):
        super().__init__()
        self.pending = []
        self.slow = 0.0
        self.sent_at = []

    async def serve(self, request):
        name = request.match_info["method"]
        if name == "getUpdates":
            return await self._updates(request)
        form = await request.post()
        if name == "sendMessage":
            await asyncio.sleep(self.slow)
            self.sent_at.append(time.monotonic())
        self.calls.append((name, dict(form)))
        return web.json_response({"ok": True, "result": self._result(name, dict(form))})

    async def _updates(self, request):
        offset = int(request.query.get("offset", 0))
        for _ in range(200):
            self.pending = [each for each in self.pending if each["update_id"] >= offset]
            if self.pending:
                break
            await asyncio.sleep(0.005)
        return web.json_response({"ok": True, "result": self.pending})


class Running:
    def __init__(self, stage, api, task, stop):
        self.stage, self.api, self.task, self.stop = stage, api, task, stop

    async def until(self, condition, seconds=5.0):
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "did not happen in time"
            await asyncio.sleep(0.005)

    async def finish(self):
        self.stop.set()
        await asyncio.wait_for(self.task, 15)


@pytest.fixture
async def running(database_file):
    """Return a function that starts the whole bot with a handler for free text."""
    servers = []

    async def start(handler, *, slow=0.0):
        api = ApiOverHttp()
        api.slow = slow
        application = web.Application()
        application.router.add_route("*", "/bot42:TEST/{method}", api.serve)
        server = TestServer(application)
        await server.start_server()
        servers.append(server)
        stage, stop = Stage(database_file, clock=RealClock(), api=api), asyncio.Event()
        transport = AiohttpRequest()
        stage.application = build_application("42:TEST", transport, api_url=str(server.make_url("")))
        stage.router.text()(handler)
        await stage.open()
        polling = Polling(
            bot=stage.application.bot,
            transport=transport,
            units=stage.units,
            threads=stage.threads,
            wake=stage.wake,
            poll_seconds=1,
        )
        loops = (polling, stage.dispatcher, stage.deliverer, None, None)
        task = asyncio.create_task(run_bot(stage.application, *loops, threads=stage.threads, stop=stop))
        return Running(stage, api, task, stop)

    yield start
    for server in servers:
        await server.close()


def update(number, text="x", user=7):
    person = {"id": user, "is_bot": False, "first_name": "A"}
    message = {"message_id": 1, "date": 0, "from": person, "chat": {"id": user, "type": "private"}}
    return {"update_id": number, "message": {**message, "text": text}}


async def test_reply_leaves_quickly(running):
    bot = await running(lambda turn: turn.reply(f"re {turn.text}"))
    await bot.until(lambda: bot.stage.application._initialized)
    begun = time.monotonic()
    bot.api.pending.append(update(1))
    await bot.until(lambda: bot.api.sent_at)
    await bot.finish()
    assert bot.api.sent_at[0] - begun < REPLY_SECONDS


async def test_many_people_are_served_and_each_update_once(running):
    bot = await running(lambda turn: turn.reply(turn.text))
    bot.api.pending.extend(update(number, text=str(number), user=1 + number % 20) for number in range(40))
    await bot.until(lambda: len(bot.api.of("sendMessage")) == 40, seconds=20)
    await bot.finish()
    assert sorted(int(call["text"]) for call in bot.api.of("sendMessage")) == list(range(40))


async def test_stop_waits_for_the_message_that_is_being_sent(running):
    bot = await running(lambda turn: turn.reply("slow"), slow=0.5)
    bot.api.pending.append(update(1))
    await bot.until(bot.stage.attempts)
    await bot.finish()
    assert [item.state for item in bot.stage.items("outbox")] == ["done"]


async def test_stop_hands_back_what_it_does_not_hold_and_the_next_run_finishes(running):
    bot = await running(lambda turn: turn.reply(turn.text), slow=0.3)
    bot.api.pending.extend(update(number, text=str(number)) for number in range(3))
    await bot.until(bot.stage.attempts)
    await bot.finish()
    assert {item.state for queue in ("inbox", "outbox") for item in bot.stage.items(queue)} <= {
        "done",
        "ready",
    }
    again = await running(lambda turn: turn.reply(turn.text))
    again.api.pending.extend(bot.api.pending)
    await again.until(lambda: all(item.state == "done" for item in again.stage.items("outbox")))
    await again.until(lambda: len(again.stage.items("inbox")) == 3)
    await again.finish()
    texts = [call["text"] for api in (bot.api, again.api) for call in api.of("sendMessage")]
    assert texts == ["0", "1", "2"]


async def test_refused_token_ends_the_run_at_once(database_file):
    stage = Stage(database_file)
    stage.api.script("getMe", (401, {"ok": False, "description": "Unauthorized"}))
    with pytest.raises(InvalidToken):
        await run_bot(stage.application, None, None, None, None, None, threads=stage.threads)
