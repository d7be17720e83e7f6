"""What the program asks of an archive."""

from collections.abc import Iterator
from typing import Protocol


class Archive(Protocol):
    """Keeps content by its SHA-256 (64 hexadecimal digits). Implementation: a local folder."""

    def put(self, data: bytes) -> str:
        """Keep content and return its digest; the same content again changes nothing."""
        ...

    def get(self, digest: str) -> bytes:
        """Return the content; ArchiveError `archive_missing` or `archive_damaged`."""
        ...

    def has(self, digest: str) -> bool:
        """Return whether the content is there, without reading it."""
        ...

    def erase(self, digest: str) -> None:
        """Remove the content; erasing what is not there changes nothing."""
        ...

    def digests(self) -> Iterator[str]:
        """Yield the digest of everything that is kept."""
        ...
