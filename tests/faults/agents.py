"""Agents of a drill: they press what their form offers, wait for the screen, and keep count."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.errors import BadInputError
from bot.forms.callback_data import Press as Button
from bot.forms.callback_data import decode
from bot.rehearsal.people import Phone
from bot.rehearsal.values import Press, StoredMessage
from bot.texts import LOCALES, texts_for
from tests.faults.fleet import FIRST_AGENT, Fleet

PATIENCE = 90.0  # seconds until a screen that never came counts as lost: three leases
ANSWER_LIFETIME = 40.0  # seconds; the program lets an answer to a press go after 30
ANEW_EVERY = 8  # presses; then the form is asked for anew, which is a message that could be doubled
FORWARD = ("o0", "ok", "keep", "unknown", "skip")
STANDSTILL = tuple(texts_for(locale)("notice-standstill") for locale in LOCALES)
STALE = texts_for("zh-CN")("form-notice-stale")


@dataclass(kw_only=True)
class Counts:
    """What the agents did and saw."""

    updates: int = 0
    moves: Counter[int] = field(default_factory=Counter)
    first_steps: dict[int, int] = field(default_factory=dict)
    """Where each agent's form stood when it first came."""
    anew: int = 0
    expired: int = 0
    stale: int = 0
    told: int = 0
    """Presses answered with the word that nothing can be saved just now."""
    screens_lost: int = 0
    ended: bool = False
    """Set when the time is up, before so many updates were made."""
    backwards: int = 0


class Agent:
    """Presses what the form offers, waits for the screen, and keeps count."""

    def __init__(self, running: Fleet, number: int, counts: Counts) -> None:
        self._server, self._id, self._callback = running.server, FIRST_AGENT + number, number + 1
        self._counts = counts
        self._shown = -1
        self._forward = True

    async def work(self, until: int) -> None:
        """Act until all agents together have made so many updates."""
        while self._counts.updates < until and not self._counts.ended:
            form = self._form()
            if form is None or self._counts.moves[self._id] % ANEW_EVERY == ANEW_EVERY - 1:
                self._counts.moves[self._id] += form is not None
                await self._asks_anew()
            else:
                await self._moves(form)

    async def _asks_anew(self) -> None:
        before = self._newest()
        self._counts.anew += 1
        await self._answered(self._press(f"go:{self._callback}", None))
        await self._until(lambda: self._newest() > before and self._form() is not None)

    async def _moves(self, form: StoredMessage) -> None:
        button = self._choose(form)
        self._counts.moves[self._id] += 1
        await self._answered(self._press(f"f:{button[0]}", form))
        await self._until(lambda: (step := self._step()) is not None and step > button[1].step)

    def _choose(self, form: StoredMessage) -> tuple[str, Button]:
        offered = {press.action: (data.removeprefix("f:"), press) for data, press in buttons(form)}
        wanted = ("back",) if not self._forward and "back" in offered else FORWARD
        self._forward = not self._forward
        return next((offered[name] for name in wanted if name in offered), next(iter(offered.values())))

    def _press(self, data: str, on: StoredMessage | None) -> Press:
        message = on or StoredMessage(
            chat_id=self._id, payload={"message_id": 1}, sent_at=self._server.clock.now()
        )
        press = self._server.world.add_press(self._id, message, data)
        shown = (
            on.payload if on else {"message_id": 1, "date": 0, "chat": {"id": self._id, "type": "private"}}
        )
        person = self._server.world.people[self._id].as_user()
        query = {"id": press.id, "from": person, "chat_instance": "1", "data": data, "message": shown}
        self._server.queue.push("callback_query", query, self._id)
        self._counts.updates += 1
        return press

    async def _answered(self, press: Press) -> None:
        try:
            answer = await press.answered(ANSWER_LIFETIME)
        except TimeoutError:
            self._counts.expired += 1
        else:
            self._counts.stale += answer.text == STALE
            self._counts.told += answer.text in STANDSTILL

    async def _until(self, condition: Callable[[], bool]) -> None:
        news = self._server.news[self._id]
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition():
                    news.clear()
                    await news.wait()
        except TimeoutError:
            self._counts.screens_lost += 1
            return
        step = self._step()
        if step is not None:
            self._counts.first_steps.setdefault(self._id, step)
        self._counts.backwards += step is not None and step < self._shown
        self._shown = step if step is not None else self._shown

    def _form(self) -> StoredMessage | None:
        phone: Phone = self._server.phone(self._id)
        return next((m for m in reversed(phone.messages()) if buttons(m)), None)

    def _step(self) -> int | None:
        form = self._form()
        return buttons(form)[0][1].step if form else None

    def _newest(self) -> int:
        return max((m.id for m in self._server.world.messages(self._id) if m.from_bot), default=0)


def buttons(message: StoredMessage) -> list[tuple[str, Button]]:
    found = []
    for button in message.buttons():
        try:
            found.append((button["callback_data"], decode(button.get("callback_data", ""))))
        except BadInputError:
            continue
    return found
