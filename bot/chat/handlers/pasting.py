"""Long pastes: Telegram cuts a text at 4,096 characters, so one call may arrive as several messages."""

FULL_PIECE = 3000
"""UTF-16 units from which a message may be a piece of something longer; apps cut at line ends too, so not 4,096."""
HARD_CUT = 4096  # Telegram's limit: a piece of exactly this length was cut in the middle of a line


def units(text: str) -> int:
    """Return the length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def may_go_on(piece: str) -> bool:
    """Return whether more of the same text may follow this message."""
    return units(piece) >= FULL_PIECE


def join(so_far: str, piece: str) -> str:
    """Return both as one text: a line that was cut goes on, anything else begins a new line."""
    if not so_far:
        return piece
    last = so_far.rsplit("\x1e", maxsplit=1)[-1].removeprefix("\n")
    glue = "" if units(last) >= HARD_CUT else "\n"
    return f"{so_far}\x1e{glue}{piece}"


def whole(so_far: str) -> str:
    """Return the text without the marks between its pieces."""
    return so_far.replace("\x1e", "")
