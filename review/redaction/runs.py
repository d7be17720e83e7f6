"""Numbers as they are said: groups of digits with pauses between them. Amounts, dates and terms are no part."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from review.redaction.reading import Reading

_PIECE = re.compile(r"\d+")
_PAUSE = re.compile(
    r"[\s\-–—.,，、。·…()]{0,4}(?:(?:嗯|呃|额|啊|哦|那个|然后|um+|uh+|erm?|and)[\s,，、。…]{0,3})?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s?(?:[元块万千百十亿年月日天期角折成倍%％岁点]|公里|小时|分钟|个月|人民币|dollars?\b|yuan\b|months?\b|days?\b|years?\b"
    r"|percent\b|thousand\b|hundred\b|million\b|k\b|km\b)",
    re.IGNORECASE,
)
_DAY = re.compile(r"号(?!码)")
_CURRENCY = re.compile(r"[¥￥$€£₹]\s?$|(?:rmb|usd|cny|inr)\s?$", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,? (?:\d{1,2}(?:st|nd|rd|th)?,? )?$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d{2}([-.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)")
LONGEST_AMOUNT = 8
"""Digits; a longer number before a unit is no amount or date of a car loan."""
LONGEST_DAY = 2

ORDER_CUE = re.compile(
    r"(?:订单|合同|工单|流水|编号|单号|批次|运单|快递|发票|凭证|申请号|order|contract|reference|ref|ticket|case|invoice"
    r"|tracking|application)[^\d]{0,10}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Number:
    """Digits that belong together; places are in the digits view. ``spoken`` = no digit is written, ``written`` = all are."""

    start: int
    end: int
    digits: str
    spoken: bool
    written: bool
    groups: tuple[int, ...]
    """How many digits stand together between pauses."""


def runs(reading: Reading) -> list[list[Number]]:
    """Return the groups of digits, those with only pauses between them together."""
    view = reading.digits
    found: list[list[Number]] = []
    measures = [match.span() for pattern in (_THOUSANDS, _DATE) for match in pattern.finditer(view.text)]
    for match in _PIECE.finditer(view.text):
        piece = _number(reading, match)
        if _measures(view.text, piece) or any(start <= piece.start < end for start, end in measures):
            found.append([])  # an amount or date ends the run before it
        elif found and found[-1] and _continues(view.text, found[-1][-1], piece):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [run for run in found if run]


def windows(reading: Reading, lengths: Collection[int]) -> Iterator[Number]:
    """Yield every choice of neighbouring groups whose digits together have one of the lengths."""
    longest = max(lengths)
    for run in runs(reading):
        for first in range(len(run)):
            size = 0
            for last in range(first, len(run)):
                size += len(run[last].digits)
                if size > longest:
                    break
                if size in lengths:
                    yield joined(run[first : last + 1])


def joined(pieces: Sequence[Number]) -> Number:
    """Return neighbouring groups as one number."""
    return Number(
        start=pieces[0].start,
        end=pieces[-1].end,
        digits="".join(piece.digits for piece in pieces),
        spoken=all(piece.spoken for piece in pieces),
        written=all(piece.written for piece in pieces),
        groups=tuple(len(piece.digits) for piece in pieces),
    )


def is_order_number(reading: Reading, number: Number) -> bool:
    """Return whether the words before it call the number one of an order, contract, ticket or the like."""
    return ORDER_CUE.search(reading.lead(number.start, 16)) is not None


def _continues(text: str, before: Number, after: Number) -> bool:
    """Return whether only a pause lies between; a full stop between written numbers ends a sentence."""
    gap = text[before.end : after.start]
    stop = before.written and after.written and gap[:1] in {".", "。"} and gap[1:2] in {"", " "}
    return _PAUSE.fullmatch(gap) is not None and not (stop and len(gap) > 1)


def _number(reading: Reading, match: re.Match[str]) -> Number:
    start, end = reading.digits.original(match.start(), match.end())
    written = [character.isdecimal() for character in reading.text[start:end]]
    return Number(
        start=match.start(),
        end=match.end(),
        digits=match[0],
        spoken=not any(written),
        written=all(written),
        groups=(len(match[0]),),
    )


def _measures(text: str, piece: Number) -> bool:
    size = len(piece.digits)
    if size <= LONGEST_AMOUNT and (
        _UNIT.match(text, piece.end) or _CURRENCY.search(text[max(0, piece.start - 5) : piece.start])
    ):
        return True
    return size <= LONGEST_DAY and _DAY.match(text, piece.end) is not None
