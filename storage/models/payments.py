"""What was paid, what was promised, and what other systems report about a loan."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.base import instant, maybe_instant


class Payment(SQLModel, table=True):
    """One payment as the lender's system booked it. Amounts are minor units of the loan's currency."""

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("loan_id", "reference", name="uq_payment_reference"),
        Index("ix_payment_day", "loan_id", "paid_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id")
    reference: str
    """The lender's own number of the payment: the same one twice is one payment."""
    amount_minor: int = Field(sa_type=BigInteger)
    paid_on: date
    received_at: datetime = instant()


class LoanEvent(SQLModel, table=True):
    """One event that another system reported, such as a tracker that went dark."""

    __tablename__ = "loan_event"
    __table_args__ = (UniqueConstraint("loan_id", "reference", name="uq_loan_event_reference"),)

    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id")
    reference: str
    kind: str
    """A key of the trigger table."""
    occurred_on: date
    callback_id: int | None = Field(default=None, foreign_key="callback.id")
    """The callback that it asked for; None when none was."""
    received_at: datetime = instant()


class Promise(SQLModel, table=True):
    """A promise to pay so much by a day. A person wrote it down and read it back, or confirmed it."""

    __tablename__ = "promise"
    __table_args__ = (
        Index("ix_promise_due", "state", "due_on"),
        Index("ix_promise_review", "review_id", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    callback_id: int | None = Field(default=None, foreign_key="callback.id")
    response_id: int | None = Field(default=None, foreign_key="form_response.id", unique=True)
    review_id: int | None = Field(default=None, foreign_key="review.id")
    """The review that heard it on a call; its result holds the words."""
    amount_minor: int = Field(sa_type=BigInteger)
    due_on: date
    method: str = ""
    state: str = "active"
    """provisional → active | declined | stale; active → kept | partly_kept | broken | rescheduled | cancelled"""
    paid_minor: int = Field(default=0, sa_type=BigInteger)
    confirmed_by: str = ""
    made_on: date
    made_at: datetime = instant()
    settled_at: datetime | None = maybe_instant()
    reminded_at: datetime | None = maybe_instant()
