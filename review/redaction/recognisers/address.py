"""Street addresses down to house or flat, Chinese and English. A city or district alone stays: it is no address."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found

_HAN = "\u4e00-\u9fff"
_STREET = (
    "路|街|大道|巷|胡同|弄|村|庄|小区|花园|新村|家园|公寓|大厦|广场|苑|府|湾|里|坊|屯|社区|镇|乡|街道|新城"
)
_NUMBER = r"(?:[0-9A-Za-z零〇一二三四五六七八九十百]{1,6}(?:[-－之][0-9]{1,4})?)"
_PART = r"(?:号楼|号院|号|栋|幢|座|单元|室|弄|组|楼|层|户|队)"
_NOT_A_DATE = r"(?!之?前|之?后|左右|还|扣|发|打款|到账|才|就|再|来|去|给|以|开始)"
_CHINESE = re.compile(
    rf"[{_HAN}A-Za-z0-9]{{0,30}}?[{_HAN}]{{2}}(?:{_STREET})(?:[东西南北中]?(?:段|侧|口|门)?)?第?{_NUMBER}{_PART}{_NOT_A_DATE}"
    rf"(?:\s?第?{_NUMBER}{_PART}{_NOT_A_DATE})*(?:\s?[0-9]{{2,5}}(?!\d|[元块年月日期]))?"
)
_LEAD_IN = re.compile(
    r"^.*(?:住在|家住|搬到|搬去|搬家到|地址(?:是|在|改成|变成|为)?|寄到|送到|停在|位于|就在|还在|现在在|单位在|公司在|家在|住的是|住)"
)
_ENGLISH = re.compile(
    r"(?:(?:flat|apartment|apt|unit|suite|room) ?#?\w{1,5},? )?\b\d{1,5}[A-Za-z]?,? (?:(?:[NSEW]|north|south|east|west) )?"
    r"(?:[A-Za-z][\w'’.]{1,20} ){1,3}(?:street|road|avenue|lane|drive|boulevard|close|court|crescent|place|square|terrace"
    r"|gardens|st|rd|ave|ln|blvd)\b\.?(?:,? (?:flat|apartment|apt|unit|suite|room) ?#?\w{1,5})?",
    re.IGNORECASE,
)
_HOUSE = r"(?:[Ff]lat|[Aa]partment|[Aa]pt|[Uu]nit|[Rr]oom)\.? ?#?\w{1,9},? "
_NUMBER_WORD = (
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|(?:Thir|Four|Fif|Six|Seven|Eigh|Nine)teen"
    r"|(?:Twen|Thir|For|Fif|Six|Seven|Eigh|Nine)ty(?:[ -]\w{3,5})?)"
)
_CAPITALS = (
    r"(?:[A-Z][\w'’]{1,20} ){1,3}(?:Street|Road|Avenue|Lane|Drive|Close|Court|Crescent|Place|Square|Terrace|Gardens|Row|Mews"
    r"|House|Hill|Grove|Park|Walk|Rise|Green|View|Way)\b"
)
_ENGLISH_WORDS = re.compile(
    rf"(?:{_HOUSE}(?:\d{{1,5}} )?|\b\d{{1,5}}[A-Za-z]? |\b(?i:{_NUMBER_WORD}) ){_CAPITALS}"
)
"""Numbers said as words, and houses with names: only where the names have capitals."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield addresses without the words that lead up to them."""
    view = reading.plain
    for match in _CHINESE.finditer(view.text):
        lead_in = _LEAD_IN.match(match[0])
        start = match.start() + (lead_in.end() if lead_in else 0)
        if start < match.end():
            yield found(view, start, match.end(), "ADDRESS")
    for pattern in (_ENGLISH, _ENGLISH_WORDS):
        for match in pattern.finditer(view.text):
            yield found(view, match.start(), match.end(), "ADDRESS")


RECOGNISER = Recogniser(name="address", find=find)
