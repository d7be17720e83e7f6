"""Which encoding a text file is in: byte-order mark, UTF-16 by its zero bytes, UTF-8, GB18030."""

import codecs

from review.errors import TranscriptError
from review.transcript.warnings import warning

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the UTF-16 one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Quotes, dashes and the signs for euro and pound: the only high bytes of English text from Windows.
WINDOWS_1252 = frozenset({0x80, 0x85, 0xA3, *range(0x91, 0x98)})
DAMAGE_SHARE = 0.02
"""Share of unreadable characters up to which a file counts as damaged text, not as another encoding."""


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text without its mark, and warnings; raises TranscriptError naming the unreadable line."""
    for bom, name in BOMS:
        if data.startswith(bom):
            return _tolerant(data[len(bom) :], name)
    if b"\0" in data:
        return _tolerant(data, _utf16_order(data))
    for name in _candidates(data):
        try:
            return data.decode(name), ()
        except UnicodeDecodeError:
            continue
    return _damaged(data)


def _candidates(data: bytes) -> tuple[str, ...]:
    high = {byte for byte in data if byte > 0x7F}
    if high and high <= WINDOWS_1252:
        return ("utf-8", "cp1252")
    if _damage(data.decode("utf-8", "replace")) <= DAMAGE_SHARE:
        return ("utf-8",)  # a cut-off UTF-8 file would decode as GB18030, into nonsense
    return ("utf-8", "gb18030")


def _utf16_order(data: bytes) -> str:
    return "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"


def _damage(text: str) -> float:
    bad = text.count("�")
    foreign = sum(character > "\x7f" for character in text)
    return 0.0 if bad == 0 else bad / foreign if foreign > bad else 1.0


def _tolerant(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(name, "replace")
    bad = text.count("�")
    if bad > max(1, len(text) * DAMAGE_SHARE):
        line = text[: text.index("�")].count("\n") + 1
        raise TranscriptError(
            f"line {line}: bytes that no known encoding explains", line=line, reason="unknown_encoding"
        )
    return text, (warning("unreadable_characters", count=bad),) if bad else ()


def _damaged(data: bytes) -> tuple[str, tuple[str, ...]]:
    as_utf8 = data.decode("utf-8", "replace")
    return _tolerant(data, "utf-8" if _damage(as_utf8) <= DAMAGE_SHARE else "gb18030")
