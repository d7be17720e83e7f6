"""Borrowers, their loans, and what stops or shapes contact with them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.models.base import instant, json_list, maybe_instant, personal, personal_string, personal_words


class Borrower(SQLModel, table=True):
    """One person who borrows. `key` joins a person's loans: a keyed digest, never the identity itself."""

    __tablename__ = "borrower"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str | None = personal("borrower.name")
    phone: str | None = personal("borrower.phone")
    id_number: str | None = personal("borrower.id_number")
    address: str | None = personal("borrower.address")
    language: str = "zh-CN"
    timezone: str = "Asia/Shanghai"
    city: str | None = None
    phone_blocked_reason: str | None = None
    chat_user_id: int | None = Field(default=None, sa_type=BigInteger, index=True, unique=True)
    """The chat account that proved to be this borrower's."""
    chat_blocked_at: datetime | None = maybe_instant()
    """Since when their account takes no messages of the bot; None while it does."""
    updated_at: datetime = instant()


class Loan(SQLModel, table=True):
    """One car loan as the lender's system knows it. Amounts are minor units of `currency`."""

    __tablename__ = "loan"
    __table_args__ = (Index("ix_loan_planning", "plan_next_at", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    loan_number: str = Field(unique=True)
    borrower_id: int = Field(foreign_key="borrower.id", index=True)
    principal_minor: int = Field(sa_type=BigInteger)
    currency: str = "CNY"
    disbursed_on: date
    timezone: str = "Asia/Shanghai"
    rate: Decimal | None = Field(default=None, max_digits=9, decimal_places=6)
    """Yearly nominal rate as a fraction: 0.085 is 8.5 %."""
    term: int | None = None
    """Number of monthly instalments."""
    instalment_minor: int | None = Field(default=None, sa_type=BigInteger)
    due_day: int | None = None
    dpd: int = 0
    """Days past due at the last import."""
    arrears_noted_at: datetime | None = maybe_instant()
    """When the present arrears asked for a callback; None while there are none, so that the next ones ask again."""
    dpd_changed_at: datetime | None = maybe_instant()
    arrears_worst_dpd: int | None = None
    """Most days past due of the present or last arrears; their points fade after `arrears_ended_on`."""
    arrears_ended_on: date | None = None
    first_payment_missed: bool = False
    ltv: Decimal | None = Field(default=None, max_digits=7, decimal_places=4)
    """Loan-to-value as a fraction: 0.68 is 68 %."""
    bureau_score: int | None = None
    dealer: str | None = None
    usage: str | None = None
    vin: str | None = personal("loan.vin")
    plate: str | None = personal("loan.plate")
    gps_installed: bool | None = None
    insurance_expiry: date | None = None
    segments: list[str] = json_list()
    team: str = ""
    agent_reference: str | None = None
    status: str = "active"
    tier: str = "R1"
    tier_since: date | None = None
    """The local day from which the loan has had this tier without a break."""
    tier_points: list[dict[str, Any]] = json_list()
    tier_override: str | None = None
    tier_override_until: datetime | None = maybe_instant()
    tier_override_reason: str | None = personal_string("loan.tier_override_reason")
    imported_at: datetime = instant()
    updated_at: datetime = instant()
    plan_next_at: datetime | None = maybe_instant()
    """When the planner must look at this loan again; a sweep touches only loans where this has passed."""


class Hold(SQLModel, table=True):
    """A marker that stops or limits contact: deceased, dispute, hardship_pending, crisis …"""

    __tablename__ = "hold"

    id: int | None = Field(default=None, primary_key=True)
    borrower_id: int = Field(foreign_key="borrower.id", index=True)
    loan_id: int | None = Field(default=None, foreign_key="loan.id", index=True)
    marker: str
    reason: str = personal_words("hold.reason")
    placed_by: str
    placed_at: datetime = instant()
    ends_at: datetime | None = maybe_instant()
    lifted_at: datetime | None = maybe_instant()
    lifted_by: str | None = None


class ContactPreference(SQLModel, table=True):
    """What a borrower asked for: channels, times and places to use or avoid."""

    __tablename__ = "contact_preference"

    id: int | None = Field(default=None, primary_key=True)
    borrower_id: int = Field(foreign_key="borrower.id", index=True)
    kind: str
    """`channel`, `time_band`, `restriction` or `agreed_window`."""
    value: str = personal_words("contact_preference.value")
    source: str
    valid_from: datetime = instant()
    valid_to: datetime | None = maybe_instant()


class CustomerLink(SQLModel, table=True):
    """A one-time deep link for a borrower, kept as a hash; a second factor must follow it."""

    __tablename__ = "customer_link"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    borrower_id: int = Field(foreign_key="borrower.id", index=True)
    created_by: str
    created_at: datetime = instant()
    expires_at: datetime = instant()
    opened_by: int | None = Field(default=None, sa_type=BigInteger)
    wrong_factors: int = 0
    used_at: datetime | None = maybe_instant()
    revoked_at: datetime | None = maybe_instant()
