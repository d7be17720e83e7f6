"""A promise to pay as it was spoken: amount and date, resolved against the day of the call."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from review.dates import SpokenDate, spoken_dates
from review.domain import Promise, Role, Transcript, Turn
from review.money import spoken_amounts
from review.normalise import fold

# Words by which money is promised; "有钱" and "工资" alone promise nothing.
COMMITS = re.compile(
    r"(?:还|打|转|存|交|付|给|补|处理|弄|到账|凑|缴|汇)(?:掉|上|清|给你|进去|过去|款|完|你|够|齐|,|。|$|\d|[一二两三四五六七八九十])(?!了个)|照还|一定(?:还|到)|一分不少|前(?:还|打|转|存|给)|就(?:打|还|转|存|交|弄)"
    r"|\b(?:i'll|i will|i can|i could|we'll|we can|going to|gonna|will|let me|i'm going to|promise to|i shall)\b.{0,40}\b(?:pay|send|transfer|put|do|make|clear|sort|settle|give|bring)\b"
    r"|\b(?:pay|send|transfer)(?:ing)? (?:it|that|this|you|the)\b.{0,20}\b(?:now|today|tomorrow|on|by)\b|\bdoing it now\b|\btake it (?:now|today)\b|\b(?:yes|yeah|ok|okay|sure)\b.{0,30}\b(?:take|put) (?:it|that|the payment)\b"
)
REFUSES = re.compile(
    r"还不|没法|拿不|凑不|不还|如果|要是|万一|能不能|可不可以|不敢保证|不保准|看看吧|再说|没准|已经(?:还|打|转|交)|交了|扫的码|定金|首付|自动扣|自动转|昨天|上次|上(?:周|个?星期|个?礼拜|个月)|早就"
    r"|\b(?:can't|cannot|won't|couldn't|not|if|maybe|might|unless|already|took|was going to|could i|can i|would you|direct debit|standing order|autopay|said|told)\b"
)
YES = re.compile(r"\b(?:yes|yeah|yep|ok|okay)\b")
ASKS_DATE = re.compile(
    r"(?:哪天|几号|几点|什么时候|周[一二三四五六日]几点)|\b(?:when|what (?:date|day|time)|by when|which day)\b"
)
AGREES = re.compile(
    r"^(?:嗯|好|行|可以|对|是|没问题|要得|中|得|ok)|^(?:yes|yeah|yep|ok|okay|sure|right|fine|perfect|that's right|correct|please do|go on)"
)
NEIGHBOURS = 3  # turns on either side in which the amount or the day may have been said
PAYMENT_TALK = re.compile(
    r"还|款|月供|这期|本期|逾期|到账|钱|\b(?:pay\w*|instal\w+|emi|amount|balance|overdue|owing|due)\b"
)


def find_promise(transcript: Transcript, called_on: date | None) -> Promise | None:
    """Return the last promise that the customer made, or None. The amount is in major units."""
    promises = list(_promises(transcript, called_on))
    return promises[-1] if promises else None


def _promises(transcript: Transcript, called_on: date | None) -> Iterator[Promise]:
    for turn in transcript.turns:
        if turn.role is not Role.CUSTOMER:
            continue
        text = fold(turn.text)
        for start, end in _sentences(text):
            sentence = text[start:end]
            if (day := _promised(transcript, turn, sentence, called_on)) is not None:
                promise = Promise(
                    turn=turn.index,
                    quote=turn.text[start:end].strip(),
                    amount=_amount(transcript, turn, sentence),
                    due_on=day.day,
                )
                yield _from_before(transcript, promise, called_on)
                break


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^。!?;…]+?(?:\.(?=\s|$)|[。!?;…]|$)", text):
        yield match.span()


def _promised(transcript: Transcript, turn: Turn, sentence: str, called_on: date | None) -> SpokenDate | None:
    """Return the day of a sentence that promises money, or None where it promises nothing."""
    dates = spoken_dates(sentence, called_on)
    if not dates or REFUSES.search(sentence):
        return None
    before = _text_before(transcript, turn)
    agreed = before.rstrip().endswith("?") and bool(AGREES.search(sentence.strip()) or YES.search(sentence))
    agreed = agreed and bool(_amounts(before) or ASKS_DATE.search(before))
    asked = bool(ASKS_DATE.search(before)) or agreed
    money = bool(_amounts(sentence) or _amounts(before) or PAYMENT_TALK.search(before))
    return dates[0] if money and (asked or COMMITS.search(sentence)) else None


def _text_before(transcript: Transcript, turn: Turn) -> str:
    before = transcript.turn(turn.index - 1)
    return fold(before.text) if before and before.role is not Role.CUSTOMER else ""


def _amount(transcript: Transcript, turn: Turn, sentence: str) -> Decimal | None:
    """Return the amount in the sentence, else the nearest one that was talked about, the customer's first."""
    if own := _amounts(sentence) or _amounts(_text_before(transcript, turn)):
        return own[-1]
    near = [item for item in transcript.turns if 0 < abs(item.index - turn.index) <= NEIGHBOURS]
    for role in (Role.CUSTOMER, Role.AGENT):
        for other in sorted(
            (item for item in near if item.role is role), key=lambda item: abs(item.index - turn.index)
        ):
            if amounts := _amounts(fold(other.text)):
                return amounts[-1]
    return _first_asked(transcript, turn)


def _amounts(text: str) -> list[Decimal]:
    dates = spoken_dates(text, None)
    free = [
        item
        for item in spoken_amounts(text)
        if all(item.end <= day.start or day.end <= item.start for day in dates)
    ]
    named = [item.value for item in free if item.money]
    return named or [item.value for item in free if item.value >= SMALLEST_BARE]


SMALLEST_BARE = 32  # an amount without a unit up to 31 is more likely a day or an hour


def _first_asked(transcript: Transcript, turn: Turn) -> Decimal | None:
    """Return the amount that the agent named earlier as due, or None."""
    for earlier in reversed(transcript.turns[: turn.index - 1]):
        text = fold(earlier.text)
        if earlier.role is Role.AGENT and PAYMENT_TALK.search(text) and (amounts := _amounts(text)):
            return amounts[-1]
    return None


def _from_before(transcript: Transcript, promise: Promise, called_on: date | None) -> Promise:
    """Return the promise with the weekday of an earlier turn where this one names only an hour."""
    if (
        not called_on
        or promise.due_on != called_on
        or not re.search(r"点|中午|上午|下午|晚上|以前", promise.quote)
    ):
        return promise
    for earlier in reversed(transcript.turns[max(0, promise.turn - 1 - 2 * NEIGHBOURS) : promise.turn - 1]):
        days = [item.day for item in spoken_dates(fold(earlier.text), called_on) if item.day]
        if days:
            return replace(promise, due_on=days[-1])
    return promise
