"""All recognisers, most particular first: where two find the same characters, the earlier one names them."""

from review.redaction.recogniser import Recogniser
from review.redaction.recognisers import (
    address,
    bank_card,
    email,
    name_en,
    name_zh,
    otp,
    phone,
    plate,
    resident_id,
    spoken_number,
    vin,
    wechat,
)

_RECOGNISERS: tuple[Recogniser, ...] = (
    email.RECOGNISER,
    resident_id.RECOGNISER,
    vin.RECOGNISER,
    plate.RECOGNISER,
    phone.RECOGNISER,
    bank_card.RECOGNISER,
    wechat.RECOGNISER,
    otp.RECOGNISER,
    spoken_number.RECOGNISER,
    address.RECOGNISER,
    name_zh.RECOGNISER,
    name_en.RECOGNISER,
)


def recognisers() -> tuple[Recogniser, ...]:
    """Return every recogniser in order of precedence."""
    return _RECOGNISERS
