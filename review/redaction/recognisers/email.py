"""E-mail addresses, also read out: `xiaoyu艾特qq点com`, `jo at example dot com`."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found

_WRITTEN = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}\s?@\s?[A-Za-z0-9\-]{1,63}(?:\s?\.\s?[A-Za-z0-9\-]{2,24}){1,4}"
)
_SPOKEN = re.compile(
    r"[A-Za-z0-9._+\-]{1,64}(?:\s*(?:点|下划线|\bdot\b)\s*[A-Za-z0-9_\-]{1,64}){0,3}\s*(?:@|艾特|\bat\b)\s*"
    r"[A-Za-z0-9\-]{1,63}(?:\s*(?:\.|点|\bdot\b)\s*[A-Za-z]{2,24}){0,3}\s*(?:\.|点|\bdot\b)\s*(?:com|cn|net|org|edu|gov|io|co|uk|in|me|info|eu)\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield e-mail addresses; in the digits view, so that spoken digits in them count."""
    view = reading.digits
    for pattern in (_WRITTEN, _SPOKEN):
        for match in pattern.finditer(view.text):
            yield found(view, match.start(), match.end(), "EMAIL")


RECOGNISER = Recogniser(name="email", find=find)
