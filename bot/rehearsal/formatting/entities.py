"""Text with entities; offsets and lengths in UTF-16 code units, as Telegram counts them."""

from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Formatted:
    """Plain text and the entities over it."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Builder:
    """Collects text while a parser opens and closes entities."""

    parts: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        """Append plain text."""
        self.parts.append(text)
        self.length += utf16_length(text)

    def close(self, kind: str, start: int, **extra: Any) -> None:
        """Record an entity from `start` to here; an empty one is dropped, as Telegram does."""
        if self.length > start:
            self.entities.append({"type": kind, "offset": start, "length": self.length - start} | extra)

    def done(self) -> Formatted:
        """Return the result, trimmed and with entities in Telegram's order."""
        return trimmed(Formatted(text="".join(self.parts), entities=tuple(self.entities)))


def trimmed(value: Formatted) -> Formatted:
    """Strip white space at both ends and move the entities along."""
    lead = utf16_length(value.text) - utf16_length(value.text.lstrip())
    text = value.text.strip()
    end = utf16_length(text)
    kept = []
    for entity in value.entities:
        start = max(0, entity["offset"] - lead)
        stop = min(end, entity["offset"] + entity["length"] - lead)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return Formatted(text=text, entities=tuple(sorted(kept, key=lambda e: (e["offset"], -e["length"]))))
