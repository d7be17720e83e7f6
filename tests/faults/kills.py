"""Kill -9 at random points while agents press form buttons: nothing lost, nothing doubled, nothing out of order.

python -m tests.faults.kills --engine sqlite --updates 20000 --kills 200 --seed 1
"""

import argparse
import asyncio
import random
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlmodel import select

from bot.chat.calls import CREATING
from bot.errors import BadInputError
from bot.forms.callback_data import Press as Button
from bot.forms.callback_data import decode
from bot.rehearsal.people import Phone
from bot.rehearsal.values import Press, StoredMessage
from bot.texts import texts_for
from storage.models import DeliveryAttempt, FormResponse, WorkItem
from tests.faults.fleet import FIRST_AGENT, Fleet, fleet

PROCESSES = ("run-1", "worker-1")  # one poller, as Telegram wants; both handle, deliver and work jobs
PATIENCE = 90.0  # seconds until a screen that never came counts as lost: three leases
ANSWER_LIFETIME = 40.0  # seconds; the program lets an answer to a press go after 30
ANEW_EVERY = 8  # presses; then the form is asked for anew, which is a message that could be doubled
FORWARD = ("o0", "ok", "keep", "unknown", "skip")
WEATHER = (
    ("getUpdates", {"kind": "duplicate"}),
    ("getUpdates", {"kind": "reorder"}),
    ("getUpdates", {"kind": "server_error"}),
    ("getUpdates", {"kind": "drop_before"}),
    ("sendMessage", {"kind": "drop_after"}),
    ("sendMessage", {"kind": "too_many", "retry_after": 1}),
    ("editMessageText", {"kind": "server_error"}),
    ("editMessageText", {"kind": "drop_after"}),
    ("editMessageText", {"kind": "slow", "delay": 2.0}),
    ("answerCallbackQuery", {"kind": "drop_before"}),
    ("*", {"kind": "server_error", "times": 20}),  # Telegram is down for a moment
)
STALE = texts_for("zh-CN")("form-notice-stale")


@dataclass(kw_only=True)
class Tally:
    """What a drill came to. All of `lost`, `doubled`, `out_of_order` must be 0."""

    engine: str
    seed: int
    kills: int = 0
    kills_with_leases: int = 0
    weather: int = 0
    updates: int = 0
    handled: int = 0
    set_aside: int = 0
    answers_stored: int = 0
    messages_sent: int = 0
    repeats_to_staff: int = 0
    press_answers_expired: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    seconds: float = 0.0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.out_of_order or self.set_aside)


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
    screens_lost: int = 0
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
        while self._counts.updates < until:
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

    async def _until(self, condition: Any) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            left = deadline - time.monotonic()
            if left <= 0:
                self._counts.screens_lost += 1
                return
            await self._server.world.changed_since(self._server.world.revision, min(left, 1.0))
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


async def drill(*, engine: str, updates: int, kills: int, seed: int, agents: int, weather: int = 0) -> Tally:
    """Run the drill and return its tally; `weather` is how many faults of Telegram and the network strike."""
    counts, tally, chance = Counts(), Tally(engine=engine, seed=seed), random.Random(seed)
    async with fleet(engine, agents) as running:
        for name in PROCESSES:
            await running.start(name)
        began = time.monotonic()
        at_work = [asyncio.create_task(Agent(running, n, counts).work(updates)) for n in range(agents)]
        killer = asyncio.create_task(_kill(running, counts, tally, chance, kills, updates / (kills + 1)))
        storm = asyncio.create_task(_storm(running, counts, chance, weather, updates))
        await asyncio.gather(*at_work)
        for task in (killer, storm):
            task.cancel()
        await asyncio.gather(killer, storm, return_exceptions=True)
        tally.weather = len(running.server.faults.fired)
        running.server.faults.clear()
        await _quiet(running)
        tally.seconds = round(time.monotonic() - began, 1)
        _count(running, counts, tally)
    return tally


async def _kill(
    running: Fleet, counts: Counts, tally: Tally, chance: random.Random, kills: int, pause: float
) -> None:
    due = 0.0
    while running.kills < kills:
        due += chance.uniform(0.5, 1.5) * pause
        while counts.updates < due:
            await asyncio.sleep(0.005)
        await asyncio.sleep(chance.uniform(0, 0.05))  # between any two commits, not just after a press
        name = chance.choice(PROCESSES)
        mark = f":{running.processes[name].pid}:"
        tally.kills_with_leases += await asyncio.to_thread(_holds, running, mark)
        await running.kill(name)


async def _storm(running: Fleet, counts: Counts, chance: random.Random, faults: int, updates: int) -> None:
    due = 0.0
    for _ in range(faults):
        due += updates / (faults + 1)
        while counts.updates < due:
            await asyncio.sleep(0.01)
        method, options = chance.choice(WEATHER)
        running.server.faults.add(method=method, **options)


def _holds(running: Fleet, mark: str) -> bool:
    with running.unit() as uow:
        return any(mark in owner for queue in ("inbox", "outbox", "job") for owner in uow.queue.owners(queue))


async def _quiet(running: Fleet) -> None:
    """Wait until nothing waits any more."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with running.unit() as uow:
            if all(state not in ("ready", "leased") for _, state, _ in uow.queue.depth()):
                return
        await asyncio.sleep(0.5)


def _count(running: Fleet, counts: Counts, tally: Tally) -> None:
    with running.unit() as uow:
        inbox = Counter(uow.session.exec(select(WorkItem.state).where(WorkItem.queue == "inbox")).all())
        outbox = Counter(uow.session.exec(select(WorkItem.state).where(WorkItem.queue == "outbox")).all())
        steps = sum(uow.session.exec(select(FormResponse.step)).all())
        forms = len(uow.session.exec(select(FormResponse.id)).all())
        doubtful = (
            select(DeliveryAttempt)
            .join(WorkItem)
            .where(DeliveryAttempt.outcome == "unknown", WorkItem.kind.in_(CREATING))
        )
        unknown = len(uow.session.exec(doubtful).all())
        told = select(WorkItem.id).where(WorkItem.kind.in_(CREATING), WorkItem.state == "done")
        wanted = len(uow.session.exec(told).all())  # the forms asked for, and what the sweeps say, each once
    sent = sum(m.from_bot for p in running.server.world.people for m in running.server.world.messages(p))
    moves = counts.updates - counts.anew
    steps -= sum(counts.first_steps.values())
    extra = max(0, sent - wanted)
    tally.kills, tally.updates, tally.handled = running.kills, counts.updates, inbox["done"]
    tally.set_aside = inbox["set_aside"] + outbox["set_aside"]
    tally.answers_stored, tally.messages_sent = steps, sent
    tally.repeats_to_staff = min(extra, unknown)
    tally.press_answers_expired = counts.expired
    tally.lost = (
        (counts.updates - inbox["done"]) + max(0, moves - steps) + max(0, wanted - sent) + counts.screens_lost
    )
    tally.doubled = (
        max(0, steps - moves)
        + (extra - tally.repeats_to_staff)
        + max(0, forms - len(running.server.world.people))
    )
    tally.out_of_order = counts.stale + counts.backwards


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--agents", type=int, default=40)
    parser.add_argument("--weather", type=int, default=0, help="faults of Telegram and the network")
    tally = asyncio.run(drill(**vars(parser.parse_args())))
    for name, value in asdict(tally).items():
        print(f"{name:>22}  {value}")
    return 0 if tally.clean else 1


if __name__ == "__main__":
    raise SystemExit(main())
