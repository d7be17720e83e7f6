"""Entities that Telegram finds by itself: commands, mentions, links, addresses, hashtags."""

import re

from bot.rehearsal.formatting.entities import Formatted, utf16_length

PATTERNS = (
    ("url", re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)。，；：！？）]")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)


def with_detected(value: Formatted) -> Formatted:
    """Return the text with detected entities added wherever nothing else of that reach stands."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in value.entities
        if entity["type"] in ("code", "pre", "text_link", "url", "bot_command", "mention", "email", "hashtag")
    ]
    found = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(value.text):
            start = utf16_length(value.text[: match.start()])
            stop = start + utf16_length(match[0])
            if all(stop <= left or start >= right for left, right in taken):
                taken.append((start, stop))
                found.append({"type": kind, "offset": start, "length": stop - start})
    ordered = sorted([*value.entities, *found], key=lambda e: (e["offset"], -e["length"]))
    return Formatted(text=value.text, entities=tuple(ordered))
