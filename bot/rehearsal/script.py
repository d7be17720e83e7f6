"""The whole story once, without a browser: from the loan file to an arrangement with a customer in difficulty.

Every step goes through the real bot: people press what they see, and the next step waits for what they are told.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.errors import HuifangError
from bot.forms.callback_data import encode
from bot.forms.session import REVIEW, FormSession
from bot.rehearsal.cast import AGENT, CUSTOMER, LEAD, LEADING_LOAN, SUPPORT
from bot.rehearsal.errors import RefusedToPersonError
from bot.rehearsal.people import Phone
from bot.rehearsal.show import CALLS, Show
from bot.rehearsal.values import StoredMessage
from bot.services.fill_form import read_session
from bot.services.loan_file.wording import explain_problem
from bot.services.why import why
from bot.texts import Texts, texts_for

T = TypeVar("T")
Say = Callable[[str], None]
STEP_PAUSE = 1.2  # seconds between steps at speed 1, for people who watch
TIMEOUT = 20.0
REVIEW_MARK = "🧾"  # begins the summary of a review, in every language
POLL = 0.02  # seconds between looks at whether a press has been handled
PRESSED: Mapping[str, str] = {
    "open.call_outcome": "connected",
    "open.recording_notice": "yes",
    "open.ok_to_talk": "now",
    "idv.name_confirm": "self",
    "idv.factor1": "match",
    "idv.factor2": "match",
    "disb.received": "received_dealer",
    "disb.amount_match": "match",
    "veh.current_user": "self",
    "veh.user_changed": "no_change",
    "right.third_party_interest": "no",
    "inc.stable": "unstable",
    "inc.change_reason": "wage_arrears",
    "exp.change_plan": "no_change",
    "buf.support_available": "family",
    "pay.impact": "may_be_late",
    "hard.reason": "income_drop",
    "hard.support_pref": "due_date_change",
    "close.summary_ok": "yes",
}
"""The options that the agent presses."""
TYPED: Mapping[str, Mapping[str, str]] = {
    "zh-CN": {
        "inc.recover_on": "下个月5号",
        "hard.since": "上个月1号",
        "hard.recover_on": "下个月5号",
        "hard.affordable_now": "一千五",
    },
    "en": {
        "inc.recover_on": "5th of next month",
        "hard.since": "1st of last month",
        "hard.recover_on": "5th of next month",
        "hard.affordable_now": "1.5k",
    },
}
"""What the agent types, as the customer said it."""
CALL = {"zh-CN": "stress.txt", "en": "stress_en.txt"}
KEY_WORDS = {"zh-CN": "工资还没发", "en": "pay hasn't come in"}
"""The words on which the story turns; the team lead must see them."""


class ScriptError(HuifangError):
    """A step of the story did not happen. Data: ``step``."""

    code = "script_failed"


class Script:
    """Plays the story on a running show and says each step."""

    def __init__(self, show: Show, say: Say, *, speed: float = 0.0) -> None:
        self._show, self._say, self._speed = show, say, speed
        self._texts: Texts = texts_for(show.services.settings.default_locale)
        self._step = 0
        self._response: int | None = None
        self._opened = 0

    async def play(self, *, until: str = "") -> None:
        """Play every step, or up to and with the one named; raises ScriptError naming the one that failed."""
        for step in (
            self._file, self._plan, self._card, self._start, self._form, self._transcript,
            self._review, self._evidence, self._confirm, self._help, self._case, self._offer, self._accept, self._agent_hears,
            self._why, self._audit,
        ):  # fmt: skip
            self._step += 1
            try:
                await step()
            except (TimeoutError, LookupError, RefusedToPersonError) as error:
                raise ScriptError(step=step.__name__.strip("_"), number=self._step) from error
            if self._speed:
                await asyncio.sleep(STEP_PAUSE / self._speed)
            if step.__name__ == f"_{until}":
                return

    async def _file(self) -> None:
        report = needed(self._show.imported)
        self._tell("script-file", imported=report.imported, rejected=report.rejected_rows)
        for problem in report.rejected:
            self._say("     " + explain_problem(problem, self._texts))

    async def _plan(self) -> None:
        report = needed(self._show.planned)
        forms = ", ".join(f"{form} {count}" for form, count in sorted(report.by_form.items()))
        self._tell("script-plan", planned=report.planned, forms=forms)

    async def _card(self) -> None:
        card = await _see(self._agent, LEADING_LOAN, _has("go:"))
        self._tell("script-card")
        self._quote(card.text)

    async def _start(self) -> None:
        self._agent.press(self._texts("agent-button-start"), on=self._card_of(LEADING_LOAN))
        await self._agent.expect(where=_has("f:"), timeout=TIMEOUT)
        self._tell("script-start")
        self._agent.press(self._texts("agent-button-phone"), on=self._card_of(LEADING_LOAN))
        await self._agent.expect("13900001234", timeout=TIMEOUT)
        self._tell("script-number")

    async def _form(self) -> None:
        presses = 0
        while (session := await self._session()).cursor != REVIEW:
            presses += await self._give(session)
        await self._press_form(session, "submit")
        await self._agent.expect(self._texts("agent-transcript-send")[:8], timeout=TIMEOUT)
        self._tell("script-form", presses=presses + 1)

    async def _give(self, session: FormSession) -> int:
        """Answer the question under the cursor; return how many presses that took."""
        question = needed(session.question)
        if question.key in session.pending:
            return await self._press_form(session, "keep")
        if question.key in TYPED[self._texts.locale]:
            self._agent.type(TYPED[self._texts.locale][question.key])
            await self._moved(session)
            return 0
        wanted = PRESSED[question.key]
        if question.type == "multi" and wanted in session.draft(question):
            return await self._press_form(session, "ok")
        keys = [option.key for option in session.options(question)]
        return await self._press_form(session, f"o{keys.index(wanted)}")

    async def _press_form(self, session: FormSession, action: str) -> int:
        self._agent.press(encode(str(self._response), session.step, action))
        await self._moved(session)
        return 1

    async def _moved(self, session: FormSession) -> None:
        async with asyncio.timeout(TIMEOUT):
            while (await self._session()).step == session.step:
                await asyncio.sleep(POLL)
            await self._agent.expect(timeout=TIMEOUT)

    async def _session(self) -> FormSession:
        return await asyncio.to_thread(self._read_session)

    def _read_session(self) -> FormSession:
        services = self._show.services
        with services.new_unit() as uow:
            loan = needed(uow.loans.by_number(LEADING_LOAN))
            callback = uow.callbacks.of_loan(loan.id or 0)[0]
            response = needed(uow.forms.latest_of(callback.id or 0))
            self._response = response.id
            return read_session(services, uow, response)

    async def _transcript(self) -> None:
        data = (CALLS / CALL[self._texts.locale]).read_bytes()
        self._agent.send_document("call-0101.txt", data, mime_type="text/plain")
        self._tell("script-transcript", turns=len(data.decode().splitlines()))

    async def _review(self) -> None:
        card = await _see(self._lead, LEADING_LOAN, lambda m: REVIEW_MARK in m.text)
        self._tell("script-review")
        self._quote(card.text)

    async def _evidence(self) -> None:
        card = await _see(self._lead, self._words(), _has("sev:"))
        self._lead.press(self._texts("lead-button-evidence"), on=card.id)
        opened = await _see(self._lead, self._words(), lambda m: m.id == card.id and _has("sok:")(m))
        self._tell("script-evidence")
        self._quote(opened.text)
        self._opened = opened.id

    async def _confirm(self) -> None:
        self._lead.press(self._texts("lead-button-confirm"), on=self._opened)
        await _see(self._lead, "", lambda m: m.id == self._opened and not m.buttons())
        self._tell("script-confirm")

    async def _help(self) -> None:
        offer = await _see(self._customer, "", _has("help:"))
        self._tell("script-help")
        self._quote(offer.text)
        self._customer.press(self._texts("customer-button-help"), on=offer.id)
        await _see(self._customer, "", lambda m: m.id == offer.id and not _has("help:1:yes")(m))
        self._tell("script-wanted")

    async def _case(self) -> None:
        case = await _see(self._support, LEADING_LOAN)
        self._tell("script-case")
        self._quote(case.text)

    async def _offer(self) -> None:
        """The desk takes the case and puts an offer together by buttons; the customer reads it."""
        card = await _see(self._support, LEADING_LOAN, _has("case:"))
        self._support.press(self._texts("support-button-take"), on=card.id)
        await self._desk_presses(
            ":offer", ":k:due_date_change", ":v:day:25", ":v:from:", ":v:until:", ":send"
        )
        offer = await _see(self._customer, "", _has("offer:"))
        self._tell("script-offer")
        self._quote(offer.text)

    async def _accept(self) -> None:
        offer = await _see(self._customer, "", _has("offer:"))
        self._customer.press(self._texts("support-offer-button-yes"), on=offer.id)
        done = self._texts("support-state-active")
        card = await _see(self._support, done)
        self._tell("script-accepted")
        self._quote(card.text)

    async def _desk_presses(self, *parts: str) -> None:
        """Press, one after the other, the newest button of the desk whose data holds such words."""
        for part in parts:
            seen = await _see(self._support, "", _offers(part))
            self._support.press(_data_with(seen, part), on=seen.id)

    async def _agent_hears(self) -> None:
        news = await _see(self._agent, "📣")
        self._tell("script-agent")
        self._quote(news.text)

    async def _why(self) -> None:
        found = await asyncio.to_thread(why, self._show.services, LEADING_LOAN)
        follow = [c for c in found["callbacks"] if c["form"] == "due_followup"]
        needed(follow or None)
        self._tell(
            "script-why", due=follow[-1]["due_on"], tier=found["tier"]["tier"], total=found["tier"]["total"]
        )
        for line in follow[-1]["explanation"]:
            self._say("     " + self._texts(line["text"], **line["values"]))
        for point in found["tier"]["points"]:
            self._say("     " + self._texts(point["text"], **point["values"]))

    async def _audit(self) -> None:
        def verify() -> Any:
            with self._show.services.new_unit() as uow:
                return uow.audit.verify()

        verdict = await asyncio.to_thread(verify)
        if verdict.fault is not None:
            raise LookupError("the audit chain is broken")
        self._tell("script-audit", events=verdict.events)

    def _card_of(self, loan_number: str) -> int:
        cards = [
            m for m in self._agent.messages() if loan_number in m.text and m.from_bot and _has("why:")(m)
        ]
        if not cards:
            raise LookupError("the card is not there")
        return cards[-1].id

    def _words(self) -> str:
        return KEY_WORDS[self._texts.locale]

    def _tell(self, key: str, **values: Any) -> None:
        self._say(f"{self._step:>2}. " + self._texts(key, **values))

    def _quote(self, text: str) -> None:
        for line in text.splitlines():
            self._say("     │ " + line)

    @property
    def _agent(self) -> Phone:
        return self._show.server.phone(AGENT.id)

    @property
    def _lead(self) -> Phone:
        return self._show.server.phone(LEAD.id)

    @property
    def _customer(self) -> Phone:
        return self._show.server.phone(CUSTOMER.id)

    @property
    def _support(self) -> Phone:
        return self._show.server.phone(SUPPORT.id)


async def _see(
    phone: Phone, containing: str, where: Callable[[StoredMessage], bool] = lambda _message: True
) -> StoredMessage:
    """Wait until the chat shows such a message of the bot, and return the newest one."""
    async with asyncio.timeout(TIMEOUT):
        while True:
            for message in reversed(phone.messages()):
                if message.from_bot and containing in message.text and where(message):
                    return message
            await asyncio.sleep(POLL)


def needed(value: T | None) -> T:
    """Return what the story cannot go on without."""
    if value is None:
        raise LookupError("a part of the story is missing")
    return value


def _offers(part: str) -> Callable[[StoredMessage], bool]:
    """Return a condition: the message has a button whose data holds these words."""
    return lambda message: bool(_data_with(message, part))


def _data_with(message: StoredMessage, part: str) -> str:
    """Return the data of the message's first button that holds these words, or nothing."""
    found = (str(button.get("callback_data", "")) for button in message.buttons())
    return next((data for data in found if part in data), "")


def _has(prefix: str) -> Callable[[StoredMessage], bool]:
    """Return a condition: the message has a button whose data begins so."""
    return lambda message: any(
        str(button.get("callback_data", "")).startswith(prefix) for button in message.buttons()
    )
