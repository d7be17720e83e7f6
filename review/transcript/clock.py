"""Clock readings in transcripts: `00:01`, `00:00:01,200`, `0:0:0.570`; full-width digits and colons too."""

import re
import unicodedata

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
