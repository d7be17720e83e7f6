"""From what a bot sends (parse_mode or entities) to text plus entities, with Telegram's length checks."""

from typing import Any

from bot.rehearsal.errors import bad_request
from bot.rehearsal.formatting.detect import with_detected
from bot.rehearsal.formatting.entities import Formatted, trimmed
from bot.rehearsal.formatting.html import HtmlParser
from bot.rehearsal.formatting.markdown import MarkdownParser

TEXT_MAX = 4096  # code points, after entities are parsed
CAPTION_MAX = 1024  # likewise


def formatted(text: str, parse_mode: str, entities: list[dict[str, Any]] | None) -> Formatted:
    """Return text and entities; given entities are ignored when a parse mode is set, as Telegram does."""
    match parse_mode.lower():
        case "html":
            value = HtmlParser(text).parse()
        case "markdownv2":
            value = MarkdownParser(text).parse()
        case "markdown":
            value = MarkdownParser(text, legacy=True).parse()
        case "":
            value = trimmed(Formatted(text=text, entities=tuple(entities or ())))
        case _:
            raise bad_request("unsupported parse_mode")
    return with_detected(value)


def checked_text(value: Formatted) -> Formatted:
    """Return a message text that Telegram would take."""
    if not value.text:
        raise bad_request("message text is empty")
    if len(value.text) > TEXT_MAX:
        raise bad_request("message is too long")
    return value


def checked_caption(value: Formatted) -> Formatted:
    """Return a caption that Telegram would take; it may be empty."""
    if len(value.text) > CAPTION_MAX:
        raise bad_request("message caption is too long")
    return value
