"""Cards by kind, and screens as what Telegram's methods take."""

import re
from collections.abc import Callable
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.forms.screen import Screen
from bot.texts import Texts
from storage.models import StaffMember
from storage.unit_of_work import UnitOfWork

TEXT_LIMIT = 4096  # Telegram's limit, in UTF-16 units, counted after entities
CAPTION_LIMIT = 1024  # the same for the text below a file
ELLIPSIS = "…"

Renderer = Callable[[UnitOfWork, int, StaffMember | None, Texts, Any], Screen | None]
"""`(uow, subject_id, viewer, texts, services)` → the card as it is true now; None = no longer wanted."""


class CardRenderers:
    """A registry of card renderers; one renderer per kind."""

    def __init__(self) -> None:
        self._renderers: dict[str, Renderer] = {}

    def register(self, card: str) -> Callable[[Renderer], Renderer]:
        """Register a renderer for a kind of card; twice is a programming error."""

        def add(renderer: Renderer) -> Renderer:
            if card in self._renderers:
                raise ValueError(f"registered twice: {card}")
            self._renderers[card] = renderer
            return renderer

        return add

    def render(
        self,
        card: str,
        uow: UnitOfWork,
        subject_id: int,
        viewer: StaffMember | None,
        texts: Texts,
        services: Any,
    ) -> Screen | None:
        """Return the card, or None when it is no longer wanted; KeyError for an unknown kind."""
        return self._renderers[card](uow, subject_id, viewer, texts, services)


def text_arguments(screen: Screen) -> dict[str, Any]:
    """Return what sendMessage and editMessageText share for a screen."""
    return {
        # Plain text goes without a parse mode: then nothing in it can be taken for markup.
        "text": cut_markup(screen.text) if screen.markup else cut_plain(screen.text),
        "parse_mode": ParseMode.HTML if screen.markup else None,
        "reply_markup": keyboard(screen),
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
    }


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return the screen's buttons; None removes the buttons of an edited message."""
    rows = [
        [InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
        for row in screen.rows
        if row
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def cut_plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return text of at most `limit` UTF-16 units, with an ellipsis where it was cut."""
    if _units(text) <= limit:
        return text
    kept, used = [], _units(ELLIPSIS)
    for character in text:
        used += _units(character)
        if used > limit:
            break
        kept.append(character)
    return "".join(kept) + ELLIPSIS


_PIECE = re.compile(r"<(?P<close>/?)(?P<tag>[a-z]+)[^>]*>|&[a-z#0-9]+;|.", re.DOTALL | re.IGNORECASE)


def cut_markup(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return HTML whose visible part has at most `limit` UTF-16 units; tags left open are closed."""
    if _visible(text) <= limit:
        return text
    kept: list[str] = []
    open_tags: list[str] = []
    used = _units(ELLIPSIS)
    for piece in _PIECE.finditer(text):
        used += _width(piece)
        if used > limit:
            break
        if piece["tag"] and not piece["close"]:
            open_tags.append(piece["tag"])
        elif piece["tag"] and open_tags:
            open_tags.pop()
        kept.append(piece[0])
    return "".join(kept) + ELLIPSIS + "".join(f"</{name}>" for name in reversed(open_tags))


def _visible(text: str) -> int:
    return sum(_width(piece) for piece in _PIECE.finditer(text))


def _width(piece: re.Match[str]) -> int:
    if piece["tag"]:
        return 0
    # An entity is written with many characters and seen as one.
    return 1 if piece[0].startswith("&") else _units(piece[0])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
