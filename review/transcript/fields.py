"""Reading vendors' JSON without trusting it: every function takes anything and never raises."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

MILLISECOND = 1.0
SECOND = 1000.0
TICK = 1 / 10_000
"""Azure counts in 100-nanosecond ticks."""
LARGEST_MS = 10**13
"""Epoch milliseconds of the year 2286; a larger number is no time."""
DEEPEST = 60
"""Levels of nesting; real files have under 15."""


def mapping(value: Any) -> Mapping[str, Any]:
    """Return the JSON object, or an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a JSON array, or none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def dig(value: Any, *path: str) -> Any:
    """Return what stands at the path of keys, or None."""
    for key in path:
        value = mapping(value).get(key)
    return value


def words(value: Any) -> str:
    """Return a string or number as text; anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return value if isinstance(value, str) else f"{value:g}" if abs(value) < LARGEST_MS else ""


def number(value: Any) -> float | None:
    """Return a finite number; AWS and iFlytek write them as strings, Google as ``1.200s``."""
    if isinstance(value, str):
        match = re.fullmatch(r"\s*(-?\d{1,15}(?:\.\d{1,12})?)s?\s*", value)
        return float(match[1]) if match else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1e15 < value < 1e15:
        return None
    return float(value) if math.isfinite(value) else None


def time_ms(value: Any, unit: float = MILLISECOND) -> int | None:
    """Return milliseconds; negative or absurd times count as not given."""
    found = number(value)
    if found is None or not 0 <= found * unit <= LARGEST_MS:
        return None
    return round(found * unit)


def share(value: Any) -> float | None:
    """Return a confidence between 0 and 1, or None."""
    found = number(value)
    return found if found is not None and 0 <= found <= 1 else None


def label(prefix: str, value: Any) -> str:
    """Return a speaker label such as ``spk0`` or, for a name, the name itself; empty when not given."""
    found = words(value).strip()
    return f"{prefix}{found}" if found.isdecimal() else found


def inner_json(value: Any) -> Any:
    """Return what a JSON string holds, or the value itself when it is no such string."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def too_deep(value: Any, left: int = DEEPEST) -> bool:
    """Return whether the value nests deeper than any real transcript."""
    if left == 0:
        return True
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(too_deep(child, left - 1) for child in children if isinstance(child, dict | list))
