"""Conversations through the real dispatcher, deliverer and worker, over the rehearsal's Bot API; time stands still.

Nothing runs by itself: people act, then `settle` hands every update to the inbox and works until nothing is left.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlmodel import select

from bot.bootstrap import Program, build_program, build_services
from bot.chat.intake import put_updates
from bot.chat.limits import Limits as BotLimits
from bot.chat.limits import Rate, Rates
from bot.forms.callback_data import encode
from bot.forms.session import REVIEW, SUBMITTED, FormSession
from bot.forms.walk import actions_for, clean_actions
from bot.rehearsal.cast import ADMIN, AGENT, CUSTOMER, LEAD, LEADING_LOAN, SECOND_AGENT, SUPPORT
from bot.rehearsal.cast.setup import admit_admin, import_portfolio, newcomer, speak
from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.limits import Limits
from bot.rehearsal.memory import Memory, frozen, restore
from bot.rehearsal.people import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.show import CALLS
from bot.rehearsal.values import Person, Press, StoredMessage
from bot.services import work
from bot.services.customer import create_customer_link
from bot.services.fill_form import OpenForm, by_staff, open_form, press, read_session, type_text
from bot.services.staff import InviteRequest, accept_invite, create_invite
from bot.settings import Settings
from bot.texts import Texts, texts_for
from review.ports import Reviewer
from review.speech import Transcriber
from storage.models import AuditEvent, Callback, Loan, StaffMember, StoredSignal
from storage.unit_of_work import UnitOfWork
from tests.e2e.shelf import Shelf, engine_at, was_written

START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, ten in the morning in Shanghai
TEAM = "华南"
MEMORY = "telegram"
LEAD_TWO = Person(id=70_011, first_name="刘芸")
FAR_LEAD = Person(id=70_012, first_name="孙北")
COMPLIANCE = Person(id=70_013, first_name="严格")
AUDITOR = Person(id=70_014, first_name="林审")
STRANGER = Person(id=70_099, first_name="路人", language_code="zh-hans")
FOREIGN_STRANGER = Person(id=70_098, first_name="Passer-by", language_code="en")
NEWCOMER = Person(id=70_097, first_name="新同事", language_code="zh-hans")
STAFF: tuple[tuple[Person, str, str], ...] = (
    (AGENT, "agent", TEAM),
    (SECOND_AGENT, "agent", TEAM),
    (LEAD, "team_lead", TEAM),
    (LEAD_TWO, "team_lead", TEAM),
    (FAR_LEAD, "team_lead", "华北"),
    (SUPPORT, "support", ""),
    (COMPLIANCE, "compliance", ""),
    (AUDITOR, "auditor", ""),
)
EVERYBODY = (*(person for person, _, _ in STAFF), ADMIN, CUSTOMER, STRANGER, FOREIGN_STRANGER, NEWCOMER)
UNLIMITED = Rate(burst=1e9, per_second=1e9)
UNLIMITED_RATES = Rates(bot=UNLIMITED, private=UNLIMITED, group=UNLIMITED)


def settings_for(url: str, folder: Path) -> Settings:
    return Settings(
        database_url=url,
        archive_dir=folder / "archive",
        encryption_key=SecretStr("a-key-that-only-tests-use"),
        contact_policy="cn",
        company="晨光汽车金融",
        hotline="400-000-0000",
    )


def set_the_stage(url: str, folder: Path) -> None:
    """Fill an empty database: the portfolio imported and planned, everybody hired, the customer linked."""
    clock = VirtualClock(start=START, source=lambda: START)
    engine = engine_at(url)
    services = build_services(settings_for(url, folder), clock=clock, engine=engine)
    admit_admin(services, ADMIN)
    import_portfolio(services, START.date())
    with services.new_unit() as uow:
        admin = uow.staff.active("admin")[0]
        for person, role, team in STAFF:
            reference = "chen" if person is AGENT else None
            request = InviteRequest(role=role, team=team, languages=("zh-CN", "en"), reference=reference)
            accept_invite(uow, create_invite(uow, admin, request), newcomer(person))
        loan = uow.loans.by_number(LEADING_LOAN)
        assert loan is not None
        borrower = uow.loans.borrower(loan.borrower_id)
        assert borrower is not None
        borrower.chat_user_id = CUSTOMER.id
        uow.commit()
    engine.dispose()  # the last connection to close folds the write-ahead log into the file


class Theatre:
    """A running program, everybody's phone, and ways to play the usual scenes quickly."""

    speech: Transcriber | None = None
    """What turns recordings into words; given to the program when it starts anew."""

    reviewer: Reviewer | None = None
    """Who reviews calls, given likewise; the offline reviewer unless told otherwise."""

    def __init__(
        self,
        server: RehearsalServer,
        settings: Settings,
        clock: VirtualClock,
        locale: str,
        shelf: Shelf | None = None,
    ) -> None:
        self.server, self.settings, self.clock, self.locale = server, settings, clock, locale
        self.program = _build(server, settings, clock)
        self._shelf, self._beginning = shelf, b""
        self.texts: Texts = texts_for(locale)
        self._callbacks: dict[str, int] = {}

    # -- people -----------------------------------------------------------------------------------

    def phone(self, person: Person) -> Phone:
        return self.server.phone(person.id)

    async def says(self, person: Person, text: str) -> None:
        self.phone(person).type(text)
        await self.settle()

    async def presses(self, person: Person, button: str, *, on: int | None = None) -> str:
        """Press a button by label or data; return the notice that came back."""
        press = self.phone(person).press(button, on=on)
        await self.settle()
        return notice_of(press)

    async def forges(self, person: Person, data: str) -> str:
        """Press a button that nobody ever sent to this person; return the notice."""
        query = {
            "id": f"forged-{data}-{len(self.server.queue)}-{person.id}",
            "from": person.as_user(),
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": 1, "date": 0, "chat": {"id": person.id, "type": "private"}},
        }
        message = StoredMessage(chat_id=person.id, payload={"message_id": 1}, sent_at=self.clock.now())
        press = self.server.world.add_press(person.id, message, data)
        query["id"] = press.id
        self.server.queue.push("callback_query", query, person.id)
        await self.settle()
        return notice_of(press)

    async def sends(self, person: Person, name: str, content: str) -> None:
        self.phone(person).send_document(name, content.encode(), mime_type="text/plain")
        await self.settle()

    async def sends_sound(
        self,
        person: Person,
        data: bytes,
        *,
        kind: str = "voice",
        name: str = "call.ogg",
        mime: str = "audio/ogg",
    ) -> None:
        """Send a voice note, an audio file, a video note or a document."""
        phone = self.phone(person)
        phone._send_file(kind, name, data, mime, "", None, 5)
        await self.settle()

    async def hears_by(self, speech: Transcriber) -> None:
        """Start the program anew with an audio endpoint."""
        self.speech = speech
        await self.restarts()

    async def judges_by(self, reviewer: Reviewer) -> None:
        """Start the program anew with another reviewer of calls."""
        self.reviewer = reviewer
        self._shelf = None  # the scenes there were played with another one
        await self.restarts()

    def last(self, person: Person) -> StoredMessage:
        return self.phone(person).last()

    def chat(self, person: Person) -> list[str]:
        """Return what the bot says in a person's chat now, oldest first."""
        return [message.text for message in self.phone(person).messages() if message.from_bot]

    def message_with(self, person: Person, prefix: str) -> StoredMessage:
        """Return the newest message that has a button with such data."""
        for message in reversed(self.phone(person).messages()):
            if any(b.get("callback_data", "").startswith(prefix) for b in message.buttons()):
                return message
        raise AssertionError(f"no button {prefix} for {person.first_name}: {self.chat(person)[-3:]}")

    # -- the program ------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Work until every update is handled, every job done and every message delivered."""
        loops = self.program.loops
        while await self._receive() + sum(
            [await loops[name].loop.drain() for name in ("dispatcher", "worker", "deliverer")]  # type: ignore[attr-defined]
        ):
            pass

    async def later(self, **span: float) -> None:
        """Let time pass and every sweep run."""
        await self.clock.advance(timedelta(**span))
        await self.program.clock.tick_all()
        await self.settle()

    async def restarts(self) -> None:
        """Let the program die and start anew on the same database."""
        await self.close()
        await self.opens()

    async def opens(self) -> None:
        self.program = _build(self.server, self.settings, self.clock, self.speech, self.reviewer)
        await self.program.application.initialize()

    async def close(self) -> None:
        await self.program.application.shutdown()
        self.program.threads.close()
        engine_at(self.settings.database_url).dispose()  # the last connection folds the log into the file

    # -- the shelf --------------------------------------------------------------------------------

    async def scene(self, name: str, play: Callable[[], Awaitable[object]]) -> None:
        """Come to the end of a scene: on an untouched stage it is played once per process and then copied."""
        if self._shelf is None or self._touched():
            await play()
            return
        name = f"{name} in {self.locale}"
        if name in self._shelf:
            await self.close()
            self._shelf.take(name)
            kept = self._memory().load()
            assert kept is not None
            restore(self.server.world, self.server.queue, kept)
        else:
            await play()
            assert self.clock.now() == START, "a scene that takes time is no beginning"
            await self.close()
            self.remembers()
            self._shelf.put(name)
        self._beginning = b""
        await self.opens()

    def begins(self) -> None:
        """From here on, what a test does before a scene keeps that scene from coming from the shelf."""
        self._beginning = self._telegram()

    def remembers(self) -> None:
        """Write Telegram's side beside the database."""
        self._memory().save(self.server.world, self.server.queue, self.clock, self.server.token)

    def _memory(self) -> Memory:
        return Memory(self.settings.archive_dir.with_name(MEMORY))

    def _touched(self) -> bool:
        return self._beginning != self._telegram() or was_written(self.settings.database_url)

    def _telegram(self) -> bytes:
        server = self.server
        side = frozen(server.world, server.queue, self.clock, server.token)
        return side + repr((server.faults, server.world.bot, server.world.people)).encode()

    # -- work -------------------------------------------------------------------------------------

    async def _receive(self) -> int:
        pending = await self.server.queue.poll(0, 100, 0)
        if pending:
            with self.unit() as uow:
                put_updates(uow, pending)
                uow.commit()
            self.server.queue.confirm(pending[-1]["update_id"] + 1)
        return len(pending)

    def unit(self) -> UnitOfWork:
        return self.program.services.new_unit()

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Yield a unit whose rows can still be looked at after it has ended."""
        with self.unit() as uow:
            yield uow
            uow.session.expunge_all()

    def staff(self, uow: UnitOfWork, person: Person) -> StaffMember:
        member = uow.staff.by_chat_user(person.id)
        assert member is not None
        return member

    def audit(self, action: str) -> list[AuditEvent]:
        with self.reading() as uow:
            query = select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)
            return list(uow.session.exec(query))

    def count(self, *tables: Any) -> tuple[int, ...]:
        with self.unit() as uow:
            return tuple(len(uow.session.exec(select(table)).all()) for table in tables)

    def rows(self, table: Any) -> list[Any]:
        with self.reading() as uow:
            return list(uow.session.exec(select(table).order_by(table.id)))

    # -- scenes -----------------------------------------------------------------------------------

    def callback_id(self, loan_number: str = LEADING_LOAN) -> int:
        """Return the number of a loan's first callback; read once, because units do not nest on SQLite."""
        if not self._callbacks:
            with self.unit() as uow:
                rows = uow.session.exec(
                    select(Loan.loan_number, Callback.id).join(Callback).order_by(Callback.id)
                )
                for number, callback in rows:
                    self._callbacks.setdefault(number, callback or 0)
        return self._callbacks[loan_number]

    def second_loan(self) -> str:
        """Return another loan on the first agent's desk."""
        with self.reading() as uow:
            agent = self.staff(uow, AGENT).id
            rows = [
                c for c in uow.callbacks.desk(agent or 0) if c.id != self.callback_id() and c.state == "ready"
            ]
            loan = uow.loans.get(rows[0].loan_id)
        assert loan is not None
        return loan.loan_number

    def session(self, loan_number: str = LEADING_LOAN) -> tuple[int, FormSession]:
        """Return the number of the newest form of a loan's first callback, and its session."""
        with self.unit() as uow:
            response = uow.forms.latest_of(self.callback_id(loan_number))
            assert response is not None
            return response.id or 0, read_session(self.program.services, uow, response)

    async def starts(self, person: Person = AGENT, loan_number: str = LEADING_LOAN) -> None:
        await self.presses(person, f"go:{self.callback_id(loan_number)}")

    async def press_form(self, action: str, person: Person = AGENT, loan_number: str = LEADING_LOAN) -> str:
        response, session = self.session(loan_number)
        return await self.presses(person, encode(str(response), session.step, action))

    async def fills(self, person: Person = AGENT, loan_number: str = LEADING_LOAN, **instead: str) -> None:
        """Fill the open form to its review: the clean way, or as told."""
        for _ in range(80):
            _, session = self.session(loan_number)
            if session.cursor == REVIEW:
                return
            await self._answers(session, person, loan_number, instead)
        raise AssertionError("the form never came to its review")

    async def _answers(
        self, session: FormSession, person: Person, loan: str, instead: dict[str, str]
    ) -> None:
        for action in _actions(session, instead):
            if action.startswith("!"):
                await self.says(person, action[1:])
            else:
                await self.press_form(as_button(session, action), person, loan)

    async def reaches(self, question: str, person: Person = AGENT, **instead: str) -> FormSession:
        """Start, and answer until this question stands open."""
        await self.starts(person)
        for _ in range(80):
            _, session = self.session()
            if session.cursor == question:
                return session
            await self._answers(session, person, LEADING_LOAN, instead)
        raise AssertionError(f"the form never came to {question}")

    async def reviews(self, name: str = "stress.txt", **instead: str) -> None:
        """Complete the leading loan's form and send the transcript of its call."""

        async def play() -> None:
            await self.completes(**instead)
            await self.sends(AGENT, "call.txt", (CALLS / name).read_text(encoding="utf-8"))

        await self.scene(f"{name} reviewed, {sorted(instead.items())}", play)

    def signals(self, **wanted: str) -> list[StoredSignal]:
        """Return the signals of the leading loan's callback, with these attributes."""
        with self.reading() as uow:
            rows = uow.reviews.signals_of_callback(self.callback_id())
        return [row for row in rows if all(getattr(row, key) == value for key, value in wanted.items())]

    def signals_now(self, uow: UnitOfWork) -> list[StoredSignal]:
        """Return the signals of the leading loan's callback within a unit at hand."""
        return list(uow.reviews.signals_of_callback(self.callback_id()))

    async def completes(self, loan_number: str = LEADING_LOAN, **instead: str) -> None:
        """Start, fill in and submit through the services: for scenes that begin after the form."""
        name = f"{loan_number} completed, {sorted(instead.items())}"
        await self.scene(name, lambda: self._complete(loan_number, instead))

    async def _complete(self, loan_number: str, instead: dict[str, str]) -> None:
        with self.unit() as uow:
            services, actor = self.program.services, self.staff(uow, AGENT)
            number = self.callback_id(loan_number)
            dial = work.start(services, uow, actor, number)
            opened = open_form(services, uow, by_staff(actor), number, dial.attempt)
            while opened.session.cursor != SUBMITTED:
                for action in _actions(opened.session, instead):
                    opened = self._move(uow, actor, opened, action)
            uow.commit()
        await self.settle()

    def _move(self, uow: UnitOfWork, actor: StaffMember, opened: OpenForm, action: str) -> OpenForm:
        services, number = self.program.services, opened.response.id or 0
        if action.startswith("!"):
            return type_text(services, uow, by_staff(actor), number, action[1:])
        return press(services, uow, by_staff(actor), number, opened.session.step, action)


def _actions(session: FormSession, instead: dict[str, str]) -> list[str]:
    """Return what answers the question under the cursor: as told, else the clean way."""
    question = session.question
    if question is not None and question.key in session.pending:
        return ["keep"]
    wanted = instead.get(question.key.replace(".", "__")) if question is not None else None
    if question is None or wanted is None:
        return [action.removeprefix("#") for action in clean_actions(session)]
    return [wanted] if wanted.startswith("!") else actions_for(session, question, wanted)


def as_button(session: FormSession, action: str) -> str:
    """Return the action as the button carries it: options by their place, days by their date."""
    if action.startswith("k:") and session.question is not None:
        keys = [option.key for option in session.options(session.question)]
        return f"o{keys.index(action.removeprefix('k:'))}"
    return f"date:{session.today}" if action == "date:+0" else action


def notice_of(press: Press) -> str:
    return press.answer.result().text if press.answer.done() else ""


@asynccontextmanager
async def open_theatre(shelf: Shelf, locale: str) -> AsyncIterator[Theatre]:
    """Yield a theatre as after a restart, on a copy of the stage with today's cards; the first who asks makes it."""
    ready = f"cards in {locale}"
    if ready not in shelf:
        _empty_stage(shelf)
        async with open_theatre_at(shelf.url, shelf.place, locale) as theatre:
            theatre.remembers()
        shelf.put(ready)
    shelf.take(ready)
    async with open_theatre_at(shelf.url, shelf.place, locale, shelf) as theatre:
        yield theatre


def _empty_stage(shelf: Shelf) -> None:
    if "stage" in shelf:
        shelf.take("stage")
        return
    shelf.clear()
    set_the_stage(shelf.url, shelf.place)
    shelf.put("stage")


@asynccontextmanager
async def open_theatre_at(
    url: str, folder: Path, locale: str, shelf: Shelf | None = None
) -> AsyncIterator[Theatre]:
    """Yield a theatre on a database where the stage is set, on either engine, with today's cards pushed."""
    clock = VirtualClock(start=START, source=lambda: START)
    limits = Limits(enabled=False)
    async with RehearsalServer(clock, people=EVERYBODY, limits=limits, memory=folder / MEMORY) as server:
        theatre = Theatre(server, settings_for(url, folder), clock, locale, shelf)
        await theatre.program.application.initialize()
        try:
            if not server.continues:
                speak(theatre.program.services, locale)
                server.world.started |= {person.id for person in (*(p for p, _, _ in STAFF), ADMIN, CUSTOMER)}
                await theatre.later(seconds=0)
            theatre.callback_id()
            theatre.begins()
            yield theatre
        finally:
            await theatre.close()


def _build(
    server: RehearsalServer,
    settings: Settings,
    clock: VirtualClock,
    speech: Transcriber | None = None,
    reviewer: Reviewer | None = None,
) -> Program:
    settings = settings.model_copy(
        update={"bot_token": SecretStr(server.token), "bot_api_url": server.api_url}
    )
    services = build_services(
        settings,
        clock=clock,
        engine=engine_at(settings.database_url),
        speech=speech,
        reviewer=reviewer,
        bot_username=server.world.bot.username,
        migrate=False,
    )
    return build_program(services, limits=BotLimits(UNLIMITED_RATES))


def customer_link(theatre: Theatre, loan_number: str) -> str:
    with theatre.unit() as uow:
        loan = uow.loans.by_number(loan_number)
        assert loan is not None
        token = create_customer_link(uow, loan, created_by="cli:operator")
        uow.commit()
    return token
