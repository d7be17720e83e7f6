"""The second act: a customer checks in by themselves, gets help, promises and pays."""

import asyncio
import csv
import re
import tempfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.policy.days import local_day
from bot.rehearsal.cast import AGENT, CHECK_IN_LOAN, LEAD, SECOND_CUSTOMER, SUPPORT
from bot.rehearsal.cues import has, needed, press_each, see
from bot.rehearsal.filling import Filling
from bot.rehearsal.people import Phone
from bot.rehearsal.show import Show
from bot.services.check_in import CHECK_IN_FORM
from bot.services.customer import FACTOR_LENGTH
from bot.services.import_notices import import_events, import_payments
from bot.services.take_notices import NoticeReport
from bot.texts import Texts

EVENT = "disaster_area"
PAY_BY = timedelta(days=3)  # the promised day, counted from today
PROMISED = 1000  # in whole units of the loan's currency
PRESSED: Mapping[str, str] = {
    "open.self_notice_ack": "yes",
    "idv.name_confirm": "self",
    "veh.current_user": "self",
    "veh.user_changed": "no_change",
    "right.third_party_interest": "no",
    "inc.stable": "lower",
    "inc.change_reason": "hours_cut",
    "exp.change_plan": "no_change",
    "buf.support_available": "family",
    "pay.impact": "already_missed",
    "hard.reason": "disaster",
    "hard.support_pref": "reduced_payment",
    "ptp.made": "yes",
    "con.restriction": "none",
    "close.summary_ok": "yes",
}
"""The options that the customer presses."""
TYPED: Mapping[str, Mapping[str, str]] = {
    "zh-CN": {
        "inc.recover_on": "下个月20号",
        "hard.since": "前天",
        "hard.recover_on": "下个月20号",
        "hard.affordable_now": "一千五",
        "ptp.amount": str(PROMISED),
    },
    "en": {
        "inc.recover_on": "20th of next month",
        "hard.since": "two days ago",
        "hard.recover_on": "20th of next month",
        "hard.affordable_now": "1.5k",
        "ptp.amount": str(PROMISED),
    },
}
TOKEN = re.compile(r"start=(c_[\w-]+)")


class SecondAct:
    """Plays the steps on a running show; `tell` says a step by text key, `quote` shows what a person reads."""

    def __init__(
        self, show: Show, texts: Texts, *, tell: Callable[..., None], quote: Callable[[str], None]
    ) -> None:
        self._show, self._texts = show, texts
        self._tell, self._quote = tell, quote
        self._payload = ""

    async def event(self) -> None:
        """The operator imports an event: the customer's town was hit, so a check-in goes out instead of a call."""
        row = ("HF-EV-1", EVENT)
        report = await asyncio.to_thread(self._import, import_events, ("事件编号", "事件"), row)
        needed(report.callbacks or None)
        self._tell("script-event")

    async def link(self) -> None:
        """The team lead asks the bot for the words of a text message with a one-time link."""
        self._lead.type(f"/link {CHECK_IN_LOAN} sms")
        said = await see(self._lead, "start=c_")
        self._payload = needed(TOKEN.search(said.text)).group(1)
        self._tell("script-link")
        self._quote(said.text)

    async def arrive(self) -> None:
        """The customer opens the link, proves who they are and reads what they agree to."""
        self._customer.start(self._payload)
        await self._customer.expect(timeout=20)
        self._customer.type(needed(SECOND_CUSTOMER.phone_number)[-FACTOR_LENGTH:])
        asked = await see(self._customer, "", has("agree:yes"))
        self._tell("script-arrive")
        self._quote(asked.text)
        self._customer.press("agree:yes", on=asked.id)
        await see(self._customer, "", has("ci:"))

    async def check_in(self) -> None:
        """The customer fills in the check-in, says that paying is hard, and when what part of it will come."""
        await press_each(self._customer, "ci:")
        await see(self._customer, "", has("f:"))
        today = local_day(self._show.clock.now(), self._show.services.settings.timezone)
        typed = {**TYPED[self._texts.locale], "ptp.date": (today + PAY_BY).isoformat()}
        filling = Filling(
            self._show.services,
            self._customer,
            loan=CHECK_IN_LOAN,
            form=CHECK_IN_FORM,
            pressed=PRESSED,
            typed=typed,
        )
        presses = await filling.fill()
        received = await see(self._customer, self._texts("customer-help-received", hotline="")[:12])
        self._tell("script-check-in", presses=presses)
        self._quote(received.text)

    async def desk(self) -> None:
        """The support desk gets the case in the customer's own words, takes it and makes an offer."""
        case = await see(self._support, CHECK_IN_LOAN, has("case:"))
        self._tell("script-own-case")
        self._quote(case.text)
        self._support.press(self._texts("support-button-take"), on=case.id)
        await press_each(
            self._support, ":offer", ":k:reduced_payment", ":v:amount:", ":v:from:", ":v:until:", ":send"
        )
        offer = await see(self._customer, "", has("offer:"))
        self._tell("script-own-offer")
        self._quote(offer.text)

    async def accept(self) -> None:
        """The customer accepts."""
        offer = await see(self._customer, "", has("offer:"))
        self._customer.press(self._texts("support-offer-button-yes"), on=offer.id)
        card = await see(self._support, self._texts("support-state-active"), _about(CHECK_IN_LOAN))
        self._tell("script-own-accepted")
        self._quote(card.text)

    async def paid(self) -> None:
        """The lender's payments are imported: what was promised has come, and everybody is told."""
        row = ("HF-PAY-1", str(PROMISED))
        report = await asyncio.to_thread(self._import, import_payments, ("流水号", "还款金额"), row)
        needed(report.settled or None)
        self._tell("script-paid", amount=PROMISED)
        thanks = await see(self._customer, self._customers_receipt())
        self._quote(thanks.text)
        news = await see(self._agent, CHECK_IN_LOAN, lambda m: m.text.startswith("✅"))
        self._tell("script-promise-kept")
        self._quote(news.text)

    def _customers_receipt(self) -> str:
        return self._texts("promise-kept-customer", company="\n", amount="").partition("\n")[2][:6]

    def _import(
        self, take: Callable[..., NoticeReport], headings: tuple[str, str], row: tuple[str, str]
    ) -> NoticeReport:
        """Import one notice of today about the customer's loan, as a file of the lender's systems."""
        settings = self._show.services.settings
        today = local_day(self._show.clock.now(), settings.timezone)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "notices.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(("合同号", *headings, "日期"))
                writer.writerow((CHECK_IN_LOAN, *row, today.isoformat()))
            return take(self._show.services, path)

    def _phone(self, person: Any) -> Phone:
        return self._show.server.phone(person.id)

    @property
    def _customer(self) -> Phone:
        return self._phone(SECOND_CUSTOMER)

    @property
    def _lead(self) -> Phone:
        return self._phone(LEAD)

    @property
    def _support(self) -> Phone:
        return self._phone(SUPPORT)

    @property
    def _agent(self) -> Phone:
        return self._phone(AGENT)


def _about(loan_number: str) -> Callable[[Any], bool]:
    return lambda message: loan_number in message.text
