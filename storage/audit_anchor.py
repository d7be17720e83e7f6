"""Anchors: how long the audit trail was and how it ended, authenticated, kept outside the database.

Whoever can write to the database can rewrite the whole chain or put an old state back; they cannot also change a
file elsewhere, and without the key they cannot make an anchor that fits. One JSON object a line, newest last.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """At `at` (ISO 8601) the trail had `events` events, the last with the hash `head`."""

    at: str
    events: int
    head: str


def head_mac(key: bytes, events: int, head: str) -> str:
    """Return the code (hex) that authenticates a trail's length and last hash."""
    return hmac.new(key, f"head:{events}:{head}".encode(), hashlib.sha256).hexdigest()


def write_anchor(path: Path, key: bytes, *, events: int, head: str, now: datetime) -> Anchor:
    """Append an anchor to the file, unless the last one says the same; return the last."""
    known = read_anchors(path, key)
    if known and known[-1] is not None and (known[-1].events, known[-1].head) == (events, head):
        return known[-1]
    anchor = Anchor(at=now.isoformat(), events=events, head=head)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(json.dumps(vars(anchor) | {"mac": _mac(key, anchor)}) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return anchor


def read_anchors(path: Path, key: bytes) -> list[Anchor | None]:
    """Return the anchors in a file, oldest first; None in the place of one that is not authentic."""
    if not path.is_file():
        return []
    return [_read(line, key) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _read(line: str, key: bytes) -> Anchor | None:
    try:
        given = json.loads(line)
        anchor = Anchor(at=given["at"], events=given["events"], head=given["head"])
        return anchor if hmac.compare_digest(_mac(key, anchor), given["mac"]) else None
    except (ValueError, KeyError, TypeError):
        return None


def _mac(key: bytes, anchor: Anchor) -> str:
    content = f"anchor:{anchor.at}:{anchor.events}:{anchor.head}"
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()
