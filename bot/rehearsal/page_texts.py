"""The page's own words, from the text catalogue. Variables arrive as {name} for the page to fill."""

from bot.texts import texts_for

PREFIX = "rehearsal-"
KEYS = (
    "title", "subtitle", "clock", "jump-hour", "jump-day", "jump-morning", "jump-month",
    "jump-hour-short", "jump-day-short", "jump-morning-short", "jump-month-short", "jumping", "phones",
    "chats", "conversation", "placeholder", "send", "attach", "attach-file", "attach-photo",
    "attach-location", "attach-contact", "start", "empty", "empty-group", "block", "unblock", "blocked",
    "menu", "commands", "bot", "group", "typing", "sending-file", "edited", "protected", "save",
    "forwarded", "contact", "location", "voice", "poll", "pinned", "spoiler", "expand", "ok", "reply",
    "edit", "cancel", "replying", "editing", "copied", "reconnecting", "refused", "day-today", "theme",
    "language", "new", "latest",
)  # fmt: skip
VARIABLES = {"name": "{name}", "reason": "{reason}"}


def page_texts(locale: str) -> dict[str, str]:
    """Return the page's texts by key without prefix."""
    texts = texts_for(locale)
    return {key: texts(PREFIX + key, **VARIABLES) for key in KEYS}
