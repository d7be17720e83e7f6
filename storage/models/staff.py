"""People who work here, and the one-time invitations that let them in."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from storage.models.base import instant, json_dict, json_list, maybe_instant, personal


class StaffMember(SQLModel, table=True):
    """One agent, team lead, specialist or administrator, bound to one chat account."""

    __tablename__ = "staff_member"

    id: int | None = Field(default=None, primary_key=True)
    chat_user_id: int = Field(unique=True, sa_type=BigInteger)
    name: str | None = personal("staff_member.name")
    reference: str | None = Field(default=None, index=True)
    """The lender's own name for the person, as the loan file's `agent` column carries it."""
    role: str = Field(index=True)
    team: str = Field(default="", index=True)
    languages: list[str] = json_list()
    locale: str = "zh-CN"
    timezone: str = "Asia/Shanghai"
    active: bool = True
    on_duty: bool = True
    off_duty_until: datetime | None = maybe_instant()
    working_hours: dict[str, Any] = json_dict()
    """`{"mon_fri": ["09:00", "18:00"], "sat": null, "sun": null}` in the person's zone."""
    daily_capacity: int = 40
    digest_sent_on: str | None = None
    joined_at: datetime = instant()
    blocked_bot_at: datetime | None = maybe_instant()


class Invite(SQLModel, table=True):
    """A deep-link token, kept as a hash; works once and expires."""

    __tablename__ = "invite"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    role: str
    team: str = ""
    languages: list[str] = json_list()
    reference: str | None = None
    daily_capacity: int = 40
    created_by: int | None = Field(default=None, foreign_key="staff_member.id")
    created_at: datetime = instant()
    expires_at: datetime = instant()
    used_by: int | None = Field(default=None, foreign_key="staff_member.id")
    used_at: datetime | None = maybe_instant()
