"""Help for people in difficulty: what was said about a case, what was agreed, and what somebody consented to."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.models.base import instant, maybe_instant, personal


class CaseMessage(SQLModel, table=True):
    """One thing said about a support case between the desk and the customer; never changed afterwards."""

    __tablename__ = "case_message"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="support_case.id", index=True)
    kind: str
    """`question`, `answer`, `refusal` (its written reason), `appeal`."""
    author: str
    """As the audit trail names people: `staff:3`, `customer:7`."""
    text: str | None = personal("case_message.text")
    at: datetime = instant()


class Arrangement(SQLModel, table=True):
    """Terms that a person offered to a customer. A record beside the loan; it never changes the loan."""

    __tablename__ = "arrangement"
    __table_args__ = (Index("ix_arrangement_watch", "state", "until_on"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="support_case.id", index=True)
    loan_id: int = Field(foreign_key="loan.id", index=True)
    kind: str
    """`due_date_change`, `short_deferral`, `reduced_payment` or `term_extension`."""
    from_on: date
    until_on: date
    currency: str = "CNY"
    amount_minor: int | None = Field(default=None, sa_type=BigInteger)
    """What is paid each month meanwhile, in minor units."""
    due_day: int | None = None
    months: int | None = None
    """Months by which the term grows."""
    state: str = "offered"
    """offered → active | declined | replaced; active → completed | broken."""
    decided_by: int = Field(foreign_key="staff_member.id")
    offered_at: datetime = instant()
    answer_by: datetime = instant()
    """When the desk is told that no answer has come; the offer itself stays."""
    answered_at: datetime | None = maybe_instant()
    accepted_at: datetime | None = maybe_instant()
    reminded_at: datetime | None = maybe_instant()
    """When the desk was told that no answer came."""
    ending_noted_at: datetime | None = maybe_instant()
    ended_noted_at: datetime | None = maybe_instant()


class Consent(SQLModel, table=True):
    """What somebody agreed to, in which words. Withdrawing ends it; the row stays as proof."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_borrower", "borrower_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    borrower_id: int = Field(foreign_key="borrower.id")
    kind: str
    """`assistant`, `photo`, `location` or `health`."""
    version: str
    wording_hash: str
    locale: str
    channel: str = "chat"
    given_at: datetime | None = maybe_instant()
    refused_at: datetime | None = maybe_instant()
    withdrawn_at: datetime | None = maybe_instant()
