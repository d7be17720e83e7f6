"""Asks the contact policy about one borrower, with everything that the database knows."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.policy.cadence_rules import INSPECTION
from bot.policy.contact import can_contact
from bot.policy.contact_values import (
    Channel,
    ContactPolicy,
    ContactRequest,
    ContactVerdict,
    PastContact,
    Preferences,
    WeekWindows,
)
from bot.services.container import Services
from bot.services.loan_facts import policy_holds
from storage.models import Attempt, Borrower, Callback, ContactPreference, Loan, StaffMember
from storage.unit_of_work import UnitOfWork

HISTORY_DAYS = 31  # the longest rolling window of any shipped policy is 30 days
HOLDS_OF_A_CASE = frozenset({"hardship_pending"})  # placed by the case itself; its desk may ring about it
REMINDER = "reminder"  # purpose of a reminder, and the kind of its chat message, whose subject is the loan
VISIT = "visit"  # an attempt's channel when somebody went there instead of ringing
NO_EVENING = (time(0, 0), time(18, 0))  # "not in the evening": nothing from six o'clock on
NOT_EVENING = WeekWindows(mon_fri=NO_EVENING, sat=NO_EVENING, sun=NO_EVENING, holiday=NO_EVENING)
_MORNING, _AFTERNOON = (time(0, 0), time(12, 0)), (time(12, 0), time(18, 0))
_EVENING, _ALL_DAY = (time(18, 0), time(0, 0)), (time(0, 0), time(0, 0))
TIME_BANDS = {
    "am": WeekWindows(mon_fri=_MORNING, sat=_MORNING, sun=_MORNING, holiday=_MORNING),
    "pm": WeekWindows(mon_fri=_AFTERNOON, sat=_AFTERNOON, sun=_AFTERNOON, holiday=_AFTERNOON),
    "evening": WeekWindows(mon_fri=_EVENING, sat=_EVENING, sun=_EVENING, holiday=_EVENING),
    "weekend": WeekWindows(mon_fri=None, sat=_ALL_DAY, sun=_ALL_DAY, holiday=_ALL_DAY),
}
"""The times of day that a customer may choose; they narrow what the policy allows and never widen it."""
CUSTOMER_SLOT = timedelta(minutes=30)  # domain pack, section 2.6: a chosen slot holds this long around it


def policy_of(services: Services) -> ContactPolicy:
    """Return the contact policy in force for this lender."""
    return services.rules.contact[services.settings.contact_policy]


def check_contact(
    services: Services,
    uow: UnitOfWork,
    callback: Callback,
    loan: Loan,
    borrower: Borrower,
    *,
    at: datetime | None = None,
    answers_holds: frozenset[str] = frozenset(),
    channel: Channel | None = None,
) -> ContactVerdict:
    """Return whether the borrower may be contacted now (or at `at`); the caller writes the attempt in the same unit.

    `answers_holds` are markers that this very contact serves; `channel` stands in for the callback's own way.
    """
    now = at or uow.now
    slot = callback.customer_slot_at
    request = ContactRequest(
        channel=channel or (Channel.VISIT if callback.form_key == INSPECTION else Channel.CALL),
        purpose=callback.purpose,
        debtor_id=str(borrower.id),
        debt_ids=(str(loan.id),),
        number_id=f"number:{borrower.id}",
        zones=(borrower.timezone,) if borrower.timezone else (),
        customer_requested=slot is not None and abs(now - slot) <= CUSTOMER_SLOT,
        subject=loan.loan_number,
        answers_holds=answers_holds,
    )
    return _verdict(services, uow, request, loan, borrower, now)


def check_reminder(services: Services, uow: UnitOfWork, loan: Loan, borrower: Borrower) -> ContactVerdict:
    """Return whether a reminder may be written into the borrower's chat now."""
    request = ContactRequest(
        channel=Channel.CHAT,
        purpose=REMINDER,
        debtor_id=str(borrower.id),
        debt_ids=(str(loan.id),),
        zones=(borrower.timezone,) if borrower.timezone else (),
        subject=loan.loan_number,
    )
    return _verdict(services, uow, request, loan, borrower, uow.now)


def _verdict(
    services: Services,
    uow: UnitOfWork,
    request: ContactRequest,
    loan: Loan,
    borrower: Borrower,
    now: datetime,
) -> ContactVerdict:
    since = now - timedelta(days=HISTORY_DAYS)
    history = uow.callbacks.contact_history(borrower.id or 0, since)
    debts = tuple(str(row.id) for row in uow.loans.loans_of(borrower.id or 0))
    return can_contact(
        request,
        policy_of(services),
        past_contacts(history, debts) + _past_reminders(uow, borrower, since),
        policy_holds(uow.loans.holds(borrower.id or 0, loan.id or 0, now), now),
        preferences_of(borrower, uow.loans.preferences(borrower.id or 0, now)),
        services.calendar,
        now,
    )


def answered_holds(uow: UnitOfWork, actor: StaffMember, loan: Loan) -> frozenset[str]:
    """Return the holds that a call of this person answers: the support desk follows up its own open case."""
    if actor.role == "support" and uow.follow_ups.open_case_of(loan.id or 0) is not None:
        return HOLDS_OF_A_CASE
    return frozenset()


def past_contacts(history: Sequence[Attempt], debts: tuple[str, ...]) -> tuple[PastContact, ...]:
    """Return attempts as the policy counts them; a refused try is no contact."""
    return tuple(
        PastContact(
            at=row.at,
            channel=Channel.VISIT if row.channel == VISIT else Channel.CALL,
            debtor_id=str(row.borrower_id),
            # A call to somebody with several debts is a contact about the one that it was made for.
            debt_ids=(str(row.loan_id),) if str(row.loan_id) in debts else debts,
            outcome=row.outcome or "",
            connected=row.connected,
            inbound=row.direction == "inbound",
            customer_requested=row.requested_by_customer,
            number_id=f"number:{row.borrower_id}",
        )
        for row in history
        if row.allowed
    )


def _past_reminders(uow: UnitOfWork, borrower: Borrower, since: datetime) -> tuple[PastContact, ...]:
    """Return reminders as the policy counts them: each is one contact."""
    if borrower.chat_user_id is None:
        return ()
    return tuple(
        PastContact(
            at=row.created_at,
            channel=Channel.CHAT,
            debtor_id=str(borrower.id),
            debt_ids=(str(row.subject_id),),
        )
        for row in uow.chats.messages_since(REMINDER, borrower.chat_user_id, since)
    )


def preferences_of(borrower: Borrower, rows: Sequence[ContactPreference]) -> Preferences:
    """Return the borrower's wishes as the policy knows them."""
    wishes = {row.value for row in rows if row.kind == "restriction"}
    channels = {row.value for row in rows if row.kind == "channel"}
    blocked = frozenset({Channel.CALL}) if "text_only" in wishes or "chat" in channels else frozenset()
    if "call" in channels:
        blocked |= {Channel.CHAT, Channel.SMS, Channel.EMAIL}
    bands = [row.value for row in rows if row.kind == "time_band" and row.value in TIME_BANDS]
    windows = TIME_BANDS[bands[-1]] if bands else NOT_EVENING if "not_evening" in wishes else None
    number = frozenset({f"number:{borrower.id}"}) if borrower.phone_blocked_reason else frozenset()
    return Preferences(
        windows=windows,
        blocked_channels=blocked,
        blocked_numbers=number,
        not_at_work="not_work" in wishes,
    )
