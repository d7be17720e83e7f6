"""An archive in a local folder: one encrypted file for each content, under the first two digits of its digest."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from storage.archive.cipher import ArchiveCipher
from storage.errors import ArchiveError

SUFFIX = ".hfa"
OWNER_ONLY = 0o600
_DIGEST = re.compile(r"[0-9a-f]{64}")


class LocalArchive:
    """Files appear whole or not at all: written beside, flushed to the disk, then renamed."""

    def __init__(self, folder: Path, cipher: ArchiveCipher) -> None:
        self._folder, self._cipher = folder, cipher

    def put(self, data: bytes) -> str:
        """Keep content and return its digest; a damaged copy of it is replaced by the good one."""
        digest = hashlib.sha256(data).hexdigest()
        if not self._is_sound(digest):
            self._write(self._path(digest), self._cipher.seal(data, digest))
        return digest

    def get(self, digest: str) -> bytes:
        """Return the content; ArchiveError `archive_missing` or `archive_damaged`."""
        try:
            sealed = self._path(digest).read_bytes()
        except FileNotFoundError:
            raise ArchiveError(code="archive_missing") from None
        data = self._cipher.open(sealed, digest)
        if hashlib.sha256(data).hexdigest() != digest:
            raise ArchiveError(code="archive_damaged")
        return data

    def has(self, digest: str) -> bool:
        """Return whether the content is there, without reading it."""
        return self._path(digest).is_file()

    def erase(self, digest: str) -> None:
        """Remove the content; erasing what is not there changes nothing."""
        self._path(digest).unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        """Yield the digest of everything that is kept."""
        for path in sorted(self._folder.glob(f"??/*{SUFFIX}")):
            if _DIGEST.fullmatch(path.stem):
                yield path.stem

    def _is_sound(self, digest: str) -> bool:
        try:
            return self.has(digest) and bool(self.get(digest) or True)
        except ArchiveError:
            return False

    def _path(self, digest: str) -> Path:
        # Digests also come from rows: nothing but a digest may become part of a path.
        if not _DIGEST.fullmatch(digest):
            raise ArchiveError(code="archive_missing")
        return self._folder / digest[:2] / f"{digest}{SUFFIX}"

    def _write(self, path: Path, sealed: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}.part")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(sealed)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
