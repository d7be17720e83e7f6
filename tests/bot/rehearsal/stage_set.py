"""What the rehearsal's tests share: a small cast, a server without limits, a bare HTTP caller."""

import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.rehearsal.limits import Limits
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.values import Group, Person

AGENT = Person(id=1001, first_name="陈", username="agent_chen", role_label={"zh": "坐席", "en": "Agent"})
LEAD = Person(id=1002, first_name="Lin", language_code="en", role_label={"zh": "主管", "en": "Team lead"})
CUSTOMER = Person(id=1003, first_name="王", phone_number="+8613800000000")
TEAM = Group(id=-1001000000001, title="贷后一组", members=(1001, 1002), administrators=(1002,))


def make_server(**options: Any) -> RehearsalServer:
    """Return a server with the cast; no limits unless given."""
    settings: dict[str, Any] = {
        "people": [AGENT, LEAD, CUSTOMER],
        "groups": [TEAM],
        "limits": Limits(enabled=False),
        "webhook_retry": 0.02,
    }
    return RehearsalServer(**(settings | options))


class Caller:
    """Calls the server over HTTP with JSON, as any bot would."""

    def __init__(self, server: RehearsalServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    async def reply(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Return the whole body, refused or not."""
        url = f"{self.server.base_url}{self.server.token}/{method}"
        async with self.session.post(url, json=arguments) as response:
            body: dict[str, Any] = await response.json()
            assert body["ok"] or response.status == body["error_code"]
            return body

    async def result(self, method: str, **arguments: Any) -> Any:
        """Return the result of a call that must succeed."""
        body = await self.reply(method, **arguments)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **arguments: Any) -> str:
        """Return the description of a call that must be refused."""
        body = await self.reply(method, **arguments)
        assert not body["ok"], body
        return str(body["description"])

    async def upload(self, method: str, fields: dict[str, str], **files: tuple[str, bytes]) -> dict[str, Any]:
        """Send multipart with files as field=(name, bytes) and return the whole body."""
        form = aiohttp.FormData()
        for key, value in fields.items():
            form.add_field(key, value)
        for key, (name, data) in files.items():
            form.add_field(key, data, filename=name)
        url = f"{self.server.base_url}{self.server.token}/{method}"
        async with self.session.post(url, data=form) as response:
            body: dict[str, Any] = await response.json()
            return body

    async def download(self, path: str) -> tuple[int, bytes]:
        """Return status and body of a file download."""
        url = f"{self.server.base_file_url}{self.server.token}/{path}"
        async with self.session.get(url) as response:
            return response.status, await response.read()


@asynccontextmanager
async def calling(server: RehearsalServer) -> AsyncIterator[Caller]:
    """Start a server with everybody started, and yield a caller; nothing is queued yet."""
    async with server, aiohttp.ClientSession() as session:
        for person_id in server.world.people:
            server.phone(person_id).start()
        server.queue.drop_pending()
        yield Caller(server, session)


def png(width: int = 3, height: int = 2) -> bytes:
    """Return a real one-colour PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\x00" + b"\x46\x82\xb4" * width for _ in range(height))
    data = zlib.compress(rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
