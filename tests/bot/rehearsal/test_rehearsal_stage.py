import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.rehearsal.page_texts import KEYS, page_texts
from tests.bot.rehearsal.stage_set import Caller, calling, make_server


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with calling(make_server()) as started:
        yield started


async def act(caller: Caller, what: str, **values) -> tuple[int, dict]:
    async with caller.session.post(f"{caller.server.page_url}stage/{what}", json=values) as response:
        return response.status, await response.json()


async def state(caller: Caller, since: int = 0) -> dict:
    async with caller.session.get(f"{caller.server.page_url}stage/state?since={since}") as response:
        return await response.json()


async def test_state_after_a_revision_holds_only_what_changed(caller):
    before = (await state(caller))["revision"]
    await caller.result("sendMessage", chat_id=1001, text="新")
    news = await state(caller, before)
    assert [message["payload"]["text"] for message in news["messages"]] == ["新"]


async def test_deleted_message_leaves_the_state_without_content(caller):
    sent = await caller.result("sendMessage", chat_id=1001, text="秘密")
    await caller.result("deleteMessage", chat_id=1001, message_id=sent["message_id"])
    assert "秘密" not in json.dumps(await state(caller), ensure_ascii=False)


async def test_token_is_nowhere_in_the_state(caller):
    assert caller.server.token not in json.dumps(await state(caller))


async def test_event_stream_announces_changes(caller):
    async with caller.session.get(f"{caller.server.page_url}stage/events") as stream:
        await asyncio.wait_for(stream.content.readline(), 5)
        await caller.result("sendMessage", chat_id=1001, text="新")
        await stream.content.readline()
        line = await asyncio.wait_for(stream.content.readline(), 5)
    assert json.loads(line.removeprefix(b"data: "))["revision"] == caller.server.world.revision


@pytest.mark.parametrize(
    ("jump", "step"),
    [("hour", timedelta(hours=1)), ("day", timedelta(days=1)), ("month", timedelta(days=30))],
)
async def test_clock_jumps_run_the_hooks(caller, jump, step):
    clock, seen = caller.server.clock, []

    async def note(now) -> None:
        seen.append(now)

    clock.on_jump(note)
    before = clock.now()
    assert (await act(caller, "clock", jump=jump))[0] == 200
    assert step <= seen[0] - before < step + timedelta(seconds=5)


async def test_language_switch_tells_the_program(caller):
    told = []

    async def note(locale: str) -> None:
        told.append(locale)

    caller.server.stage.on_language(note)
    await act(caller, "lang", lang="en")
    assert told == ["en"]
    assert (await state(caller))["lang"] == "en"


@pytest.mark.parametrize(("what", "values"), [
    ("press", {"person": 1001, "message_id": 1, "data": "nothing"}),
    ("type", {"person": 1001, "text": " "}),
    ("type", {"person": 9, "text": "x"}),
    ("clock", {"jump": "century"}),
    ("button", {"key": "unknown"}),
])  # fmt: skip
async def test_impossible_acts_are_refused_and_harmless(caller, what, values):
    status, body = await act(caller, what, **values)
    assert (status, body["ok"]) == (409, False)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Origin": "null"}]
)
async def test_foreign_pages_and_rebound_names_are_kept_out(caller, headers):
    url = f"{caller.server.page_url}stage/type"
    async with caller.session.post(url, json={"person": 1001, "text": "x"}, headers=headers) as response:
        assert response.status == 403
    assert len(caller.server.queue) == 0


async def test_uploaded_page_is_never_served_as_a_page(caller):
    message = caller.server.phone(1001).send_document("x.html", b"<script>1</script>", mime_type="text/html")
    unique_id = message.payload["document"]["file_unique_id"]
    async with caller.session.get(f"{caller.server.page_url}stage/file/{unique_id}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize("name", ["../server.py", "server.py", "nothing.js", "%2e%2e/server.py"])
async def test_only_the_pages_own_files_are_served(caller, name):
    async with caller.session.get(f"{caller.server.page_url}page/{name}") as response:
        assert response.status == 404


async def test_page_asks_for_nothing_outside_this_machine(caller):
    for name in ("", "page/app.js", "page/base.css", "page/phone.js", "page/chat.css", "page/stage.css"):
        async with caller.session.get(f"{caller.server.page_url}{name}") as response:
            assert response.status == 200
            body = await response.text()
        assert "https://" not in body
        assert "http://" not in body.replace("http://www.w3.org/2000/svg", "")


def test_both_languages_have_every_word_of_the_page():
    chinese, english = page_texts("zh-CN"), page_texts("en")
    assert chinese.keys() == english.keys() == set(KEYS)
    assert all(chinese.values())
    assert all(english.values())


def test_server_refuses_to_listen_beyond_this_machine():
    with pytest.raises(ValueError, match="loopback"):
        make_server(host="0.0.0.0")
