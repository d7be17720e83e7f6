"""parse_mode HTML: the tags that Telegram allows, and its complaints about everything else."""

import html
import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from bot.rehearsal.errors import bad_request
from bot.rehearsal.formatting.entities import Builder, Formatted

KIND_OF_TAG = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)?([^<>]*)>")
ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
NAMED = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


@dataclass
class OpenTag:
    """A tag that still waits for its end."""

    name: str
    start: int
    attributes: dict[str, str]


@dataclass
class HtmlParser:
    """One pass over one text."""

    source: str
    out: Builder = field(default_factory=Builder)
    stack: list[OpenTag] = field(default_factory=list)

    def parse(self) -> Formatted:
        """Return text and entities; ApiError 400 in Telegram's words when the markup is broken."""
        at = 0
        while at < len(self.source):
            opening = self.source.find("<", at)
            self.out.add(_unescape(self.source[at : opening if opening >= 0 else None]))
            if opening < 0:
                break
            at = self._tag(opening)
        if self.stack:
            self._fail(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].name}"')
        return self.out.done()

    def _tag(self, at: int) -> int:
        match = TAG.match(self.source, at)
        if match is None:
            self._fail(f"Unclosed start tag at byte offset {self._offset(at)}")
        closing, name, rest = match[1], (match[2] or "").lower(), match[3]
        if closing:
            self._close(name, at)
        else:
            self._open(name, rest, at)
        return match.end()

    def _open(self, name: str, rest: str, at: int) -> None:
        attributes = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(rest)}
        spoiler = name != "span" or attributes.get("class") == "tg-spoiler"
        if name not in KIND_OF_TAG or not spoiler:
            self._fail(f'Unsupported start tag "{name}" at byte offset {self._offset(at)}')
        self.stack.append(OpenTag(name, self.out.length, attributes))

    def _close(self, name: str, at: int) -> None:
        if not self.stack:
            self._fail(f"Unexpected end tag at byte offset {self._offset(at)}")
        tag = self.stack.pop()
        if name and name != tag.name:
            self._fail(
                f"Unmatched end tag at byte offset {self._offset(at)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        self._record(tag)

    def _record(self, tag: OpenTag) -> None:
        kind = KIND_OF_TAG[tag.name]
        if tag.name == "a":
            if url := tag.attributes.get("href"):
                self.out.close(kind, tag.start, url=_unescape(url))
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            self.out.close("expandable_blockquote", tag.start)
        elif tag.name == "tg-emoji":
            self.out.close(kind, tag.start, custom_emoji_id=tag.attributes.get("emoji-id", ""))
        elif tag.name == "code" and self.stack and self.stack[-1].name == "pre":
            self.stack[-1].attributes["language"] = tag.attributes.get("class", "")
        else:
            self.out.close(kind, tag.start, **_language(tag))

    def _offset(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _fail(self, reason: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {reason}")


def _language(tag: OpenTag) -> dict[str, Any]:
    language = tag.attributes.get("language", "")
    prefix = "language-"
    return {"language": language[len(prefix) :]} if language.startswith(prefix) else {}


def _unescape(text: str) -> str:
    # Telegram knows four names and numbers only; &nbsp; stays as written.
    return NAMED.sub(lambda match: html.unescape(match[0]), text)
