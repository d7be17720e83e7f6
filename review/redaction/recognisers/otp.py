"""One-time passwords: four to eight digits beside the words for a code, also when the agent asked before."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found
from review.redaction.runs import is_order_number, joined, runs

_CUE = re.compile(
    r"验证码|校验码|动态码|动态密码|短信码|密码|\botp\b|(?:verification|security|one[- ]time|pass) ?(?:code|password)|\bpin\b(?! ?code)|passcode",
    re.IGNORECASE,
)
CUE_REACH = 40
CUE_AFTER = 10
LENGTHS = range(4, 9)


def find(reading: Reading) -> Iterator[Found]:
    """Yield codes."""
    view = reading.digits
    for run in runs(reading):
        whole = joined(run)
        for number in [whole] if len(whole.digits) in LENGTHS else run:
            if len(number.digits) not in LENGTHS or is_order_number(reading, number):
                continue
            beside = view.text[number.end : number.end + CUE_AFTER]
            if _CUE.search(reading.lead(number.start, CUE_REACH)) or _CUE.search(beside):
                yield found(view, number.start, number.end, "OTP", number.digits)


RECOGNISER = Recogniser(name="otp", find=find)
