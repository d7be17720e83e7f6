"""Dates as they are spoken, resolved against the day of the call. Pure: the day comes in as an argument."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from review.money import days_of_month
from review.numerals import number_at

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS_EN = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
Resolve = Callable[[re.Match[str], date], date | None]


@dataclass(frozen=True, kw_only=True)
class SpokenDate:
    """A date in folded text: its half-open range, and the day, or None where only the words are known."""

    start: int
    end: int
    day: date | None


def _offset(days: int) -> Resolve:
    return lambda _match, today: today + timedelta(days=days)


def _weekday_zh(match: re.Match[str], today: date) -> date:
    wanted = WEEKDAYS_ZH.index(match.group("day").replace("天", "日"))
    if match.group("next"):
        return today + timedelta(days=7 - today.weekday() + wanted)
    return today + timedelta(days=(wanted - today.weekday()) % 7)


def _weekday_en(match: re.Match[str], today: date) -> date:
    wanted = WEEKDAYS_EN.index(match.group("weekday"))
    if (match.group("which") or "").strip() == "next":
        return today + timedelta(days=7 - today.weekday() + wanted)
    return today + timedelta(days=(wanted - today.weekday()) % 7)


def _month_end(_match: re.Match[str], today: date) -> date:
    return today.replace(day=calendar.monthrange(today.year, today.month)[1])


def _month_start(_match: re.Match[str], today: date) -> date:
    return _in_month(today, 1, 1) or today


def _days_ahead(match: re.Match[str], today: date) -> date | None:
    number = number_at(match.group("n"), 0)
    return today + timedelta(days=int(number[0])) if number and number[0].isdigit() else None


def _words_ahead(match: re.Match[str], today: date) -> date | None:
    words = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    raw = match.group("count")
    count = int(raw) if raw.isdigit() else max(1, words.index(raw)) if raw in words else 2
    return today + timedelta(days=count * (7 if match.group("unit").startswith("week") else 1))


PATTERNS: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    (re.compile(r"大后天"), _offset(3)),
    (re.compile(r"后天|后日"), _offset(2)),
    (re.compile(r"明天|明早|明晚|听日|明儿|明日"), _offset(1)),
    (
        re.compile(
            r"今天|今晚|今日|今儿|现在|马上|立刻|待会儿?|一会儿?|等下|等会儿?|即刻|晚上[一二三四五六七八九十\d]{1,2}点|(?:早上|上午|中午|下午|晚上)(?:之前|以前|前)|下午[一二三四五六七八九十\d]{1,2}点"
        ),
        _offset(0),
    ),
    (re.compile(r"(?P<next>下)?(?:个)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"), _weekday_zh),
    (re.compile(r"(?<!下个)(?<!下)月底"), _month_end),
    (re.compile(r"(?:下个?)?月初"), _month_start),
    (re.compile(r"(?P<n>[\d一二两三四五六七八九十]{1,3})天(?:后|之?内|以后)"), _days_ahead),
    (re.compile(r"\bday after tomorrow\b"), _offset(2)),
    (re.compile(r"\btomorrow\b"), _offset(1)),
    (
        re.compile(
            r"\b(?:today|tonight|right now|now|this (?:afternoon|evening|morning)|straight away|in an hour)\b"
        ),
        _offset(0),
    ),
    (re.compile(rf"\b(?P<which>next |this |on |by )?(?P<weekday>{'|'.join(WEEKDAYS_EN)})\b"), _weekday_en),
    (re.compile(r"\b(?:at |by )?(?:the )?end of (?:the|this) month\b"), _month_end),
    (
        re.compile(
            r"\bin (?P<count>a|\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>days?|weeks?)\b"
        ),
        _words_ahead,
    ),
)
MONTH_ZH = re.compile(r"(?:(?P<next>下个?月)|(?P<month>[\d一二三四五六七八九十]{1,2})月)(?:份)?(?:的)?$")
MONTH_EN = re.compile(rf"^ (?:of )?(?P<month>{'|'.join(MONTHS_EN)}|next month)\b")


def spoken_dates(text: str, today: date | None) -> tuple[SpokenDate, ...]:
    """Return the dates of a folded text in order; without `today` their days are None."""
    found: list[SpokenDate] = []
    for pattern, resolve in PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= item.start or item.end <= match.start() for item in found):
                found.append(
                    SpokenDate(
                        start=match.start(), end=match.end(), day=resolve(match, today) if today else None
                    )
                )
    found += [
        _month_day(text, spoken.start, spoken.end, int(spoken.value), today) for spoken in days_of_month(text)
    ]
    return tuple(sorted(found, key=lambda item: item.start))


def _month_day(text: str, start: int, end: int, number: int, today: date | None) -> SpokenDate:
    before, behind = MONTH_ZH.search(text[:start]), MONTH_EN.search(text[end:])
    start = before.start() if before else start
    end = end + behind.end() if behind else end
    return SpokenDate(start=start, end=end, day=_resolved(before, behind, number, today) if today else None)


def _resolved(
    before: re.Match[str] | None, behind: re.Match[str] | None, number: int, today: date
) -> date | None:
    if before and before.group("month"):
        month = number_at(before.group("month"), 0)
        return _named(int(month[0]), number, today) if month and month[0].isdigit() else None
    if behind and behind.group("month") in MONTHS_EN:
        return _named(MONTHS_EN[behind.group("month")], number, today)
    if before or behind:
        return _in_month(today, 1, number)
    return _in_month(today, 0 if number >= today.day else 1, number)


def _named(month: int, day: int, today: date) -> date | None:
    year = today.year + (month < today.month)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_month(today: date, ahead: int, day: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    try:
        return date(year, month + 1, day)
    except ValueError:
        return None
