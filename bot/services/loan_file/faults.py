"""What a cell parser raises, and how a cell is brought into one writing first."""

import unicodedata
from typing import Any


class FieldError(ValueError):
    """A cell that cannot be used. `reason` is a code with a text `import-reason-…`; `data` goes into it."""

    def __init__(self, reason: str, **data: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.data = data


def plain(value: str) -> str:
    """Return the cell with full-width letters, digits and punctuation made ordinary."""
    return value if value.isascii() else unicodedata.normalize("NFKC", value).strip()
