"""One pass over a recorder's folder. Archived first, moved afterwards: a crash in between repeats and doubles nothing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import ConflictError
from bot.services.container import Services
from bot.services.ingest.clue import NamePattern, read_clue, sidecar_of
from bot.services.ingest.match import match_clue
from bot.services.recordings import SOUND_SUFFIXES, Arrival, archive_of, receive_recording
from bot.services.work import open_task
from storage.unit_of_work import UnitOfWork

DONE, UNMATCHED, REFUSED = "_done", "_unmatched", "_refused"
LARGEST = 2_000_000_000  # bytes; six hours of two telephone channels are 700 MB as plain WAV
BY = "system:ingest"


@dataclass(kw_only=True)
class IngestReport:
    """What one pass did. Names are relative to the folder."""

    taken: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """Still being written, by the look of their age."""


def ingest_folder(
    services: Services, folder: Path, pattern: NamePattern, *, settled: float, clock_seconds: float
) -> IngestReport:
    """Take every recording in a folder; files younger than `settled` seconds wait for the next pass."""
    archive_of(services)
    report = IngestReport()
    for path in _recordings(folder):
        name = str(path.relative_to(folder))
        if clock_seconds - path.stat().st_mtime < settled:
            report.waiting.append(name)
            continue
        place = _take(services, path, name, pattern, report)
        _move(path, folder / place / path.relative_to(folder))
    return report


def _take(services: Services, path: Path, name: str, pattern: NamePattern, report: IngestReport) -> str:
    """Take one file in; return the folder that it goes to."""
    size = path.stat().st_size
    if size == 0 or size > LARGEST:
        report.refused.append((name, "empty" if size == 0 else "too_large"))
        return REFUSED
    data = path.read_bytes()
    with services.new_unit() as uow:
        try:
            matched, new = _receive(services, uow, path, data, pattern)
        except ConflictError as error:
            report.refused.append((name, error.code))
            return REFUSED
        uow.commit()
    if not new:
        report.known.append(name)
        return DONE
    (report.taken if matched else report.unmatched).append(name)
    return DONE if matched else UNMATCHED


def _receive(
    services: Services, uow: UnitOfWork, path: Path, data: bytes, pattern: NamePattern
) -> tuple[bool, bool]:
    clue = read_clue(path, pattern, services.settings.timezone)
    attempt = match_clue(services, uow, clue)
    arrival = Arrival(
        data=data,
        source="folder",
        by=BY,
        name=path.name,
        callback_id=attempt.callback_id if attempt else None,
        attempt_id=attempt.id if attempt else None,
        agent_id=attempt.agent_id if attempt else None,
        recorded_at=clue.started_at,
    )
    recording, new = receive_recording(services, uow, arrival)
    if new and attempt is None:
        # The name may hold a number: the task names the recording only.
        open_task(uow, "recording_unmatched", desk="data", created_by=BY, details={"recording": recording.id})
    return recording.callback_id is not None, new


def _recordings(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(part.startswith((".", "_")) for part in parts) or path.suffix.lower() not in SOUND_SUFFIXES:
            continue
        if path.is_file() and not path.is_symlink():
            yield path


def _move(path: Path, target: Path) -> None:
    """Move a recording and its sidecar; one of the same name that lies there already stays."""
    side = sidecar_of(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        mark = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        target = target.with_stem(f"{target.stem}.{mark}")
    path.replace(target)
    if side is not None:
        side.replace(target.with_name(target.name + ".json"))
