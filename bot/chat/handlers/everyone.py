"""What anybody may send: start, help, the language switch. The gate stands before all of it."""

from bot.chat.handlers.common import staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError
from bot.services.outgoing import send_card
from bot.services.push import DIGEST_CARD
from bot.services.staff import Newcomer, accept_invite
from bot.texts import LOCALES, closest_locale, texts_for


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.start_payload("join")(join)
    router.command("start")(start)
    router.command("help")(show_help)
    router.command("today")(today)
    router.command("lang")(switch_language)
    router.text()(anything_else)
    for content in (router.photo, router.location, router.contact):
        content()(unasked)


def start(turn: Turn) -> None:
    """Greet a member of staff; the gate has turned strangers away."""
    turn.reply(_welcome(turn))


def join(turn: Turn) -> None:
    """Let somebody in by a one-time link."""
    if not turn.args or not turn.args[0]:
        raise BadInputError("invite_invalid")
    locale = (
        closest_locale(turn.user_language) if turn.user_language else turn.services.settings.default_locale
    )
    newcomer = Newcomer(
        chat_user_id=turn.user_id,
        name=turn.user_name or f"#{turn.user_id}",
        locale=locale,
        timezone=turn.services.settings.timezone,
    )
    turn.actor = accept_invite(turn.uow, turn.args[0], newcomer)
    turn.locale, turn.texts = locale, texts_for(locale)
    turn.reply(_welcome(turn))


def show_help(turn: Turn) -> None:
    """Say what this person can do here."""
    turn.reply(turn.texts("help-" + staff(turn).role.replace("_", "-")))


def today(turn: Turn) -> None:
    """Send the day's digest."""
    actor = staff(turn)
    send_card(turn.uow, DIGEST_CARD, actor.id or 0, chat_id=turn.chat_id, staff_id=actor.id)


def switch_language(turn: Turn) -> None:
    """Switch between the shipped languages."""
    actor = staff(turn)
    actor.locale = LOCALES[(LOCALES.index(closest_locale(actor.locale)) + 1) % len(LOCALES)]
    turn.reply(texts_for(actor.locale)("agent-language"))


def anything_else(turn: Turn) -> None:
    """Answer free text that nobody asked for; an agent's long text is taken for a transcript."""
    from bot.chat.handlers.transcript import looks_like_transcript, offer_transcript

    if looks_like_transcript(turn.text):
        offer_transcript(turn)
        return
    turn.reply(turn.texts("chat-not-understood"))


def unasked(turn: Turn) -> None:
    """Say about a photo, a place or a contact card that nothing was asked for."""
    turn.reply(turn.texts("chat-not-asked-" + turn.kind))


def _welcome(turn: Turn) -> str:
    person = turn.actor
    role = person.role if person else ""
    return turn.texts(
        "agent-welcome",
        name=(person.name if person else None) or "",
        role=turn.texts("role-" + role.replace("_", "-")),
    )
