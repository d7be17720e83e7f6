"""Keeps Telegram's side of a rehearsal on disk, so that it survives when somebody pulls the plug.

The real Telegram would still know every message after this machine came back; so does the stage. The file is
written before any answer leaves, as a service that promises durability would. It is read only by the program that
wrote it, in a folder of its own.
"""

import asyncio
import os
import pickle
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.state import World
from bot.rehearsal.updates import UpdateQueue

FORMAT = 1
NOT_KEPT = frozenset({"clock", "bot", "people", "groups", "_changed", "inline_asks"})


class Memory:
    """Saves and restores a world with its update queue."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._saved: tuple[int, int] | None = None

    def load(self) -> dict[str, Any] | None:
        """Return what was kept, or None for a new stage or a file of another program version."""
        try:
            kept = pickle.loads(self._path.read_bytes())  # noqa: S301 (our own file, mode 0600)
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
            return None
        return kept if isinstance(kept, dict) and kept.get("format") == FORMAT else None

    def save(self, world: World, queue: UpdateQueue, clock: VirtualClock, token: str) -> None:
        """Write everything, atomically, if anything changed since the last time."""
        mark = (world.revision, queue.revision)
        if mark == self._saved:
            return
        kept = frozen(world, queue, clock, token)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(kept)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self._path)
        self._saved = mark


def frozen(world: World, queue: UpdateQueue, clock: VirtualClock, token: str) -> bytes:
    """Return all of Telegram's side as bytes; the same bytes as long as nothing changes."""
    kept = {
        "format": FORMAT,
        "token": token,
        "now": clock.now(),
        "world": _world(world),
        "queue": queue.dump(),
    }
    return pickle.dumps(kept, protocol=pickle.HIGHEST_PROTOCOL)


def restore(world: World, queue: UpdateQueue, kept: dict[str, Any]) -> None:
    """Put what was kept back into a fresh world."""
    for name, value in kept["world"].items():
        known = getattr(world, name)
        if isinstance(known, defaultdict):
            known.update(value)
        else:
            setattr(world, name, value)
    loop = asyncio.get_running_loop()
    world.presses = {key: replace(press, answer=loop.create_future()) for key, press in world.presses.items()}
    queue.restore(kept["queue"])


def saved_moment(kept: dict[str, Any] | None) -> datetime | None:
    """Return the virtual time at which the stage was left."""
    return None if kept is None else kept["now"]


def _world(world: World) -> dict[str, Any]:
    state = {name: value for name, value in vars(world).items() if name not in NOT_KEPT}
    # Whoever waited for the answer to a press is gone with the process.
    state["presses"] = {key: replace(press, answer=None) for key, press in world.presses.items()}  # type: ignore[arg-type]
    return {name: dict(value) if isinstance(value, defaultdict) else value for name, value in state.items()}
