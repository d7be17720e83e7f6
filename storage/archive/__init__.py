"""Recordings and photos at rest: content-addressed, encrypted, never changed in place.

Callers know an item by the SHA-256 of its plain content. What may be looked at by whom, and the record of every
look, is the caller's: `Recording` rows and the audit trail.
"""

from storage.archive.cipher import ArchiveCipher
from storage.archive.local import LocalArchive
from storage.archive.port import Archive

__all__ = ["Archive", "ArchiveCipher", "LocalArchive"]
