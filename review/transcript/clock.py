"""Clock readings in transcripts: `00:01`, `00:00:01,200`, `0:0:0.570`; full-width digits and colons too."""

import re
import unicodedata
from collections.abc import Sequence

CLOCK = r"\d{1,3}[:：]\d{1,2}(?:[:：]\d{1,2})?(?:[.,]\d{1,3})?"
_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?")


def clock_ms(text: str) -> int | None:
    """Return milliseconds for `[hh:]mm:ss[.fff]`, or None when it is no clock reading."""
    match = _PARTS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


TIME_OF_DAY_MS = 6 * 3600 * 1000
"""No call lasts this long, so a first reading beyond it is the time of day."""


def since_first(times: Sequence[int | None], *, dated: bool = False) -> list[int | None]:
    """Return times since the first one where they are times of day (or follow dates); else as they are."""
    first = next((time for time in times if time is not None), 0)
    base = first if dated or first >= TIME_OF_DAY_MS else 0
    return [None if time is None or time < base else time - base for time in times]
