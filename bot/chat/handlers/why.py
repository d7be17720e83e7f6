"""Why a callback is due, what its tier is made of, and whether the customer may be called now."""

from bot.chat.cards.words import lines, moment, safe
from bot.chat.handlers.common import number, staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.forms.screen import Screen
from bot.policy.contact_values import ContactVerdict
from bot.policy.days import local_day
from bot.services import work
from bot.services.access import may_see_callback, require_callback
from bot.services.contact import check_contact, policy_of
from bot.services.plan_callbacks import OPEN, plan_of, read_record
from bot.texts import Texts
from storage.models import Callback


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("why")(why_due)
    router.command("why")(why_loan)


def why_due(turn: Turn) -> None:
    """Say which rule and dates made it due, what the tier is made of, and whether a call is allowed now."""
    callback = work.read_subject(turn.uow, number(turn)).callback
    require_callback(staff(turn), "callback.see", callback)
    _explain(turn, callback)


def why_loan(turn: Turn) -> None:
    """Explain a loan by its number: `/why LOAN`. A loan of others and one that is not there sound alike."""
    actor = staff(turn)
    if not turn.args:
        turn.reply(turn.texts("agent-why-how"))
        return
    loan = turn.uow.loans.by_number(" ".join(turn.args))
    callbacks = turn.uow.callbacks.of_loan(loan.id or 0) if loan else ()
    mine = [callback for callback in callbacks if may_see_callback(actor, callback)]
    current = next((c for c in reversed(mine) if c.state in OPEN), mine[-1] if mine else None)
    if current is None:
        turn.reply(turn.texts("error-loan-unknown"))
        return
    _explain(turn, current)


def reasons_in_words(verdict: ContactVerdict, texts: Texts) -> list[str]:
    """Return why a contact is not allowed, one line each."""
    return ["· " + texts(reason.text_key, **reason.data) for reason in verdict.reasons]


def _explain(turn: Turn, callback: Callback) -> None:
    subject = work.read_subject(turn.uow, callback.id or 0)
    found = plan_of(turn.services, read_record(turn.uow, subject.loan), turn.now)
    verdict = check_contact(turn.services, turn.uow, callback, subject.loan, subject.borrower)
    texts, today = turn.texts, local_day(turn.now, subject.loan.timezone)
    said = [f"<b>{safe(texts('agent-why', loan=subject.loan.loan_number))}</b>"]
    said += [safe(line) for line in lines(callback.explanation, texts, today)]
    said.append(safe(texts("agent-why-rule", rule=callback.rule_key)))
    said.append("")
    said.append(texts("agent-why-tier", tier=found.tier.tier.value, total=found.tier.total))
    points = [texts(p.text.key, **p.text.values) for p in found.tier.points]
    said += ["· " + safe(line) for line in points] or ["· " + texts("agent-why-no-points")]
    said.append("")
    policy = policy_of(turn.services).key
    said.append(texts("agent-why-contact-ok" if verdict.allowed else "agent-why-contact-no", policy=policy))
    said += [safe(line) for line in reasons_in_words(verdict, texts)]
    if not verdict.allowed and verdict.next_allowed_at is not None:
        at = moment(verdict.next_allowed_at, texts, subject.borrower.timezone)
        said.append(texts("agent-why-next", at=at))
    turn.reply(Screen(text="\n".join(said), markup=True))
