"""What an outbox item asks Telegram to do, checked and rendered at the moment of delivery."""

from dataclasses import dataclass
from typing import Any

from telegram import InputFile

from bot.chat.rendering import CAPTION_LIMIT, CardRenderers, cut_plain, text_arguments
from bot.forms.screen import Screen
from bot.services.outgoing import load_screen
from bot.texts import DEFAULT_LOCALE, closest_locale, texts_for
from review.speech import clip
from storage.models import ChatMessage, StaffMember, WorkItem
from storage.unit_of_work import UnitOfWork

CREATING = frozenset(
    {"card", "screen", "file", "voice", "photo"}
)  # a repeat of these is seen twice; all else is idempotent
FREE_OF_CHARGE = frozenset({"answer", "delete"})  # Telegram counts messages


@dataclass(frozen=True, kw_only=True)
class Call:
    """A method of PTB's Bot and its arguments."""

    method: str
    arguments: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Skip:
    """The item ends without a call: `expired` or `cancelled`, and why."""

    state: str
    reason: str


def build_call(uow: UnitOfWork, item: WorkItem, renderers: CardRenderers, services: Any) -> Call | Skip:
    """Return what to call now, or why nothing is to be called any more."""
    payload, message = item.payload, message_of(uow, item)
    if item.not_after is not None and uow.now > item.not_after:
        return _skip_message(item, message, Skip(state="expired", reason="too_late"))
    if payload["do"] == "answer":
        return _answer(payload)
    if message is None:
        return Skip(state="cancelled", reason="no_message")
    if payload["do"] == "delete":
        return _delete(message)
    unwanted = _unwanted(payload["do"], message)
    if unwanted is not None:
        return _skip_message(item, message, unwanted)
    if payload["do"] == "file":
        return _file(payload)
    if payload["do"] in ("voice", "photo"):
        media = _media(uow, payload, services)
        return media or _skip_message(item, message, Skip(state="cancelled", reason="not_there"))
    if _is_superseded(uow, item):
        return Skip(state="cancelled", reason="superseded")
    screen = _screen(uow, payload, renderers, services)
    if screen is None:
        return _skip_message(item, message, Skip(state="cancelled", reason="not_wanted"))
    return _text(message, screen, creating=payload["do"] in CREATING)


def message_of(uow: UnitOfWork, item: WorkItem) -> ChatMessage | None:
    """Return the chat message that an item concerns; press answers concern none."""
    number = item.payload.get("message")
    return uow.chats.message(number) if number is not None else None


def _unwanted(do: str, message: ChatMessage) -> Skip | None:
    if do in CREATING and message.message_id is not None:
        return Skip(state="cancelled", reason="already_sent")
    if message.state != "live":
        return Skip(state="cancelled", reason="replaced" if do in CREATING else "gone")
    if do not in CREATING and message.message_id is None:
        # Its sending came first in this chat and ended otherwise.
        return Skip(state="cancelled", reason="never_sent")
    return None


def _is_superseded(uow: UnitOfWork, item: WorkItem) -> bool:
    # Who presses faster than Telegram lets us edit wants the last screen, not all those before it.
    if item.payload["do"] in CREATING:
        return False
    later = (each.payload for each in uow.queue.behind(item))
    return any(
        each.get("message") == item.payload["message"] and each["do"] not in CREATING for each in later
    )


def _skip_message(item: WorkItem, message: ChatMessage | None, skip: Skip) -> Skip:
    if message is not None and item.payload["do"] in CREATING and message.message_id is None:
        message.state = "gone"
    return skip


def _screen(
    uow: UnitOfWork, payload: dict[str, Any], renderers: CardRenderers, services: Any
) -> Screen | None:
    if "screen" in payload:
        return load_screen(payload["screen"])
    viewer = uow.staff.get(payload["staff"]) if payload["staff"] is not None else None
    texts = texts_for(_locale(uow, viewer, payload))
    return renderers.render(payload["card"], uow, payload["subject"], viewer, texts, services)


def _locale(uow: UnitOfWork, viewer: StaffMember | None, payload: dict[str, Any]) -> str:
    """Return the reader's language: a colleague's own, or that of the customer behind the chat."""
    if viewer is not None:
        return viewer.locale
    customer = uow.loans.borrower_by_chat(payload["chat"])
    return closest_locale(customer.language if customer else DEFAULT_LOCALE)


def _text(message: ChatMessage, screen: Screen, *, creating: bool) -> Call:
    arguments = {"chat_id": message.chat_id, **text_arguments(screen)}
    if creating:
        return Call(method="send_message", arguments=arguments | {"protect_content": screen.protected})
    return Call(method="edit_message_text", arguments=arguments | {"message_id": message.message_id})


def _delete(message: ChatMessage) -> Call | Skip:
    if message.message_id is None or message.state != "deleting":
        return Skip(state="cancelled", reason="gone")
    arguments = {"chat_id": message.chat_id, "message_id": message.message_id}
    return Call(method="delete_message", arguments=arguments)


def _answer(payload: dict[str, Any]) -> Call:
    arguments = {
        "callback_query_id": payload["press"],
        "text": payload["text"] or None,
        "show_alert": payload["alert"],
    }
    return Call(method="answer_callback_query", arguments=arguments)


def _file(payload: dict[str, Any]) -> Call:
    document = InputFile(payload["content"].encode(), filename=payload["name"])
    caption = cut_plain(payload["caption"], CAPTION_LIMIT)
    arguments = {"chat_id": payload["chat"], "document": document, "caption": caption}
    return Call(method="send_document", arguments=arguments)


def _media(uow: UnitOfWork, payload: dict[str, Any], services: Any) -> Call | None:
    """Return the call for archived sound or an archived picture; None where it has been erased since."""
    archive = services.archive
    common = {"chat_id": payload["chat"], "protect_content": True}
    if payload["do"] == "photo":
        if archive is None or not archive.has(payload["digest"]):
            return None
        picture = {
            "photo": archive.get(payload["digest"]),
            "caption": cut_plain(payload["caption"], CAPTION_LIMIT),
        }
        return Call(method="send_photo", arguments=common | picture)
    recording = uow.recordings.get(payload["recording"])
    if archive is None or recording is None or not recording.playable:
        return None
    start, end = payload["span"]
    voice = {
        "voice": clip(archive.get(recording.playable), start, end),
        "duration": max(1, (end - start) // 1000),
        "filename": "clip.ogg",
    }
    return Call(method="send_voice", arguments=common | voice)
