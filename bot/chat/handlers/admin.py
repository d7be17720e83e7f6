"""What administrators do in chat: invite people and see who is there."""

from bot.chat.cards.words import button, safe
from bot.chat.handlers.common import in_rows, staff, word
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.forms.screen import Screen
from bot.policy.access import Scope
from bot.services.access import require
from bot.services.staff import INVITE_LIFETIME, STAFF_ROLES, InviteRequest, create_invite

NO_TEAM = "-"


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.command("invite")(invite)
    router.press("inv")(invite_role)
    router.text("invite")(invite_team)
    router.command("staff")(list_staff)


def invite(turn: Turn) -> None:
    """Ask for the role of the newcomer."""
    require(turn.actor, "staff.invite", Scope.ANY)
    buttons = [button(turn.texts, "role-" + role.replace("_", "-"), f"inv:{role}") for role in STAFF_ROLES]
    turn.reply(Screen(text=turn.texts("admin-invite-which"), rows=in_rows(buttons)))


def invite_role(turn: Turn) -> None:
    """Ask for the team of the newcomer."""
    require(turn.actor, "staff.invite", Scope.ANY)
    turn.expect("invite", detail=word(turn, 0))
    turn.reply(turn.texts("admin-invite-team"))


def invite_team(turn: Turn) -> None:
    """Make the one-time link; the message with it goes when the link does."""
    role = (turn.expectation.detail if turn.expectation else None) or ""
    team = "" if turn.text.strip() == NO_TEAM else turn.text.strip()[:60]
    token = create_invite(turn.uow, staff(turn), InviteRequest(role=role, team=team))
    turn.expect_nothing()
    link = invite_link(turn.services.bot_username, token)
    text = turn.texts("admin-invite", role=turn.texts("role-" + role.replace("_", "-")), link=link)
    turn.reply(Screen(text=text), kind="invite", delete_after=INVITE_LIFETIME)


def list_staff(turn: Turn) -> None:
    """List the people who work here."""
    require(turn.actor, "staff.see", Scope.TEAM)
    rows = [f"<b>{turn.texts('admin-staff')}</b>"]
    for member in turn.uow.staff.active():
        state = "admin-staff-on" if member.on_duty else "admin-staff-off"
        rows.append(
            turn.texts(
                "admin-staff-row",
                name=safe(member.name or f"#{member.id}"),
                role=turn.texts("role-" + member.role.replace("_", "-")),
                team=safe(member.team or NO_TEAM),
                state=turn.texts(state),
            )
        )
    turn.reply(Screen(text="\n".join(rows), markup=True))


def invite_link(bot_username: str, token: str) -> str:
    """Return the deep link that opens the bot with the token."""
    return f"https://t.me/{bot_username}?start=join_{token}"
