"""Reads Telegram updates into what somebody did, and raw updates into their place in the order."""

from typing import Any

from telegram import Chat, ChatMember, Message, Update
from telegram.ext import filters

from bot.chat.turn import Contact, Incoming, IncomingFile, Place

CONTENT_KINDS = ("text", "document", "photo", "voice", "audio", "video_note", "location", "contact")
LEFT = frozenset({ChatMember.BANNED, ChatMember.LEFT})  # for a private chat: the person has blocked the bot


def read_update(update: Update) -> Incoming | None:
    """Return what somebody did; None for updates that nobody here acts on."""
    if update.callback_query is not None:
        return _read_press(update)
    if update.my_chat_member is not None:
        return _read_membership(update)
    message = update.message
    if message is None or message.from_user is None:
        return None
    return _read_message(message)


def ordering_key(raw: Any) -> str:
    """Return the key that keeps a chat's updates in order; tolerates any shape."""
    for name in ("message", "edited_message", "callback_query", "my_chat_member"):
        part = _dig(raw, name)
        chat = _dig(part, "chat", "id") or _dig(part, "message", "chat", "id")
        if isinstance(chat, int):
            return f"chat:{chat}"
        user = _dig(part, "from", "id")
        if isinstance(user, int):
            return f"user:{user}"
    return "nobody"


def _read_press(update: Update) -> Incoming | None:
    query = update.callback_query
    if query is None:
        return None
    prefix, *args = (query.data or "").split(":")
    # Messages that have become inaccessible still name their chat, but can no longer be edited.
    message = query.message if isinstance(query.message, Message) else None
    chat = query.message.chat if query.message else None
    return Incoming(
        user_id=query.from_user.id,
        chat_id=chat.id if chat else query.from_user.id,
        kind="press",
        user_language=query.from_user.language_code,
        user_name=query.from_user.full_name,
        private=chat is None or chat.type == Chat.PRIVATE,
        command=prefix,
        args=tuple(args),
        press_id=query.id,
        message_id=message.message_id if message else None,
    )


def _read_membership(update: Update) -> Incoming | None:
    change = update.my_chat_member
    if change is None or change.chat.type != Chat.PRIVATE:
        return None
    kind = "blocked" if change.new_chat_member.status in LEFT else "unblocked"
    return Incoming(user_id=change.from_user.id, chat_id=change.chat.id, kind=kind)


def _read_message(message: Message) -> Incoming:
    kind = "command" if filters.COMMAND.filter(message) else _content_kind(message)
    name, args = _command(message.text) if kind == "command" else (None, ())
    user = message.from_user
    return Incoming(
        user_id=user.id if user else message.chat.id,
        chat_id=message.chat.id,
        kind=kind,
        user_language=user.language_code if user else None,
        user_name=user.full_name if user else None,
        private=message.chat.type == Chat.PRIVATE,
        command=name,
        args=args,
        text=message.text or message.caption or "",
        message_id=message.message_id,
        file=_file(message),
        location=_place(message),
        contact=_contact(message),
    )


def _content_kind(message: Message) -> str:
    kind = next((name for name in CONTENT_KINDS if getattr(message, name)), "other")
    return "voice" if kind in ("audio", "video_note") else kind


def _command(text: str | None) -> tuple[str, tuple[str, ...]]:
    first, *rest = (text or "/").split()
    return first[1:].split("@")[0].lower(), tuple(rest)


def _file(message: Message) -> IncomingFile | None:
    if message.photo:
        largest = message.photo[-1]
        return IncomingFile(
            file_id=largest.file_id, name=None, mime="image/jpeg", size=largest.file_size, kind="photo"
        )
    for kind in ("document", "voice", "audio", "video_note"):
        found = getattr(message, kind)
        if found is not None:
            return IncomingFile(
                file_id=found.file_id,
                name=getattr(found, "file_name", None),
                mime=getattr(found, "mime_type", None),
                size=found.file_size,
                kind=kind,
            )
    return None


def _place(message: Message) -> Place | None:
    if message.location is None:
        return None
    return Place(latitude=message.location.latitude, longitude=message.location.longitude)


def _contact(message: Message) -> Contact | None:
    card = message.contact
    if card is None:
        return None
    own = message.from_user is not None and card.user_id == message.from_user.id
    return Contact(phone=card.phone_number, own=own)


def _dig(data: Any, *names: str) -> Any:
    for name in names:
        if not isinstance(data, dict):
            return None
        data = data.get(name)
    return data
