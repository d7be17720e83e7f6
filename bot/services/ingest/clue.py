"""What a recorder says about a call: in a JSON sidecar, or in the file's name."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import BadInputError

DEFAULT_PATTERN = "{loan}_{time}"
SIDECAR_MAX = 1_000_000  # bytes; a larger file is no sidecar
LOAN, PHONE, DIGEST, TIME, AGENT = "loan", "phone", "digest", "time", "agent"
SIDECAR_NAMES = {
    LOAN: ("loan_number", "loan", "contract", "contract_no", "贷款编号", "合同号"),
    PHONE: ("phone", "called", "callee", "customer_phone", "number", "客户号码", "被叫"),
    DIGEST: ("phone_digest", "digest"),
    TIME: ("started_at", "start_time", "start", "time", "timestamp", "开始时间"),
    AGENT: ("agent", "agent_id", "extension", "工号"),
}
FIELDS = {
    LOAN: r"[^_\s]+?",
    PHONE: r"\+?\d{5,15}",
    DIGEST: r"[0-9a-fA-F]{32,64}",
    TIME: r"\d{4}-?\d{2}-?\d{2}[T_\- ]?\d{2}[-:.]?\d{2}(?:[-:.]?\d{2})?",
    AGENT: r"[^_\s]+?",
    "any": r".*?",
}
_PLACE = re.compile(r"\{(\w+)\}")
EPOCH_MILLISECONDS = 10**11  # numbers above are milliseconds, below seconds


@dataclass(frozen=True, kw_only=True)
class Clue:
    """What is said about one recording. `digest` is of the customer's number: keyed (32 digits) or SHA-256 (64)."""

    loan_number: str | None = None
    phone: str | None = None
    digest: str | None = None
    started_at: datetime | None = None
    agent: str | None = None


class NamePattern:
    """A file-name pattern such as `{loan}_{time}` or `{time}-{phone}-{any}`; matches the name without suffix."""

    def __init__(self, pattern: str = DEFAULT_PATTERN) -> None:
        names = _PLACE.findall(pattern)
        unknown = [name for name in names if name not in FIELDS]
        known = [name for name in names if name != "any"]
        if unknown or len(set(known)) != len(known) or not {LOAN, PHONE, DIGEST} & set(known):
            raise BadInputError("ingest_pattern")
        parts = re.split(r"(\{\w+\})", pattern)
        self._expression = re.compile("".join(_part(part) for part in parts))

    def read(self, stem: str, zone: str) -> Clue:
        """Return what the name says; an empty clue where it is named otherwise."""
        found = self._expression.fullmatch(stem)
        return _clue(found.groupdict(), zone) if found else Clue()


def read_clue(path: Path, pattern: NamePattern, zone: str) -> Clue:
    """Return the sidecar's clue, completed by the file name's; a sidecar that cannot be read says nothing."""
    named = pattern.read(path.stem, zone)
    side = sidecar_of(path)
    said = _sidecar(side, zone) if side else Clue()
    return replace(
        said,
        loan_number=said.loan_number or named.loan_number,
        phone=said.phone or named.phone,
        digest=said.digest or named.digest,
        started_at=said.started_at or named.started_at,
        agent=said.agent or named.agent,
    )


def sidecar_of(path: Path) -> Path | None:
    """Return the sidecar of a recording: `call.wav.json` or `call.json`."""
    beside = (path.with_name(path.name + ".json"), path.with_suffix(".json"))
    return next((side for side in beside if side.is_file()), None)


def _part(part: str) -> str:
    name = part.strip("{}")
    if part.startswith("{"):
        return FIELDS[name] if name == "any" else f"(?P<{name}>{FIELDS[name]})"
    return re.escape(part)


def _sidecar(path: Path, zone: str) -> Clue:
    try:
        if path.stat().st_size > SIDECAR_MAX:
            return Clue()
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return Clue()
    if not isinstance(found, dict):
        return Clue()
    lowered = {str(key).lower(): value for key, value in found.items()}
    values = {
        field: next((lowered[name] for name in names if lowered.get(name) not in (None, "")), None)
        for field, names in SIDECAR_NAMES.items()
    }
    return _clue(values, zone)


def _clue(values: dict[str, Any], zone: str) -> Clue:
    def text(name: str) -> str | None:
        value = values.get(name)
        return str(value).strip() or None if isinstance(value, str | int) else None

    digest = text(DIGEST)
    return Clue(
        loan_number=text(LOAN),
        phone=text(PHONE),
        digest=digest.lower() if digest else None,
        started_at=_instant(values.get(TIME), zone),
        agent=text(AGENT),
    )


def _instant(value: Any, zone: str) -> datetime | None:
    """Return an aware instant from ISO text, digits in a row, or epoch seconds or milliseconds."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000 if value > EPOCH_MILLISECONDS else value, UTC)
        if not isinstance(value, str):
            return None
        digits = re.sub(r"\D", "", value)
        if re.fullmatch(FIELDS[TIME], value.strip()):
            found = datetime.strptime(digits.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=ZoneInfo(zone))
        else:
            found = datetime.fromisoformat(value.strip())
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
