"""Customer segments: their keys, or their Chinese or English names, as the rulebook has them."""

import re
from collections.abc import Callable, Mapping

from bot.services.loan_file.faults import FieldError, plain

# Names hold commas and spaces, so the separators that no name holds are tried first.
_SEPARATORS = tuple(re.compile(pattern) for pattern in (r"[;|、\n]", r"[;|、\n,]", r"[;|、\n,\s]+"))


def segment_parser(known: Mapping[str, tuple[str, str]]) -> Callable[[str], list[str]]:
    """Return a parser for `{key: (Chinese name, English name)}`; it returns sorted keys, each once."""
    by_name = {_fold(name): key for key, names in known.items() for name in (key, *names)}
    listed = ", ".join(known)

    def segments(value: str) -> list[str]:
        whole = plain(value)
        for parts in ([whole], *(separator.split(whole) for separator in _SEPARATORS)):
            keys = {by_name.get(_fold(part)) for part in parts if part.strip()}
            if None not in keys:
                return sorted(key for key in keys if key)
        raise FieldError("segment_unknown", known=listed)

    return segments


def _fold(name: str) -> str:
    return re.sub(r"[\s_]+", " ", plain(name)).strip().lower()
