"""Polling and webhook: an update is in the inbox before Telegram may forget it."""

import asyncio
import json

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer, unused_port
from sqlmodel import select
from telegram import Bot

from bot.chat.intake import Polling, put_updates
from bot.chat.reading import ordering_key
from bot.chat.transport import AiohttpRequest
from bot.chat.webhook import BODY_LIMIT, SECRET_HEADER, Webhook
from bot.runtime import DatabaseThreads, Wakeups
from storage.engine import make_engine
from storage.models import WorkItem
from storage.unit_of_work import UnitOfWork
from tests.bot.chat.chat_stage import SetClock

SECRET = "s3cret-token"
ODD_UPDATES = [
    {"update_id": 3, "message": "not a message"},
    {"update_id": 4, "callback_query": {"from": {"id": 5}}},
    "not an object",
    {"no": "number"},
]


class TelegramServer:
    """Keeps updates until an offset acknowledges them, as Telegram does."""

    def __init__(self, updates):
        self.updates = updates
        self.offsets = []
        self.refusals = []

    async def get_updates(self, request):
        if self.refusals:
            return web.json_response({"ok": False}, status=self.refusals.pop(0))
        offset = int(request.query.get("offset", 0))
        self.offsets.append(offset)
        self.updates = [each for each in self.updates if not _before(each, offset)]
        if not self.updates:
            await asyncio.sleep(0.05)
        return web.json_response({"ok": True, "result": self.updates})


def _before(update, offset):
    return isinstance(update, dict) and update.get("update_id", offset) < offset


class Broken:
    """A database that is away for a while."""

    def __init__(self, units):
        self.units = units
        self.away = True

    def __call__(self):
        if self.away:
            raise ConnectionError
        return self.units()


@pytest.fixture
def units(database_file):
    engine = make_engine(f"sqlite:///{database_file}")
    yield lambda: UnitOfWork(engine, SetClock())
    engine.dispose()


@pytest.fixture
def threads():
    threads = DatabaseThreads(size=1)
    yield threads
    threads.close()


@pytest.fixture
async def poll(units, threads):
    """Return a function that makes a poller for a server."""
    opened = []

    async def make(telegram, units=units):
        application = web.Application()
        application.router.add_get("/bot42:TEST/getUpdates", telegram.get_updates)
        server, transport = TestServer(application), AiohttpRequest()
        opened.extend((transport.shutdown, server.close))
        await server.start_server()
        await transport.initialize()
        bot = Bot("42:TEST", base_url=f"{server.make_url('/bot')}", request=transport)
        return Polling(
            bot=bot, transport=transport, units=units, threads=threads, wake=Wakeups(), poll_seconds=0
        )

    yield make
    for close in opened:
        await close()


def inbox(units):
    with units() as uow:
        return [(item.key, item.ordering_key) for item in uow.session.exec(select(WorkItem))]


def text_update(number, chat=7):
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": "x"}}


async def test_update_is_committed_before_it_is_acknowledged(poll, units):
    telegram = TelegramServer([text_update(1), text_update(2)])
    polling = await poll(telegram)
    assert (await polling.once(), telegram.offsets, inbox(units)) == (
        2,
        [0],
        [("1", "chat:7"), ("2", "chat:7")],
    )
    await polling.once()
    assert (telegram.offsets, telegram.updates) == ([0, 3], [])


async def test_update_that_cannot_be_committed_is_not_acknowledged(poll, units):
    telegram, broken = TelegramServer([text_update(1)]), Broken(units)
    polling = await poll(telegram, broken)
    with pytest.raises(ConnectionError):
        await polling.once()
    broken.away = False
    assert await polling.once() == 1
    assert telegram.offsets == [0, 0]


async def test_poller_that_died_before_acknowledging_gets_the_same_updates_once(poll, units):
    telegram = TelegramServer([text_update(1)])
    assert await (await poll(telegram)).once() == 1
    assert await (await poll(telegram)).once() == 0
    assert inbox(units) == [("1", "chat:7")]


async def test_odd_updates_never_stop_polling(poll, units):
    telegram = TelegramServer([*ODD_UPDATES, text_update(9)])
    polling = await poll(telegram)
    assert await polling.once() == 5
    assert inbox(units)[-1] == ("9", "chat:7")
    assert {key for _, key in inbox(units)} == {"chat:7", "user:5", "nobody"}


async def test_polling_outlives_refusals_and_stops_when_told(poll, units):
    telegram = TelegramServer([text_update(1)])
    telegram.refusals = [502, 409]
    polling, stop = await poll(telegram), asyncio.Event()
    task = asyncio.create_task(polling.run(stop))
    for _ in range(200):
        await asyncio.sleep(0.02)
        if inbox(units):
            break
    stop.set()
    await asyncio.wait_for(task, 1)
    assert inbox(units) == [("1", "chat:7")]


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({"callback_query": {"from": {"id": 1}, "message": {"chat": {"id": 2}}}}, "chat:2"),
        ({"callback_query": {"from": {"id": 1}}}, "user:1"),
        ({"my_chat_member": {"chat": {"id": 3}}}, "chat:3"),
        ({"message": {"chat": {"id": "x"}}}, "nobody"),
        (None, "nobody"),
    ],
)
def test_ordering_key_is_the_chat_or_the_user(raw, key):
    assert ordering_key(raw) == key


@pytest.fixture
async def webhook(units, threads):
    broken = Broken(units)
    broken.away = False
    receiver = Webhook(secret=SECRET, units=broken, threads=threads, wake=Wakeups())
    server = TestServer(receiver.application())
    await server.start_server()
    async with ClientSession() as session:

        async def post(body, secret=SECRET):
            headers = {SECRET_HEADER: secret} if secret is not None else {}
            async with session.post(server.make_url("/telegram"), data=body, headers=headers) as reply:
                return reply.status

        post.database = broken
        yield post
    await server.close()


async def test_webhook_answers_200_after_the_commit(webhook, units):
    assert await webhook(json.dumps(text_update(1))) == 200
    assert inbox(units) == [("1", "chat:7")]


@pytest.mark.parametrize("secret", [None, "", "wrong", "s3cret-tokem", "sécret"])
async def test_webhook_refuses_a_wrong_secret(webhook, units, secret):
    assert await webhook(json.dumps(text_update(1)), secret) == 403
    assert inbox(units) == []


@pytest.mark.parametrize("body", ["", "{", "[]", "1", '{"message": 1}', b"\xff\xfe"])
async def test_webhook_refuses_what_is_no_update(webhook, units, body):
    assert await webhook(body) == 400
    assert inbox(units) == []


async def test_webhook_refuses_a_body_beyond_its_limit(webhook, units):
    body = json.dumps({**text_update(1), "padding": "x" * BODY_LIMIT})
    assert await webhook(body) == 413
    assert inbox(units) == []


async def test_webhook_asks_for_a_repeat_while_the_database_is_away(webhook, units):
    webhook.database.away = True
    assert await webhook(json.dumps(text_update(1))) == 503
    webhook.database.away = False
    assert await webhook(json.dumps(text_update(1))) == 200
    assert inbox(units) == [("1", "chat:7")]


async def test_webhook_takes_many_at_once_and_each_once(webhook, units):
    bodies = [json.dumps(text_update(number, chat=number % 5)) for number in range(60)]
    assert set(await asyncio.gather(*[webhook(body) for body in bodies + bodies])) == {200}
    assert len(inbox(units)) == 60


def test_webhook_without_a_secret_is_refused(units, threads):
    with pytest.raises(ValueError, match="secret"):
        Webhook(secret="", units=units, threads=threads, wake=Wakeups())


def test_update_put_twice_is_one_row(units):
    with units() as uow:
        assert put_updates(uow, [text_update(1), text_update(1), "odd", "odd"]) == 2


async def test_webhook_registers_once_it_listens_and_ends_when_told(units, threads):
    port, stop, reached = unused_port(), asyncio.Event(), []

    async def register():
        async with ClientSession() as session, session.post(f"http://127.0.0.1:{port}/telegram") as reply:
            reached.append(reply.status)
        stop.set()

    receiver = Webhook(
        secret=SECRET, units=units, threads=threads, wake=Wakeups(), port=port, register=register
    )
    await asyncio.wait_for(receiver.run(stop), 5)
    assert reached == [403]
