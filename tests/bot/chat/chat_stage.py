"""A bot on a table: the real dispatcher and deliverer over a scripted Bot API and a clock that tests set."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import select
from telegram.request import BaseRequest

from bot.chat.application import build_application
from bot.chat.delivery import Deliverer
from bot.chat.dispatch import Dispatcher
from bot.chat.intake import put_updates
from bot.chat.rendering import CardRenderers
from bot.chat.router import Router
from bot.runtime import DatabaseThreads, Timing, Wakeups
from storage.engine import make_engine
from storage.models import ChatMessage, DeliveryAttempt, StaffMember, WorkItem
from storage.unit_of_work import UnitOfWork

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TOKEN = "42:TEST"
AGENT = 7001


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


class FakeApi(BaseRequest):
    """A Bot API that answers what tests script (an exception, or a status and a body), success otherwise."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.scripts: dict[str, list[Any]] = {}
        self.last_message_id = 100

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    def script(self, method: str, *behaviours: Any) -> None:
        self.scripts.setdefault(method, []).extend(behaviours)

    def of(self, method: str) -> list[dict[str, Any]]:
        return [parameters for name, parameters in self.calls if name == method]

    async def do_request(
        self, url: str, method: str, request_data: Any = None, **_: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1].split("?", maxsplit=1)[0]
        parameters = dict(request_data.parameters) if request_data else {}
        if name != "getMe":
            self.calls.append((name, parameters))
        waiting = self.scripts.get(name)
        behaviour = waiting.pop(0) if waiting else None
        if isinstance(behaviour, BaseException):
            raise behaviour
        if behaviour is not None:
            status, body = behaviour
            return status, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": self._result(name, parameters)}).encode()

    def _result(self, name: str, parameters: dict[str, Any]) -> Any:
        if name == "getMe":
            return {"id": 42, "is_bot": True, "first_name": "Huifang", "username": "huifang_test_bot"}
        if name in ("sendMessage", "sendDocument", "editMessageText"):
            self.last_message_id += name != "editMessageText"
            number = parameters.get("message_id", self.last_message_id)
            chat = {"id": int(parameters["chat_id"]), "type": "private"}
            return {"message_id": number, "date": 0, "chat": chat, "text": parameters.get("text", "")}
        return True


def refusal(status: int, description: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return status, body


class Stage:
    """Everything between the inbox and the Bot API, on one SQLite file."""

    def __init__(
        self,
        path: Path,
        *,
        clock: SetClock | None = None,
        api: FakeApi | None = None,
        around: Callable[[UnitOfWork], UnitOfWork] = lambda uow: uow,
    ) -> None:
        self.clock = clock or SetClock()
        self.engine = make_engine(f"sqlite:///{path}")
        self.units = lambda: UnitOfWork(self.engine, self.clock)
        self.api = api or FakeApi()
        self.router = Router()
        self.cards = CardRenderers()
        self.threads = DatabaseThreads(size=1)
        self.wake = Wakeups()
        self.application = build_application(TOKEN, self.api, api_url="http://127.0.0.1:1")
        self.working_units = lambda: around(self.units())
        self.dispatcher: Dispatcher
        self.deliverer: Deliverer
        self._update_id = 500

    async def open(self, *, concurrency: int = 64) -> "Stage":
        shared = {"units": self.working_units, "services": self, "threads": self.threads, "wake": self.wake}
        timing = Timing(poll=0.02, concurrency=concurrency)
        self.dispatcher = Dispatcher(
            application=self.application, router=self.router, timing=timing, **shared
        )
        self.deliverer = Deliverer(
            bot=self.application.bot, renderers=self.cards, timing=timing, jitter=lambda: 0.5, **shared
        )
        await self.application.initialize()
        return self

    async def close(self) -> None:
        await self.application.shutdown()
        self.threads.close()
        self.engine.dispose()

    async def work(self) -> None:
        """Handle and deliver whatever can be now."""
        await self.dispatcher.loop.drain()
        await self.deliverer.loop.drain()

    async def work_through(self, *, seconds: int) -> None:
        """Let time pass second by second, working."""
        for _ in range(seconds):
            await self.work()
            self.clock.forward(seconds=1)
        await self.work()

    def receive(self, *updates: dict[str, Any]) -> None:
        with self.units() as uow:
            put_updates(uow, updates)
            uow.commit()

    def write(self, text: str, *, user: int = AGENT, **more: Any) -> None:
        message = {**_message(user, **more), "text": text}
        if text.startswith("/"):
            message["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            ]
        self.receive({"update_id": self.next_update_id(), "message": message})

    def send(self, *, user: int = AGENT, **content: Any) -> None:
        self.receive({"update_id": self.next_update_id(), "message": {**_message(user), **content}})

    def press(self, data: str, *, on: int = 101, user: int = AGENT, chat_type: str = "private") -> str:
        number = self.next_update_id()
        query = {
            "id": f"press-{number}",
            "from": _person(user),
            "chat_instance": "1",
            "data": data,
            "message": {**_message(user), "message_id": on, "text": "…", "chat": _chat(user, chat_type)},
        }
        self.receive({"update_id": number, "callback_query": query})
        return f"press-{number}"

    def next_update_id(self) -> int:
        self._update_id += 1
        return self._update_id

    def items(self, queue: str) -> list[WorkItem]:
        with self.units() as uow:
            return _detached(uow, select(WorkItem).where(WorkItem.queue == queue).order_by(WorkItem.id))

    def messages(self) -> list[ChatMessage]:
        with self.units() as uow:
            return _detached(uow, select(ChatMessage).order_by(ChatMessage.id))

    def attempts(self) -> list[DeliveryAttempt]:
        with self.units() as uow:
            return _detached(uow, select(DeliveryAttempt).order_by(DeliveryAttempt.id))

    def hire(self, *, user: int = AGENT, locale: str = "en") -> None:
        with self.units() as uow:
            uow.staff.add(StaffMember(chat_user_id=user, role="agent", locale=locale, joined_at=uow.now))
            uow.commit()

    def texts_sent(self) -> list[str]:
        return [call["text"] for call in self.api.of("sendMessage")]


def _detached(uow: UnitOfWork, query: Any) -> list[Any]:
    rows = list(uow.session.exec(query))
    uow.session.expunge_all()
    return rows


def _person(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "A", "language_code": "en"}


def _chat(user: int, kind: str = "private") -> dict[str, Any]:
    return {"id": user, "type": kind, **({} if kind == "private" else {"title": "G"})}


def _message(user: int, *, chat_type: str = "private") -> dict[str, Any]:
    return {"message_id": 1, "date": 1_772_400_000, "from": _person(user), "chat": _chat(user, chat_type)}
