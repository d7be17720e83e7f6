"""Carries out what the answers of a submitted form do (domain pack, section 1.6). Signals are only proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import singledispatchmethod

from bot.forms.answers import AnswerStatus
from bot.forms.effects import (
    Apply,
    BlockNumber,
    Coach,
    Contradiction,
    Effect,
    Hold,
    Pause,
    Raise,
    Redact,
    Send,
    Suggest,
    Task,
)
from bot.services.container import Services
from bot.services.form_base import Author
from bot.services.holds import place_hold
from bot.services.signals import already_raised, propose_signal, show_to_leads
from bot.services.work import Subject, open_task
from storage.models import ContactPreference, FormResponse
from storage.unit_of_work import UnitOfWork

DESKS = {
    "bereavement_team": "support",
    "data_repair": "data",
    "fraud_review": "fraud",
    "disbursement_check": "operations",
    "collateral_check": "collateral",
    "channel_review": "compliance",
    "inspection": "collateral",
    "lien_registration": "operations",
    "legal_review": "legal",
    "payment_reconcile": "operations",
    "complaint_register": "complaints",
}
HOLD_WISHES = {"cease": "cease_contact", "via_representative": "legal_representative"}


def apply_effects(
    services: Services,
    uow: UnitOfWork,
    author: Author,
    response: FormResponse,
    effects: Iterable[Effect],
    subject: Subject,
) -> None:
    """Persist effects of a form, each once."""
    work = _Effects(services=services, uow=uow, author=author, response=response, subject=subject)
    for effect in effects:
        work.do(effect)


@dataclass(frozen=True, kw_only=True)
class _Effects:
    services: Services
    uow: UnitOfWork
    author: Author
    response: FormResponse
    subject: Subject

    @singledispatchmethod
    def do(self, effect: Effect) -> None:
        raise TypeError(f"no way to carry out {type(effect).__name__}")

    @do.register
    def _raise(self, effect: Raise) -> None:
        if already_raised(self.uow, self.subject.callback.id or 0, effect.key, "form") is not None:
            return
        definition = self.services.taxonomy.get(effect.key)
        signal = propose_signal(
            self.services,
            self.uow,
            self.subject,
            key=effect.key,
            severity=effect.severity,
            speaker="customer",
            origin="form",
            evidence=[{"question": effect.question, "option": effect.option}],
            agent_id=self.response.agent_id,
            follow_up=definition.actions if definition else (),
            response_id=self.response.id,
        )
        show_to_leads(self.uow, signal)

    @do.register
    def _hold(self, effect: Hold) -> None:
        place_hold(self.uow, self.subject, effect.kind, reason=effect.question, placed_by=self.author.name)

    @do.register
    def _task(self, effect: Task) -> None:
        self._open(effect.key, DESKS.get(effect.key, "team_lead"), question=effect.question)

    @do.register
    def _send(self, effect: Send) -> None:
        self._open("send_" + effect.key, "support", question=effect.question)

    @do.register
    def _suggest(self, effect: Suggest) -> None:
        """A suggestion opens nothing: the signal that came with it does, once a person confirms it."""

    @do.register
    def _block(self, effect: BlockNumber) -> None:
        self.subject.borrower.phone_blocked_reason = effect.question

    @do.register
    def _coach(self, effect: Coach) -> None:
        self._open("coach_" + effect.topic, "team_lead", question=effect.question)

    @do.register
    def _pause(self, effect: Pause) -> None:
        place_hold(
            self.uow,
            self.subject,
            "payment_claimed",
            reason=effect.question,
            placed_by=self.author.name,
            lasts=timedelta(days=effect.days),
            whole_borrower=False,
        )

    @do.register
    def _apply(self, effect: Apply) -> None:
        for option in effect.options:
            self.uow.loans.add(
                ContactPreference(
                    borrower_id=self.subject.borrower.id or 0,
                    kind="restriction",
                    value=option,
                    source=f"form:{self.response.id}",
                    valid_from=self.uow.now,
                )
            )
            if option in HOLD_WISHES:
                place_hold(
                    self.uow, self.subject, HOLD_WISHES[option], reason=effect.question,
                    placed_by=self.author.name,
                )  # fmt: skip

    @do.register
    def _redact(self, effect: Redact) -> None:
        state = dict(self.response.session)
        answers = dict(state.get("answers", {}))
        if effect.question in answers:
            answers[effect.question] = answers[effect.question] | {"value": None, "said": ""}
            self.response.session = state | {"answers": answers}
        for row in self.uow.forms.answers(self.response.id or 0):
            if row.question == effect.question:
                row.value, row.status = None, AnswerStatus.DECLINED.value

    @do.register
    def _contradiction(self, effect: Contradiction) -> None:
        self._open(
            "compare_" + effect.question, "operations", question=effect.question, fact=effect.fact,
            answer=effect.answer, expected=effect.expected,
        )  # fmt: skip

    def _open(self, kind: str, desk: str, **details: object) -> None:
        open_task(
            self.uow,
            kind,
            desk=desk,
            created_by=self.author.name,
            loan_id=self.subject.loan.id,
            callback_id=self.subject.callback.id,
            details=details,
        )
