"""WeChat and QQ ids: after their cue, or by the `wxid_` that nothing else has."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found

_OWN_SHAPE = re.compile(r"(?<![A-Za-z0-9_])wxid_[A-Za-z0-9_\-]{5,24}", re.IGNORECASE)
_AFTER_CUE = re.compile(
    r"(?:微信|微讯|wechat|weixin|\bwx\b|qq|扣扣)(?:\s?(?:号码|号|id|account|name))?[^A-Za-z0-9\[\]]{0,10}"
    r"(?:(?:is|my|id|on|at)\s+){0,2}([A-Za-z][A-Za-z0-9_\-]{5,19}|\d{5,11})(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"[^A-Za-z0-9\[\]]{0,6}([A-Za-z](?=[A-Za-z_\-]*\d)[A-Za-z0-9_\-]{5,19})(?![A-Za-z0-9_])"
)
_ASKED = re.compile(r"微信|wechat|qq", re.IGNORECASE)
ASKED_REACH = 24
_UNIT = re.compile(r"\s?[元块万千百年月日期]")


def find(reading: Reading) -> Iterator[Found]:
    """Yield ids; an answer that opens with an id counts when the question before was about it."""
    view = reading.digits
    for match in _OWN_SHAPE.finditer(view.text):
        yield found(view, match.start(), match.end(), "WECHAT")
    for match in _AFTER_CUE.finditer(view.text):
        if not _UNIT.match(view.text, match.end()):
            yield found(view, *match.span(1), "WECHAT")
    answer = _AT_START.match(view.text) if _ASKED.search(reading.before[-ASKED_REACH:]) else None
    if answer:
        yield found(view, *answer.span(1), "WECHAT")


RECOGNISER = Recogniser(name="wechat", find=find)
