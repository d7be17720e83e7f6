"""Whether a call is in Chinese or English. A mixed call counts as what most of it is."""

import re
from collections.abc import Iterable

HAN_PER_WORD = 1.6
"""Chinese characters that carry about as much as one English word."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_DECLARED = {
    "zh": "zh-CN",
    "cmn": "zh-CN",
    "chinese": "zh-CN",
    "mandarin": "zh-CN",
    "en": "en",
    "english": "en",
}


def detect_language(texts: Iterable[str], declared: str | None = None) -> str:
    """Return ``zh-CN``, ``en`` or, when the words do not tell and the file is silent, ``und``."""
    text = " ".join(texts)
    han, latin = len(_HAN.findall(text)), len(_WORD.findall(text))
    if han + latin == 0 or len(_KANA.findall(text)) > han:
        return normal_language(declared)
    return "zh-CN" if han / HAN_PER_WORD >= latin else "en"


def normal_language(declared: str | None) -> str:
    """Return ``zh-CN`` or ``en`` for what a file or a setting calls the language; ``und`` for others."""
    head = re.split(r"[-_]", (declared or "").strip().casefold())[0]
    return _DECLARED.get(head, "und")
