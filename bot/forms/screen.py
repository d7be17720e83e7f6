"""Screens: text and rows of buttons, free of any chat platform."""

from dataclasses import dataclass

CALLBACK_DATA_MAX_BYTES = 64  # Telegram's limit on what a button can carry; bytes, not characters


@dataclass(frozen=True, kw_only=True)
class Button:
    """One inline button: what it says, and the data that a press of it sends back (1 to 64 bytes)."""

    label: str
    data: str

    def __post_init__(self) -> None:
        size = len(self.data.encode())
        if not 1 <= size <= CALLBACK_DATA_MAX_BYTES:
            raise ValueError(f"button data must be 1 to {CALLBACK_DATA_MAX_BYTES} bytes, not {size}")


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What a person sees at one moment.

    `text` is plain text, which the transport escapes; with `markup` it is the small HTML subset that chats
    share (b, i, u, s, code, blockquote), and whoever built it has escaped what people typed.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    markup: bool = False
    protected: bool = False
    """True = the message must not be forwarded or saved (Telegram's content protection)."""
