"""Dates in words, Chinese and English, resolved against a given `today` and meant to be read back."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

from bot.errors import BadInputError
from bot.forms.parse.numerals import CHINESE, read_number, tidy
from bot.forms.parse.time_of_day import split_time

When: TypeAlias = Literal["past", "future", "any"]
Found: TypeAlias = tuple[date, str]
"""A date and its precision, ``day`` or ``month``."""

N = rf"(?:\d{{1,2}}|[{CHINESE}]{{1,3}})"
_DAYS = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "现在": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "yesterday": -1, "today": 0, "now": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2, "the day before yesterday": -2, "day before yesterday": -2}  # fmt: skip
_SHIFT = {
    "上上": -2,
    "上": -1,
    "本": 0,
    "这": 0,
    "当": 0,
    "下": 1,
    "下下": 2,
    "last": -1,
    "this": 0,
    "next": 1,
}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_WEEKDAYS = "一二三四五六日"
_EN_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EN_MONTHS = tuple(calendar.month_name[i].lower() for i in range(1, 13))
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "couple of": 2, "a couple of": 2}  # fmt: skip
_EN_N = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|couple of"
_MONTH_WORD = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NOISE = re.compile(r"^(?:大概|大约|差不多|应该|可能|预计|在|就|到|从|约|on|by|around|about|from|since|roughly|maybe|probably)\s*|(?:左右|前后|吧|的样子|那天|之前|为止|以前|开始|或者)$", re.IGNORECASE)  # fmt: skip
_VAGUE = re.compile(
    r"工资|薪水|奖金|过年|春节|节后|年后|开学|出院|回款|到账|几天|过阵子|过段时间|以后|之后|再说|等|尽快|最近|前阵|不久|去年|前年|今年|"
    r"payday|paid|salary|wage|bonus|soon|when|after|later|until|once|holiday|few|recently|while", re.IGNORECASE)  # fmt: skip
LONGEST_WORDS = 60  # characters; what is longer tells a story instead of naming a day


def parse_date(text: str, *, today: date, when: When = "any") -> dict[str, Any]:
    """Return ``{"date": ISO or None, "precision": day|month|unknown, "text"}``; raises BadInputError."""
    plain = tidy(text).lower().rstrip("。.!！")
    found = _find(_strip(plain), today, when)
    if found is None:
        if plain and len(plain) <= LONGEST_WORDS and _VAGUE.search(plain):
            return {"date": None, "precision": "unknown", "text": text.strip()}
        raise BadInputError("form_date_unreadable")
    day, precision = found
    _check_side(day, precision, today, when)
    return {"date": day.isoformat(), "precision": precision, "text": text.strip()}


def parse_datetime(text: str, *, today: date, when: When = "any") -> dict[str, Any]:
    """Return what `parse_date` does, and ``time`` as ``HH:MM`` where one is said; a bare time means today."""
    rest, clock = split_time(tidy(text).lower())
    if clock is not None and not rest:
        rest = "today"
    value = parse_date(rest, today=today, when=when)
    return {**value, "text": text.strip()} | ({"time": clock} if clock else {})


def _strip(text: str) -> str:
    rest, before = text, ""
    while rest != before:
        before, rest = rest, _NOISE.sub("", rest).strip()
    return rest


def _find(text: str, today: date, when: When) -> Found | None:
    for pattern, resolve in _RULES:
        match = pattern.fullmatch(text)
        if match:
            try:
                found = resolve(match, today, when)
            except (ValueError, OverflowError) as error:
                raise BadInputError("form_date_impossible") from error
            if found is not None:
                return found
    return None


def _check_side(day: date, precision: str, today: date, when: When) -> None:
    if precision == "month":
        day, today = day.replace(day=1), today.replace(day=1)
    if when == "past" and day > today:
        raise BadInputError("form_date_in_future", date=day.isoformat())
    if when == "future" and day < today:
        raise BadInputError("form_date_in_past", date=day.isoformat())


def _int(text: str | None) -> int:
    value = read_number(text or "")
    if value is None:
        raise ValueError(text)
    return int(value)


def _month_of(today: date, shift: int) -> date:
    index = today.year * 12 + today.month - 1 + shift
    return date(index // 12, index % 12 + 1, 1)


def _plus_months(today: date, months: int) -> date:
    first = _month_of(today, months)
    return first.replace(day=min(today.day, calendar.monthrange(first.year, first.month)[1]))


def _last_day(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _side(candidates: list[date], today: date, when: When) -> date:
    """Pick the nearest candidate on the wanted side; without a wish, the coming one."""
    if when == "past":
        return max((day for day in candidates if day <= today), default=candidates[0])
    return min((day for day in candidates if day >= today), default=candidates[-1])


def _on_month_day(month: int, day: int, today: date, when: When) -> Found:
    years = (today.year - 1, today.year, today.year + 1)
    candidates = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    if not candidates:
        raise ValueError(day)
    return _side(candidates, today, when), "day"


def _full(match: re.Match[str], _today: date, _when: When) -> Found:
    return date(int(match["y"]), int(match["m"]), int(match["d"])), "day"


def _numeric(match: re.Match[str], today: date, when: When) -> Found:
    first, second = int(match["a"]), int(match["b"])
    month, day = (second, first) if first > len(_EN_MONTHS) else (first, second)
    return _on_month_day(month, day, today, when)


def _month_day(match: re.Match[str], today: date, when: When) -> Found:
    month, day = _int(match["m"]), _int(match["d"])
    if match["year"]:
        return date(today.year + _YEARS[match["year"]], month, day), "day"
    return _on_month_day(month, day, today, when)


def _month(match: re.Match[str], today: date, when: When) -> Found:
    month = _int(match["m"])
    if match["y"]:
        return date(int(match["y"]), month, 1), "month"
    if match["year"]:
        return date(today.year + _YEARS[match["year"]], month, 1), "month"
    return _nearest_month(month, today, when)


def _nearest_month(month: int, today: date, when: When) -> Found:
    firsts = [date(year, month, 1) for year in (today.year - 1, today.year, today.year + 1)]
    return _side(firsts, today.replace(day=1), when), "month"


def _shifted_month(match: re.Match[str], today: date, _when: When) -> Found:
    first = _month_of(today, _SHIFT[match["shift"]])
    if match["d"]:
        return first.replace(day=_int(match["d"])), "day"
    part = match["part"] or ""
    return (_last_day(first), "day") if part in {"底", "末"} else (first, "month")


def _month_end(_match: re.Match[str], today: date, _when: When) -> Found:
    return _last_day(today), "day"


def _year_end(match: re.Match[str], today: date, _when: When) -> Found:
    return date(today.year + _YEARS.get(match["year"] or "", 0), 12, 1), "month"


def _day_only(match: re.Match[str], today: date, when: When) -> Found:
    day = _int(match["d"])
    if not 1 <= day <= len(range(31)):
        raise ValueError(day)
    firsts = [_month_of(today, shift) for shift in range(-2, 3)]
    fitting = [first.replace(day=day) for first in firsts if day <= _last_day(first).day]
    return _side(fitting, today, when), "day"


def _named_day(match: re.Match[str], today: date, _when: When) -> Found | None:
    return (today + timedelta(days=_DAYS[match[0]]), "day") if match[0] in _DAYS else None


def _distance(match: re.Match[str], today: date, when: When) -> Found:
    count = {"半": 6, "几": 3}.get(match["n"]) or _WORDS.get(match["n"]) or _int(match["n"])
    backwards = match["way"] in {"前", "以前", "之前", "ago"} or (match["way"] is None and when == "past")
    sign = -1 if backwards else 1
    unit = match["unit"]
    if unit.startswith(("天", "日", "day")):
        return today + timedelta(days=sign * count), "day"
    if unit.startswith(("周", "星期", "礼拜", "week")):
        return today + timedelta(weeks=sign * count), "day"
    if unit.startswith(("年", "year")) and match["n"] != "半":
        count *= 12
    return _plus_months(today, sign * count), "month"


def _weekday(match: re.Match[str], today: date, when: When) -> Found:
    wanted = _WEEKDAYS.index(match["day"].replace("天", "日"))
    return _on_weekday(wanted, match["shift"], today, when)


def _en_weekday(match: re.Match[str], today: date, when: When) -> Found:
    wanted = next(i for i, name in enumerate(_EN_WEEKDAYS) if name.startswith(match["day"][:3]))
    return _on_weekday(wanted, match["shift"], today, when)


def _on_weekday(wanted: int, shift: str | None, today: date, when: When) -> Found:
    monday = today - timedelta(days=today.weekday())
    if shift in _SHIFT:
        return monday + timedelta(days=wanted, weeks=_SHIFT[shift]), "day"
    candidates = [monday + timedelta(days=wanted, weeks=week) for week in (-1, 0, 1)]
    return _side(candidates, today, when), "day"


def _weekend(match: re.Match[str], today: date, when: When) -> Found:
    return _on_weekday(_WEEKDAYS.index("六"), match["shift"], today, when)


def _en_month(match: re.Match[str], today: date, when: When) -> Found:
    month = next(i for i, name in enumerate(_EN_MONTHS, start=1) if name.startswith(match["month"]))
    groups = match.groupdict()
    if groups.get("y"):
        day = int(groups.get("d") or 1)
        return date(int(groups["y"] or 0), month, day), "day" if groups.get("d") else "month"
    if groups.get("d"):
        return _on_month_day(month, int(groups["d"] or 0), today, when)
    return _nearest_month(month, today, when)


def _en_day_of(match: re.Match[str], today: date, _when: When) -> Found:
    return _month_of(today, _SHIFT[match["shift"]]).replace(day=int(match["d"])), "day"


def _en_month_edge(match: re.Match[str], today: date, _when: When) -> Found:
    first = _month_of(today, _SHIFT.get(match["shift"] or "this", 0))
    return (_last_day(first), "day") if match["edge"] == "end" else (first, "month")


Resolver: TypeAlias = Callable[[re.Match[str], date, When], Found | None]
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>前年|去年|今年|明年|后年)?的?"
_RULES: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(pattern), resolver)
    for pattern, resolver in (
        (r"(?P<y>\d{4})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})\s?[日号]?", _full),
        (r"(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})", _full),
        (r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})", _numeric),
        (rf"{_YEAR}(?P<m>{N})月(?:份)?(?P<d>{N})[日号]?", _month_day),
        (rf"(?:(?P<y>\d{{4}})年)?{_YEAR}(?P<m>{N})月(?:份|初|中旬?|上旬|下旬|底)?", _month),
        (rf"(?P<shift>上上|上|本|这|当|下下|下)个?月(?:的?(?P<d>{N})[日号]?|(?P<part>底|末|初|中旬?|上旬|下旬|份))?", _shifted_month),
        (r"月底|月末|end of (?:the )?month", _month_end),
        (r"(?P<year>前年|去年|今年|明年|后年)?年底", _year_end),
        (rf"(?P<d>{N})[日号]", _day_only),
        (r".+", _named_day),
        (rf"(?:再?过)?(?P<n>\d{{1,3}}|[{CHINESE}]{{1,3}}|半)个?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<way>以后|之后|后|内|以内|之内|以前|之前|前)?", _distance),
        (rf"(?:in |within |after )?(?P<n>{_EN_N}) (?P<unit>days?|weeks?|months?|years?)(?: (?P<way>ago|from now|later|time))?", _distance),
        (r"(?P<shift>上上|上|本|这|下下|下)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])", _weekday),
        (r"(?P<shift>上|本|这|这个|下)?个?周末", _weekend),
        (r"(?:the )?(?P<shift>last|this|next|coming)? ?(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?", _en_weekday),
        (rf"(?:the )?{_D}(?: of)? {_MONTH_WORD},?(?: (?P<y>\d{{4}}))?", _en_month),
        (rf"{_MONTH_WORD} (?:the )?{_D},?(?: (?P<y>\d{{4}}))?", _en_month),
        (rf"(?:in )?{_MONTH_WORD}(?: (?P<y>\d{{4}}))?", _en_month),
        (rf"(?:the )?{_D} (?:of )?(?P<shift>last|this|next) month", _en_day_of),
        (rf"(?:the )?{_D}", _day_only),
        (r"(?:the )?(?P<edge>end|start|beginning) of (?:the )?(?P<shift>last|this|next)? ?month", _en_month_edge),
        (r"(?P<edge>)(?P<shift>last|this|next) month", _en_month_edge),
    )
)  # fmt: skip
