"""Fills a form in chat as its person would: options by pressing, dates and amounts by typing."""

import asyncio
from collections.abc import Mapping

from bot.forms.callback_data import encode
from bot.forms.session import REVIEW, FormSession
from bot.rehearsal.cues import POLL, TIMEOUT, has, needed, see
from bot.rehearsal.people import Phone
from bot.services.container import Services
from bot.services.fill_form import read_session


class Filling:
    """One open form of a loan on one phone."""

    def __init__(
        self,
        services: Services,
        phone: Phone,
        *,
        loan: str,
        form: str,
        pressed: Mapping[str, str],
        typed: Mapping[str, str],
    ) -> None:
        self._services, self._phone = services, phone
        self._loan, self._form = loan, form
        self._pressed, self._typed = pressed, typed
        self._response: int | None = None

    async def fill(self) -> int:
        """Answer every question and submit; return how many presses that took."""
        presses = 0
        while (session := await self._shown()).cursor != REVIEW:
            presses += await self._give(session)
        return presses + await self._press(session, "submit")

    async def _shown(self) -> FormSession:
        """Return the session once the phone shows it: nobody answers what they cannot see yet."""
        session = await asyncio.to_thread(self._read)
        await see(self._phone, "", has(encode(str(self._response), session.step, "")))
        return session

    async def _give(self, session: FormSession) -> int:
        """Answer the question under the cursor; return how many presses that took."""
        question = needed(session.question)
        if question.key in session.pending:
            return await self._press(session, "keep")
        if question.key in self._typed:
            self._phone.type(self._typed[question.key])
            await self._moved(session)
            return 0
        wanted = self._pressed[question.key]
        if question.type == "multi" and wanted in session.draft(question):
            return await self._press(session, "ok")
        keys = [option.key for option in session.options(question)]
        return await self._press(session, f"o{keys.index(wanted)}")

    async def _press(self, session: FormSession, action: str) -> int:
        self._phone.press(encode(str(self._response), session.step, action))
        await self._moved(session)
        return 1

    async def _moved(self, session: FormSession) -> None:
        async with asyncio.timeout(TIMEOUT):
            while (await asyncio.to_thread(self._read)).step == session.step:
                await asyncio.sleep(POLL)

    def _read(self) -> FormSession:
        with self._services.new_unit() as uow:
            loan = needed(uow.loans.by_number(self._loan))
            callback = next(c for c in uow.callbacks.of_loan(loan.id or 0) if c.form_key == self._form)
            response = needed(uow.forms.latest_of(callback.id or 0))
            self._response = response.id
            return read_session(self._services, uow, response)
