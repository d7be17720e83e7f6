"""Which handler serves which update. Registration is by name; matching is PTB's, by its handlers and filters."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.chat.turn import Turn

Handler = Callable[[Turn], None]
Registration = Callable[[Handler], Handler]
Gate = Callable[[Turn, Handler], None]
"""Decides whether a handler may see a turn: it calls the handler, or says why not."""
Runner = Callable[[Handler, Update], Awaitable[None]]
"""Runs a handler for an update, inside one unit of work; never raises."""

CONTENT_FILTERS: Mapping[str, filters.BaseFilter] = {
    "text": filters.TEXT & ~filters.COMMAND,
    "document": filters.Document.ALL,
    "photo": filters.PHOTO,
    "voice": filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE,
    "location": filters.LOCATION,
    "contact": filters.CONTACT,
}
NEW_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE  # edited messages are not a new act


class Router:
    """A registry of handlers. Registering the same name twice is a programming error."""

    def __init__(self, gate: Gate | None = None) -> None:
        self._gate = gate
        self._commands: dict[str, Handler] = {}
        self._presses: dict[str, Handler] = {}
        self._starts: dict[str, Handler] = {}
        self._contents: dict[tuple[str, str | None], Handler] = {}

    def command(self, name: str) -> Registration:
        """Register for `/name`; the words after it are `turn.args`."""
        return _registration(self._commands, name)

    def press(self, prefix: str) -> Registration:
        """Register for buttons whose data is `prefix` or `prefix:arg:arg`; the args are `turn.args`."""
        if ":" in prefix:
            raise ValueError(f"a prefix has no colon: {prefix}")
        return _registration(self._presses, prefix)

    def start_payload(self, prefix: str) -> Registration:
        """Register for `/start prefix_rest` (or `prefix-rest`); `turn.args` is `(rest,)`, or empty."""
        return _registration(self._starts, prefix)

    def text(self, expectation: str | None = None) -> Registration:
        """Register for free text that answers this kind of expectation; None = any other text."""
        return self._content("text", expectation)

    def document(self, expectation: str | None = None) -> Registration:
        """Register for documents, as `text` does."""
        return self._content("document", expectation)

    def photo(self, expectation: str | None = None) -> Registration:
        """Register for photos, as `text` does."""
        return self._content("photo", expectation)

    def voice(self, expectation: str | None = None) -> Registration:
        """Register for voice messages, audio files and video notes, as `text` does."""
        return self._content("voice", expectation)

    def location(self, expectation: str | None = None) -> Registration:
        """Register for locations, as `text` does."""
        return self._content("location", expectation)

    def contact(self, expectation: str | None = None) -> Registration:
        """Register for contact cards, as `text` does."""
        return self._content("contact", expectation)

    def ptb_handlers(self, run: Runner) -> list[BaseHandler[Update, Any, None]]:
        """Return PTB handlers in the order that they must be added, each running its function by `run`."""
        built: list[BaseHandler[Update, Any, None]] = [
            CommandHandler(
                name, _callback(run, self._start if name == "start" else self._gated(handler)), NEW_PRIVATE
            )
            for name, handler in {"start": unknown_command, **self._commands}.items()
        ]
        built += [
            CallbackQueryHandler(_callback(run, self._gated(handler)), pattern=rf"^{re.escape(prefix)}(:|$)")
            for prefix, handler in self._presses.items()
        ]
        built.append(CallbackQueryHandler(_callback(run, self._gated(stale_press))))
        unknown = self._gated(unknown_command)
        built.append(MessageHandler(NEW_PRIVATE & filters.COMMAND, _callback(run, unknown)))
        built += [
            MessageHandler(NEW_PRIVATE & condition, _callback(run, self._route_content))
            for condition in CONTENT_FILTERS.values()
        ]
        lost = self._gated(not_understood)
        built.append(MessageHandler(NEW_PRIVATE & ~filters.StatusUpdate.ALL, _callback(run, lost)))
        built.append(ChatMemberHandler(_callback(run, membership), ChatMemberHandler.MY_CHAT_MEMBER))
        return built

    def _content(self, kind: str, expectation: str | None) -> Registration:
        return _registration(self._contents, (kind, expectation))

    def _route_content(self, turn: Turn) -> None:
        expected = turn.expectation.kind if turn.expectation else None
        handler = self._contents.get((turn.kind, expected)) or self._contents.get((turn.kind, None))
        self._gated(handler or not_understood)(turn)

    def _start(self, turn: Turn) -> None:
        payload = turn.args[0] if turn.args else ""
        prefix, separator, rest = _split_payload(payload)
        if prefix in self._starts:
            turn.args = (rest,) if separator else ()
            self._gated(self._starts[prefix])(turn)
        else:
            self._gated(self._commands.get("start", unknown_command))(turn)

    def _gated(self, handler: Handler) -> Handler:
        gate = self._gate
        return handler if gate is None else lambda turn: gate(turn, handler)


def stale_press(turn: Turn) -> None:
    """Say that a button no longer does anything."""
    turn.toast(turn.texts("chat-stale-press"))


def unknown_command(turn: Turn) -> None:
    """Say that there is no such command."""
    turn.reply(turn.texts("chat-unknown-command"))


def not_understood(turn: Turn) -> None:
    """Say that nothing was expected that this could answer."""
    turn.reply(turn.texts("chat-not-understood"))


def private_only(turn: Turn) -> None:
    """Say that the program serves private chats only."""
    turn.toast(turn.texts("chat-private-only"))


def membership(_turn: Turn) -> None:
    """Do nothing more: that the bot was blocked or unblocked is noted for every turn alike."""


def _registration(table: dict[Any, Handler], name: Any) -> Registration:
    def register(handler: Handler) -> Handler:
        if name in table:
            raise ValueError(f"registered twice: {name}")
        table[name] = handler
        return handler

    return register


def _callback(run: Runner, handler: Handler) -> Callable[[Update, Any], Any]:
    async def callback(update: Update, _context: Any) -> None:
        await run(handler, update)

    return callback


def _split_payload(payload: str) -> tuple[str, str, str]:
    found = re.search(r"[_-]", payload)
    if found is None:
        return payload, "", ""
    return payload[: found.start()], found.group(), payload[found.end() :]
