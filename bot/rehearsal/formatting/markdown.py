"""parse_mode MarkdownV2, and the legacy Markdown as its smaller sister."""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from bot.rehearsal.errors import bad_request
from bot.rehearsal.formatting.entities import Builder, Formatted

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
LEGACY_MARKS = {"*": "bold", "_": "italic"}
NAMES = {"text_link": "TextUrl", "pre": "PreCode"}
FENCE = "```"
LINK_END = re.compile(r"\]\(((?:\\.|[^()\\])*)\)")


@dataclass
class MarkdownParser:
    """One pass over one text."""

    source: str
    legacy: bool = False
    out: Builder = field(default_factory=Builder)
    stack: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Open entities: mark, kind, start in UTF-16, start in the source."""
    at: int = 0
    quote: int | None = None

    def parse(self) -> Formatted:
        """Return text and entities; ApiError 400 in Telegram's words when the markup is broken."""
        while self.at < len(self.source):
            self._step()
        self._end_quote()
        if self.stack:
            _, kind, _, began = self.stack[-1]
            self._fail(f"Can't find end of {_name(kind)} entity at byte offset {self._offset(began)}")
        return self.out.done()

    def _step(self) -> None:
        if self._code() or self._quote_mark() or self._link() or self._mark():
            return
        char = self.source[self.at]
        if char == "\\" and self.at + 1 < len(self.source) and ord(self.source[self.at + 1]) < 128:
            self.at += 1
            char = self.source[self.at]
        elif not self.legacy and char in RESERVED:
            self._fail(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        self._plain(char)

    def _plain(self, char: str) -> None:
        self.at += 1
        if char == "\n" and self.quote is not None and not self.source.startswith(">", self.at):
            self._end_quote()
        self.out.add(char)

    def _code(self) -> bool:
        for mark, kind in ((FENCE, "pre"), ("`", "code")):
            if self.source.startswith(mark, self.at):
                end = self._find(mark, self.at + len(mark), kind)
                self._add_code(self.source[self.at + len(mark) : end], kind)
                self.at = end + len(mark)
                return True
        return False

    def _add_code(self, body: str, kind: str) -> None:
        extra = {}
        match = re.match(r"(\w+)\n|\n", body) if kind == "pre" else None
        if match:
            body = body[match.end() :]
            extra = {"language": match[1]} if match[1] else {}
        start = self.out.length
        self.out.add(re.sub(r"\\(.)", r"\1", body, flags=re.DOTALL))
        self.out.close(kind, start, **extra)

    def _find(self, mark: str, start: int, kind: str) -> int:
        at = start
        while at < len(self.source):
            if self.source[at] == "\\":
                at += 2
            elif self.source.startswith(mark, at):
                return at
            else:
                at += 1
        began = self._offset(start - len(mark))
        raise bad_request(
            f"can't parse entities: Can't find end of {_name(kind)} entity at byte offset {began}"
        )

    def _quote_mark(self) -> bool:
        line_start = self.at == 0 or self.source[self.at - 1] == "\n"
        if self.legacy or not line_start or not self.source.startswith(">", self.at):
            return False
        self.at += 1
        if self.quote is None:
            self.quote = self.out.length
        return True

    def _end_quote(self) -> None:
        if self.quote is not None:
            self.out.close("blockquote", self.quote)
            self.quote = None

    def _link(self) -> bool:
        if self.source[self.at] == "[":
            self.stack.append(("[", "text_link", self.out.length, self.at))
            self.at += 1
            return True
        if self.stack and self.stack[-1][0] == "[" and self.source[self.at] == "]":
            match = LINK_END.match(self.source, self.at)
            if match is None:
                self._fail(f"Can't find end of a URL at byte offset {self._offset(self.at)}")
            _, kind, start, _ = self.stack.pop()
            self.out.close(kind, start, url=re.sub(r"\\(.)", r"\1", match[1]))
            self.at = match.end()
            return True
        return False

    def _mark(self) -> bool:
        marks = LEGACY_MARKS if self.legacy else MARKS
        mark = next((m for m in ("__", "||", "*", "_", "~") if self.source.startswith(m, self.at)), None)
        if mark not in marks:
            return False
        if self.stack and self.stack[-1][0] == mark:
            _, kind, start, _ = self.stack.pop()
            self.out.close(kind, start)
        else:
            self.stack.append((mark, marks[mark], self.out.length, self.at))
        self.at += len(mark)
        return True

    def _offset(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _fail(self, reason: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {reason}")


def _name(kind: str) -> str:
    return NAMES.get(kind, kind.capitalize())
