"""What administrators do in chat: invite people, see who is there, change roles, take access away."""

from bot.chat.cards.words import button, safe
from bot.chat.handlers.common import in_rows, number, staff, word
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, NotFoundError
from bot.forms.screen import Button, Screen
from bot.policy.access import Scope, may
from bot.services.access import require
from bot.services.staff import (
    INVITE_LIFETIME,
    STAFF_ROLES,
    InviteRequest,
    change_role,
    create_invite,
    deactivate,
)
from storage.models import StaffMember

NO_TEAM = "-"
NAME_LENGTH = 12  # characters on a button, three to a row


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.command("invite")(invite)
    router.press("inv")(invite_role)
    router.text("invite")(invite_team)
    router.command("staff")(list_staff)
    router.press("stf")(open_member)


def invite(turn: Turn) -> None:
    """Ask for the role of the newcomer."""
    require(turn.actor, "staff.invite", Scope.ANY)
    buttons = [button(turn.texts, "role-" + role.replace("_", "-"), f"inv:{role}") for role in STAFF_ROLES]
    turn.reply(Screen(text=turn.texts("admin-invite-which"), rows=in_rows(buttons)))


def invite_role(turn: Turn) -> None:
    """Ask for the team of the newcomer."""
    require(turn.actor, "staff.invite", Scope.ANY)
    role = word(turn, 0)
    if role not in STAFF_ROLES:
        raise BadInputError("bad_input")
    turn.expect("invite", detail=role)
    turn.reply(turn.texts("admin-invite-team"))


def invite_team(turn: Turn) -> None:
    """Make the one-time link; the message with it goes when the link does."""
    require(turn.actor, "staff.invite", Scope.ANY)
    role = (turn.expectation.detail if turn.expectation else None) or ""
    team = "" if turn.text.strip() == NO_TEAM else turn.text.strip()[:60]
    token = create_invite(turn.uow, staff(turn), InviteRequest(role=role, team=team))
    turn.expect_nothing()
    link = invite_link(turn.services.bot_username, token)
    text = turn.texts("admin-invite", role=turn.texts("role-" + role.replace("_", "-")), link=link)
    turn.reply(Screen(text=text), kind="invite", delete_after=INVITE_LIFETIME)


def list_staff(turn: Turn) -> None:
    """List the people who work here; an administrator may open each of them."""
    actor = require(turn.actor, "staff.see", Scope.TEAM)
    everywhere = may(actor.role, "staff.see", Scope.ANY)
    shown = [m for m in turn.uow.staff.active() if everywhere or m.team in (actor.team, "")]
    rows = [f"<b>{turn.texts('admin-staff')}</b>", *(_row(turn, member) for member in shown)]
    buttons = (
        [Button(label=_name(member)[:NAME_LENGTH], data=f"stf:{member.id}") for member in shown]
        if may(actor.role, "staff.change_role", Scope.ANY)
        else []
    )
    turn.reply(Screen(text="\n".join(rows), rows=in_rows(buttons, 3), markup=True))


def open_member(turn: Turn) -> None:
    """Offer what may be done about one person: `stf:ID`, then `:role`, `:role:ROLE` or `:off`."""
    actor = require(turn.actor, "staff.change_role", Scope.ANY)
    member = turn.uow.staff.get(number(turn))
    if member is None or not member.active:
        raise NotFoundError("member_gone")
    choice = turn.args[1:]
    if choice == ("role",):
        others = [role for role in STAFF_ROLES if role != member.role]
        buttons = [button(turn.texts, _role_key(role), f"stf:{member.id}:role:{role}") for role in others]
        turn.edit(Screen(text=turn.texts("admin-role-which", name=_name(member)), rows=in_rows(buttons)))
        return
    if choice[:1] == ("role",):
        change_role(turn.uow, actor, member, word(turn, 2))
    elif choice == ("off",):
        deactivate(turn.uow, actor, member)
        turn.edit(turn.texts("admin-deactivated", name=_name(member)))
        return
    elif choice:
        raise BadInputError("bad_input")
    buttons = [
        button(turn.texts, "admin-button-role", f"stf:{member.id}:role"),
        button(turn.texts, "admin-button-off", f"stf:{member.id}:off"),
    ]
    turn.edit(Screen(text=_row(turn, member), rows=(tuple(buttons),), markup=True))


def _row(turn: Turn, member: StaffMember) -> str:
    return turn.texts(
        "admin-staff-row",
        name=safe(_name(member)),
        role=turn.texts(_role_key(member.role)),
        team=safe(member.team or NO_TEAM),
        state=turn.texts("admin-staff-on" if member.on_duty else "admin-staff-off"),
    )


def _name(member: StaffMember) -> str:
    return member.name or f"#{member.id}"


def _role_key(role: str) -> str:
    return "role-" + role.replace("_", "-")


def invite_link(bot_username: str, token: str) -> str:
    """Return the deep link that opens the bot with the token."""
    return f"https://t.me/{bot_username}?start=join_{token}"
