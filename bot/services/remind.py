"""Use cases of reminders: a promise due tomorrow, an instalment coming up, an insurance running out.

Written only to customers whose chat account is proven, in their language, once each, and only while the contact
policy lets: any hold stops them, and so does the customer's word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.forms.parse.amount import MINOR_DIGITS
from bot.forms.screen import Button, Screen
from bot.policy.days import local_day
from bot.policy.due_ladder import pre_due_steps
from bot.policy.instalments import next_due
from bot.policy.tiers import Tier
from bot.services.contact import REMINDER, check_reminder
from bot.services.container import Services
from bot.services.loan_facts import first_due_day
from bot.services.outgoing import Lane, send_screen
from bot.texts import Texts, texts_for
from storage.models import Borrower, ContactPreference, Loan, Promise
from storage.unit_of_work import UnitOfWork

EARLIEST = time(9, 0)  # of the customer's day; the contact policy may open later
INSURANCE_NOTICE = timedelta(days=30)
PAID_AHEAD = timedelta(days=15)  # what came in within so many days before a due day is meant for it
STALE_AFTER = timedelta(hours=1)  # what could not leave by then might arrive in the evening
MESSAGE_CHANNEL = "sms"  # the domain pack's word for a step that is written, not spoken
RESTRICTION, NO_REMINDERS = "restriction", "no_reminders"
SYSTEM = "system:reminders"
PAGE = 200


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One thing to remind of; `amount_minor` None = say no amount."""

    key: str
    text: str
    day: date
    amount_minor: int | None = None
    promise: Promise | None = None


def send_reminders(services: Services) -> int:
    """Queue every reminder that is due now and was not queued before; return how many."""
    sent, after = 0, 0
    while True:
        with services.new_unit() as uow:
            page = uow.loans.linked(after=after, limit=PAGE)
            if not page:
                return sent
            promises = uow.payments.active_of([loan.id or 0 for loan, _ in page])
            sent += sum(
                remind(services, uow, loan, borrower, promises.get(loan.id or 0)) for loan, borrower in page
            )
            after = page[-1][0].id or after
            uow.commit()


def remind(
    services: Services, uow: UnitOfWork, loan: Loan, borrower: Borrower, promise: Promise | None
) -> int:
    """Queue what one loan's customer is to be reminded of now; return how many reminders that was."""
    if uow.now.astimezone(ZoneInfo(borrower.timezone)).time() < EARLIEST:
        return 0
    sent = 0
    for reminder in _due(services, uow, loan, promise, local_day(uow.now, borrower.timezone)):
        if uow.queue.knows("outbox", reminder.key) or not _may(services, uow, loan, borrower):
            continue
        _send(services, uow, loan, borrower, reminder)
        sent += 1
    return sent


def stop_reminders(uow: UnitOfWork, borrower: Borrower) -> None:
    """Write down that the customer wants no reminders; twice is once."""
    if _stopped(uow, borrower):
        return
    uow.loans.add(
        ContactPreference(
            borrower_id=borrower.id or 0,
            kind=RESTRICTION,
            value=NO_REMINDERS,
            source=f"customer:{borrower.id}",
            valid_from=uow.now,
        )
    )
    uow.audit.append(f"customer:{borrower.id}", "reminders_stopped", "borrower", borrower.id)


def resume_reminders(uow: UnitOfWork, borrower: Borrower) -> None:
    """Write down that the customer wants reminders again."""
    for wish in _stopped(uow, borrower):
        wish.valid_to = uow.now
        uow.audit.append(f"customer:{borrower.id}", "reminders_resumed", "borrower", borrower.id)


def wants_none(uow: UnitOfWork, borrower: Borrower) -> bool:
    """Return whether the customer has said that they want no such messages."""
    return bool(_stopped(uow, borrower))


def _due(
    services: Services, uow: UnitOfWork, loan: Loan, promise: Promise | None, today: date
) -> Iterator[Reminder]:
    if promise is not None:
        yield from _promise(uow, promise, today)
    else:
        yield from _instalment(services, uow, loan, today)
    ends = loan.insurance_expiry
    if ends is not None and today < ends <= today + INSURANCE_NOTICE:
        yield Reminder(key=f"remind:insurance:{loan.id}:{ends}", text="reminder-insurance", day=ends)


def _promise(uow: UnitOfWork, promise: Promise, today: date) -> Iterator[Reminder]:
    # Who promised today for tomorrow has just been told on the phone.
    if promise.reminded_at is not None or promise.made_on == today:
        return
    open_minor = promise.amount_minor - uow.payments.paid_between(promise.loan_id, promise.made_on, today)
    if promise.due_on == today + timedelta(days=1) and open_minor > 0:
        yield Reminder(
            key=f"remind:promise:{promise.id}",
            text="reminder-promise",
            day=promise.due_on,
            amount_minor=open_minor,
            promise=promise,
        )


def _instalment(services: Services, uow: UnitOfWork, loan: Loan, today: date) -> Iterator[Reminder]:
    first = first_due_day(loan)
    if first is None or loan.due_day is None or loan.dpd > 0:
        return
    due = next_due(first, loan.due_day, today, loan.term)
    if due is None:
        return
    steps = pre_due_steps(due, Tier(loan.tier), services.rules.cadence, first_instalment=due == first)
    # The step's own day may be closed to contact; the next open one before the due day will do.
    written = [step for step in steps if step.channel == MESSAGE_CHANNEL and step.on <= today]
    if written and not _is_paid(uow, loan, due, today):
        yield Reminder(
            key=f"remind:due:{loan.id}:{due}",
            text="reminder-due" if loan.instalment_minor else "reminder-due-plain",
            day=due,
            amount_minor=loan.instalment_minor,
        )


def _is_paid(uow: UnitOfWork, loan: Loan, due: date, today: date) -> bool:
    paid = uow.payments.paid_between(loan.id or 0, due - PAID_AHEAD, today)
    return paid >= (loan.instalment_minor or 1)


def _may(services: Services, uow: UnitOfWork, loan: Loan, borrower: Borrower) -> bool:
    if _stopped(uow, borrower) or uow.follow_ups.open_case_of(loan.id or 0) is not None:
        return False
    return check_reminder(services, uow, loan, borrower).allowed


def _stopped(uow: UnitOfWork, borrower: Borrower) -> list[ContactPreference]:
    wishes = uow.loans.preferences(borrower.id or 0, uow.now)
    return [wish for wish in wishes if (wish.kind, wish.value) == (RESTRICTION, NO_REMINDERS)]


def _send(services: Services, uow: UnitOfWork, loan: Loan, borrower: Borrower, reminder: Reminder) -> None:
    send_screen(
        uow,
        _screen(services, loan, texts_for(borrower.language), reminder),
        chat_id=borrower.chat_user_id or 0,
        kind=REMINDER,
        subject_id=loan.id,
        lane=Lane.BULK,
        not_after=uow.now + STALE_AFTER,
        repeat="hold",
        key=reminder.key,
    )
    if reminder.promise is not None:
        reminder.promise.reminded_at = uow.now
    uow.audit.append(SYSTEM, "reminded", "loan", loan.id, reminder=reminder.text, day=str(reminder.day))


def _screen(services: Services, loan: Loan, texts: Texts, reminder: Reminder) -> Screen:
    values = {"company": services.settings.company or texts("customer-company")}
    values["day"] = texts("reminder-day", month=reminder.day.month, day=reminder.day.day)
    if reminder.amount_minor is not None:
        values["amount"] = amount_text(reminder.amount_minor, loan.currency, texts)
    said = [texts(reminder.text, **values)]
    if reminder.text != "reminder-insurance":
        said.append(texts("reminder-pay-safely"))
    rows = (
        (Button(label=texts("customer-button-person"), data="person"),),
        (Button(label=texts("reminder-button-off"), data="rem:off"),),
    )
    return Screen(text="\n".join(said), rows=rows)


def amount_text(minor: int, currency: str, texts: Texts) -> str:
    """Return an amount as customers read it."""
    digits = MINOR_DIGITS.get(currency, 2)
    amount = f"{minor / 10**digits:,.{digits}f}"
    return texts("reminder-amount", currency=currency, amount=amount)
