"""The whole story once, without a browser: from the loan file to an arrangement with a customer in difficulty,
and a second customer who checks in by themselves, is helped, promises and pays.

Every step goes through the real bot: people press what they see, and the next step waits for what they are told.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.errors import HuifangError
from bot.rehearsal.cast import AGENT, CUSTOMER, LEAD, LEADING_LOAN, SUPPORT
from bot.rehearsal.cues import TIMEOUT, has, needed, press_each, see
from bot.rehearsal.errors import RefusedToPersonError
from bot.rehearsal.filling import Filling
from bot.rehearsal.people import Phone
from bot.rehearsal.second_act import SecondAct
from bot.rehearsal.show import CALLS, Show
from bot.services.loan_file.wording import explain_problem
from bot.services.why import why
from bot.texts import Texts, texts_for

Say = Callable[[str], None]
STEP_PAUSE = 1.2  # seconds between steps at speed 1, for people who watch
REVIEW_MARK = "🧾"  # begins the summary of a review, in every language
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
        self._opened = 0

    async def play(self, *, until: str = "") -> None:
        """Play every step, or up to and with the one named; raises ScriptError naming the one that failed."""
        for step in (
            self._file, self._plan, self._card, self._start, self._form, self._transcript,
            self._review, self._evidence, self._confirm, self._help, self._case, self._offer, self._accept, self._agent_hears,
            self._why, *self._second_act(), self._audit,
        ):  # fmt: skip
            self._step += 1
            try:
                await step()
            except (TimeoutError, LookupError, RefusedToPersonError) as error:
                raise ScriptError(step=step.__name__.strip("_"), number=self._step) from error
            if self._speed:
                await asyncio.sleep(STEP_PAUSE / self._speed)
            if step.__name__.strip("_") == until:
                return

    def _second_act(self) -> tuple[Callable[[], Awaitable[None]], ...]:
        act = SecondAct(self._show, self._texts, tell=self._tell, quote=self._quote)
        return act.event, act.link, act.arrive, act.check_in, act.desk, act.accept, act.paid

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
        card = await see(self._agent, LEADING_LOAN, has("go:"))
        self._tell("script-card")
        self._quote(card.text)

    async def _start(self) -> None:
        self._agent.press(self._texts("agent-button-start"), on=self._card_of(LEADING_LOAN))
        await self._agent.expect(where=has("f:"), timeout=TIMEOUT)
        self._tell("script-start")
        self._agent.press(self._texts("agent-button-phone"), on=self._card_of(LEADING_LOAN))
        await self._agent.expect("13900001234", timeout=TIMEOUT)
        self._tell("script-number")

    async def _form(self) -> None:
        filling = Filling(
            self._show.services,
            self._agent,
            loan=LEADING_LOAN,
            form="first_30d",
            pressed=PRESSED,
            typed=TYPED[self._texts.locale],
        )
        presses = await filling.fill()
        await self._agent.expect(self._texts("agent-transcript-send")[:8], timeout=TIMEOUT)
        self._tell("script-form", presses=presses)

    async def _transcript(self) -> None:
        data = (CALLS / CALL[self._texts.locale]).read_bytes()
        self._agent.send_document("call-0101.txt", data, mime_type="text/plain")
        self._tell("script-transcript", turns=len(data.decode().splitlines()))

    async def _review(self) -> None:
        card = await see(self._lead, LEADING_LOAN, lambda m: REVIEW_MARK in m.text)
        self._tell("script-review")
        self._quote(card.text)

    async def _evidence(self) -> None:
        card = await see(self._lead, self._words(), has("sev:"))
        self._lead.press(self._texts("lead-button-evidence"), on=card.id)
        opened = await see(self._lead, self._words(), lambda m: m.id == card.id and has("sok:")(m))
        self._tell("script-evidence")
        self._quote(opened.text)
        self._opened = opened.id

    async def _confirm(self) -> None:
        self._lead.press(self._texts("lead-button-confirm"), on=self._opened)
        await see(self._lead, "", lambda m: m.id == self._opened and not m.buttons())
        self._tell("script-confirm")

    async def _help(self) -> None:
        offer = await see(self._customer, "", has("help:"))
        self._tell("script-help")
        self._quote(offer.text)
        self._customer.press(self._texts("customer-button-help"), on=offer.id)
        await see(self._customer, "", lambda m: m.id == offer.id and not has("help:1:yes")(m))
        self._tell("script-wanted")

    async def _case(self) -> None:
        case = await see(self._support, LEADING_LOAN)
        self._tell("script-case")
        self._quote(case.text)

    async def _offer(self) -> None:
        """The desk takes the case and puts an offer together by buttons; the customer reads it."""
        card = await see(self._support, LEADING_LOAN, has("case:"))
        self._support.press(self._texts("support-button-take"), on=card.id)
        await press_each(
            self._support, ":offer", ":k:due_date_change", ":v:day:25", ":v:from:", ":v:until:", ":send"
        )
        offer = await see(self._customer, "", has("offer:"))
        self._tell("script-offer")
        self._quote(offer.text)

    async def _accept(self) -> None:
        offer = await see(self._customer, "", has("offer:"))
        self._customer.press(self._texts("support-offer-button-yes"), on=offer.id)
        done = self._texts("support-state-active")
        card = await see(self._support, done)
        self._tell("script-accepted")
        self._quote(card.text)

    async def _agent_hears(self) -> None:
        news = await see(self._agent, "📣")
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
        cards = [m for m in self._agent.messages() if loan_number in m.text and m.from_bot and has("why:")(m)]
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
