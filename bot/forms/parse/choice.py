"""Typed answers to a question with buttons: a label, an ordinal, or a word of it (which is then read back)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import BadInputError
from bot.forms.definition import Option
from bot.forms.parse.numerals import CHINESE, read_number, tidy

YES = frozenset(
    [
        "是",
        "是的",
        "有",
        "有的",
        "对",
        "对的",
        "同意",
        "可以",
        "已经",
        "继续",
        "yes",
        "y",
        "yeah",
        "yep",
        "ok",
        "okay",
        "correct",
        "true",
    ]
)
NO = frozenset(
    [
        "不",
        "否",
        "不是",
        "没",
        "没有",
        "没有的",
        "无",
        "不对",
        "不同意",
        "不可以",
        "还没",
        "no",
        "n",
        "nope",
        "none",
        "false",
    ]
)
UNSURE = frozenset(
    [
        "不清楚",
        "不知道",
        "不确定",
        "不太清楚",
        "说不好",
        "unsure",
        "unknown",
        "notsure",
        "idontknow",
        "dontknow",
        "noidea",
    ]
)
DECLINE = frozenset(
    [
        "不愿回答",
        "不想说",
        "不方便说",
        "不愿意说",
        "拒绝回答",
        "保密",
        "prefernottosay",
        "decline",
        "declined",
        "rathernotsay",
        "pass",
    ]
)
LONGEST_TO_SEARCH = 40  # characters; a longer text is a story, and a word found in a story proves nothing

_ORDINAL = re.compile(
    rf"^(?:第|选|选项|option|no\.?|#)?\s*(?P<n>\d{{1,2}}|[{CHINESE}]{{1,3}})\s*(?:个|项|号|种)?$",
    re.IGNORECASE,
)
_ENGLISH_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_NOISE = re.compile(r"[\s,.;:!?'\"，。；：！？、“”‘’()（）/]+")
_NEGATION = re.compile(r"[不没无未非]|not|n't|never|cannot|cant")
_SPLIT = re.compile(r"[,，、;；+&]|和|还有|以及|\band\b")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The option keys that were understood; `sure` is False where a person must confirm them."""

    keys: tuple[str, ...]
    sure: bool


def parse_choice(text: str, options: Sequence[Option], *, several: bool = False) -> Choice:
    """Return what was chosen; raises BadInputError where nothing, or more than one thing, is meant."""
    whole = _one(text, options)
    if whole is not None:
        return whole
    if several:
        parts = [part for part in _SPLIT.split(tidy(text)) if part.strip()]
        found = [_one(part, options) for part in parts]
        picked = [choice for choice in found if choice is not None]
        if len(parts) > 1 and len(picked) == len(parts):
            return Choice(keys=tuple(dict.fromkeys(choice.keys[0] for choice in picked)), sure=False)
    raise BadInputError("form_choice_unclear")


def is_decline(text: str) -> bool:
    """Return whether the text says "prefer not to say"."""
    return squeeze(text) in DECLINE


def is_unknown(text: str) -> bool:
    """Return whether the text says "I do not know"."""
    return squeeze(text) in UNSURE


def squeeze(text: str) -> str:
    """Return the text in lower case without blanks and punctuation, for comparing."""
    return _NOISE.sub("", tidy(text).lower())


def _one(text: str, options: Sequence[Option]) -> Choice | None:
    said = squeeze(text)
    if not said:
        return None
    for option in options:
        if said in {option.key.lower(), squeeze(option.zh), squeeze(option.en)}:
            return Choice(keys=(option.key,), sure=True)
    word = _by_word(said, options)
    if word is not None:
        return Choice(keys=(word,), sure=True)
    place = _place(tidy(text).lower())
    if place is not None and (place == -1 or 1 <= place <= len(options)):
        return Choice(keys=(options[place if place == -1 else place - 1].key,), sure=True)
    return _contained(said, options)


def _by_word(said: str, options: Sequence[Option]) -> str | None:
    keys = {option.key for option in options}
    for words, candidates in ((YES, ("yes",)), (NO, ("no", "none")), (UNSURE, ("unsure", "unknown"))):
        if said in words:
            return next((key for key in candidates if key in keys), None)
    return None


def _place(text: str) -> int | None:
    match = _ORDINAL.match(text)
    if match:
        number = read_number(match["n"])
        return None if number is None else int(number)
    return _ENGLISH_ORDINALS.get(re.sub(r"^the | one$", "", text).strip())


def _contained(said: str, options: Sequence[Option]) -> Choice | None:
    if len(said) > LONGEST_TO_SEARCH or len(said) < 2:
        return None
    hits = [option.key for option in options if _overlaps(said, option)]
    return Choice(keys=(hits[0],), sure=False) if len(hits) == 1 else None


def _overlaps(said: str, option: Option) -> bool:
    words = {
        squeeze(word) for label in (option.zh, option.en) for word in (label, *re.split(r"[/（），,]", label))
    }
    return any(
        len(word) > 1 and (said in word or word in said) and _negations(said) == _negations(word)
        for word in words
    )


def _negations(text: str) -> int:
    # "影响" stands inside "不影响": a word found there must not turn into its opposite.
    return len(_NEGATION.findall(text))
