"""Use cases about the people who work here: invite, join, go off duty, change roles."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from bot.errors import BadInputError, ConflictError, NotAllowedError
from bot.policy.access import Role, Scope
from bot.services.access import require
from storage.crypto import lookup_digest
from storage.models import Invite, StaffMember
from storage.unit_of_work import UnitOfWork

INVITE_LIFETIME = timedelta(hours=48)  # long enough for a day off, short enough for a leaked link
TOKEN_BYTES = 24  # 192 bits; as base64 it fits Telegram's 64 characters of a start parameter
STAFF_ROLES = tuple(role.value for role in Role if role is not Role.CUSTOMER)
DEFAULT_HOURS = {"mon_fri": ["09:00", "18:00"], "sat": None, "sun": None, "holiday": None}


@dataclass(frozen=True, kw_only=True)
class InviteRequest:
    """Whom to invite. `reference` is how the lender's files name the person."""

    role: str
    team: str = ""
    languages: tuple[str, ...] = ()
    reference: str | None = None
    daily_capacity: int = 40


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Who opened the invitation."""

    chat_user_id: int
    name: str
    locale: str
    timezone: str = "Asia/Shanghai"
    working_hours: dict[str, list[str] | None] = field(default_factory=lambda: dict(DEFAULT_HOURS))


def create_invite(uow: UnitOfWork, actor: StaffMember | None, request: InviteRequest) -> str:
    """Return a one-time token; only its digest is stored. `actor` None = the operator at the command line."""
    if actor is not None:
        require(actor, "staff.invite", Scope.ANY)
    if request.role not in STAFF_ROLES:
        raise BadInputError("role_unknown", role=request.role[:40], roles=", ".join(STAFF_ROLES))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invite = uow.staff.add(
        Invite(
            token_hash=token_digest(token),
            role=request.role,
            team=request.team,
            languages=list(request.languages),
            reference=request.reference,
            daily_capacity=request.daily_capacity,
            created_by=actor.id if actor else None,
            created_at=uow.now,
            expires_at=uow.now + INVITE_LIFETIME,
        )
    )
    uow.audit.append(
        actor_name(actor), "staff_invited", "invite", invite.id, role=invite.role, team=invite.team
    )
    return token


def accept_invite(uow: UnitOfWork, token: str, newcomer: Newcomer) -> StaffMember:
    """Let somebody in; a used, expired or unknown token is refused in the same words."""
    invite = uow.staff.invite_by_hash(token_digest(token))
    if invite is None or invite.used_at is not None or invite.expires_at <= uow.now:
        raise NotAllowedError("invite_invalid")
    member = uow.staff.by_chat_user(newcomer.chat_user_id)
    if member is not None and member.active:
        raise ConflictError("already_staff")
    if member is None:
        member = StaffMember(chat_user_id=newcomer.chat_user_id, role=invite.role, joined_at=uow.now)
    member.role, member.team, member.active = invite.role, invite.team, True
    member.name, member.locale, member.timezone = newcomer.name, newcomer.locale, newcomer.timezone
    member.languages = list(invite.languages) or [newcomer.locale]
    member.reference, member.daily_capacity = invite.reference, invite.daily_capacity
    member.working_hours, member.on_duty = dict(newcomer.working_hours), True
    uow.staff.add(member)
    invite.used_by, invite.used_at = member.id, uow.now
    uow.audit.append(
        actor_name(member), "staff_joined", "staff", member.id, role=member.role, invite=invite.id
    )
    return member


def change_role(uow: UnitOfWork, actor: StaffMember, member: StaffMember, role: str) -> None:
    """Give somebody another role; nobody changes their own."""
    require(actor, "staff.change_role", Scope.ANY)
    if actor.id == member.id:
        raise NotAllowedError("own_role")
    if role not in STAFF_ROLES:
        raise BadInputError("role_unknown", role=role[:40], roles=", ".join(STAFF_ROLES))
    old, member.role = member.role, role
    uow.audit.append(actor_name(actor), "role_changed", "staff", member.id, old=old, new=role)


def deactivate(uow: UnitOfWork, actor: StaffMember, member: StaffMember) -> None:
    """Take somebody's access away; their open work is handed on by the next sweep."""
    require(actor, "staff.deactivate", Scope.ANY)
    if actor.id == member.id:
        raise NotAllowedError("own_role")
    member.active = member.on_duty = False
    uow.audit.append(actor_name(actor), "staff_deactivated", "staff", member.id)


def set_duty(uow: UnitOfWork, member: StaffMember, *, on: bool) -> None:
    """Switch somebody's own availability; being online has nothing to do with it."""
    require(member, "self.pause")
    member.on_duty, member.off_duty_until = on, None
    uow.audit.append(actor_name(member), "duty_on" if on else "duty_off", "staff", member.id)


def token_digest(token: str) -> str:
    """Return the digest under which a one-time token is stored."""
    # The token itself is 192 random bits, so the digest needs no secret key.
    return lookup_digest(token, b"huifang-one-time-token")


def actor_name(actor: StaffMember | None) -> str:
    """Return how the audit trail names an actor."""
    return f"staff:{actor.id}" if actor is not None else "cli:operator"
