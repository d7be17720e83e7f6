"""The transport tells what surely did not arrive from what may have."""

import asyncio
import logging

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.chat.outcomes import Ending, classify
from bot.chat.transport import AiohttpRequest, NotSentError, ServerFaultError

TOKEN = "42:SECRETTOKEN"


@pytest.fixture
async def bot_on():
    """Return a function that makes a bot on a server whose every method is `answer`."""
    closing = []

    async def make(answer):
        application = web.Application()
        application.router.add_post("/{token}/{method}", answer)
        server, transport = TestServer(application), AiohttpRequest(read_timeout=0.3)
        closing.extend((transport.shutdown, server.close))
        await server.start_server()
        await transport.initialize()
        return Bot(TOKEN, base_url=f"{server.make_url('/bot')}", request=transport)

    yield make
    for close in closing:
        await close()


def always(status, body=None):
    async def answer(request):
        return web.json_response(body or {"ok": False, "description": "x"}, status=status)

    return answer


@pytest.mark.parametrize(
    ("status", "kind", "ending"),
    [
        (500, ServerFaultError, Ending.NOT_SENT),
        (503, ServerFaultError, Ending.NOT_SENT),
        (502, NetworkError, Ending.UNKNOWN),
        (504, NetworkError, Ending.UNKNOWN),
        (413, BadRequest, Ending.REJECTED),
        (400, BadRequest, Ending.REJECTED),
    ],
)
async def test_status_names_the_outcome(bot_on, status, kind, ending):
    bot = await bot_on(always(status))
    with pytest.raises(kind) as caught:
        await bot.send_message(1, "x")
    assert classify(caught.value).ending is ending


async def test_too_many_requests_carries_the_pause(bot_on):
    bot = await bot_on(always(429, {"ok": False, "description": "x", "parameters": {"retry_after": 7}}))
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(1, "x")
    assert classify(caught.value).retry_after.total_seconds() == 7


async def test_nobody_listening_means_not_sent():
    transport = AiohttpRequest()
    await transport.initialize()
    bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{unused_port()}/bot", request=transport)
    with pytest.raises(NotSentError):
        await bot.send_message(1, "x")
    await transport.shutdown()


async def test_silent_server_means_unknown(bot_on):
    async def silent(request):
        await asyncio.sleep(1)

    bot = await bot_on(silent)
    with pytest.raises(TimedOut) as caught:
        await bot.send_message(1, "x")
    assert classify(caught.value).ending is Ending.UNKNOWN


async def test_connection_lost_after_sending_means_unknown(bot_on):
    async def hang_up(request):
        await request.read()
        request.transport.close()
        await asyncio.sleep(0.1)

    bot = await bot_on(hang_up)
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(1, "x")
    assert classify(caught.value).ending is Ending.UNKNOWN


async def test_failure_never_names_the_token(bot_on, caplog):
    bot = await bot_on(always(502))
    with caplog.at_level(logging.DEBUG), pytest.raises(NetworkError) as caught:
        await bot.send_message(1, "x")
    assert "SECRETTOKEN" not in str(caught.value)


async def test_file_arrives_with_its_name_and_bytes(bot_on):
    seen = []

    async def receive(request):
        form = await request.post()
        seen.append((form["document"].filename, form["document"].file.read(), form["caption"]))
        message = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
        return web.json_response({"ok": True, "result": message})

    bot = await bot_on(receive)
    await bot.send_document(1, InputFile("错误".encode(), filename="错误.csv"), caption="请看")
    assert seen == [("错误.csv", "错误".encode(), "请看")]
