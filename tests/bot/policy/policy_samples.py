"""Invented loans, contacts and days for the policy tests."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.policy.cadence import LoanFacts, PastCycle
from bot.policy.contact import can_contact
from bot.policy.contact_values import (
    Channel,
    ContactPolicy,
    ContactRequest,
    ContactVerdict,
    PastContact,
    Preferences,
)
from bot.policy.tiers import Tier
from bot.rulebook import calendar_for, load_rulebook

SHANGHAI = "Asia/Shanghai"
BOOK = load_rulebook()
CN = calendar_for("CN")


@dataclass(frozen=True)
class Weekends:
    """A calendar with weekends and the holidays that a test names."""

    holidays: frozenset[date] = frozenset()

    def is_holiday(self, day: date) -> bool:
        return day in self.holidays

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays


def local(text: str, zone: str = SHANGHAI, fold: int = 0) -> datetime:
    """Return the UTC instant of a local wall-clock time such as `2026-11-24 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def loan(**changes: Any) -> LoanFacts:
    plain = LoanFacts(disbursed_on=date(2026, 11, 1), tz=SHANGHAI, tier=Tier.R2)
    return replace(plain, **changes)


def done(form: str, key: str, ended_on: date, state: str = "completed", reason: str = "") -> PastCycle:
    return PastCycle(form_key=form, cycle_key=key, state=state, ended_on=ended_on, close_reason=reason)


def request(**changes: Any) -> ContactRequest:
    plain = ContactRequest(
        channel=Channel.CALL,
        purpose="service",
        debtor_id="c1",
        debt_ids=("l1",),
        number_id="n1",
        zones=(SHANGHAI,),
    )
    return replace(plain, **changes)


def past(at: datetime, **changes: Any) -> PastContact:
    plain = PastContact(at=at, channel=Channel.CALL, debtor_id="c1", debt_ids=("l1",), number_id="n1")
    return replace(plain, **changes)


def ask(
    now: datetime,
    policy: ContactPolicy | str | None = "cn",
    *,
    history: tuple[PastContact, ...] = (),
    holds: tuple[Any, ...] = (),
    preferences: Preferences | None = None,
    calendar: Any = None,
    **changes: Any,
) -> ContactVerdict:
    """Ask can_contact about a plain call, with what the test changes."""
    chosen = BOOK.contact[policy] if isinstance(policy, str) else policy
    wishes = preferences or Preferences()
    return can_contact(request(**changes), chosen, history, holds, wishes, calendar or CN, now)


def codes(verdict: ContactVerdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]
