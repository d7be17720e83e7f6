"""One turn of a conversation: what somebody did, and what a handler may do about it.

A handler is a plain function of a turn. Everything it writes, everything it says and the fact that the update
has been handled become true together, when the unit of work around it commits.
"""

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from bot.forms.screen import Screen
from bot.services.outgoing import answer_press, replace_screen, send_screen
from bot.texts import Texts, closest_locale, texts_for
from storage.models import ChatExpectation, ChatMessage, StaffMember
from storage.unit_of_work import UnitOfWork

EXPECTATION_LIFETIME = timedelta(hours=12)  # a shift: what is typed tomorrow answers no question of today
TOAST_MAX_CHARACTERS = 200  # Telegram's limit for the answer to a press


@dataclass(frozen=True, kw_only=True, slots=True)
class IncomingFile:
    """A file that somebody sent; its content stays with Telegram until a job fetches it. Size in bytes."""

    file_id: str
    name: str | None
    mime: str | None
    size: int | None
    kind: str
    """`document`, `photo`, `voice`, `audio` or `video_note`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where somebody says they are, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """A contact card that somebody shared; `own` = it is the sender's own card."""

    phone: str
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """What the free text or file of this turn answers, as an earlier turn asked for it."""

    kind: str
    subject_id: int | None = None
    detail: str | None = None


@dataclass(kw_only=True, slots=True)
class Incoming:
    """What somebody did, free of the chat platform."""

    user_id: int
    chat_id: int
    kind: str
    """`command`, `press`, `text`, `document`, `photo`, `location`, `contact`, `voice` (also audio files and video notes);
    `blocked`, `unblocked` (the bot, by this person); `other`."""
    user_language: str | None = None
    user_name: str | None = None
    """How the person calls themselves in chat."""
    private: bool = True
    command: str | None = None
    """The command without slash, or the prefix of the pressed button's data."""
    args: tuple[str, ...] = ()
    """Words after the command; parts after the prefix of a press; the rest of a deep-link payload."""
    text: str = ""
    """Free text, or the caption of a file."""
    press_id: str | None = None
    message_id: int | None = None
    """The message that was pressed (None when it is too old to be edited), or that was sent."""
    file: IncomingFile | None = None
    location: Place | None = None
    contact: Contact | None = None


@dataclass(kw_only=True, slots=True)
class Turn(Incoming):
    """What a handler receives: the incoming act, who did it, and the unit of work that will commit."""

    uow: UnitOfWork
    services: Any
    actor: StaffMember | None
    locale: str
    texts: Texts
    expectation: Expectation | None = None
    _toast: tuple[str, bool] = field(default=("", False), repr=False)

    @property
    def now(self) -> datetime:
        """Return the instant of this unit of work."""
        return self.uow.now

    def reply(
        self,
        screen: Screen | str,
        *,
        kind: str = "screen",
        subject_id: int | None = None,
        delete_after: timedelta | None = None,
    ) -> ChatMessage:
        """Queue a new message to this chat."""
        return send_screen(
            self.uow,
            _as_screen(screen),
            chat_id=self.chat_id,
            kind=kind,
            subject_id=subject_id,
            staff_id=self.actor.id if self.actor else None,
            delete_after=delete_after,
        )

    def edit(self, screen: Screen | str) -> ChatMessage:
        """Queue an edit of the pressed message; a new message where that one cannot be edited."""
        message = self.pressed_message()
        if message is None:
            return self.reply(screen)
        replace_screen(self.uow, message, _as_screen(screen))
        return message

    def pressed_message(self) -> ChatMessage | None:
        """Return the live message whose button was pressed; None if unknown, gone or too old."""
        if self.press_id is None or self.message_id is None:
            return None
        message = self.uow.chats.at(self.chat_id, self.message_id)
        return message if message is not None and message.state == "live" else None

    def toast(self, text: str, *, alert: bool = False) -> None:
        """Answer the press with a short notice (at most 200 characters); the last call counts.

        Where nothing was pressed, the notice becomes a message.
        """
        if self.press_id is None:
            self.reply(text)
            return
        self._toast = (text[:TOAST_MAX_CHARACTERS], alert)

    def expect(
        self,
        kind: str,
        subject_id: int | None = None,
        detail: str | None = None,
        *,
        lifetime: timedelta = EXPECTATION_LIFETIME,
    ) -> None:
        """Say what the next free text or file of this person answers."""
        row = ChatExpectation(
            chat_user_id=self.user_id,
            kind=kind,
            subject_id=subject_id,
            detail=detail,
            set_at=self.now,
            expires_at=self.now + lifetime,
        )
        self.uow.chats.expect(row)

    def expect_nothing(self) -> None:
        """Forget what the next free text would have answered."""
        self.uow.chats.expect_nothing(self.user_id)

    def close(self) -> None:
        """Answer the press, exactly once; called by the dispatcher after the handler."""
        if self.press_id is not None:
            text, alert = self._toast
            answer_press(self.uow, self.press_id, self.chat_id, text, alert=alert)


def open_turn(uow: UnitOfWork, incoming: Incoming, services: Any) -> Turn:
    """Return the turn for what somebody did: with who they are, their language and what was expected."""
    actor = uow.staff.by_chat_user(incoming.user_id)
    customer = None if actor else uow.loans.borrower_by_chat(incoming.user_id)
    own = actor.locale if actor else customer.language if customer else None
    locale = closest_locale(own or incoming.user_language)
    return Turn(
        **{each.name: getattr(incoming, each.name) for each in fields(Incoming)},
        uow=uow,
        services=services,
        actor=actor,
        locale=locale,
        texts=texts_for(locale),
        expectation=_expectation(uow, incoming.user_id),
    )


def _expectation(uow: UnitOfWork, user_id: int) -> Expectation | None:
    row = uow.chats.expectation(user_id)
    if row is None or (row.expires_at is not None and row.expires_at <= uow.now):
        return None
    return Expectation(kind=row.kind, subject_id=row.subject_id, detail=row.detail)


def _as_screen(screen: Screen | str) -> Screen:
    return Screen(text=screen) if isinstance(screen, str) else screen
