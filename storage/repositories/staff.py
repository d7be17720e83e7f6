"""Staff and invitations."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import col, select

from storage.models import Invite, StaffMember
from storage.repositories.base import Repository


class StaffRepository(Repository):
    """Queries on staff members and invites."""

    def get(self, staff_id: int) -> StaffMember | None:
        """Return a staff member by number."""
        return self._session.get(StaffMember, staff_id)

    def by_chat_user(self, chat_user_id: int) -> StaffMember | None:
        """Return the staff member behind a chat account."""
        return self._session.exec(select(StaffMember).where(StaffMember.chat_user_id == chat_user_id)).first()

    def by_reference(self, reference: str) -> StaffMember | None:
        """Return the staff member whom the lender's files call `reference`."""
        return self._session.exec(select(StaffMember).where(StaffMember.reference == reference)).first()

    def active(self, *roles: str) -> Sequence[StaffMember]:
        """Return active staff of these roles (all roles when none is named), oldest first."""
        query = select(StaffMember).where(col(StaffMember.active).is_(True))
        if roles:
            query = query.where(col(StaffMember.role).in_(roles))
        return self._session.exec(query.order_by(col(StaffMember.id))).all()

    def absent(self, roles: Sequence[str]) -> Sequence[StaffMember]:
        """Return staff of these roles who are off duty or no longer active."""
        query = select(StaffMember).where(
            col(StaffMember.role).in_(roles),
            or_(col(StaffMember.on_duty).is_(False), col(StaffMember.active).is_(False)),
        )
        return self._session.exec(query.order_by(col(StaffMember.id))).all()

    def leads_of(self, team: str) -> Sequence[StaffMember]:
        """Return the active leads of a team; leads without a team lead all teams."""
        query = select(StaffMember).where(
            col(StaffMember.active).is_(True),
            StaffMember.role == "team_lead",
            col(StaffMember.team).in_((team, "")),
        )
        return self._session.exec(query.order_by(col(StaffMember.id))).all()

    def invite_by_hash(self, token_hash: str) -> Invite | None:
        """Return the invite with this token hash, locked so that it can be used once."""
        query = select(Invite).where(Invite.token_hash == token_hash).with_for_update()
        return self._session.exec(query).first()

    def open_invites(self, now: datetime) -> Sequence[Invite]:
        """Return invites that can still be used."""
        query = select(Invite).where(col(Invite.used_at).is_(None), col(Invite.expires_at) > now)
        return self._session.exec(query.order_by(col(Invite.id))).all()
