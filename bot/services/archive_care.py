"""Use cases on the archive as a whole: verify it, hold and release, erase what has outlived its time."""

from dataclasses import dataclass

from bot.errors import BadInputError, NotFoundError
from bot.services.container import Services
from bot.services.recordings import SYSTEM, archive_of
from storage.errors import ArchiveError
from storage.models import Recording
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class ArchiveReport:
    """What verifying found: how many items are whole, and the digests of those that are not."""

    whole: int
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    """Kept by nothing in the database: left by a crash, harmless, or put there by hand."""

    @property
    def ok(self) -> bool:
        """Return whether everything that must be there is there and whole."""
        return not self.missing and not self.damaged


def verify_archive(services: Services, *, by: str) -> ArchiveReport:
    """Read every item that the database knows and compare it with its digest."""
    archive = archive_of(services)
    with services.new_unit() as uow:
        wanted = _wanted(uow)
    whole = 0
    missing: list[str] = []
    damaged: list[str] = []
    for digest in sorted(wanted):
        try:
            archive.get(digest)
            whole += 1
        except ArchiveError as error:
            (missing if error.code == "archive_missing" else damaged).append(digest)
    strays = tuple(digest for digest in archive.digests() if digest not in wanted)
    report = ArchiveReport(whole=whole, missing=tuple(missing), damaged=tuple(damaged), strays=strays)
    with services.new_unit() as uow:
        uow.audit.append(
            by,
            "archive_verified",
            "archive",
            "local",
            whole=whole,
            missing=len(missing),
            damaged=len(damaged),
        )
        uow.commit()
    return report


def hold_recording(services: Services, recording_id: int, reason: str, *, by: str) -> None:
    """Keep a recording beyond its retention until the hold is lifted."""
    if not reason.strip():
        raise BadInputError("reason_missing")
    with services.new_unit() as uow:
        recording = _kept(uow, recording_id)
        recording.legal_hold = reason.strip()
        uow.audit.append(by, "recording_held", "recording", recording_id)
        uow.commit()


def release_recording(services: Services, recording_id: int, *, by: str) -> None:
    """Lift the hold; retention counts again."""
    with services.new_unit() as uow:
        _kept(uow, recording_id).legal_hold = None
        uow.audit.append(by, "recording_released", "recording", recording_id)
        uow.commit()


def erase_outlived(services: Services) -> int:
    """Erase recordings and photos whose retention has ended and that nothing holds; a tombstone stays."""
    archive = services.archive
    if archive is None:
        return 0
    with services.new_unit() as uow:
        recordings, photos = uow.recordings.outlived(uow.now), uow.recordings.outlived_photos(uow.now)
        for recording in recordings:
            for digest in _digests_of(recording):
                archive.erase(digest)
            recording.state, recording.erased_at = "erased", uow.now
            recording.name = recording.playable = recording.words = None
            recording.replies = {}
            uow.audit.append(SYSTEM, "recording_deleted", "recording", recording.id, digest=recording.digest)
        gone = {digest for photo in photos for digest in (photo.digest, photo.shared) if digest}
        for photo in photos:
            photo.digest = photo.shared = photo.taken_at = photo.latitude = photo.longitude = None
            photo.failure = "erased"
            uow.audit.append(SYSTEM, "photo_deleted", "inspection_photo", photo.id)
        uow.flush()
        for digest in gone - _wanted(uow):
            archive.erase(digest)
        if recordings or photos:
            uow.commit()
        return len(recordings) + len(photos)


def _kept(uow: UnitOfWork, recording_id: int) -> Recording:
    recording = uow.recordings.lock(recording_id)
    if recording is None or recording.erased_at is not None:
        raise NotFoundError("recording_gone")
    return recording


def _wanted(uow: UnitOfWork) -> set[str]:
    recordings = (digest for row in uow.recordings.kept() for digest in _digests_of(row))
    photos = (digest for row in uow.recordings.kept_photos() for digest in (row.digest, row.shared))
    return {digest for digest in (*recordings, *photos) if digest}


def _digests_of(recording: Recording) -> list[str]:
    found = [recording.digest, recording.playable, recording.words, *recording.replies.values()]
    return [digest for digest in found if digest]
