"""The error family of storage.

StorageError
├── DuplicateError      a unique rule refused the row: somebody else was first
├── LeaseLostError      the work was taken over by another worker
├── ArchiveError        archived content is missing or is not what was put in
├── SchemaError         the database has another shape than this program
├── KeyMissingError     the key that opens what is stored is not at hand
├── BackupError         a backup cannot be written, read or restored
└── TransferError       an installation could not be moved to another database
"""

from typing import Any


class StorageError(Exception):
    """Carries a stable code and data; never column values."""

    code = "storage_failed"

    def __init__(self, message: str = "", **data: Any) -> None:
        super().__init__(message or self.code)
        self.data = data


class DuplicateError(StorageError):
    """A unique rule refused the row: somebody else was first."""

    code = "duplicate"


class LeaseLostError(StorageError):
    """The work was taken over by another worker; this one must change nothing."""

    code = "lease_lost"


class SchemaError(StorageError):
    """The database has another shape than this program. Data: ``found``, ``wanted``."""

    code = "schema_mismatch"


class KeyMissingError(StorageError):
    """The key that opens what is stored is not at hand, or the value was tampered with. Data: ``place``."""

    code = "key_missing"


class BackupError(StorageError):
    """A backup cannot be written, read or restored; the code says why. Data: ``table``, ``found``, ``cause``."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code, **data)
        self.code = code


class TransferError(StorageError):
    """An installation could not be moved; nothing was. Codes, with their data:

    ``transfer_same_database``, ``transfer_target_not_empty`` (``tables``), ``transfer_failed`` (``cause``),
    ``transfer_differs`` (``table``, ``sent``, ``arrived``).
    """

    code = "transfer_failed"

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code, **data)
        self.code = code


class ArchiveError(StorageError):
    """Archived content is missing or is not what was put in: `archive_missing` or `archive_damaged`."""

    code = "archive_missing"

    def __init__(self, *, code: str) -> None:
        super().__init__(code)
        self.code = code
