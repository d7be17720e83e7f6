"""`Speaker: words` at the start of a line, and which prefixes of a file are speakers at all."""

import re
from collections import Counter
from collections.abc import Iterable

from review.transcript.speaker_words import bare, is_anonymous, role_word

_PREFIX = re.compile(
    r"\s*([^:：\n\t]{1,40}?(?:[(\[（【][\d:：.]{3,12}[)\]）】])?)(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[:：\t]\s*(.*)",
    re.DOTALL,
)
_BRACKETED = re.compile(
    r"\s*[\[【［]([^\]】］\d:：\n][^\]】］:：\n]{0,30})[\]】］]\s*[:：]?\s*(.*)", re.DOTALL
)
_DECORATION = re.compile(r"\s*(?:[-*•>]\s+|#?\d{1,4}[.)、]\s*|\[\d{1,4}\]\s*|\d{1,4}\s+(?=[^\W\d]))")
_NAME = re.compile(r"[^\W\d_][\w .·'’\-]{0,30}|[\u4e00-\u9fff·]{2,8}")
MOST_NAMES = 6
"""More different prefixes than this are headings or times of day, not people on a call."""
NAMED_SHARE = 0.6
"""Share of lines that must carry names before names alone count as speakers."""


def undecorated(line: str) -> str:
    """Return the line without what stands before a speaker: turn numbers, list marks, bold marks."""
    plain = line.replace("**", "")
    match = _DECORATION.match(plain)
    return plain[match.end() :] if match else plain


def split_tag(line: str) -> tuple[str, str] | None:
    """Return label and words when the line has a prefix that could be a speaker."""
    match = _BRACKETED.match(line) or _PREFIX.match(line)
    if match is None or not match[1].strip():
        return None
    return match[1].strip(), match[2].strip()


def is_role_tag(label: str) -> bool:
    """Return whether the label is a role word or a recogniser's name for a voice."""
    return not label.strip().isdecimal() and (role_word(label) is not None or is_anonymous(label))


def speakers_among(lines: Iterable[str]) -> frozenset[str]:
    """Return the prefixes (without brackets) that are speakers: role words, else names used all along."""
    lines = [line for line in lines if line.strip()]
    counted = Counter(bare(tag[0]) for line in lines if (tag := split_tag(line)))
    known = {label for label in counted if is_role_tag(label)}
    repeated = {label for label, count in counted.items() if count > 1 and _NAME.fullmatch(label)}
    if known:
        return frozenset(known | (repeated if len(known | repeated) <= MOST_NAMES else set()))
    named = {label for label in counted if _NAME.fullmatch(label)}
    covered = sum(counted[label] for label in named)
    if len(named) <= MOST_NAMES and repeated and covered >= NAMED_SHARE * len(lines):
        return frozenset(named)
    return frozenset()


def spoken(line: str, speakers: frozenset[str]) -> tuple[str, str]:
    """Return label and words of a line; the label is empty when no speaker opens it."""
    tag = split_tag(line)
    if tag is None or bare(tag[0]) not in speakers:
        return "", line.strip()
    return bare(tag[0]), tag[1]
