"""What services and handlers use to say something: rows in the outbox, in the transaction at hand.

Nothing is sent here. A card is queued as its kind and subject and rendered when it is delivered, so that what
arrives is still true; a screen is queued as it stands.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from bot.forms.screen import Button, Screen
from storage.models import ChatMessage
from storage.unit_of_work import UnitOfWork

PRESS_ANSWER_LIFETIME = timedelta(seconds=30)  # Telegram refuses answers to older presses anyway


class Lane(IntEnum):
    """Which goes first when the limits bite."""

    PRESS = 0
    REPLY = 10
    ALERT = 20
    CARD = 30
    BULK = 60


def send_card(
    uow: UnitOfWork,
    card: str,
    subject_id: int,
    *,
    chat_id: int,
    staff_id: int | None = None,
    lane: Lane = Lane.CARD,
    not_after: datetime | None = None,
    repeat: str = "repeat",
    key: str | None = None,
) -> ChatMessage:
    """Queue a card about a subject; it replaces an older live card of the same kind in that chat."""
    for old in uow.chats.live(card, subject_id, chat_id):
        delete_message(uow, old)
    message = _track(uow, card, chat_id, subject_id, staff_id)
    payload = {"do": "card", "card": card, "subject": subject_id, "staff": staff_id}
    _put(uow, payload, message, lane=lane, not_after=not_after, repeat=repeat, key=key)
    return message


def refresh_card(uow: UnitOfWork, card: str, subject_id: int) -> None:
    """Queue an edit of every live card about a subject, wherever it hangs."""
    for message in uow.chats.live(card, subject_id):
        payload = {"do": "edit_card", "card": card, "subject": subject_id, "staff": message.staff_id}
        _put(uow, payload, message, lane=Lane.REPLY)


def send_screen(
    uow: UnitOfWork,
    screen: Screen,
    *,
    chat_id: int,
    kind: str = "screen",
    subject_id: int | None = None,
    staff_id: int | None = None,
    lane: Lane = Lane.REPLY,
    delete_after: timedelta | None = None,
    not_after: datetime | None = None,
    repeat: str = "repeat",
    key: str | None = None,
) -> ChatMessage:
    """Queue a screen as it stands; `delete_after` counts from now."""
    message = _track(uow, kind, chat_id, subject_id, staff_id)
    message.delete_at = uow.now + delete_after if delete_after else None
    payload = {"do": "screen", "screen": dump_screen(screen)}
    _put(uow, payload, message, lane=lane, not_after=not_after, repeat=repeat, key=key)
    return message


def replace_screen(uow: UnitOfWork, message: ChatMessage, screen: Screen) -> None:
    """Queue an edit of a sent message."""
    _put(uow, {"do": "edit_screen", "screen": dump_screen(screen)}, message, lane=Lane.REPLY)


def delete_message(uow: UnitOfWork, message: ChatMessage) -> None:
    """Queue the deletion of a sent message."""
    message.state = "deleting"
    _put(uow, {"do": "delete"}, message, lane=Lane.REPLY)


def send_file(uow: UnitOfWork, *, chat_id: int, name: str, content: str, caption: str) -> None:
    """Queue a small text file (an error file, an export) for staff."""
    message = _track(uow, "file", chat_id, None, None)
    payload = {"do": "file", "name": name, "content": content, "caption": caption}
    _put(uow, payload, message, lane=Lane.REPLY)


def send_voice(
    uow: UnitOfWork,
    *,
    chat_id: int,
    recording_id: int,
    span: tuple[int, int],
    subject_id: int | None = None,
    staff_id: int | None = None,
    delete_after: timedelta | None = None,
) -> None:
    """Queue a stretch of a recording (milliseconds); it is cut when it is sent and lies nowhere else."""
    message = _track(uow, "voice", chat_id, subject_id, staff_id)
    message.delete_at = uow.now + delete_after if delete_after else None
    _put(uow, {"do": "voice", "recording": recording_id, "span": list(span)}, message, lane=Lane.REPLY)


def send_photo(
    uow: UnitOfWork,
    *,
    chat_id: int,
    digest: str,
    caption: str,
    staff_id: int | None = None,
    delete_after: timedelta | None = None,
) -> None:
    """Queue an archived picture; its content is read when it is sent."""
    message = _track(uow, "photo", chat_id, None, staff_id)
    message.delete_at = uow.now + delete_after if delete_after else None
    _put(uow, {"do": "photo", "digest": digest, "caption": caption}, message, lane=Lane.REPLY)


def answer_press(
    uow: UnitOfWork, press_id: str, chat_id: int, text: str = "", *, alert: bool = False
) -> None:
    """Queue the answer that stops a button's spinner; worthless after half a minute."""
    uow.queue.put(
        "outbox",
        "answer",
        {"do": "answer", "press": press_id, "text": text, "alert": alert, "chat": chat_id},
        key=f"answer:{press_id}",
        ordering_key=f"press:{press_id}",
        lane=Lane.PRESS,
        not_after=uow.now + PRESS_ANSWER_LIFETIME,
    )


def dump_screen(screen: Screen) -> dict[str, Any]:
    """Return a screen as JSON-able data."""
    return asdict(screen)


def load_screen(data: dict[str, Any]) -> Screen:
    """Return the screen that `dump_screen` dumped."""
    rows = tuple(tuple(Button(**button) for button in row) for row in data["rows"])
    return Screen(text=data["text"], rows=rows, markup=data["markup"], protected=data["protected"])


def _track(
    uow: UnitOfWork, kind: str, chat_id: int, subject_id: int | None, staff_id: int | None
) -> ChatMessage:
    return uow.chats.add(
        ChatMessage(chat_id=chat_id, kind=kind, subject_id=subject_id, staff_id=staff_id, created_at=uow.now)
    )


def _put(
    uow: UnitOfWork,
    payload: dict[str, Any],
    message: ChatMessage,
    *,
    lane: Lane,
    not_after: datetime | None = None,
    repeat: str = "repeat",
    key: str | None = None,
) -> None:
    payload |= {"chat": message.chat_id, "message": message.id}
    number = uow.chats.next_outgoing(message)
    uow.queue.put(
        "outbox",
        payload["do"],
        payload,
        key=key or f"message:{message.id}:{number}",
        ordering_key=f"chat:{message.chat_id}",
        lane=lane,
        not_after=not_after,
        repeat=repeat,
    )
