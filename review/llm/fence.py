"""Call text as data: fenced, its delimiters defused, and orders to the reviewer noticed."""

import re
import unicodedata
from collections.abc import Iterable

from review.cues import load_cues
from review.domain import Role, Turn
from review.normalise import fold

TAGS = {
    Role.AGENT: "A",
    Role.CUSTOMER: "C",
    Role.THIRD_PARTY: "O",
    Role.IVR: "I",
    Role.BOT: "B",
    Role.UNKNOWN: "?",
}
# The gate compares without regard to width, so a full-width twin still matches the original words.
_DEFUSED = str.maketrans({"<": "＜", ">": "＞", "`": "＇", "{": "｛", "}": "｝", "|": "｜"})
_TEMPLATE_TAG = re.compile(r"\[\s*(/?\s*INST)\s*\]", re.IGNORECASE)
_FORGED = re.compile(
    r"<\s*[|/]?\s*(?:im_start|im_end|system|assistant|user|call)\b|\[\s*/?\s*inst\s*\]|<<\s*sys"
    r"|^\s*(?:system|assistant)\s*[:：]|\"findings\"\s*:"
)
NONCE_DIGITS = 10


def fence(nonce: str) -> tuple[str, str]:
    """Return the opening and closing line around call text; the nonce comes from the hash of all of it."""
    return f"<call {nonce[:NONCE_DIGITS]}>", f"</call {nonce[:NONCE_DIGITS]}>"


def render(turns: Iterable[Turn]) -> str:
    """Return one line a turn, such as ``12C: words``; no turn can break out of its line."""
    return "\n".join(f"{turn.index}{TAGS[turn.role]}: {defuse(turn.text)}" for turn in turns)


def defuse(text: str) -> str:
    """Return the text in one line, without invisible characters and with template delimiters made harmless."""
    line = " ".join(visible(text).split())
    return _TEMPLATE_TAG.sub(r"［\1］", line.translate(_DEFUSED))


def visible(text: str) -> str:
    """Return the text without control and format characters, in which orders can hide."""
    return "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in text
        if unicodedata.category(character) not in ("Cf", "Cs", "Co")
    )


def injection_suspected(turns: Iterable[Turn]) -> bool:
    """Return whether somebody in the call speaks to the reviewer, also across two turns of the same speaker."""
    pattern = load_cues()["injection"]
    before: dict[Role, str] = {}
    for turn in turns:
        text = fold(visible(turn.text)).casefold()
        joined = f"{before.get(turn.role, '')} {text}"
        if pattern.search(text) or pattern.search(joined) or _FORGED.search(text):
            return True
        before[turn.role] = text
    return False
